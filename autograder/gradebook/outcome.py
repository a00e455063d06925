"""What became of submissions, and grades.csv, which says it in a table."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.api import BaseCell, Gradebook, MissingEntry, Notebook, SubmittedNotebook

from autograder.course import Course, Submission
from autograder.files import replacing
from autograder.gradebook.access import open_gradebook
from autograder.gradebook.lateness import late_note
from autograder.gradebook.points import (
    NOT_GRADED,
    Points,
    cells_by_hand,
    counted,
    dropped_cells,
    points_of,
)
from autograder.i18n import N_, _, shown_points
from autograder.text import harmless, printable

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
    "extra_credit",
)
FORGOTTEN = N_("the gradebook knows nothing of it: run python -m autograder grade")
"""Of a submission that was graded, and whose student has been removed since."""


@dataclass(frozen=True)
class Outcome:
    """What became of one submission.

    Attributes:
        submission: whose.
        problems: why it was not graded, by notebook; "" stands for one whose name is not known.
        notes: what was repaired in it or left out of it, a sentence each.
        kept: it was graded before, and is as it was.
        faults: why cells of graded notebooks have no verdict, by notebook and grade id.
    """

    submission: Submission
    problems: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    kept: bool = False
    faults: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def problem(self) -> str:
        """Why it, or a part of it, was not graded; empty if all of it was."""
        cells = [text for found in self.faults.values() for text in found.values()]
        return "; ".join(dict.fromkeys([*self.problems.values(), *cells]))

    def note(self, notebook: str) -> str:
        """Return what there is to say of one notebook."""
        return self.problems.get(notebook) or "; ".join(self.notes)


@dataclass(frozen=True)
class Row:
    """One line of grades.csv; no score: nobody gave one yet.

    Attributes:
        score: extra credit included.
        penalty: points that the notebook loses for being late; on its first line only, so that a
            spreadsheet can add up the column.
        total: what the notebook is worth so far, as its feedback page says it; there as well.
        extra_credit: what a person gave beyond the cell's points.
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
    extra_credit: float | None = None


def rows(course: Course, outcomes: Iterable[Outcome]) -> list[Row]:
    """Read the points of submissions from the gradebook, a row a grade cell, in a fixed order.

    A submission to an assignment that the gradebook does not know gets one row without a cell.
    """
    return [row for found in rows_by_submission(course, outcomes).values() for row in found]


def rows_by_submission(course: Course, outcomes: Iterable[Outcome]) -> dict[Submission, list[Row]]:
    """Read the points of submissions from the gradebook: of each, a row a grade cell."""
    known: dict[str, list[_Notebook]] = {}
    result: dict[Submission, list[Row]] = {}
    with open_gradebook(course.db_url) as gradebook:
        for outcome in sorted(outcomes, key=lambda o: o.submission):
            name = outcome.submission.assignment
            if name not in known:
                known[name] = _notebooks(gradebook, name)
            dropped = dropped_cells(course.config, name)
            result[outcome.submission] = _rows(gradebook, known[name], outcome, dropped)
    return result


@dataclass(frozen=True)
class _Notebook:
    """What the gradebook knows of a notebook's cells that have points.

    Attributes:
        points: by grade id, in the notebook's order.
        by_hand: those for which a person gives the points.
        cells: the gradebook's own; while they are held, no grade asks the database for its cell.
    """

    name: str
    points: Mapping[str, float]
    by_hand: frozenset[str]
    cells: Sequence[BaseCell]


def _notebooks(gradebook: Gradebook, assignment: str) -> list[_Notebook]:
    """Return the notebooks of an assignment, sorted by name; none if there is no such one."""
    try:
        found = gradebook.find_assignment(assignment).notebooks
    except MissingEntry:
        return []
    return [_notebook(one) for one in sorted(found, key=lambda n: n.name)]


def _notebook(notebook: Notebook) -> _Notebook:
    cells = (*notebook.grade_cells, *notebook.task_cells)
    points = {cell.name: float(cell.max_score) for cell in cells}
    order = [cell.name for cell in notebook.source_cells if cell.name in points]
    in_order = {name: points[name] for name in order}
    return _Notebook(notebook.name, in_order, cells_by_hand(notebook), cells)


def _rows(
    gradebook: Gradebook, known: list[_Notebook], outcome: Outcome, dropped: Mapping[str, str]
) -> list[Row]:
    student, name = outcome.submission.student, outcome.submission.assignment
    shown = (printable(student), printable(name))
    if not known:
        return [Row(*shown, "", "", None, 0.0, NOT_GRADED, outcome.note(""))]
    result: list[Row] = []
    for notebook in known:
        worth: dict[str, Points] = {}
        first: tuple[float | None, float | None] = (None, None)
        note = outcome.note("" if "" in outcome.problems else notebook.name)
        failed = notebook.name in outcome.problems or "" in outcome.problems
        found = None if failed else _find(gradebook, notebook.name, outcome.submission)
        if found is not None:
            worth = points_of(found, notebook.by_hand, dropped)
            sum_of = counted(worth.values())
            penalty = min(found.late_submission_penalty or 0.0, sum_of)
            first = (penalty or None, sum_of - penalty)
            note = "; ".join(filter(None, (note, late_note(found))))
        elif not failed:
            note = _(FORGOTTEN)
        for cell, most in notebook.points.items():
            one = worth.get(cell, Points())
            fault = outcome.faults.get(notebook.name, {}).get(cell, "")
            why = fault if fault and one.status == NOT_GRADED else note
            if cell in dropped and cell in worth:
                why = "; ".join(filter(None, (why, dropped_note(cell, most, dropped[cell]))))
            row = (*shown, notebook.name, cell, one.score, most, one.status, why)
            result.append(Row(*row, *first, one.extra))
            first = (None, None)
    return result


def dropped_note(cell: str, points: float, reason: str) -> str:
    """Return in a sentence that a question was dropped, and why."""
    text = _("'{cell}' was dropped, and everyone gets its {points} points: {reason}")
    return text.format(cell=cell, points=shown_points(points), reason=reason)


def _find(gradebook: Gradebook, name: str, submission: Submission) -> SubmittedNotebook | None:
    """Return a submitted notebook; None: its student has been removed from the gradebook."""
    try:
        return gradebook.find_submission_notebook(name, submission.assignment, submission.student)
    except MissingEntry:
        return None


def write_csv(path: Path, table: Iterable[Row]) -> None:
    """Write grades.csv: COLUMNS, a line a grade cell, empty where there is no score."""
    with replacing(path) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in table:
            key = (row.student, row.assignment, row.notebook, row.grade_id)
            last = (row.penalty, row.total, row.extra_credit)
            line = (*key, row.score, row.max_score, row.status, row.note, *last)
            writer.writerow(harmless(line))
