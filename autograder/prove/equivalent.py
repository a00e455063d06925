"""The list of changes that change nothing: tests/submissions/NAME/equivalent.toml.

    [[equivalent]]
    cell = "train"
    reason = "The task leaves the size of a batch open."
    changes = [
        ["rows = torch.randint(len(inputs), (32,))", "rows = torch.randint(len(inputs), (33,))"],
    ]

A change is the lines that differ, before and after, without the space around them, as the table
of `prove` shows them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import CourseError
from autograder.i18n import _
from autograder.prove.mutants import Mutant

FILE = "equivalent.toml"


@dataclass(frozen=True)
class Equivalent:
    """One change that is listed.

    Attributes:
        cell: the solution cell's grade id.
        lines: the lines that differ, before and after.
        reason: why the changed solution is as right as the reference.
    """

    cell: str
    lines: tuple[str, str]
    reason: str


def read(path: Path) -> list[Equivalent]:
    """Read a list; there need not be one.

    Raises:
        CourseError: it is not such a list.
    """
    if not path.exists():
        return []
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["equivalent"]
        return [
            Equivalent(entry["cell"], (before, after), entry["reason"])
            for entry in entries
            for before, after in entry["changes"]
        ]
    except (ValueError, KeyError, TypeError) as error:
        text = _("{path}: each [[equivalent]] has a cell, a reason and changes: {error!r}")
        raise CourseError(text.format(path=path, error=error)) from error


def matched(
    listed: Iterable[Equivalent], mutants: Iterable[Mutant]
) -> tuple[dict[str, str], list[Equivalent]]:
    """Return the reasons of mutants that are listed, by name, and what is listed but no mutant."""
    by_change = {(one.cell, one.lines): one for one in listed}
    found = {m.name: (m.cell, m.lines) for m in mutants if (m.cell, m.lines) in by_change}
    gone = by_change.keys() - found.values()
    reasons = {name: by_change[change].reason for name, change in found.items()}
    return reasons, [one for change, one in by_change.items() if change in gone]
