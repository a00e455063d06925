"""What a student has in an assignment, or why there is no number yet: the only grades that go out.

Absent, not graded, waiting for a person, and zero are four different things.
"""

from __future__ import annotations

import glob
from collections.abc import Iterable
from dataclasses import dataclass

from autograder.course import Course
from autograder.gradebook.outcome import Row
from autograder.gradebook.points import MANUAL, NOT_GRADED
from autograder.i18n import _


@dataclass(frozen=True)
class Standing:
    """What a student has in an assignment.

    Attributes:
        total: points, penalty and extra credit included; None: there is no grade yet.
        most: points that the assignment is worth.
        reason: why there is no grade.
        waits: whether a person has to read something first.
        rows: the points of each grade cell.
    """

    total: float | None
    most: float
    reason: str
    waits: bool
    rows: tuple[Row, ...]


def standings(table: Iterable[Row], assignment: str) -> dict[str, Standing]:
    """Return what each student who was graded has in an assignment, by the student's id."""
    found: dict[str, list[Row]] = {}
    for row in table:
        if row.assignment == assignment:
            found.setdefault(row.student, []).append(row)
    return {student: _standing(rows) for student, rows in found.items()}


def ungraded(course: Course, assignment: str) -> dict[str, Standing]:
    """Return everyone whose submission lies there, as not graded yet."""
    reason = _("handed in and not graded yet: run python -m autograder grade")
    folders = (course.root / "submitted").glob(f"[!.]*/{glob.escape(assignment)}")
    return {path.parent.name: Standing(None, 0.0, reason, False, ()) for path in folders}


def _standing(rows: list[Row]) -> Standing:
    most = sum(row.max_score for row in rows)
    failed = [row for row in rows if row.status == NOT_GRADED]
    waiting = [row for row in rows if row.status == MANUAL]
    if failed:
        note = failed[0].note
        reason = _("not graded: {note}").format(note=note) if note else _("not graded")
        return Standing(None, most, reason, False, tuple(rows))
    if waiting:
        reason = _("answers that a person has to read first: {count}").format(count=len(waiting))
        return Standing(None, most, reason, True, tuple(rows))
    total = sum(row.total for row in rows if row.total is not None)
    return Standing(total, most, "", False, tuple(rows))
