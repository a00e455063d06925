"""The penalty is always of the points that are there now, in every table and on the page."""

import csv

import pytest
from nbgrader.api import Gradebook

from autograder.course import Course, Submission
from autograder.gradebook.totals import total, write_tables
from tests.autograder.gradebook.test_outcome import late
from tests.support.grading import (
    ask_in_writing,
    exam_with,
    graded_csv,
    hand_in_exam,
    nbgrader,
    write_feedback,
)

ANA = Submission("ana", "exam")


def give(course: Course, points: float) -> None:
    """Grade the written answer by hand, as formgrader does."""
    with Gradebook(course.db_url) as gradebook:
        grade = gradebook.find_grade("why", "Exam", "exam", "ana")
        grade.manual_score, grade.needs_manual_grade = points, False
        gradebook.db.commit()


@pytest.fixture
def zeroed(small: Course) -> Course:
    """A course in which Ana, late, loses everything; a person has given 2.5 points since."""
    ask_in_writing(small)
    course = late(small)
    folder = hand_in_exam(course, "ana", exam_with(course, why="I know."))
    (folder / "timestamp.txt").write_text("2025-03-02 03:10:00 UTC")
    graded_csv(course, [ANA])
    give(course, 2.5)
    return course


def test_what_a_person_gave_is_lost_as_well(zeroed: Course) -> None:
    (page,) = write_feedback(zeroed, [ANA])
    grades, _sums = write_tables(zeroed)
    with grades.open(newline="", encoding="utf-8") as file:
        first = next(csv.DictReader(file))
    found = total(zeroed, ANA)

    assert "Exam (Score: 0.0 / 8.0)" in page.read_text()
    assert [first["penalty"], first["total"]] == ["7.5", "0"]
    assert "0:10 h after the due date: 7.5 points off" in first["note"]
    assert "7.5 points off" in page.read_text()
    assert (found.total, found.penalty) == (0, 7.5)


@pytest.mark.slow
def test_formgraders_own_feedback_says_the_same(zeroed: Course) -> None:
    nbgrader(zeroed, "generate_feedback", "exam", "--student=ana", "--force")

    page = zeroed.root / "feedback" / "ana" / "exam" / "Exam.html"
    assert "Exam (Score: 0.0 / 8.0)" in page.read_text()


def test_who_is_not_late_any_more_gets_everything_back(zeroed: Course) -> None:
    with Gradebook(zeroed.db_url) as gradebook:
        gradebook.update_or_create_assignment("exam", duedate="2025-03-05 03:00:00 UTC")

    write_tables(zeroed)

    found = total(zeroed, ANA)
    assert (found.total, found.penalty, found.note) == (7.5, 0, "")
