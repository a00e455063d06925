"""`nbgrader export`, without numbers where there are none."""

from __future__ import annotations

import csv
from pathlib import Path

from nbgrader.api import Assignment, Gradebook, MissingEntry, Student
from nbgrader.plugins import ExportPlugin

from autograder.course import Submission, load_course
from autograder.gradebook.attempts import settle
from autograder.gradebook.students import names_of
from autograder.gradebook.totals import Total, totals
from autograder.text import harmless

COLUMNS = (
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score", "status"),
)
"""nbgrader's own, and one of ours."""


class ExportTotals(ExportPlugin):  # type: ignore[misc]
    """Write a CSV file as nbgrader's own exporter does, with empty cells instead of wrong zeros.

    `nbgrader export` calls it. nbgrader writes 0.0 for what could not be graded, for what nobody
    has read, and for what was never handed in; here `status` says which it is.
    """

    def export(self, gradebook: Gradebook) -> None:
        """Write the file that `--to` names (nbgrader calls this)."""
        course = load_course(Path(self.parent.coursedir.root), self.config)
        settle(course)
        chosen = [set(map(str, names)) for names in (self.student, self.assignment)]
        path = Path(self.to or "export.csv")  # nbgrader's grades.csv is another table here
        students = {one.id: one for one in gradebook.students}
        assignments = {one.name: one for one in gradebook.assignments}
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            for one in totals(course):
                student, assignment = one.submission.student, one.submission.assignment
                wanted = zip(chosen, (student, assignment), strict=True)
                known = student in students and assignment in assignments
                if known and all(not names or name in names for names, name in wanted):
                    row = _row(gradebook, students[student], assignments[assignment], one)
                    writer.writerow(harmless(row))
        self.log.info("Exported grades to %s", path)


def _row(
    gradebook: Gradebook, student: Student, assignment: Assignment, total: Total
) -> tuple[object, ...]:
    known = names_of(student)
    names = (student.id, *(known[field] for field in ("last_name", "first_name", "email")))
    points: tuple[float | None, ...] = (None, None, None)
    if total.total is not None:
        points = (total.total + total.penalty, total.penalty, total.total)
    time = _time(gradebook, total.submission)
    more = (total.max_score, total.status)
    return (assignment.name, assignment.duedate, time, *names, *points, *more)


def _time(gradebook: Gradebook, submission: Submission) -> object:
    try:
        return gradebook.find_submission(submission.assignment, submission.student).timestamp
    except MissingEntry:
        return ""
