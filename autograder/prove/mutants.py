"""The mutants of an assignment: its reference solution, changed in one small way at a time."""

from __future__ import annotations

import ast
import difflib
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from nbformat.notebooknode import NotebookNode
from nbgrader import utils

from autograder.errors import CourseError
from autograder.i18n import _
from autograder.notebook import SOLUTION, grade_id, is_whole_answer, marked_lines, solution
from autograder.prove import field, plain
from autograder.prove.ordinary import changed
from autograder.prove.text import Position, Text

PRAGMA = re.compile(r"(:?)\s*# pragma: no mutate\b")
"""Lines with this comment are left as they are, and with a line that ends in a colon its block."""


@dataclass(frozen=True)
class Mutant:
    """One changed solution cell.

    Attributes:
        cell: its grade id.
        reference: its source in the reference solution.
        source: its source, changed.
    """

    cell: str
    reference: str
    source: str

    @property
    def name(self) -> str:
        """A name that the same change always has; it is handed in under it."""
        code = hashlib.sha256(f"{self.cell}\0{self.source}".encode()).hexdigest()
        return f"{self.cell}-{code[:8]}"

    @cached_property
    def lines(self) -> tuple[str, str]:
        """The lines that differ, before and after, without the space around them."""
        compared = list(difflib.ndiff(self.reference.split("\n"), self.source.split("\n")))
        before, after = (
            "\n".join(line[2:].strip() for line in compared if line.startswith(sign))
            for sign in ("- ", "+ ")
        )
        return before, after

    @property
    def diff(self) -> str:
        """The change as a diff."""
        compared = difflib.unified_diff(
            self.reference.split("\n"), self.source.split("\n"), self.cell, self.name, "", "", 1, ""
        )
        return "\n".join(compared)


def mutants(source: NotebookNode) -> list[Mutant]:
    """Return the mutants of a source notebook, those of the same code only once.

    Raises:
        CourseError: a solution is not Python.
        AutograderError: cosmic-ray is not installed.
    """
    cells = [c for c in source.cells if utils.is_solution(c) and c.cell_type == "code"]
    return [mutant for cell in cells for mutant in _of_cell(cell)]


def _of_cell(cell: NotebookNode) -> Iterator[Mutant]:
    name, source = grade_id(cell), solution(cell.source)
    text = Text(source)
    try:
        known = {ast.dump(text.tree)}
    except SyntaxError as error:
        problem = _("the solution {cell} cannot be changed, since it is not Python: {error}")
        raise CourseError(problem.format(cell=name, error=error)) from error
    inside = _solution_lines(cell)
    left_out = list(_left_out(text))
    for first, last, other in _changes(text):
        if not {first[0], last[0]} <= inside or any(a <= first and last <= b for a, b in left_out):
            continue
        try:
            code = ast.dump(ast.parse(other))
        except SyntaxError:  # it fails in every test, which tells nothing about any of them
            continue
        if code not in known:
            known.add(code)
            yield Mutant(name, source, other)


def _changes(text: Text) -> Iterator[tuple[Position, Position, str]]:
    """Yield where a cell is changed, from and to, and its changed source."""
    yield from changed(text.source)
    for operator in (*plain.OPERATORS, *field.OPERATORS):
        for change in operator(text):
            source = text.put(change.first, change.last, change.text)
            yield change.first, change.last, source


def _solution_lines(cell: NotebookNode) -> set[int]:
    """Return the numbers of the lines that only the instructor has, markers not counted."""
    lines = [
        line for line in marked_lines(cell.source) if not line.marker or line.region != SOLUTION
    ]
    whole, kept = is_whole_answer(cell), set()
    block: int | None = None  # how far the head of a block that is left out is indented
    for number, line in enumerate(lines, start=1):
        indented = len(line.text) - len(line.text.lstrip())
        if block is not None and line.text.strip() and indented <= block:
            block = None
        if found := PRAGMA.search(line.text):
            block = indented if found[1] and block is None else block
        elif block is None and (whole or line.region == SOLUTION):
            kept.add(number)
    return kept


def _left_out(text: Text) -> Iterator[tuple[Position, Position]]:
    """Yield what decides nothing: annotations, docstrings, and the words of an error."""
    for node in ast.walk(text.tree):
        parts: list[ast.expr | None] = []
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            parts += node.exc.args
        elif isinstance(node, ast.AnnAssign | ast.arg):
            parts.append(node.annotation)
        elif isinstance(node, ast.FunctionDef):
            parts.append(node.returns)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            parts.append(node.value)
        for part in parts:
            if part is not None:
                yield text.start(part), text.end(part)


def notebook_of(root: Path, assignment: str) -> Path:
    """Return the source notebook of an assignment.

    Raises:
        CourseError: there is none, or there are several.
    """
    found = sorted((root / "source" / assignment).glob("*.ipynb"))
    if len(found) != 1:
        raise CourseError(
            _("{folder}: one notebook is needed, and there are {n}").format(
                folder=root / "source" / assignment, n=len(found)
            )
        )
    return found[0]
