"""The table that a grading run prints: students and points."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from rich.box import SIMPLE
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.gradebook.outcome import Row
from autograder.gradebook.points import ABSENT, GRADED, MANUAL, NOT_GRADED
from autograder.gradebook.totals import Total
from autograder.i18n import _, shown_points

SHORTEST = 6  # columns that students' names keep


def summary(table: Iterable[Row], width: int) -> Table:
    """Return a table of students and points.

    Args:
        table: the rows of grades.csv.
        width: in columns; where it is short, students' names fold, and no grade id does.
    """
    by_student: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in table:
        by_student[row.student, row.assignment].append(row)
    shown = Table(box=SIMPLE, pad_edge=False, collapse_padding=True)
    shown.add_column(_("student"), overflow="fold")
    shown.add_column(_("assignment"), no_wrap=True)
    for name in (_("points"), _("by hand")):
        shown.add_column(name, justify="right", no_wrap=True)
    shown.add_column(_("lost in"))
    for names, cells in by_student.items():
        shown.add_row(*(Text(column) for column in (*names, *_points(cells))))
    return _fitted(shown, width)


def _fitted(shown: Table, width: int) -> Table:
    """Let the first column fold as far as the last one's words need it; rich takes from both."""
    first, *_middle, last = shown.columns
    name = max(cell_len(str(cell)) for cell in (first.header, *first.cells))
    words = [word for cell in (last.header, *last.cells) for word in str(cell).split()]
    first.width, last.width = name, max(map(cell_len, words))
    console = Console()
    needed = console.measure(shown, options=console.options.update_width(sys.maxsize)).maximum
    first.width, last.width = max(SHORTEST, name - max(0, needed - width)), None
    return shown


def _points(cells: list[Row]) -> tuple[str, str, str]:
    """Return a submission's points, those that a person gives, and the cells that lost some."""
    graded = [row for row in cells if row.status != NOT_GRADED]
    waiting = sum(row.max_score for row in cells if row.status == MANUAL)
    points = shown_points(sum(row.total or 0 for row in cells))
    whole = shown_points(sum(row.max_score for row in cells))
    lost = [
        row.grade_id.removeprefix("test-")
        for row in cells
        if row.score is not None and row.score < row.max_score
    ]
    if any(row.penalty for row in cells):
        lost.insert(0, _("lateness"))
    if graded and len(graded) < len(cells):
        lost.insert(0, _("{n} not graded").format(n=len(cells) - len(graded)))
    more = _(" and {n} more").format(n=len(lost) - 2) if len(lost) > 2 else ""
    return (
        _("{points} of {whole}").format(points=points, whole=whole) if graded else _(NOT_GRADED),
        shown_points(waiting),
        ", ".join(lost[:2]) + more,
    )


def standing(table: Sequence[Total]) -> str:
    """Return how far a course has got, in a sentence: what has a total, and what has none yet."""
    count = Counter(one.status for one in table)
    text = _("of the whole course: {graded} graded, {absent} not handed in")
    parts = [text.format(graded=count[GRADED], absent=count[ABSENT])]
    if count[NOT_GRADED]:
        parts.append(_("{n} not graded").format(n=count[NOT_GRADED]))
    if waiting := sum(one.waiting for one in table):
        parts.append(_("answers still to be read in Formgrader: {n}").format(n=waiting))
    return "; ".join(parts)
