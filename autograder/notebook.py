"""Notebooks of the course: read from disk, and parsed for the regions that nbgrader marks."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader import utils


def load_notebook(path: Path) -> NotebookNode:
    """Read a notebook of the course."""
    notebook: NotebookNode = nbformat.read(path, as_version=4)
    return notebook


def code(nb: NotebookNode) -> list[str]:
    """Return the source of a notebook's code cells, in order; of a locked cell, its grade id.

    Whatever a locked cell holds when it is handed in, the course's own source is what runs.
    """
    cells = (cell for cell in nb.cells if cell.cell_type == "code")
    return [
        cell.metadata.nbgrader.grade_id if utils.is_locked(cell) else cell.source for cell in cells
    ]


BEGIN = "BEGIN HIDDEN TESTS"
END = "END HIDDEN TESTS"


def split(source: str) -> tuple[str, str]:
    """Return the visible and the hidden lines of a cell's source.

    Raises:
        ValueError: a region that begins and does not end, or the reverse.
    """
    visible: list[str] = []
    hidden: list[str] = []
    inside = False
    for line in source.split("\n"):
        if BEGIN in line or END in line:
            if inside == (BEGIN in line):
                raise ValueError(f"unpaired marker: {line.strip()!r}")
            inside = not inside
        else:
            (hidden if inside else visible).append(line)
    if inside:
        raise ValueError(f"{BEGIN} without {END}")
    return "\n".join(visible), "\n".join(hidden)
