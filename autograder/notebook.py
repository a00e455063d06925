"""Notebooks of the course: read from disk, and parsed for the regions that nbgrader marks."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

import nbformat
from nbformat.notebooknode import NotebookNode, from_dict
from nbgrader import utils

from autograder.errors import CourseError
from autograder.i18n import _
from autograder.text import printable


def load_notebook(path: Path) -> NotebookNode:
    """Read a notebook of the course.

    Raises:
        CourseError: it is not a notebook, as after a merge that left its marks.
    """
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)
    except OSError:
        raise
    except Exception as error:  # whatever nbformat stumbles over
        text = _("{path} is not a notebook that can be read; restore it, or remove it: {error}")
        raise CourseError(text.format(path=path, error=printable(str(error), 200))) from error
    return notebook


def put_down(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook for the grader's own next step: each line of source on a line of its own.

    That is how nbformat writes it, and how it is searched for imports; its indented form, which
    is not written in C, would take ten times as long.
    """
    about = _json({name: value for name, value in notebook.items() if name != "cells"})
    cells = ",\n".join(map(_put_down, notebook.cells))
    path.write_text(f'{about[:-1]}, "cells": [\n{cells}\n]}}\n', encoding="utf-8")


def _put_down(cell: NotebookNode) -> str:
    about = _json({name: value for name, value in cell.items() if name != "source"})
    lines = ",\n".join(map(_json, cell.source.splitlines(keepends=True)))
    return f'{about[:-1]}, "source": [\n{lines}\n]}}'


_json = partial(json.dumps, ensure_ascii=False)


def display(data: Mapping[str, str]) -> NotebookNode:
    """Return an output that shows something; `data` has it by MIME type.

    nbformat's `new_output` validates each output by itself, and the notebook's all together again.
    """
    shown: NotebookNode = from_dict({"output_type": "display_data", "data": data, "metadata": {}})
    return shown


def grade_id(cell: NotebookNode) -> str:
    """Return the name under which nbgrader knows a cell, empty if it does not."""
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def called(cell: NotebookNode) -> str:
    """Return what a person knows a cell by: its grade id, or how it begins."""
    return grade_id(cell) or printable(cell.source.strip().split("\n")[0], 60)


def code(nb: NotebookNode) -> list[str]:
    """Return the source of a notebook's code cells, in order; of a locked cell, its grade id.

    Whatever a locked cell holds when it is handed in, the course's own source is what runs.
    """
    cells = (cell for cell in nb.cells if cell.cell_type == "code")
    return [grade_id(cell) if utils.is_locked(cell) else cell.source for cell in cells]


SOLUTION, HIDDEN, SCHEME = "SOLUTION", "HIDDEN TESTS", "MARK SCHEME"
MARKER = re.compile(rf"(BEGIN|END) ({SOLUTION}|{HIDDEN}|{SCHEME})")
"""A line with one of these, in any words around it, is a marker to nbgrader."""


class Line(NamedTuple):
    """One line of a cell.

    Attributes:
        text: without its end.
        region: which of nbgrader's regions it is in: SOLUTION, HIDDEN, SCHEME or "".
        marker: whether it begins or ends that region.
    """

    text: str
    region: str
    marker: bool


def marked_lines(source: str) -> list[Line]:
    """Return a cell's lines with the regions that nbgrader's markers make of them.

    Raises:
        ValueError: a region begins within another, ends without having begun, or never ends.
    """
    lines: list[Line] = []
    region, began = "", 0
    for number, text in enumerate(source.split("\n"), start=1):
        found = MARKER.search(text)
        if found is None:
            lines.append(Line(text, region, False))
            continue
        if MARKER.search(text, found.end()):
            problem = _("line {number}: a marker needs a line of its own")
            raise ValueError(problem.format(number=number))
        begins, name = found[1] == "BEGIN", found[2]
        if begins and region:
            problem = _("line {number}: {marker} within the region that begins in line {began}")
            raise ValueError(problem.format(number=number, marker=found[0], began=began))
        if not begins and name != region:
            problem = _("line {number}: {marker} without BEGIN {name} before it")
            raise ValueError(problem.format(number=number, marker=found[0], name=name))
        lines.append(Line(text, name, True))
        region, began = (name, number) if begins else ("", 0)
    if region:
        problem = _("line {number}: BEGIN {name} without END {name} after it")
        raise ValueError(problem.format(number=began, name=region))
    return lines


def is_whole_answer(cell: NotebookNode) -> bool:
    """Return whether all of a source cell is the solution, which a stub replaces in the release.

    Raises:
        ValueError: see `marked_lines`.
    """
    regions = {line.region for line in marked_lines(cell.source)}
    return utils.is_solution(cell) and SOLUTION not in regions


class Parts(NamedTuple):
    """What a test cell's source consists of.

    Attributes:
        visible: what students get.
        hidden: the lines of its hidden regions; empty if there are none.
        above: the visible lines above the last hidden one, if they are not among the hidden ones.
        below: those below it.
    """

    visible: str
    hidden: str
    above: str
    below: str


def split(source: str) -> Parts:
    """Return the visible and the hidden lines of a test cell's source.

    Hidden lines that belong to a block of visible ones, such as a loop, mean nothing without it:
    then all lines of the cell are among the hidden ones.

    Raises:
        ValueError: see `marked_lines`.
    """
    lines = [line for line in marked_lines(source) if not line.marker or line.region != HIDDEN]
    visible = [line.text for line in lines if line.region != HIDDEN]
    hidden = [line.text for line in lines if line.region == HIDDEN]
    last = max((n for n, line in enumerate(lines) if line.region == HIDDEN), default=0)
    above = [line.text for line in lines[:last] if line.region != HIDDEN]
    below = visible[len(above) :]
    if next((text for text in hidden if text.strip()), "").startswith((" ", "\t")):
        hidden, above, below = [line.text for line in lines], [], []
    return Parts(*map("\n".join, (visible, hidden, above, below)))


def solution(source: str) -> str:
    """Return a solution cell's source without the markers around its solutions.

    Raises:
        ValueError: see `marked_lines`.
    """
    lines = marked_lines(source)
    return "\n".join(one.text for one in lines if not one.marker or one.region != SOLUTION)


def check_markers(notebook: NotebookNode, name: str) -> None:
    """See that every region of a source notebook begins and ends.

    Raises:
        CourseError: one does not; it names notebook, cell and line.
    """
    for index, cell in enumerate(notebook.cells, start=1):
        try:
            marked_lines(cell.source)
        except ValueError as error:
            text = _("{notebook}, cell {cell}: {error}. Each region needs both of its markers.")
            cell_name = grade_id(cell) or index
            raise CourseError(text.format(notebook=name, cell=cell_name, error=error)) from error
