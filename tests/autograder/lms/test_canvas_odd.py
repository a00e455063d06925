"""Gradebooks of Canvas that somebody worked on before grades are filled in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.errors import ArchiveError, CourseError
from autograder.gradebook.students import Enrolled, enroll
from autograder.lms.canvas import Gradebook
from autograder.lms.give_back import Returned
from autograder.lms.record import Origin, write_origins
from autograder.lms.table import Table
from tests.autograder.lms.test_give_back import changed, page
from tests.support import lms as support
from tests.support.lms import give_back, points, written

Rows = list[list[str]]


BOOK = [
    ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Exam (55)", "Other (56)",
     "Exam (57)"],
    ["", "", "", "", "", "Postagem manual", "", ""],
    ["    Points Possible", "", "", "", "", "10.00", "20.00", "1.00"],
    ["Silva, Ana", "101", "s1", "ana", "A", "", "", ""],
    ["Zé, Beto", "102", "s2", "beto", "A", "3.50", "", ""],
]  # fmt: skip


def canvas(
    course: Course, folder: Path, rows: Rows, separator: str = ",", column: str = ""
) -> tuple[Returned, dict[tuple[int, int], str]]:
    """Fill a gradebook; return what was said and changed."""
    for student, number in {"ana": "101", "beto": "102"}.items():
        enroll(course.db_url, [Enrolled(student, student.title(), lms_user_id=number)])
        page(course, student)
    before = support.csv(rows, separator).encode()
    book = written(folder / "g.csv", before)
    table = points("ana", 2, 0.1) + points("beto", 2, 3)
    made = give_back(course, table, folder / "back", book, column=column)
    return made, changed(before, (folder / "back" / "g.csv").read_bytes(), "utf-8", separator)


def one_exam() -> Rows:
    return [[*row[:7], "Final Score" if not at else ""] for at, row in enumerate(BOOK)]


@pytest.mark.parametrize("column", ["", "Exam"])
def test_two_columns_of_one_title_are_both_named(
    column: str, small: Course, tmp_path: Path
) -> None:
    with pytest.raises(CourseError, match=r"--column: 'Exam \(55\)', 'Exam \(57\)'$"):
        canvas(small, tmp_path, BOOK, column=column)
    assert not (tmp_path / "back" / "g.csv").exists()


@pytest.mark.parametrize(
    ("column", "number", "grade"),
    [("Exam (57)", 7, "0.42"), ("57", 7, "0.42"), ("55", 5, "4.20"), ("Other", 6, "8.40")],
)
def test_a_column_is_told_by_title_heading_or_id(
    column: str, number: int, grade: str, small: Course, tmp_path: Path
) -> None:
    _made, cells = canvas(small, tmp_path, BOOK, column=column)

    assert cells[3, number] == grade
    assert {at for _row, at in cells} == {number}


@pytest.mark.parametrize("told", ["", "(read only)", "0.00", "10/jan", None])
def test_points_are_not_written_where_their_maximum_is_not_known(
    told: str | None, small: Course, tmp_path: Path
) -> None:
    rows = one_exam()
    if told is None:
        del rows[2]
    else:
        rows[2][5] = told

    with pytest.raises(ArchiveError, match=r"Points Possible.*Exam \(55\).*Export the gradebook"):
        canvas(small, tmp_path, rows)
    assert not (tmp_path / "back" / "g.csv").exists()


def change_name(rows: Rows) -> None:
    rows[2][0] = "    Pontos possíveis"


def move_points_down(rows: Rows) -> None:
    rows.append(rows.pop(2))


def add_average(rows: Rows) -> None:
    rows.append(["Média", "", "", "", "", "5.00", "7.00", ""])


@pytest.mark.parametrize("change", [change_name, move_points_down, add_average, list])
def test_rows_that_are_no_student_s_are_told_by_their_place(
    change: Callable[[Rows], object], small: Course, tmp_path: Path
) -> None:
    rows = one_exam()
    change(rows)

    made, cells = canvas(small, tmp_path, rows)

    assert sorted(cells.values()) == ["10.00", "4.20"]
    assert made.left_out == {}
    assert any("Beto Zé <beto>: 3.50 → 10.00" in note for note in made.notes)
    assert any("stay as they are: 6." in note for note in made.notes) == (change is add_average)


def test_a_gradebook_with_semicolons_and_no_decimals_gets_a_comma(
    small: Course, tmp_path: Path
) -> None:
    rows = one_exam()
    rows[2][5:7] = "10", "20"
    rows[4][5] = ""

    _made, cells = canvas(small, tmp_path, rows, ";")

    assert cells == {(3, 5): "4,2", (4, 5): "10"}


def test_who_typed_a_text_in_canvas_is_not_sent_to_collect(small: Course, tmp_path: Path) -> None:
    write_origins(small, "exam", {"ana": Origin()})

    made, _cells = canvas(small, tmp_path, one_exam())

    said = {note.split(":")[0]: note for note in made.notes}
    assert "SpeedGrader" in said["Ana Silva <ana>"]
    assert "python -m autograder collect" in said["Beto Zé <beto>"]


def test_canvas_s_test_student_is_nobody_in_either_form() -> None:
    """Names are in one column or in two."""
    two = "LastName,FirstName,ID,SIS Login ID,Section,Exam (1)\nStudent,Test,9,x,A,\n"
    one = 'Student,ID,SIS Login ID,Section,Exam (1)\n"Student, Test",9,x,A,\n'

    for text in (one, two):
        book = Gradebook.of(Table(text.encode()))
        assert book is not None
        assert (book.people, book.others) == ([], [])
