"""Grades and feedback go back, as the reader of Canvas takes them."""

import codecs
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.errors import CourseError
from autograder.gradebook.outcome import Row
from autograder.gradebook.points import GRADED
from autograder.gradebook.students import Enrolled, enroll
from autograder.lms.record import Origin, write_origins
from tests.autograder.lms.test_give_back import changed, page
from tests.support import importers
from tests.support import lms as support
from tests.support.lms import give_back, points, written

CANVAS = [
    ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Exam (55)", "Other (56)",
     "Final Score"],
    ["", "", "", "", "", "Manual Posting", "", ""],
    ["    Points Possible", "", "", "", "", "10", "20", "(read only)"],
    ["Silva, Ana", "101", "s1", "ana@x.br", "A", "", "7", "35"],
    ['O"Neill, Núria', "102", "s2", "nuria", "A", "3.00", "", ""],
    ["Reis, Beto", "103", "s3", "beto", "A", "EX", "", ""],
    ["Melo, Caio", "104", "s4", "caio", "A", "N/A", "", ""],
    ["Student, Test", "999", "", "abc", "A", "", "", ""],
]  # fmt: skip


@pytest.mark.parametrize(("separator", "mark"), [(",", b""), (";", codecs.BOM_UTF8)])
def test_canvas_s_gradebook_comes_back_with_one_column_changed(
    separator: str, mark: bytes, small: Course, tmp_path: Path
) -> None:
    ids = {"ana": "101", "nuria": "102", "beto": "103", "caio": "104"}
    enroll(small.db_url, [Enrolled(i, i.title(), lms_user_id=n) for i, n in ids.items()])
    prefix = {i: Origin(prefix=f"x{i}_LATE_{n}_50{n}_") for i, n in ids.items() if i != "beto"}
    write_origins(small, "exam", prefix)
    pages = {student: page(small, student) for student in ids}
    before = mark + support.csv(CANVAS, separator).encode()
    book = written(tmp_path / "grades.csv", before)
    table = [row for student in ids for row in points(student, 2, 1.5)]

    made = give_back(small, table, tmp_path / "back", book)

    after = (tmp_path / "back" / "grades.csv").read_bytes()
    cells = changed(before, after, "utf-8-sig", separator)
    assert cells == {(3, 5): "7.00", (4, 5): "7.00"}
    canvas = importers.Canvas(
        {101: "", 102: "", 103: "", 104: "", 999: ""},
        {55: "Exam", 56: "Other"},
        {int(n): {int(f"50{n}")} for n in ids.values()},
    )
    canvas.upload_gradebook(after)
    assert (canvas.grades[101, 55], canvas.grades[101, 56]) == ("7.00", "7")
    assert canvas.grades[103, 55] == "EX"
    assert canvas.upload_feedback((tmp_path / "back" / "feedback.zip").read_bytes()) == []
    assert canvas.comments == {
        int(ids[student]): [pages[student]] for student in ("ana", "nuria", "caio")
    }
    assert "excused" in made.left_out["Beto Reis <beto>"]
    assert "not assigned" in made.left_out["Caio Melo <caio>"]
    assert "beside a file that was handed in" in " ".join(made.notes)


def test_the_column_is_asked_for_where_it_cannot_be_told(small: Course, tmp_path: Path) -> None:
    enroll(small.db_url, [Enrolled("ana", "Ana", lms_user_id="101")])
    header = [cell.replace("Exam", "Prova 1") for cell in CANVAS[0]]
    book = written(tmp_path / "g.csv", support.csv([header, *CANVAS[2:4]]).encode())

    with pytest.raises(CourseError, match="--column: 'Prova 1', 'Other'"):
        give_back(small, points("ana", 2, 3), tmp_path / "back", book)
    give_back(small, points("ana", 2, 3), tmp_path / "back", book, column="Prova 1")

    assert b",10,7," in (tmp_path / "back" / "g.csv").read_bytes()


@pytest.mark.parametrize("title", ["Quiz", "Exam"])
def test_another_assignment_s_column_is_never_filled(
    title: str, small: Course, tmp_path: Path
) -> None:
    """Of a gradebook with one column, its title says which assignment is meant."""
    enroll(small.db_url, [Enrolled("ana", "Ana", lms_user_id="101")])
    rows = [[*CANVAS[0][:5], f"{title} (55)"], *(row[:6] for row in CANVAS[2:4])]
    book = written(tmp_path / "g.csv", support.csv(rows).encode())
    table = [*points("ana", 2, 3), Row("ana", "quiz", "Quiz", "a", 1, 1, GRADED, "", None, 1)]

    if title == "Quiz":
        with pytest.raises(CourseError, match="--column: 'Quiz'"):
            give_back(small, table, tmp_path / "back", book, "exam")
    else:
        give_back(small, table, tmp_path / "back", book)
        assert b",A,10" in (tmp_path / "back" / "g.csv").read_bytes()
