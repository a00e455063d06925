"""What became of submissions, and grades.csv, which says it in a table."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry, Notebook, SubmittedNotebook

from autograder.course import Course, Submission
from autograder.gradebook.access import open_gradebook
from autograder.i18n import N_
from autograder.text import printable

GRADED = "graded"
MANUAL = "needs manual grading"
NOT_GRADED = N_("not graded")
COLUMNS = (
    "student",
    "assignment",
    "notebook",
    "grade_id",
    "score",
    "max_score",
    "status",
    "note",
    "penalty",
    "total",
)


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
    """One line of grades.csv; no score: nobody gave one yet.

    Attributes:
        penalty: points that the notebook loses for being late; on its first line only, so that a
            spreadsheet can add up the column.
        total: what the notebook is worth so far, as its feedback page says it; there as well.
    """

    student: str
    assignment: str
    notebook: str
    grade_id: str
    score: float | None
    max_score: float
    status: str
    note: str = ""
    penalty: float | None = None
    total: float | None = None


def rows(course: Course, outcomes: Iterable[Outcome]) -> list[Row]:
    """Read the points of submissions from the gradebook, a row a grade cell, in a fixed order.

    A submission to an assignment that the gradebook does not know gets one row without a cell.
    """
    result = []
    known: dict[str, list[Notebook]] = {}
    with open_gradebook(course.db_url) as gradebook:
        for outcome in sorted(outcomes, key=lambda o: o.submission):
            name = outcome.submission.assignment
            if name not in known:
                known[name] = _notebooks(gradebook, name)
            result += _rows(gradebook, known[name], outcome)
    return result


def _notebooks(gradebook: Gradebook, assignment: str) -> list[Notebook]:
    """Return the notebooks of an assignment, sorted by name; none if there is no such one."""
    try:
        return sorted(gradebook.find_assignment(assignment).notebooks, key=lambda n: n.name)
    except MissingEntry:
        return []


def _rows(gradebook: Gradebook, known: list[Notebook], outcome: Outcome) -> list[Row]:
    student, name = outcome.submission.student, outcome.submission.assignment
    shown = (printable(student), printable(name))
    if not known:
        return [Row(*shown, "", "", None, 0.0, NOT_GRADED, outcome.note(""))]
    result: list[Row] = []
    for notebook in known:
        scores: dict[str, tuple[float | None, str]] = {}
        first: tuple[float | None, float | None] = (None, None)
        if notebook.name not in outcome.problems and "" not in outcome.problems:
            found = gradebook.find_submission_notebook(notebook.name, name, student)
            scores, penalty = _scores(found), found.late_submission_penalty or 0.0
            first = (penalty or None, found.score - penalty)
        note = outcome.note("" if "" in outcome.problems else notebook.name)
        points = {cell.name: float(cell.max_score) for cell in notebook.grade_cells}
        for cell in [c.name for c in notebook.source_cells if c.name in points]:
            score, status = scores.get(cell, (None, NOT_GRADED))
            row = (*shown, notebook.name, cell, score, points[cell], status, note)
            result.append(Row(*row, *first))
            first = (None, None)
    return result


def _scores(notebook: SubmittedNotebook) -> dict[str, tuple[float | None, str]]:
    """Return the points, as the feedback shows them, and the status of each grade cell."""
    scores: dict[str, tuple[float | None, str]] = {}
    for grade in notebook.grades:
        unknown = grade.manual_score is None and grade.auto_score is None
        waits = bool(grade.needs_manual_grade) or unknown
        scores[grade.name] = (None, MANUAL) if waits else (float(grade.score), GRADED)
    return scores


def write_csv(path: Path, table: Iterable[Row]) -> None:
    """Write grades.csv: COLUMNS, a line a grade cell, empty where there is no score."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in table:
            key = (row.student, row.assignment, row.notebook, row.grade_id)
            points = (_number(row.score), _number(row.max_score))
            last = (_number(row.penalty), _number(row.total))
            writer.writerow([*key, *points, row.status, row.note, *last])


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
