"""What a list of the class says when something is wrong with it, and who of a group is who."""

import zipfile
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.errors import ArchiveError
from autograder.gradebook.students import enrolled
from autograder.lms.collect import NEW, REFUSED, Collected, collect
from autograder.lms.record import read_origins
from tests.support.lms import (
    collected,
    csv,
    give_back,
    half_right,
    line,
    moodle,
    moodle_row,
    points,
    right,
    roster,
    submitted,
    written,
    zipped,
)


def test_a_name_that_is_another_s_login_is_whose_name_it_is(small: Course) -> None:
    people = [["First name", "Last name", "Email address"], ["Caio", "Prado", "caio@x.br"]]
    people += [["Caio", "", "caio.b@x.br"], ["Li", "", "wang@x.br"], ["Wang", "", "li@x.br"]]
    exam, half = right(small), half_right(small)
    data = zipped({"Caio - Exam.ipynb": exam, "Li - Exam.ipynb": half, "Wang - Exam.ipynb": exam})

    found = collected(small, data, csv(people).encode())

    assert {one.name: one.student for one in found.lines} == {
        "Caio": "caio.b",
        "Li": "wang",
        "Wang": "li",
    }
    assert submitted(small, "wang")["Exam.ipynb"] == half
    assert [person.name for person in found.absent] == ["Caio Prado"]


def test_a_new_student_does_not_get_the_id_of_another(small: Course) -> None:
    collected(small, moodle({}), roster(moodle_row(1, "Caio Prado", "caio@x.br")))

    found = collected(small, moodle({(2, "Caio"): {"Exam.ipynb": right(small)}}))

    assert line(found, "Caio").status == REFUSED
    assert "is Caio Prado <caio@x.br>'s already" in line(found, "Caio").problems[0]
    assert not (small.root / "submitted" / "caio").exists()


def test_nobody_is_made_up_of_a_name_that_lost_letters_in_the_archive(small: Course) -> None:
    data = moodle({(1, "Jo?o Lima"): {"Exam.ipynb": right(small)}})

    for people in (None, roster(moodle_row(1, "João Lima", "j@x.br"))):
        (one,) = collected(small, data, people).lines
        assert one.status == REFUSED
        assert "lost letters" in one.problems[0]


NAMES = {1: "José Lima", 2: "王小明", 3: "Ana Sá"}


def class_of(small: Course, names: dict[int, str]) -> tuple[bytes, bytes]:
    """Return an archive with the right names, and a list with others."""
    rows = [moodle_row(n, name, f"p{n}@x.br") for n, name in names.items()]
    files = {(n, name): {"Exam.ipynb": right(small)} for n, name in NAMES.items() if n in names}
    return moodle(files), roster(*rows)


def test_a_list_that_lost_letters_does_not_overwrite_names(small: Course) -> None:
    collected(small, *class_of(small, NAMES))
    before = enrolled(small.db_url)

    found = collected(small, *class_of(small, {1: "Jos? Lima", 2: "???", 3: "Ana S\ufffd"}))

    assert enrolled(small.db_url) == before
    assert {one.name for one in found.lines} == set(NAMES.values())
    assert found.refused == []
    assert "CSV UTF-8" in found.advice[0]
    assert "'王小明 <p2@x.br>'" in found.advice[0]


def test_nobody_is_enrolled_under_a_name_that_lost_letters(small: Course) -> None:
    found = collected(small, *class_of(small, {1: "Jos? Lima", 2: "???", 3: "Ana Sá"}))

    assert [one.id for one in enrolled(small.db_url)] == ["p3"]
    assert {one.name: one.status for one in found.lines} == {
        "Ana Sá": NEW,
        "José Lima": REFUSED,
        "王小明": REFUSED,
    }
    assert "'Jos? Lima <p1@x.br>', '??? <p2@x.br>'" in found.refused[0]


def test_another_assignment_s_worksheet_is_said_to_be_one(small: Course) -> None:
    files = {(n, name): {"Exam.ipynb": right(small)} for n, name in NAMES.items()}
    other = [moodle_row(70 + n, name, f"p{n}@x.br") for n, name in NAMES.items()]

    with pytest.raises(ArchiveError, match=r"the number 71 and not 1: the list is another assign"):
        collected(small, moodle(files), roster(*other))
    found = collected(small, moodle(files), roster(*other[:2], moodle_row(3, NAMES[3], "p3@x.br")))

    assert "the number 72 and not 2" in line(found, NAMES[2]).problems[0]
    assert line(found, NAMES[3]).status == NEW
    secret = [[f"Participante{n}", *moodle_row(n, "")[3:]] for n in (7, 8)]
    found = collected(
        small,
        moodle({(3, "Participante"): {"Exam.ipynb": right(small)}}),
        roster(*secret, secret=True),
    )
    assert "nobody in the list has the number 3" in found.lines[0].problems[0]


CLASS = [["Lima, Ana", "101", "ana@x.br"], ["Reis, Beto", "102", "beto"]]
CLASS += [["Melo, Caio", "103", "caio"], ["Sá, Duda", "104", "duda"], ["Luz, Eva", "105", "eva"]]
HEADS = [["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Exam (5)"]]
HEADS += [["    Points Possible", "", "", "", "", "10"]]
ROWS = [[name, number, "", login, "T1", ""] for name, number, login in CLASS]
BOOK = csv([*HEADS, *ROWS]).encode()
GROUPS = (
    "name,canvas_user_id,user_id,login_id,sections,group_name,canvas_group_id,group_id\n"
    "Ana Lima,101,,ana@x.br,T1,Grupo A,7,\nBeto Reis,,,beto,T1,Grupo A,7,\n"
    "Caio Melo,103,,caio,T1,Grupo B,8,\nDuda Sá,104,,duda,T1,Grupo B,8,\nEva Luz,105,,eva,T1,,,\n"
)


def of_groups(course: Course, groups: str = "", who: str = "grupoa") -> Collected:
    """Collect what two groups handed in, as Canvas hands it out."""
    files = {
        f"{who}_101_900_Exam.ipynb": right(course),
        "grupob_103_901_Exam.ipynb": half_right(course),
    }
    archive = written(course.root / "downloads" / "a.zip", zipped(files))
    listed = written(course.root / "downloads" / "book.csv", BOOK)
    file = written(course.root / "downloads" / "g.csv", groups.encode()) if groups else None
    return collect(course, [archive], "exam", listed, file)


def test_what_a_group_handed_in_is_the_work_of_all_of_it(small: Course) -> None:
    found = of_groups(small, GROUPS)

    assert [one.student for one in found.lines] == ["ana", "beto", "caio", "duda"]
    assert submitted(small, "beto") == submitted(small, "ana")
    assert submitted(small, "duda")["Exam.ipynb"] == half_right(small)
    assert "handed in by Ana Lima, for the group" in line(found, "Beto Reis").notes
    assert [person.student for person in found.absent] == ["eva"]
    assert read_origins(small, "exam")["beto"].prefix == "grupoa_101_900_"
    assert found.advice == []


@pytest.mark.parametrize("rows", [ROWS, ROWS[::-1]])
def test_a_group_s_file_has_the_page_of_whoever_handed_it_in(
    small: Course, tmp_path: Path, rows: list[list[str]]
) -> None:
    found = of_groups(small, GROUPS)
    students = [one.student for one in found.lines]
    for one in students:
        written(small.root / "feedback" / one / "exam" / "Exam.html", one.encode())
    book = written(tmp_path / "book.csv", csv([*HEADS, *rows]).encode())
    table = [row for one in students for row in points(one, 2, 3)]

    made = give_back(small, table, tmp_path / "back", book)

    assert (made.grades, made.notes) == (4, [])
    with zipfile.ZipFile(tmp_path / "back" / "feedback.zip") as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == {
            "grupoa_101_900_feedback-Exam.html": b"ana",
            "grupob_103_901_feedback-Exam.html": b"caio",
        }


def test_without_the_file_of_groups_it_is_asked_for(small: Course) -> None:
    found = of_groups(small)

    assert len(found.lines) == 2
    assert "'grupoa' has the ID of Ana Lima" in found.advice[0]
    assert "--groups" in found.advice[0]
    with pytest.raises(ArchiveError, match="not a file of groups"):
        of_groups(small, "a,b\n1,2\n")


def test_what_canvas_keeps_secret_is_said(small: Course) -> None:
    data = zipped({"anon_x1Y2z_567_Exam.ipynb": right(small)})

    listed = collected(small, data, BOOK)
    alone = collected(small, data)

    assert "hidden the names" in line(listed, "anon-x1Y2z").problems[0]
    assert "hidden the names" in alone.advice[0]
