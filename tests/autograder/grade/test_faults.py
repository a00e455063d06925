"""A hidden test that is at fault costs its own cell the verdict, and nothing else."""

import csv
from io import StringIO

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.course import Course, Submission
from autograder.gradebook.points import GRADED, NOT_GRADED
from autograder.gradebook.totals import total
from autograder.notebook import load_notebook
from autograder.release.build import release
from tests.support.grading import (
    EXAM,
    graded_csv,
    hand_in_exam,
    nbgrader,
    right_exam,
    write_feedback,
)
from tests.support.marks import some

ANA = Submission("ana", "exam")
FAULTS = {
    "assert here()": ["1 / 0", "nobody_defined_this", "assert here((", "raise SystemExit", "[][0]"],
    "from autograder.judge": ["from autograder.judges", "import nothing_of_that_name\nfrom x"],
}


def break_test(course: Course, old: str, new: str) -> None:
    path = course.root / "source" / EXAM
    source = load_notebook(path)
    cell = next(cell for cell in source.cells if cell.id == "test-greet")
    assert old in cell.source
    cell.source = cell.source.replace(old, new)
    nbformat.write(source, path)
    release(course)


@pytest.mark.parametrize(
    ("old", "new"), some([(old, new) for old in FAULTS for new in FAULTS[old]], 3)
)
def test_the_other_cells_keep_their_points(small: Course, old: str, new: str) -> None:
    break_test(small, old, new)
    hand_in_exam(small, "ana", right_exam(small))

    (outcome,), text = graded_csv(small, [ANA])
    double, greet = csv.DictReader(StringIO(text))

    assert (double["score"], double["status"]) == ("2", GRADED)
    assert (greet["score"], greet["status"]) == ("", NOT_GRADED)
    assert "test-greet" in greet["note"]
    assert double["note"] == ""
    assert "test-greet" in outcome.problem


def test_the_page_says_so_without_a_word_of_the_test(small: Course) -> None:
    break_test(small, "assert here()", "secret_name")
    hand_in_exam(small, "ana", right_exam(small))
    graded_csv(small, [ANA])

    (page,) = write_feedback(small, [ANA])
    shown = page.read_text()

    assert "Exam (Score: 2.0 / 5.0; not graded: 1)" in shown
    assert shown.count("not graded; worth up to 3.0") == 2
    assert "The test of this cell is at fault, not your solution." in shown
    assert "secret_name" not in shown
    found = total(small, ANA)
    assert (found.status, found.total, found.so_far) == (NOT_GRADED, None, 2)
    assert "secret_name" in found.note


def test_mended_it_is_judged(small: Course) -> None:
    break_test(small, "assert here()", "1 / 0; assert here()")
    hand_in_exam(small, "ana", right_exam(small))
    graded_csv(small, [ANA])
    break_test(small, "1 / 0; ", "")

    graded_csv(small, [ANA])

    assert total(small, ANA).total == 5


def test_a_person_can_give_the_points_meanwhile(small: Course) -> None:
    break_test(small, "assert here()", "1 / 0")
    hand_in_exam(small, "ana", right_exam(small))
    graded_csv(small, [ANA])
    with Gradebook(small.db_url) as gradebook:
        grade = gradebook.find_grade("test-greet", "Exam", "exam", "ana")
        grade.manual_score, grade.needs_manual_grade = 3.0, False
        gradebook.db.commit()

    assert total(small, ANA).total == 5


@pytest.mark.slow
def test_nbgraders_own_command_gives_the_others_their_points_too(small: Course) -> None:
    break_test(small, "assert here()", "1 / 0")
    hand_in_exam(small, "ana", right_exam(small))

    nbgrader(small, "autograde", "exam", "--create")

    found = total(small, ANA)
    assert (found.status, found.so_far) == (NOT_GRADED, 2)
