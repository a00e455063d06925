"""The bank: small files that each hold one way to be right, wrong, hostile or broken.

A file of the bank is Python. Its docstring names the idea in the first line and then says what
it costs; `# %% grade-id` begins each cell that differs from the reference solution:

    \"\"\"The temperature is ignored: softmax(logits), whatever T is.

    test-temperature-divides: 0
    \"\"\"
    # %% temperature
    def temperature_probabilities(logits, temperature):
        ...

Cells that the docstring does not name are expected to get all of their points. Written answers
are given as comments or strings; they wait for a person.
"""

from __future__ import annotations

import ast
import copy
import re
from dataclasses import dataclass
from pathlib import Path

from nbformat.notebooknode import NotebookNode
from nbgrader import utils

from autograder.errors import CourseError
from autograder.i18n import _
from autograder.notebook import grade_id, solution, split

CELL = re.compile(r"^# %% (\S+)\n", re.MULTILINE)
COST = re.compile(r"^([a-z0-9-]+): ([0-9.]+)$", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """One file of the bank.

    Attributes:
        name: the file's name without its ending.
        title: the first line of its docstring: the idea, or the misconception.
        cells: sources that replace the reference solution's, by grade id.
        scores: the points it gets where they are not full, by grade id.
    """

    name: str
    title: str
    cells: dict[str, str]
    scores: dict[str, float]


def read(path: Path) -> Entry:
    """Read one file of the bank.

    Raises:
        CourseError: it has no docstring, or no cell.
    """
    source = path.read_text(encoding="utf-8")
    doc = ast.get_docstring(ast.parse(source))
    parts = CELL.split(source)[1:]
    if not doc or not parts:
        raise CourseError(
            _("{path}: a bank entry has a docstring and at least one '# %% grade-id'").format(
                path=path
            )
        )
    cells = {name: body.strip("\n") for name, body in zip(parts[::2], parts[1::2], strict=True)}
    scores = {name: float(points) for name, points in COST.findall(doc)}
    return Entry(path.stem, doc.split("\n")[0], cells, scores)


def fill(source: NotebookNode, release: NotebookNode, entry: Entry | None) -> NotebookNode:
    """Fill in the released notebook as a student would who thinks like the entry.

    Args:
        source: the instructor's notebook, with solutions.
        release: what students get of it.
        entry: what differs from the reference; None: nothing does.

    Raises:
        CourseError: the entry names a cell that is not there.
    """
    answers = {
        grade_id(cell): solution(cell.source) for cell in source.cells if utils.is_solution(cell)
    }
    replaced = entry.cells if entry else {}
    filled = copy.deepcopy(release)
    cells = {grade_id(cell): cell for cell in filled.cells if grade_id(cell)}
    if unknown := set(replaced) - set(cells):
        raise CourseError(
            _("no cell of the notebook has the grade id {unknown}").format(unknown=sorted(unknown))
        )
    for name, text in {**answers, **replaced}.items():
        cells[name].source = text
    return filled


def strip_hidden(source: NotebookNode) -> NotebookNode:
    """Return the instructor's notebook without hidden regions: what it looks like to students."""
    stripped = copy.deepcopy(source)
    for cell in stripped.cells:
        if utils.is_grade(cell) and utils.is_locked(cell):
            cell.source = split(cell.source).visible.rstrip()
    return stripped
