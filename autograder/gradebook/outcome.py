"""What became of submissions, and grades.csv, which says it in a table."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry, SubmittedNotebook

from autograder.course import Course, Submission
from autograder.gradebook.access import open_gradebook
from autograder.i18n import N_
from autograder.text import printable

GRADED = "graded"
MANUAL = "needs manual grading"
NOT_GRADED = N_("not graded")
COLUMNS = ("student", "assignment", "notebook", "grade_id", "score", "max_score", "status", "note")


@dataclass(frozen=True)
class Outcome:
    """What became of one submission.

    Attributes:
        submission: whose.
        problems: why it was not graded, by notebook; "" stands for one whose name is not known.
        notes: what was repaired in it or left out of it, a sentence each.
        kept: it was graded before, and is as it was.
    """

    submission: Submission
    problems: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    kept: bool = False

    @property
    def problem(self) -> str:
        """Why it, or a part of it, was not graded; empty if all of it was."""
        return "; ".join(dict.fromkeys(self.problems.values()))

    def note(self, notebook: str) -> str:
        """Return what there is to say of one notebook."""
        return self.problems.get(notebook) or "; ".join(self.notes)


@dataclass(frozen=True)
class Row:
    """One line of grades.csv; no score: nobody gave one yet."""

    student: str
    assignment: str
    notebook: str
    grade_id: str
    score: float | None
    max_score: float
    status: str
    note: str = ""


def rows(course: Course, outcomes: Iterable[Outcome]) -> list[Row]:
    """Read the points of submissions from the gradebook, a row a grade cell, in a fixed order.

    A submission to an assignment that the gradebook does not know gets one row without a cell.
    """
    result = []
    with open_gradebook(course.db_url) as gradebook:
        for outcome in sorted(outcomes, key=lambda o: o.submission):
            result += _rows(gradebook, outcome)
    return result


def _rows(gradebook: Gradebook, outcome: Outcome) -> list[Row]:
    student, name = outcome.submission.student, outcome.submission.assignment
    shown = (printable(student), printable(name))
    try:
        known = gradebook.find_assignment(name).notebooks
    except MissingEntry:
        return [Row(*shown, "", "", None, 0.0, NOT_GRADED, outcome.note(""))]
    result = []
    for notebook in sorted(known, key=lambda n: n.name):
        scores: dict[str, tuple[float | None, str]] = {}
        if notebook.name not in outcome.problems and "" not in outcome.problems:
            scores = _scores(gradebook.find_submission_notebook(notebook.name, name, student))
        note = outcome.note("" if "" in outcome.problems else notebook.name)
        points = {cell.name: float(cell.max_score) for cell in notebook.grade_cells}
        for cell in [c.name for c in notebook.source_cells if c.name in points]:
            score, status = scores.get(cell, (None, NOT_GRADED))
            result.append(Row(*shown, notebook.name, cell, score, points[cell], status, note))
    return result


def _scores(notebook: SubmittedNotebook) -> dict[str, tuple[float | None, str]]:
    """Return the points, by a person if there are some, and the status of each grade cell."""
    scores: dict[str, tuple[float | None, str]] = {}
    for grade in notebook.grades:
        given = grade.manual_score if grade.manual_score is not None else grade.auto_score
        waits = bool(grade.needs_manual_grade) or given is None
        scores[grade.name] = (None, MANUAL) if waits else (float(given), GRADED)
    return scores


def write_csv(path: Path, table: Iterable[Row]) -> None:
    """Write grades.csv: COLUMNS, a line a grade cell, empty where there is no score."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in table:
            score = "" if row.score is None else f"{row.score:g}"
            key = (row.student, row.assignment, row.notebook, row.grade_id)
            writer.writerow([*key, score, f"{row.max_score:g}", row.status, row.note])
