"""What one student made of a notebook: the code, the errors, and what the receipt says of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.course import Course
from autograder.grade import receipt
from autograder.grade.kept import KEY
from autograder.gradebook.released import plain
from autograder.i18n import _

MOST = 20_000  # characters of a cell that are looked at
LARGE = 100_000_000  # bytes of a notebook; one with more is named and not read
STOPS = ("Stopped", "DeadKernelError", "CellTimeoutError")  # what SealedExecute writes


class Damaged(Exception):
    """A graded notebook or its receipt cannot be read; the text says which and why."""


@dataclass(frozen=True)
class Lost:
    """A check that did not pass.

    Attributes:
        cell: the grade id of the test.
        title: what was checked.
        hint: the likely misconception; may be empty.
    """

    cell: str
    title: str
    hint: str


@dataclass(frozen=True)
class Work:
    """One student's notebook.

    Attributes:
        student: whose.
        notebook: its name.
        answers: the code of cells that are there to be filled in, by grade id.
        own: the code of cells that the student added.
        raised: what kind of error cells ended with, by cell.
        stopped: cells that were stopped at a limit, or ended the kernel.
        seconds: how long cells took, those above a second.
        lost: the checks that did not pass.
    """

    student: str
    notebook: str
    answers: Mapping[str, str]
    own: Sequence[str] = ()
    raised: Mapping[str, str] = field(default_factory=dict)
    stopped: frozenset[str] = frozenset()
    seconds: Mapping[str, float] = field(default_factory=dict)
    lost: Sequence[Lost] = ()

    @property
    def lines(self) -> int:
        """Lines of code in cells that the student added, empty ones aside."""
        return sum(bool(line.strip()) for source in self.own for line in source.splitlines())


def read_work(course: Course, assignment: str, student: str, name: str, known: set[str]) -> Work:
    """Read a graded notebook and its receipt.

    Args:
        course: the course.
        assignment: its name.
        student: whose.
        name: of the notebook.
        known: the sources of released code cells, without differences in white space.

    Raises:
        Damaged: one of the two cannot be read.
    """
    path = course.root / "autograded" / student / assignment / f"{name}.ipynb"
    found = _read(path)
    answers: dict[str, str] = {}
    own: list[str] = []
    raised: dict[str, str] = {}
    stopped: set[str] = set()
    try:
        for cell in found["cells"]:
            if cell["cell_type"] != "code":
                continue
            source, marks = _text(cell["source"])[:MOST], cell["metadata"].get("nbgrader", {})
            cell_name = str(marks.get("grade_id") or source.strip().split("\n")[0][:60])
            if marks.get("solution"):
                answers[cell_name] = source
            elif not marks and KEY not in cell["metadata"] and plain(source) not in {"", *known}:
                own.append(source)
            errors = [str(one.get("ename", ""))[:60] for one in _errors(cell)]
            if marks.get("locked"):
                errors = [one for one in errors if one != "AssertionError"]  # a verdict
            for error in errors:
                if error in STOPS:
                    stopped.add(cell_name)
                else:
                    raised[cell_name] = error
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise Damaged(_unread(path, error)) from error
    lost, seconds = _receipt(receipt.path_of(course, student, assignment, name))
    return Work(student, name, answers, own, raised, frozenset(stopped), seconds, lost)


def _read(path: Path) -> Any:
    """Read a file of JSON; nbformat's validation would take most of a report's time."""
    try:
        if path.stat().st_size > LARGE:
            raise ValueError(_("it is larger than {most} MB").format(most=LARGE // 1_000_000))
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise Damaged(_unread(path, error)) from error


def _unread(path: Path, error: Exception) -> str:
    reason = error.strerror if isinstance(error, OSError) else repr(error)
    return _("{path} cannot be read: {reason}").format(path=path, reason=reason)


def _text(source: object) -> str:
    return "".join(source) if isinstance(source, list) else str(source)


def _errors(cell: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [one for one in cell.get("outputs", ()) if one.get("output_type") == "error"]


def _receipt(path: Path) -> tuple[list[Lost], dict[str, float]]:
    """Return what a receipt says of lost checks and of cells' times; nothing where there is none.

    What stock nbgrader graded has none. An earlier receipt has no hints, and no times.

    Raises:
        Damaged: it cannot be read.
    """
    if not path.is_file():
        return [], {}
    content = _read(path)
    try:
        lost = [
            Lost(cell["grade_id"], str(found["title"]), str(found.get("hint", "")))
            for cell in content["cells"]
            for found in cell["findings"]
            if not found["passed"]
        ]
        seconds = {str(k): float(v) for k, v in content["usage"].get("cells", {}).items()}
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise Damaged(_unread(path, error)) from error
    return lost, seconds
