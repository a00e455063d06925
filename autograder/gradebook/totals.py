"""What each student has in each assignment, or why there is no number: totals.csv.

Absent, not graded, waiting for a person, and zero are four different things.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook, Student

from autograder.course import Course, Submission
from autograder.files import replacing
from autograder.gradebook.access import open_gradebook
from autograder.gradebook.attempts import counted_rows, settle
from autograder.gradebook.outcome import Row, write_csv
from autograder.gradebook.points import ABSENT, GRADED, MANUAL, NOT_GRADED
from autograder.gradebook.recorded import outcome_of, outcomes
from autograder.gradebook.students import names_of
from autograder.i18n import _
from autograder.text import harmless, printable

COLUMNS = (
    "student",
    "last_name",
    "first_name",
    "email",
    "assignment",
    "status",
    "total",
    "max_score",
    "so_far",
    "extra_credit",
    "penalty",
    "waiting",
    "note",
)


@dataclass(frozen=True)
class Total:
    """What a student has in an assignment.

    Attributes:
        submission: whose, in which assignment.
        status: GRADED, MANUAL (a person has to read answers first), NOT_GRADED or ABSENT (nothing
            was handed in).
        total: extra credit and penalty included, as on the feedback page; None unless GRADED.
        max_score: what the assignment is worth.
        so_far: the same of what is known; None where nothing is.
        extra_credit: in it.
        penalty: for being late, taken off already.
        waiting: how many answers a person has to read.
        note: what there is to say, such as why it was not graded.
    """

    submission: Submission
    status: str
    total: float | None
    max_score: float
    so_far: float | None = None
    extra_credit: float = 0.0
    penalty: float = 0.0
    waiting: int = 0
    note: str = ""

    @property
    def reason(self) -> str:
        """Why there is no total; empty if there is one."""
        if self.status == ABSENT:
            return _("handed in nothing")
        if self.status == NOT_GRADED:
            return _("not graded: {note}").format(note=self.note) if self.note else _("not graded")
        if self.status == MANUAL:
            text = _("answers that a person has to read first: {count}")
            return text.format(count=self.waiting)
        return ""


def total(course: Course, submission: Submission) -> Total:
    """Return what one student has in one assignment, or the reason why there is no number."""
    outcome = outcome_of(course, submission)
    with open_gradebook(course.db_url) as gradebook:
        worth = _worth(gradebook).get(submission.assignment, 0.0)
    if outcome is None:
        return Total(submission, ABSENT, None, worth)
    return total_of(submission, counted_rows(course, [outcome])[submission])


def totals(course: Course) -> list[Total]:
    """Return what every student of the gradebook or of submitted/ has in every assignment.

    Assignments without points, such as a lesson, are left out.
    """
    return totals_of(course, counted_rows(course, outcomes(course)))


def totals_of(course: Course, found: Mapping[Submission, Sequence[Row]]) -> list[Total]:
    """Return the same, of what was read from the gradebook already.

    Args:
        course: the course.
        found: rows of what was handed in; what is not in it counts as absent.
    """
    with open_gradebook(course.db_url) as gradebook:
        worth = _worth(gradebook)
        students = {student.id for student in gradebook.students}
    students |= {submission.student for submission in found}
    every = {Submission(student, name) for student in students for name in worth}
    return [
        total_of(one, found[one])
        if one in found
        else Total(one, ABSENT, None, worth[one.assignment])
        for one in sorted(every | set(found))
        if worth.get(one.assignment) != 0
    ]


def _worth(gradebook: Gradebook) -> dict[str, float]:
    """Return what each assignment is worth."""
    return {one.name: float(one.max_score) for one in gradebook.assignments}


def total_of(submission: Submission, rows: Sequence[Row]) -> Total:
    """Add up one submission."""
    statuses = {row.status for row in rows}
    status = next((s for s in (NOT_GRADED, MANUAL) if s in statuses), GRADED)
    known = [row.total for row in rows if row.total is not None]
    so_far = sum(known) if known else None
    return Total(
        submission,
        status,
        so_far if status == GRADED else None,
        sum(row.max_score for row in rows),
        so_far,
        sum(row.extra_credit or 0.0 for row in rows),
        sum(row.penalty or 0.0 for row in rows),
        sum(row.status == MANUAL for row in rows),
        _together(row.note for row in rows),
    )


def _together(notes: Iterable[str]) -> str:
    """Return notes of rows in one line, what is in several of them only once.

    Rows of a notebook begin with the same sentences, and some have more, as that one was dropped.
    """
    return "; ".join(dict.fromkeys(part for note in notes for part in note.split("; ") if part))


def write_tables(course: Course) -> tuple[Path, Path]:
    """Write grades.csv and totals.csv of the whole course, as its gradebook is now.

    Returns:
        Their paths.
    """
    settle(course)
    grades, sums = course.root / "grades.csv", course.root / "totals.csv"
    found = counted_rows(course, outcomes(course))
    write_csv(grades, [row for one in found.values() for row in one])
    write_totals(course, sums, totals_of(course, found))
    return grades, sums


def write_totals(course: Course, path: Path, table: Iterable[Total]) -> None:
    """Write totals.csv: COLUMNS, a line for each student and assignment."""
    with open_gradebook(course.db_url) as gradebook:
        students = {student.id: _names(student) for student in gradebook.students}
    with replacing(path) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for one in table:
            student, assignment = one.submission.student, one.submission.assignment
            points = (one.total, one.max_score, one.so_far)
            more = (one.extra_credit or None, one.penalty or None, one.waiting)
            names = students.get(student, ("", "", ""))
            line = (
                printable(student),
                *names,
                printable(assignment),
                one.status,
                *points,
                *more,
                one.note,
            )
            writer.writerow(harmless(line))


def _names(student: Student) -> tuple[str, str, str]:
    known = names_of(student)
    return known["last_name"], known["first_name"], known["email"]
