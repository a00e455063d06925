"""Who is who: names in archives, lists and the gradebook."""

from typing import Any

import pytest

from autograder.errors import UnknownPerson
from autograder.gradebook.students import Enrolled
from autograder.lms.authors import Author
from autograder.lms.match import People, from_gradebook, new_student, with_students
from autograder.lms.names import damaged, first_and_last
from autograder.lms.person import Person


def person(name: str, **more: Any) -> Person:
    first, _blank, last = name.partition(" ")
    return Person(name, first, last, **more)


@pytest.mark.parametrize(
    ("folder", "student"),
    [
        ("[ana]", "ana"),
        ("ana*", "ana"),
        ("ana?b", "ana-b"),
        (".ana", "ana"),
        ("ana.lima@x.br", "ana.lima@x.br"),
        ("ana+lima", "ana+lima"),
        ("***", ""),
    ],
)
def test_an_id_that_nbgrader_cannot_read_becomes_one_that_it_can(folder: str, student: str) -> None:
    assert new_student(Author(folder, student=folder)) == student


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("José D'Ávila", "José DÁvila"),
        ("José D’Ávila", "José D Ávila"),
        ("Joa\u0303o Lima", "João Lima"),
        ("João Lima", "Joao Lima"),
        ("Maria de_Souza", "Maria de Souza"),
        ("ANA LIMA", "ana  lima"),
        ("Ana Lima", "Lima, Ana"),
        ("Ana Lima", "limaana"),
        ("Ana-Luíza Reis", "Ana Luiza Reis"),
        ("Cher", "Cher"),
        ("Ana 2", "Ana 2"),
        ("王 伟", "王伟"),
        ("Ana & Beto", "Ana  Beto"),
    ],
)
def test_a_name_is_found_however_it_is_written(written: str, name: str) -> None:
    people = People([person(written), person("Outra Pessoa"), person("Ana Limão")])

    assert people.find(Author(name)) == person(written)


def test_accents_tell_two_people_apart_where_they_are_written() -> None:
    people = People([person("José Lima", email="a@x"), person("Jose Lima", email="b@x")])

    assert people.find(Author("José Lima")) == people.people[0]
    assert people.find(Author("Jose Lima")) == people.people[1]
    with pytest.raises(UnknownPerson, match="several"):
        people.find(Author("Jose, Lima"))


def test_two_of_one_name_are_never_taken_for_each_other() -> None:
    people = People([person("Ana Lima", number="7"), person("Ana Lima", number="8")])

    assert people.find(Author("Ana Lima", number="8")) == people.people[1]
    for author in (Author("Ana Lima"), Author("Ana Lima", number="9")):
        with pytest.raises(UnknownPerson, match="several whose name is Ana Lima"):
            people.find(author)


def test_moodles_number_is_of_one_assignment_only() -> None:
    """In the worksheet of another assignment, the same number is somebody else's."""
    people = People([person("Ana Lima", number="7"), person("Beto Reis", number="8")])

    assert people.find(Author("Ana Lima", number="8")) is None
    assert people.find(Author("Ana Lima", number="7")) == people.people[0]


def test_a_person_keeps_the_id_whatever_the_list() -> None:
    known = [
        Enrolled("ana.lima", "Ana", "Lima", "ana.lima@x.br", ""),
        Enrolled("beto", "Beto", "Reis", "", "77"),
        Enrolled("caio-melo", "Caio", "Melo"),
    ]
    people = [
        person("Ana Maria Lima", email="ana.lima@x.br"),
        person("Roberto Reis", lms_id="77"),
        person("Caio Melo", email="cmelo@x.br"),
        person("Duda Sá", email="duda@x.br"),
    ]

    found = [one.student for one in with_students(people, known)]

    assert found == ["ana.lima", "beto", "caio-melo", "duda"]


def test_a_number_tells_who_has_another_address_or_whose_name_was_secret() -> None:
    known = [
        Enrolled("ana", "Ana", "Lima", "ana@x.br"),
        Enrolled("participant-8"),
        Enrolled("caio", "Caio", "Melo", "caio@x.br"),
    ]
    numbers = {"7": "ana", "8": "participant-8", "9": "caio"}
    people = [
        person("Ana Lima", email="ana.lima@novo.br", number="7"),
        person("Beto Reis", email="beto@x.br", number="8"),
        person("Duda Cruz", email="duda@x.br", number="9"),  # of another Moodle, by its name
    ]

    found = [one.student for one in with_students(people, known, numbers)]

    assert found == ["ana", "participant-8", "duda"]


def test_ids_of_new_people_are_their_own() -> None:
    people = [
        person("Ana Lima", email="ana@x.br"),
        person("Ana Reis", email="ana@y.br"),
        person("Beto Sá", email="beto@x.br"),
        person("Caio Melo", login="cm01"),
        person("Duda Cruz"),
        person("Duda Cruz", number="8"),
        person("王伟", lms_id="5"),
    ]

    found = [
        one.student for one in with_students(people, [Enrolled("beto", "Beto", "Outro", "b@z")])
    ]

    assert found == ["ana@x.br", "ana@y.br", "beto@x.br", "cm01", "", "", "王伟"]


def test_a_login_is_not_taken_for_a_name() -> None:
    """An LMS writes names, and one person's name can be how another one signs in."""
    pair = [person("Caio Prado", email="caio@x.br", login="caio"), person("Caio", login="caio.b")]
    swapped = [person("Li", login="wang", lms_id="1"), person("Wang", login="li", lms_id="2")]

    for listed in (pair, pair[::-1]):
        assert People(listed).find(Author("Caio")) == pair[1]
        assert People(listed).find(Author("caio.b")) == pair[1]
        assert People(listed).find(Author("caio@x.br")) == pair[0]
        assert People(listed).find(Author("caio", student="caio.b", login=True)) == pair[1]
    for listed in (swapped, swapped[::-1]):
        assert People(listed).find(Author("li")) == swapped[0]
        assert People(listed).find(Author("wang", lms_id="2")) == swapped[1]
    assert People(pair[:1]).find(Author("Caio")) is None
    assert People(pair[:1]).find(Author("Caio", login=True)) == pair[0]


def test_a_folder_that_is_one_s_name_and_another_s_login_is_asked_about() -> None:
    pair = [person("Caio Prado", login="caio"), person("Caio", login="caio.b")]

    for listed in (pair, pair[::-1]):
        with pytest.raises(UnknownPerson, match="one person's name and another's login"):
            People(listed).find(Author("Caio", login=True))
    twice = [person("Ana Lima", login="7"), person("Bia Reis", lms_id="7")]
    with pytest.raises(UnknownPerson, match="several whose login"):
        People(twice).find(Author("7", login=True))


def test_an_id_in_the_gradebook_is_not_taken_for_a_login_of_another() -> None:
    """Whoever was called Caio before there was a list has the id caio."""
    known = [Enrolled("caio", "Caio", "")]
    listed = [person("Caio Prado", login="caio"), person("Caio", login="caio.b")]

    for people in (listed, listed[::-1]):
        found = {one.name: one.student for one in with_students(people, known)}
        assert found["Caio"] == "caio"
        assert found["Caio Prado"] != "caio"


@pytest.mark.parametrize(
    ("name", "is_damaged"),
    [
        ("Jos? Lima", True), ("?caro Reis", True), ("???", True), ("? ??", True), ("?", True),
        ("Jo\ufffdo", True), ("JoÃ£o Conceição", True), ("JosÃ© Lima", True), ("Ãndia", False),
        ("Ana Lima", False), ("João SÃO", False), ("王小明", False), ("Ana ?", False), ("", False),
        ("D'Ávila", False), ("CONCEIÇÃO", False),
    ],
)  # fmt: skip
def test_a_name_that_lost_letters_is_known(name: str, is_damaged: bool) -> None:
    assert damaged(name) is is_damaged


def test_a_person_listed_twice_is_one() -> None:
    twice = [person("Ana Lima", email="ana@x.br")] * 2

    assert [one.student for one in with_students(twice, [])] == ["ana"]


def test_without_a_list_names_make_the_ids() -> None:
    assert new_student(Author("João d'Ávila Neto")) == "joao-davila-neto"
    assert new_student(Author("silvaana", lms_id="12")) == "silvaana-12"
    assert new_student(Author("王伟")) == "王伟"
    assert new_student(Author("a+b", student="a+b")) == "a+b"


def test_whoever_is_in_the_gradebook_is_found_by_id_or_name() -> None:
    people = People(
        from_gradebook([Enrolled("ana", "Ana", "Lima", "al@x.br"), Enrolled("joao-reis")])
    )

    for author in (Author("ana", login=True), Author("Ana Lima"), Author("al@x.br")):
        assert people.find(author) == people.people[0]
    assert people.find(Author("João Reis")) == people.people[1]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Silva, Ana Maria", ("Ana Maria", "Silva")),
        ("Carlos Silva, Jr.", ("Carlos", "Silva, Jr.")),
        ("Ana", ("Ana", "")),
    ],
)
def test_a_comma_turns_a_name_round_unless_it_is_part_of_it(
    name: str, parts: tuple[str, str]
) -> None:
    assert first_and_last(name) == parts
