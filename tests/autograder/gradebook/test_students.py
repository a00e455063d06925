"""Who is in the gradebook, and what they are called where no name is known."""

from nbgrader.api import Gradebook

from autograder.course import Course, Submission
from autograder.engine.rename import rename
from autograder.gradebook.record import Scores, record
from autograder.gradebook.students import Enrolled, enroll, enrolled, name_by_id
from autograder.gradebook.totals import write_tables

NO_POINTS = {"Exam": Scores()}


def shown(course: Course) -> list[tuple[str, str]]:
    """Return what formgrader shows: it writes None where nothing is known."""
    with Gradebook(course.db_url) as gradebook:
        return sorted((one.last_name, one.first_name) for one in gradebook.students)


def test_a_student_without_a_name_is_shown_with_the_id(small: Course) -> None:
    record(small.db_url, Submission("ana", "exam"), NO_POINTS)
    enroll(small.db_url, [Enrolled("beto", "Beto", "Reis")])
    write_tables(small)

    assert shown(small) == [("Reis", "Beto"), ("ana", "")]
    assert enrolled(small.db_url)[0] == Enrolled("ana")
    assert "ana,,,," in (small.root / "totals.csv").read_text()


def test_a_name_that_is_known_later_takes_its_place(small: Course) -> None:
    record(small.db_url, Submission("ana", "exam"), NO_POINTS)
    name_by_id(small.db_url)
    enroll(small.db_url, [Enrolled("ana", "Ana", "Lima")])

    assert shown(small) == [("Lima", "Ana")]


def test_a_renamed_student_without_a_name_does_not_keep_the_old_id(small: Course) -> None:
    record(small.db_url, Submission("ana", "exam"), NO_POINTS)
    name_by_id(small.db_url)
    rename(small, "ana", "ana.lima")
    name_by_id(small.db_url)

    assert shown(small) == [("ana.lima", "")]
