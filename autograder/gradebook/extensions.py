"""More time for one student, in nbgrader's own field."""

from __future__ import annotations

from datetime import datetime

from autograder.course import Course, Submission, handed_in
from autograder.errors import CourseError
from autograder.gradebook.access import assignment_of, open_gradebook
from autograder.gradebook.record import see_to_entry
from autograder.i18n import _
from autograder.text import nearest


def extend(
    course: Course, assignment: str, student: str, days: float, hours: float
) -> datetime | None:
    """Give a student more time for an assignment; no days and no hours take it back.

    Returns:
        When the assignment is due for this student, in UTC.

    Raises:
        CourseError: there is no such assignment or student, or it is due at no time.
    """
    with open_gradebook(course.db_url) as gradebook:
        if assignment_of(gradebook, assignment).duedate is None:
            text = _("{name} has no due date to extend: set one in Formgrader, Manage Assignments")
            raise CourseError(text.format(name=assignment))
        people = {one.id for one in gradebook.students}
        people |= {one.student for one in handed_in(course)}
        if student not in people:
            text = _("there is no student {name}; {nearest}")
            raise CourseError(text.format(name=student, nearest=nearest(student, people)))
        see_to_entry(gradebook, Submission(student, assignment))
        gradebook.grant_extension(assignment, student, days=days, hours=hours)
        due: datetime | None = gradebook.find_submission(assignment, student).duedate
        return due
