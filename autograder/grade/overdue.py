"""Regions that no exception ends, such as a regular expression's: each costs a worker only once.

The system ends a process whose region goes on after its deadline (see `judge.deadline`). As it does
so, the signal leaves a note, so that the next worker gives no points for that cell and goes on.
"""

from __future__ import annotations

import faulthandler
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder.errors import FaultyTest
from autograder.files import digest
from autograder.i18n import _
from autograder.judge.deadline import Overdue
from autograder.judge.region import is_plain
from autograder.judge.report import Finding, Report


def _note(folder: Path, cell: str) -> Path:
    return folder / digest(cell.encode())


@contextmanager
def noting(folder: Path, cell: str) -> Iterator[None]:
    """Leave a note if the deadline's signal ends this process meanwhile.

    Args:
        folder: of this submission's notes; it outlives the process.
        cell: the grade id.
    """
    folder.mkdir(parents=True, exist_ok=True)
    note = _note(folder, cell)
    with note.open("w") as file:
        # written by the handler itself, which needs no lock of Python's; then the process ends
        faulthandler.register(signal.SIGPROF, file=file, all_threads=False, chain=True)
        try:
            yield
        finally:
            faulthandler.unregister(signal.SIGPROF)
    note.unlink()


def report_of(folder: Path, cell: str, region: str, points: float) -> Report | None:
    """Return the report on a region that has ended a process before, if there is a note of it.

    Raises:
        FaultyTest: there is, and the region is a check of the kit's kind, whose end is its own.
    """
    note = _note(folder, cell)
    if not note.exists() or not note.stat().st_size:
        return None
    if not is_plain(region):
        text = _("hidden region of {name!r} computes without an end, which nothing could stop")
        raise FaultyTest(text.format(name=cell))
    finding = Finding(_("Hidden assertion"), False, observed=str(Overdue()))
    return Report(finding, points=points)
