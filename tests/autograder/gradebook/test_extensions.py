"""More time for one student."""

import pytest

from autograder.course import Course, Submission
from autograder.errors import CourseError
from autograder.gradebook.extensions import extend
from autograder.gradebook.points import ABSENT
from autograder.gradebook.students import Enrolled, enroll
from autograder.gradebook.totals import total, write_tables
from tests.autograder.gradebook.test_outcome import late
from tests.support.grading import graded_csv, hand_in_exam, right_exam

ANA = Submission("ana", "exam")


@pytest.fixture
def due(small: Course) -> Course:
    """A course whose exam was due ten minutes before Ana handed in; who is late loses all."""
    course = late(small)
    folder = hand_in_exam(course, "ana", right_exam(course))
    (folder / "timestamp.txt").write_text("2025-03-02 03:10:00 UTC")
    return course


def points(course: Course) -> float | None:
    write_tables(course)
    return total(course, ANA).total


def test_an_extension_after_grading_gives_the_points_back_and_can_be_taken_back(
    due: Course,
) -> None:
    graded_csv(due, [ANA])
    before = points(due)
    moment = extend(due, "exam", "ana", days=0, hours=1)
    extended = points(due)
    extend(due, "exam", "ana", days=0, hours=0)

    assert (before, extended, points(due)) == (0, 5, 0)
    assert str(moment) == "2025-03-02 04:00:00"


def test_an_extension_before_anything_was_handed_in_counts_when_it_is(due: Course) -> None:
    enroll(due.db_url, [Enrolled("bia")])
    extend(due, "exam", "ana", days=2, hours=0)
    extend(due, "exam", "bia", days=2, hours=0)

    graded_csv(due, [ANA])

    assert points(due) == 5
    assert total(due, Submission("bia", "exam")).status == ABSENT


def test_who_and_what_there_is_not_is_said_with_near_names(due: Course) -> None:
    with pytest.raises(CourseError, match="did you mean 'ana'"):
        extend(due, "exam", "anna", days=1, hours=0)
    with pytest.raises(CourseError, match="did you mean 'exam'"):
        extend(due, "exams", "ana", days=1, hours=0)


def test_an_assignment_without_a_due_date_says_where_to_set_one(small: Course) -> None:
    hand_in_exam(small, "ana", right_exam(small))

    with pytest.raises(CourseError, match="no due date"):
        extend(small, "exam", "ana", days=1, hours=0)
