"""Worksheets and gradebooks that somebody worked on before grades are filled in."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from autograder.course import Course
from autograder.errors import ArchiveError
from autograder.lms.give_back import Returned
from autograder.lms.moments import read_moment
from autograder.lms.moodle import Worksheet
from autograder.lms.roster import read_worksheet
from autograder.lms.table import Table
from tests.autograder.lms.test_give_back import changed, known
from tests.support import lms as support
from tests.support.lms import collected, give_back, moodle, moodle_row, points, written

PT = list(support.PORTUGUESE)
PEOPLE = {"ana": ("Ana", 1), "beto": ("Beto", 2), "caio": ("Caio", 3)}
Rows = list[list[str]]


def rows_of(most: str = "10,00") -> Rows:
    return [moodle_row(n, name, f"{i}@x.br", most=most) for i, (name, n) in PEOPLE.items()]


def filled(
    course: Course, folder: Path, header: Sequence[str], rows: Rows, separator: str = ","
) -> tuple[Returned, dict[tuple[int, int], str]]:
    """Fill a worksheet with what three students have; return what was said and changed."""
    known(course, PEOPLE)
    before = support.csv([header, *rows], separator).encode()
    sheet = written(folder / "notas.csv", before)
    table = [row for at, student in enumerate(PEOPLE) for row in points(student, 2, at)]
    made = give_back(course, table, folder / "back", sheet)
    after = (folder / "back" / "notas.csv").read_bytes()
    return made, changed(before, after, "utf-8", separator)


GRADES = {(1, 4): "4,00", (2, 4): "6,00", (3, 4): "8,00"}


def grades(cells: dict[tuple[int, int], str], column: int = 4) -> dict[tuple[int, int], str]:
    return {where: text for where, text in cells.items() if where[1] == column}


@pytest.mark.parametrize("column", [7, 8])
@pytest.mark.parametrize("text", ["########", "46279.9104", "46279,91", "14-set-26", "ontem", ""])
def test_a_time_that_cannot_be_read_moves_no_column(
    column: int, text: str, small: Course, tmp_path: Path
) -> None:
    """A locked grade stays, whatever else is in the worksheet."""
    rows = rows_of()
    rows[1][4], rows[1][6] = "9,90", "Não"
    rows[0][column] = text

    made, cells = filled(small, tmp_path, PT, rows)

    assert cells.keys() == {(1, 4), (3, 4), (1, 9), (3, 9)}
    assert made.left_out == {"Beto <beto@x.br>": "the grade is locked in Moodle"}


@pytest.mark.parametrize("texts", [("46279.91", "-"), ("########", "46280.5"), ("-", "########")])
def test_comments_never_go_to_the_comments_on_the_submission(
    texts: tuple[str, str], small: Course, tmp_path: Path
) -> None:
    header = [*PT[:8], "Comentários ao envio", *PT[8:]]
    rows = [[*row[:7], texts[0], "Comentários (0)", texts[1], ""] for row in rows_of()]

    _made, cells = filled(small, tmp_path, header, rows)

    assert grades(cells) == GRADES
    assert {column for _row, column in cells} == {4, 10}


def test_a_bad_time_costs_one_student_s_time_and_is_named(small: Course) -> None:
    right = support.right(small)
    people = [(n, name) for name, n in PEOPLE.values()]
    archive = moodle({one: {"Exam.ipynb": right} for one in people})
    rows = rows_of()
    rows[0][7], rows[1][7] = "46279.9104", "14-set-26"

    found = collected(small, archive, support.roster(*rows))

    when = {line.name: line.when[:10] for line in found.lines}
    assert when == {"Ana": "2026-09-14", "Beto": "", "Caio": "2026-09-14"}
    said = {line.name: " ".join(line.notes) for line in found.lines}
    assert "row 3 of the list: the time of submission cannot be read: '14-set-26'" in said["Beto"]
    assert "2026-09-14 21:51" in said["Beto"]  # the remedy
    assert "cannot be read" not in said["Ana"] + said["Caio"]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("46279.9104", (2026, 9, 14, 21, 51)),
        ("46279,91042", (2026, 9, 14, 21, 51)),
        ("2026-09-14 21:51", (2026, 9, 14, 21, 51)),
        ("14/09/2026 21:51", (2026, 9, 14, 21, 51)),
        ("9/14/2026 9:51 PM", (2026, 9, 14, 21, 51)),
        ("09/09/2026 21:51:30", (2026, 9, 9, 21, 51)),
        ("46279.91", None),  # within a quarter of an hour
        ("46279", None),
        ("09/10/2026 21:51", None),
        ("14/09/26 21:51", None),
        ("14/09/2026", None),
        ("########", None),
        ("2026-02-30 10:00", None),
        ("2026-09-14 25:10", None),
    ],
)
def test_what_a_spreadsheet_program_made_of_a_time_is_read_if_there_is_one_way(
    text: str, moment: tuple[int, ...] | None
) -> None:
    zone = ZoneInfo("America/Sao_Paulo")

    assert read_moment(text, zone) == (moment and datetime(*moment, tzinfo=zone))  # type: ignore[misc, arg-type]


RUSSIAN = [
    *("Идент", "ФИО", "Почта", "Состояние", "Баллы", "Наивысший балл"),
    *("Можно изменить", "Изменено (ответ)", "Изменено (балл)", "Отзыв-комментарий"),
]


@pytest.mark.parametrize("header", [PT, RUSSIAN], ids=["known", "unknown"])
@pytest.mark.parametrize("own", [{"Turma": "2"}, {"Obs": "", "Peso": "1"}, {"Peso": "1", "X": ""}])
def test_a_column_of_the_teacher_s_is_not_the_maximum(
    header: list[str], own: dict[str, str], small: Course, tmp_path: Path
) -> None:
    rows = [[*row, *own.values()] for row in rows_of()]

    _made, cells = filled(small, tmp_path, [*header, *own], rows)

    assert grades(cells) == GRADES
    assert {column for _row, column in cells} == {4, 9}


def test_a_column_between_grade_and_maximum_does_not_take_the_grades(
    small: Course, tmp_path: Path
) -> None:
    rows = [[*row[:5], "1", *row[5:]] for row in rows_of()]

    _made, cells = filled(small, tmp_path, [*PT[:5], "Peso", *PT[5:]], rows)

    assert grades(cells) == GRADES
    assert {column for _row, column in cells} == {4, 10}


def test_without_a_column_of_grades_nothing_else_takes_them(tmp_path: Path) -> None:
    rows = [[*row[:4], *row[5:]] for row in rows_of()]
    path = written(tmp_path / "n.csv", support.csv([[*PT[:4], *PT[5:]], *rows]).encode())

    with pytest.raises(ArchiveError):
        read_worksheet(path)


def test_comments_off_never_fill_a_column_of_the_teacher_s(small: Course, tmp_path: Path) -> None:
    rows = [[*row[:9], "A"] for row in rows_of()]

    made, cells = filled(small, tmp_path, [*PT[:9], "Turma"], rows)

    assert cells == GRADES
    assert any("no column for comments" in note for note in made.notes)


def test_where_the_maximum_cannot_be_told_columns_are_named(tmp_path: Path) -> None:
    header = [*RUSSIAN[:7], *RUSSIAN[9:]]  # of another language, and without times
    rows = [[*row[:7], *row[9:]] for row in rows_of()]
    path = written(tmp_path / "notas.csv", support.csv([header, *rows]).encode())

    with pytest.raises(ArchiveError, match=r"cannot be told.*'Баллы', 'Наивысший балл'"):
        read_worksheet(path)


@pytest.mark.parametrize("typed", ["faltou", "11,00", "-1", "########"])
def test_what_is_typed_for_a_grade_is_no_matter_of_the_maximum(
    typed: str, small: Course, tmp_path: Path
) -> None:
    rows = [*rows_of(), moodle_row(4, "Davi", "davi@x.br", grade=typed, most="10,00")]
    rows[0][4] = typed

    made, cells = filled(small, tmp_path, PT, rows)

    assert grades(cells) == GRADES
    said = " ".join(made.notes)
    assert f"replaced: Ana <ana@x.br>: {typed} → 4,00" in said
    assert f"row 5, Davi <davi@x.br>: '{typed}' is not a grade from 0 to 10.00" in said


def test_grades_that_were_typed_in_the_lms_are_named_when_they_are_replaced(
    small: Course, tmp_path: Path
) -> None:
    rows = rows_of()
    rows[0][4], rows[1][4] = "9,50", "6,00"

    made, cells = filled(small, tmp_path, PT, rows)

    assert grades(cells).keys() == {(1, 4), (3, 4)}
    assert made.notes[0].endswith("were replaced: Ana <ana@x.br>: 9,50 → 4,00")


def test_rows_of_nobody_stay_and_are_named(small: Course, tmp_path: Path) -> None:
    rows = [*rows_of(), ["Média", "", "", "", "8,50", "10,00", "", "", "", ""]]

    made, cells = filled(small, tmp_path, PT, rows)

    assert grades(cells) == GRADES
    assert any("belong to no student and stay as they are: 5." in note for note in made.notes)


def test_excel_s_first_line_stays_and_is_named(small: Course, tmp_path: Path) -> None:
    known(small, PEOPLE)
    text = "sep=;\r\n" + support.csv([PT, *rows_of()], ";", "\r\n")
    sheet = written(tmp_path / "n.csv", text.encode("utf-8-sig"))

    made = give_back(small, points("ana", 2, 0), tmp_path / "back", sheet)

    after = (tmp_path / "back" / "n.csv").read_text("utf-8-sig")
    assert after.startswith("sep=;\nIdentificador;")
    assert ";4,00;10,00;" in after
    assert any("the first line, sep=;, is not Moodle's" in note for note in made.notes)


def test_a_worksheet_of_nobody_says_so(tmp_path: Path) -> None:
    path = written(tmp_path / "n.csv", support.csv([PT]).encode())

    with pytest.raises(ArchiveError, match="nobody below"):
        read_worksheet(path)


@pytest.mark.parametrize(
    ("most", "separator", "header", "grade", "said"),
    [
        ("10", ";", PT, "4,2", "2,1 of 5 points. Points lost in: test-greet 0,1/3."),
        ("10", ",", PT, "4,2", "2,1 of 5 points."),
        ("10", ",", list(support.ENGLISH), "4.2", "2.1 of 5 points."),
        ("10", ";", RUSSIAN, "4,2", "2,1 of 5 points."),
        ("10.00", ";", PT, "4.20", "2.1 of 5 points."),
        ("10,00", ",", list(support.ENGLISH), "4,20", "2,1 of 5 points."),
    ],
)
def test_the_decimal_sign_is_the_worksheet_s_everywhere(
    most: str,
    separator: str,
    header: list[str],
    grade: str,
    said: str,
    small: Course,
    tmp_path: Path,
) -> None:
    known(small, PEOPLE)
    sheet = written(tmp_path / "n.csv", support.csv([header, *rows_of(most)], separator).encode())

    give_back(small, points("ana", 2, 0.1), tmp_path / "back", sheet)

    text = (tmp_path / "back" / "n.csv").read_text("utf-8")
    row = next(csv.reader(io.StringIO(text.splitlines()[1]), delimiter=separator))
    assert row[4] == grade
    assert row[9].startswith(said)


def test_a_part_of_the_class_is_filled_and_the_others_are_named(
    small: Course, tmp_path: Path
) -> None:
    """Two classes in Moodle, or a worksheet that was filtered by a group."""
    people = {f"p{n}": (f"Pessoa {n}", 100 + n) for n in range(8)}
    known(small, people)
    rows = [moodle_row(n, name, f"{i}@x.br") for i, (name, n) in people.items()][:2]
    sheet = written(tmp_path / "b.csv", support.csv([PT, *rows]).encode())
    table = [row for student in people for row in points(student, 2, 3)]

    made = give_back(small, table, tmp_path / "back", sheet)

    assert made.grades == 2
    left = {f"Pessoa {n} <p{n}@x.br>": "not in b.csv" for n in range(2, 8)}
    assert made.left_out == left


def test_a_decomposed_no_is_a_no() -> None:
    row = moodle_row(1, "Ana", changeable="Na\u0303o")
    sheet = Worksheet.of(Table(support.csv([PT, row]).encode()))

    assert sheet is not None
    assert not sheet.can_change(sheet.table.rows[0])
