"""Cells that raised an error, were stopped at a limit, or took long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from autograder.report.work import Work

LONG = 10.0  # seconds


@dataclass(frozen=True)
class Incident:
    """What happened in one cell of a notebook.

    Attributes:
        notebook, cell: which.
        raised: students for whom it ended with an error, sorted.
        errors: the kinds of errors, the most frequent first, with their counts.
        stopped: students for whom it was stopped, or ended the kernel.
        long: students for whom it took longer than LONG.
        typical, most: seconds, of those for whom it took more than one; 0 if there are none.
    """

    notebook: str
    cell: str
    raised: Sequence[str]
    errors: Sequence[tuple[str, int]]
    stopped: Sequence[str]
    long: Sequence[str]
    typical: float
    most: float


def incidents(works: Iterable[Work]) -> list[Incident]:
    """Return the cells in which something happened, the most students first."""
    by_notebook: dict[str, list[Work]] = {}
    for work in works:
        by_notebook.setdefault(work.notebook, []).append(work)
    found = [
        _incident(notebook, cell, theirs)
        for notebook, theirs in by_notebook.items()
        for cell in {c: None for w in theirs for c in (*w.raised, *sorted(w.stopped), *w.seconds)}
    ]
    happened = [one for one in found if one.raised or one.stopped or one.long]
    return sorted(
        happened,
        key=lambda one: (-len({*one.raised, *one.stopped, *one.long}), one.notebook, one.cell),
    )


def _incident(notebook: str, cell: str, works: Sequence[Work]) -> Incident:
    errors = Counter(work.raised[cell] for work in works if cell in work.raised)
    seconds = {work.student: work.seconds[cell] for work in works if cell in work.seconds}
    return Incident(
        notebook,
        cell,
        sorted(work.student for work in works if cell in work.raised),
        sorted(errors.items(), key=lambda pair: (-pair[1], pair[0])),
        sorted(work.student for work in works if cell in work.stopped),
        sorted(student for student, took in seconds.items() if took > LONG),
        median(seconds.values()) if seconds else 0.0,
        max(seconds.values(), default=0.0),
    )
