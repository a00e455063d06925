"""Who graded what by hand: a line in graders.csv for whatever a person saves in the browser."""

from __future__ import annotations

import csv
import getpass
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from io import StringIO
from typing import Any

from nbgrader.api import MissingEntry

from autograder.course import Course
from autograder.gradebook.access import open_gradebook
from autograder.text import harmless, printable

FILE = "graders.csv"
COLUMNS = (
    *("time", "grader", "saved", "student", "assignment", "notebook", "grade_id"),
    *("points", "extra_credit"),
)
SAVED = re.compile(r"/(?:formgrader/api/(grade|comment)|autograder/api/(answer))/([^/]+)$")
ANONYMOUS = "Anonymous"  # how a Jupyter server that knows no names begins those it makes up


def grader(user: Any) -> str:
    """Return who grades: the server's user, else the account under which the server runs.

    Args:
        user: the request's `current_user`: Jupyter's, or a hub's, or a string.
    """
    shown = str(getattr(user, "name", "") or "")
    name = user if isinstance(user, str) else str(getattr(user, "username", "") or "")
    if not name or shown.startswith(ANONYMOUS):
        name = getpass.getuser()
    return printable(name, 100)


def note(course: Course, path: str, who: str) -> None:
    """Add a line for what was saved under the path of a request.

    Args:
        course: the course; graders.csv lies in its folder.
        path: of formgrader's or our own interface, with the id of a grade or a comment.
        who: the grader.

    Raises:
        OSError: the file cannot be written.
    """
    found = SAVED.search(path)
    if found is None:
        return
    what, number = found[1] or found[2], found[3]
    with open_gradebook(course.db_url) as gradebook:
        find = gradebook.find_comment_by_id if what == "comment" else gradebook.find_grade_by_id
        try:
            entry = find(number)
        except MissingEntry:  # removed meanwhile
            return
        cell, notebook = entry.cell.name, entry.notebook
        student, assignment = notebook.student.id, notebook.assignment.assignment.name
        names = (student, assignment, notebook.name, cell)
        given = next((one for one in notebook.grades if one.name == cell), None)
        points: tuple[float | None, ...] = (None, None)
        if given is not None:
            points = (given.manual_score, given.extra_credit)
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    _append(course, (now, who, what, *names, *points))


def _append(course: Course, line: Iterable[object]) -> None:
    """Write a line in one go, so that two servers' lines never mix."""
    target = course.root / FILE
    with suppress(FileExistsError), target.open("x", encoding="utf-8") as file:
        file.write(",".join(COLUMNS) + "\n")
    made = StringIO()
    csv.writer(made, lineterminator="\n").writerow(harmless(line))
    with target.open("a", encoding="utf-8") as file:
        file.write(made.getvalue())
