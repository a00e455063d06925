"""Archives of which not everything can be taken, and authors who are not who they seem."""

import io
import zipfile

import pytest

from autograder.course import Course, Submission
from autograder.errors import ArchiveError
from autograder.files import contents
from autograder.gradebook.students import enrolled
from autograder.lms.collect import NEW, REFUSED, REPLACED, UNCHANGED
from autograder.lms.record import read_origins
from tests.support.grading import graded_csv
from tests.support.lms import (
    collected,
    half_right,
    line,
    moodle,
    moodle_row,
    right,
    roster,
    submitted,
    zipped,
)


def test_groups_and_secret_names_are_known_by_the_worksheets_numbers(small: Course) -> None:
    """Moodle writes a group's name in front of a person's, and "Participant" for a secret one."""
    files = {(1, "Grupo 1-Ana Lima"): right(small), (2, "Turma-B-Beto Sá-Reis"): right(small)}
    files |= {(3, "Participante"): half_right(small), (4, "Grupo 2-Eva Melo"): right(small)}
    names = ["Ana Lima", "Beto Sá-Reis", "Caio Melo", "Outra Pessoa"]
    rows = [moodle_row(n, name, f"p{n}@x.br") for n, name in enumerate(names, 1)]

    found = collected(
        small, moodle({key: {"x.ipynb": data} for key, data in files.items()}), roster(*rows)
    )

    taken = {one.student for one in found.lines if one.status == NEW}
    assert taken == {"p1", "p2", "p3"}
    assert line(found, "Grupo 2-Eva Melo").status == REFUSED  # the number is somebody else's


def test_who_handed_in_nothing_that_can_be_unpacked_is_not_absent(small: Course) -> None:
    link = zipfile.ZipInfo("Ana_1_assignsubmission_file/Exam.ipynb")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    made = io.BytesIO(moodle({(2, "Beto"): {"Exam.ipynb": right(small)}}))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(link, "/etc/passwd")

    found = collected(
        small, made.getvalue(), roster(moodle_row(1, "Ana", "a@x"), moodle_row(2, "Beto", "b@x"))
    )

    assert found.absent == []
    assert "it is a link" in " ".join(line(found, "Ana").notes)
    assert line(found, "Ana").problems
    assert (small.root / "submitted" / line(found, "Ana").student / "exam").is_dir()


def test_jupyters_spare_copy_counts_where_there_is_nothing_else(small: Course) -> None:
    spare = ".ipynb_checkpoints/Exam-checkpoint.ipynb"
    data = moodle(
        {
            (1, "Ana"): {spare: half_right(small)},
            (2, "Beto"): {spare: half_right(small), "Exam.ipynb": right(small)},
        }
    )

    found = collected(small, data)

    assert [one.problems for one in found.lines] == [[], []]
    assert submitted(small, "ana")["Exam.ipynb"] == half_right(small)
    assert submitted(small, "beto")["Exam.ipynb"] == right(small)


def test_jupyters_spare_copy_within_a_zip_is_no_second_notebook(small: Course) -> None:
    inner = {"t/Prova.ipynb": right(small), ".venv/x.ipynb": half_right(small)}
    inner |= {"t/.ipynb_checkpoints/Prova-checkpoint.ipynb": half_right(small)}
    alone = {"t/.ipynb_checkpoints/Exam-checkpoint.ipynb": half_right(small)}
    data = {
        (1, "Ana"): {"t.zip": zipped(inner)},
        (2, "Beto"): {"t.zip": zipped(alone)},
        (3, "Caio"): {"t.zip": zipped(alone), "Exam.ipynb": right(small)},
    }

    found = collected(small, moodle(data))

    assert [one.problems for one in found.lines] == [[], [], []]
    for student, exam in (("ana", right), ("beto", half_right), ("caio", right)):
        assert submitted(small, student) == {"Exam.ipynb": exam(small)}


@pytest.mark.parametrize(
    "files",
    [
        {"Exam.ipynb.zip": ["Exam.ipynb"]},
        {"exam/Exam.IPYNB.ZIP": ["Exam.ipynb", "__MACOSX/._Exam.ipynb"]},
        {"all.zip": ["Exam.ipynb/Exam.ipynb"]},
        {"Exam.ipynb/Exam.ipynb": []},
        {"Exam.ipynb.zip": ["Exam.ipynb"], "Exam.zip": ["Exam.ipynb"]},
        {"Exam": [], "Exam.zip": ["Exam.ipynb"]},
    ],
)
@pytest.mark.parametrize("form", ["moodle", "folder", "canvas"])
def test_a_notebook_s_own_zip_is_opened(
    small: Course, files: dict[str, list[str]], form: str
) -> None:
    exam = right(small)
    own = {name: zipped(dict.fromkeys(of, exam)) if of else exam for name, of in files.items()}
    if form == "canvas":
        made = {f"limaana_7_{9 + n}_{name}": own[name] for n, name in enumerate(own)}
        if any("/" in name for name in own):
            return
    else:
        form = "Ana Lima_7_assignsubmission_file" if form == "moodle" else "Ana Lima"
        made = {f"{form}/{name}": content for name, content in own.items()}
        made |= {f"{form.replace('Ana', 'Eva').replace('7', '8')}/Exam.ipynb": exam}

    found = collected(small, zipped(made))

    assert [one.problems for one in found.lines] == [[]] * len(found.lines)
    for one in found.lines:
        assert submitted(small, one.student)["Exam.ipynb"] == exam


def test_canvas_takes_the_feedback_beside_the_zip_that_was_graded(small: Course) -> None:
    whole = zipped({"Exam.ipynb": right(small)})
    made = {"limaana_7_1_notes.txt": b"x", "limaana_7_2_Exam.ipynb.zip": whole}

    collected(small, zipped(made))

    assert read_origins(small, "exam")["limaana-7"].prefix == "limaana_7_2_"


def test_what_was_left_out_is_said_again_when_it_is_graded(small: Course) -> None:
    """A student reads the feedback, never what collect printed."""
    made = io.BytesIO(moodle({(1, "Ana"): {"nota.txt": b"oi"}}))
    link = zipfile.ZipInfo("Ana_1_assignsubmission_file/Exam.ipynb")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    student = collected(small, made.getvalue()).lines[0].student

    outcomes, _csv = graded_csv(small, [Submission(student, "exam")])
    collected(small, moodle({(1, "Ana"): {"Exam.ipynb": right(small)}}))
    later, _csv = graded_csv(small, [Submission(student, "exam")])

    assert "it is a link" in " ".join(outcomes[0].notes)
    assert (
        outcomes[0].problem == "'Exam.ipynb' was left out: it is a link, and links are not followed"
    )
    assert later[0].notes == ()


def test_secret_names_are_the_same_people_the_next_time(small: Course) -> None:
    people = roster(*([f"Participante{n}", *moodle_row(n, "")[3:]] for n in (1, 2)), secret=True)

    for data in (half_right(small), right(small)):
        archive = moodle({(n, "Participante"): {"Exam.ipynb": data} for n in (1, 2)})
        found = collected(small, archive, people)

        assert [one.student for one in found.lines] == ["participant-1", "participant-2"]
        assert not any(one.problems for one in found.lines)
    assert submitted(small, "participant-1")["Exam.ipynb"] == right(small)


NONE = b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
"""A notebook that is none of the exam's."""


def test_another_assignment_s_archive_changes_nothing(small: Course) -> None:
    names = ("Ana", "Beto", "Caio")
    collected(small, moodle({(1, "Ana"): {"Exam.ipynb": right(small)}}))
    before = contents(small.root / "submitted")

    with pytest.raises(ArchiveError, match="none of 3 submissions has a notebook of exam"):
        collected(
            small,
            moodle({(n, name): {"Other.ipynb": NONE} for n, name in enumerate(names)}),
        )

    assert contents(small.root / "submitted") == before
    assert [one.id for one in enrolled(small.db_url)] == ["ana"]


def test_a_notebook_is_not_replaced_by_what_is_none(small: Course) -> None:
    collected(small, moodle({(1, "Ana"): {"Exam.ipynb": right(small)}}))

    found = collected(small, moodle({(1, "Ana"): {"Exam.pdf": b"%PDF-1.7"}}))

    assert line(found, "Ana").status == UNCHANGED
    assert submitted(small, "ana")["Exam.ipynb"] == right(small)


def test_that_a_later_hand_in_does_not_count_is_said_where_points_are(small: Course) -> None:
    """A student must not believe that the new work was graded, nor the teacher."""
    first, later = "segunda-feira, 14 set. 2026, 21:51", "sexta-feira, 18 set. 2026, 10:00"
    told = []
    for name, data, when in (
        ("Exam.ipynb", right(small), first),
        ("Exam-v2.ipynb", b"{", later),
        ("Exam.ipynb", half_right(small), later),
    ):
        people = roster(moodle_row(1, "Ana", "ana@x.br", when=when))
        found = collected(small, moodle({(1, "Ana"): {name: data}}), people)
        outcomes, _csv = graded_csv(small, [Submission("ana", "exam")])
        told.append((line(found, "Ana").when[:10], " ".join(outcomes[0].notes)))

    assert [when for when, _said in told] == ["2026-09-14", "2026-09-14", "2026-09-18"]
    assert [bool(said) for _when, said in told] == [False, True, False]
    assert "handed in later, and cannot be graded: 'Exam-v2.ipynb', 2026-09-18" in told[1][1]
    assert "The earlier work counts" in told[1][1]


def test_an_archive_that_is_encrypted_is_not_taken_for_another_s(small: Course) -> None:
    names = ["Ana", "Bia", "Caio"]
    files = {(n, name): {"Exam.ipynb": right(small)} for n, name in enumerate(names)}
    data = bytearray(moodle(files))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + offset] |= 1

    with pytest.raises(ArchiveError, match=r"none of 3 .* it is encrypted"):
        collected(small, bytes(data))


def test_a_time_that_becomes_known_is_no_other_attempt(small: Course) -> None:
    data = moodle({(1, "Ana"): {"Exam.ipynb": right(small)}})
    for when in ("2026-09-14 ??:51", "segunda-feira, 14 set. 2026, 21:51"):
        found = collected(small, data, roster(moodle_row(1, "Ana", "ana@x.br", when=when)))

    assert line(found, "Ana").notes == []
    assert b"2026-09-14" in submitted(small, "ana")["timestamp.txt"]
    assert not (small.root / "attempts").exists()


def test_what_cannot_be_graded_gives_way_to_what_cannot_either(small: Course) -> None:
    """The student is told what is wrong with the last one, and never that the first one counts."""
    first, second = {"Exam.pdf": b"%PDF-1.7"}, {"Exam.ipynb": b"{"}
    told = []
    for files in (first, first, second, second, {"Exam.ipynb": right(small)}):
        found = collected(small, moodle({(1, "Ana"): files}))
        told.append((found.lines[0].status, read_origins(small, "exam")["ana"].left_out))

    assert told == [(one, ()) for one in (NEW, UNCHANGED, REPLACED, UNCHANGED, REPLACED)]


def test_another_class_s_list_enrolls_nobody(small: Course) -> None:
    files = {
        (n, name): {"Exam.ipynb": right(small)} for n, name in enumerate(["Ana", "Bia", "Caio"])
    }
    others = roster(*(moodle_row(n, f"Other {n}", f"o{n}@x.br") for n in range(7, 10)))

    with pytest.raises(ArchiveError, match=r"none of the 3 who handed in is in r\.csv"):
        collected(small, moodle(files), others)

    assert enrolled(small.db_url) == []


@pytest.mark.parametrize("name", ["Exam.json", "Exam"])
def test_a_notebook_under_another_ending_is_taken(small: Course, name: str) -> None:
    found = collected(small, moodle({(1, "Ana"): {name: right(small)}}))

    assert line(found, "Ana").problems == []
    assert submitted(small, "ana")["Exam.ipynb"] == right(small)


def test_what_was_handed_in_instead_is_named(small: Course) -> None:
    found = collected(small, moodle({(1, "Ana"): {"exam.rar": b"Rar!\x1a\x07"}}))

    assert "RAR archive" in " ".join(line(found, "Ana").problems)
