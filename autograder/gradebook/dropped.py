"""Dropping a question: everyone gets its points, nothing in the gradebook changes."""

from __future__ import annotations

import json

from autograder.course import DROPPED, Course
from autograder.errors import CourseError
from autograder.files import replacing
from autograder.gradebook.access import assignment_of, open_gradebook
from autograder.i18n import _
from autograder.text import nearest


def drop(course: Course, assignment: str, cell: str, reason: str | None) -> None:
    """Drop a question of an assignment, or let it count again.

    Args:
        course: the course.
        assignment: its name.
        cell: the question's grade id.
        reason: why, for the students; None: it counts again.

    Raises:
        CourseError: there is no such assignment or question, or it was not dropped.
    """
    _check(course, assignment, cell)
    every = {name: dict(cells) for name, cells in course.dropped.items()}
    if reason is not None:
        every.setdefault(assignment, {})[cell] = reason
    elif every.get(assignment, {}).pop(cell, None) is None:
        text = _("{cell} of {assignment} was not dropped: there is nothing to undo")
        raise CourseError(text.format(cell=cell, assignment=assignment))
    with replacing(course.root / DROPPED) as file:
        file.write(json.dumps(every, ensure_ascii=False, indent=2) + "\n")
    course.config.Course.dropped = course.dropped = every


def _check(course: Course, assignment: str, cell: str) -> None:
    """See that an assignment has a question.

    Raises:
        CourseError: it has not, or there is no such assignment.
    """
    with open_gradebook(course.db_url) as gradebook:
        notebooks = assignment_of(gradebook, assignment).notebooks
        cells = {one.name for book in notebooks for one in (*book.grade_cells, *book.task_cells)}
    if cell not in cells:
        text = _("{assignment} has no graded cell {cell}; {nearest}")
        found = nearest(cell, cells)
        raise CourseError(text.format(assignment=assignment, cell=cell, nearest=found))
