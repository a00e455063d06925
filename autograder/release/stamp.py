"""Whether a source is still what was released: grading uses what was released."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from autograder.course import Course
from autograder.files import digest
from autograder.gradebook.recorded import FOLDER
from autograder.notebook import load_notebook

STAMP = Path(FOLDER, "released.json")


def stamp(course: Course, names: Iterable[str]) -> None:
    """Note that assignments were released just now."""
    path = course.root / STAMP
    path.parent.mkdir(exist_ok=True)
    known = {**_stamped(course), **{name: _digest(course, name) for name in names}}
    path.write_text(json.dumps(known), encoding="utf-8")


def edited(course: Course, names: Iterable[str]) -> list[str]:
    """Return the assignments whose source notebooks have changed since they were released.

    Outputs and whatever else an editor saves with a notebook do not count.
    """
    known = _stamped(course)
    return [name for name in names if name in known and known[name] != _digest(course, name)]


def _stamped(course: Course) -> dict[str, str]:
    path = course.root / STAMP
    found: dict[str, str] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return found


def _digest(course: Course, name: str) -> str:
    paths = sorted((course.root / "source" / name).glob("*.ipynb"))
    texts = [
        [path.name, cell.cell_type, cell.source, cell.metadata.get("nbgrader", {})]
        for path in paths
        for cell in load_notebook(path).cells
    ]
    return digest(json.dumps(texts, sort_keys=True).encode())
