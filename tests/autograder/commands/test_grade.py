"""`grade` of a part of the class leaves what grades.csv says of the others."""

import csv
import shutil
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from autograder.commands.app import app
from autograder.course import Course
from tests.support.grading import hand_in_exam, right_exam


def table(course: Course) -> list[tuple[str, str, str]]:
    with (course.root / "grades.csv").open(newline="", encoding="utf-8") as file:
        return [(row["student"], row["grade_id"], row["score"]) for row in csv.DictReader(file)]


def grade(course: Course, *arguments: str | Path) -> str:
    done = CliRunner().invoke(app, ["grade", "--course", str(course.root), *map(str, arguments)])
    return done.output


def test_grading_one_student_again_updates_their_lines_and_keeps_the_others(small: Course) -> None:
    wrong = right_exam(small)
    next(cell for cell in wrong.cells if cell.id == "double").source = "double = abs"
    hand_in_exam(small, "ana", wrong)
    hand_in_exam(small, "bia", right_exam(small))
    (hand_in_exam(small, "caio", right_exam(small)) / "Exam.ipynb").unlink()
    grade(small)
    before = table(small)
    hand_in_exam(small, "ana", right_exam(small))

    printed = grade(small, "--student", "ana")

    ana = [("ana", "test-double", "0"), ("ana", "test-greet", "3")]
    assert before[:2] == ana
    assert table(small) == [("ana", "test-double", "2"), *before[1:]]
    assert [name for name, *_cell in before] == ["ana", "ana", "bia", "bia", "caio", "caio"]
    assert "bia" not in printed


@pytest.mark.slow
def test_a_folder_whose_name_is_not_utf8_stops_nobody(small: Course) -> None:
    folder = hand_in_exam(small, "ana", right_exam(small))
    odd = small.root / "submitted" / "jo\udce3o" / "exam"
    shutil.copytree(folder, odd)

    printed = grade(small)
    odd.parent.rename(small.root / "submitted" / "joao")

    assert "jo\\udce3o: not graded: its name is not UTF-8" in printed
    assert {name for name, _cell, _score in table(small)} == {"ana"}
    assert "UTF-8" not in grade(small)
    assert {name for name, _cell, _score in table(small)} == {"ana", "joao"}


@pytest.mark.slow
def test_who_was_graded_stays_in_the_table_until_the_gradebook_forgets_them(
    small: Course,
) -> None:
    for student in ("ana", "bia"):
        hand_in_exam(small, student, right_exam(small))
    grade(small)
    (small.root / "submitted" / "bia").rename(small.root / "bia")

    grade(small)
    kept = {name for name, _cell, _score in table(small)}
    with Gradebook(small.db_url) as gradebook:
        gradebook.remove_student("bia")
    grade(small)

    assert kept == {"ana", "bia"}
    assert {name for name, _cell, _score in table(small)} == {"ana"}
