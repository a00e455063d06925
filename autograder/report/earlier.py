"""The comparison with an earlier report: of last year's class, or of this one before a regrade."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan
from pathlib import Path

from autograder.errors import CourseError
from autograder.i18n import _
from autograder.report.items import Item
from autograder.text import harmless

TASKS = "tasks.csv"


@dataclass(frozen=True)
class Change:
    """One grade cell that both reports have: its difficulty then and now, from 0 to 1."""

    cell: str
    then: float
    now: float


@dataclass(frozen=True)
class Comparison:
    """What has changed since an earlier report.

    Attributes:
        date: when that was written.
        changes: of cells that both have, the largest change first.
        new: cells that the earlier one lacks.
    """

    date: date
    changes: Sequence[Change]
    new: Sequence[str]

    @property
    def changed(self) -> Sequence[Change]:
        """The changes of half a percentage point or more."""
        return [one for one in self.changes if abs(one.now - one.then) >= 0.005]


def compare(folder: Path, items: Sequence[Item]) -> Comparison:
    """Compare items with those of an earlier report.

    Args:
        folder: of the earlier report.
        items: as they are now.

    Raises:
        CourseError: there is no such report, or it cannot be read.
    """
    path = folder / TASKS
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            rows = list(csv.DictReader(file))
        then: dict[tuple[str, ...], float] = {
            (row["notebook"], row["grade_id"]): float(row["difficulty"] or "nan") for row in rows
        }
        written = date.fromtimestamp(path.stat().st_mtime)
    except (OSError, KeyError, TypeError, ValueError, csv.Error) as error:
        text = _(
            "{path} cannot be read as the tasks of an earlier report ({reason}): name a folder "
            "that python -m autograder report has written"
        )
        reason = error.strerror if isinstance(error, OSError) else repr(error)
        raise CourseError(text.format(path=path, reason=reason)) from error
    known = [(one, then.get(tuple(harmless((one.notebook, one.cell))))) for one in items]
    changes = [
        Change(one.cell, before, one.difficulty)
        for one, before in known
        if before is not None and not isnan(before) and one.difficulty is not None
    ]
    changes.sort(key=lambda change: -abs(change.now - change.then))
    return Comparison(written, changes, [one.cell for one, before in known if before is None])
