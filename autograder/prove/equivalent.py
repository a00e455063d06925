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
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("equivalent")
    except ValueError as error:
        raise _refused(path, str(error)) from error
    if not isinstance(entries, list):
        raise _refused(path, _("no [[equivalent]] in it"))
    listed = []
    for number, entry in enumerate(entries, start=1):
        try:
            listed += [
                Equivalent(entry["cell"], (before, after), entry["reason"])
                for before, after in entry["changes"]
            ]
        except KeyError as error:
            problem = _("number {number} has no {key}").format(number=number, key=error.args[0])
            raise _refused(path, problem) from error
        except (ValueError, TypeError) as error:
            text = _("the changes of number {number} are not pairs of texts")
            raise _refused(path, text.format(number=number)) from error
    return listed


def _refused(path: Path, problem: str) -> CourseError:
    text = _("{path}: {problem}. Each [[equivalent]] has a cell, a reason and changes")
    return CourseError(text.format(path=path, problem=problem))


def matched(
    listed: Iterable[Equivalent], mutants: Iterable[Mutant]
) -> tuple[dict[str, str], list[Equivalent]]:
    """Return the reasons of mutants that are listed, by name, and what is listed but no mutant."""
    by_change = {(one.cell, one.lines): one for one in listed}
    found = {m.name: (m.cell, m.lines) for m in mutants if (m.cell, m.lines) in by_change}
    gone = by_change.keys() - found.values()
    reasons = {name: by_change[change].reason for name, change in found.items()}
    return reasons, [one for change, one in by_change.items() if change in gone]
