"""formgrader's Autograde button: what nbgrader's API, which it calls, makes of a submission."""

from typing import Any

import pytest
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

from autograder.course import Course, Submission, nbgrader_session, submissions
from autograder.engine.run import alone
from autograder.gradebook.outcome import rows
from autograder.gradebook.recorded import outcomes
from tests.support.grading import (
    EXAM,
    exam_with,
    graded_csv,
    hand_in_exam,
    right_exam,
)

EXAM_NAME = EXAM.parent.name


def press(course: Course, student: str) -> dict[str, Any]:
    """Press the button of one submission; return what formgrader is told."""
    with nbgrader_session(course):
        api = NbGraderAPI(CourseDirectory(config=course.config), config=course.config)
        told: dict[str, Any] = api.autograde(EXAM_NAME, student)
    return told


def points(course: Course, student: str) -> list[tuple[str, float | None, str, str]]:
    table = rows(course, outcomes(course))
    return [(r.grade_id, r.score, r.status, r.note) for r in table if r.student == student]


def test_it_grades_as_the_command_does(small: Course) -> None:
    """Also a notebook under another name, with a cell that is to be repaired."""
    damaged = exam_with(small, greet="def greet(name):\n    return 'Hi'")
    damaged.cells = [cell for cell in damaged.cells if cell.id != "test-double"]
    for student in ("ana", "bia"):
        folder = hand_in_exam(small, student, damaged)
        (folder / EXAM.name).rename(folder / "Exam (1) final.ipynb")
    (ana,) = [one for one in submissions(small) if one.student == "ana"]
    graded_csv(small, [ana])

    told = press(small, "bia")

    assert told["success"], told
    assert points(small, "bia") == points(small, "ana")
    assert {(name, score) for name, score, *_rest in points(small, "bia")} == {
        ("test-double", 2),
        ("test-greet", 0),
    }
    assert (small.root / "receipts" / "bia").is_dir()
    assert "bia" in (small.root / "grades.csv").read_text()


@pytest.mark.slow
def test_an_error_is_a_sentence_with_no_traceback_of_ours(small: Course) -> None:
    folder = hand_in_exam(small, "ana", right_exam(small))
    (folder / EXAM.name).write_text("{ not a notebook")

    told = press(small, "ana")
    problem = outcomes(small)[0].problem

    assert not told["success"]
    assert problem
    assert told["error"].strip().splitlines()[-1].endswith(problem)
    assert "During handling" not in told["error"]
    assert f"[ERROR] {problem}" in told["log"]
    assert "not graded" in told["log"]


def test_a_run_beside_it_is_named(small: Course) -> None:
    hand_in_exam(small, "ana", right_exam(small))

    with alone(small):
        told = press(small, "ana")

    assert not told["success"]
    assert told["error"].strip().endswith("another command is grading this course")


def test_a_course_that_cannot_be_read_is_named(small: Course) -> None:
    hand_in_exam(small, "ana", right_exam(small))
    with nbgrader_session(small):
        api = NbGraderAPI(CourseDirectory(config=small.config), config=small.config)
        (small.root / "course_config.py").write_text("c.Course.language = ")
        told = api.autograde(EXAM_NAME, "ana")

    assert not told["success"]
    assert "course_config.py" in told["error"].strip().splitlines()[-1]


@pytest.mark.parametrize("student", ["josé d'ávila", pytest.param("--ana", marks=pytest.mark.slow)])
@pytest.mark.slow
def test_names_of_every_kind_are_taken_literally(small: Course, student: str) -> None:
    hand_in_exam(small, student, right_exam(small))

    told = press(small, student)

    assert told["success"], told
    assert Submission(student, EXAM_NAME) in [one.submission for one in outcomes(small)]
