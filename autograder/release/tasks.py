"""Which test cells ask for what a solution cell answers."""

from __future__ import annotations

import ast
import re
from itertools import groupby

from nbformat.notebooknode import NotebookNode
from nbgrader import utils

from autograder.judge.region import python
from autograder.notebook import grade_id, solution, split


def own_tests(notebook: NotebookNode) -> dict[str, list[str]]:
    """Return the test cells of each solution cell's own task.

    The tests of some solutions are those that follow them, up to the next solution. Where one task
    follows another before the tests do, a test belongs to what its visible lines name; if they
    name none of them, to all. A solution that no test names, such as a class that the next
    solution makes an object of, is asked for by all.

    Args:
        notebook: the source.

    Returns:
        The grade ids of test cells by the grade id of the solution, both in the notebook's order.
    """
    marked = [c for c in notebook.cells if c.cell_type == "code" and _is_marked(c)]
    groups = [list(cells) for _key, cells in groupby(marked, key=lambda c: utils.is_solution(c))]
    if groups and not utils.is_solution(groups[0][0]):
        groups.pop(0)  # tests before any solution
    found: dict[str, list[str]] = {}
    for solutions, tests in zip(groups[::2], [*groups[1::2], []], strict=False):
        found |= _shared(solutions, tests)
    return found


def _is_marked(cell: NotebookNode) -> bool:
    return bool(utils.is_solution(cell) or utils.is_grade(cell))


def _shared(solutions: list[NotebookNode], tests: list[NotebookNode]) -> dict[str, list[str]]:
    """Share the tests that follow some solutions among them."""
    names = {grade_id(cell): _defined(solution(cell.source)) for cell in solutions}
    used = {grade_id(test): set(re.findall(r"\w+", split(test.source).visible)) for test in tests}
    owners = {test: {name for name in names if names[name] & words} for test, words in used.items()}
    named = set().union(*owners.values())
    return {
        name: [test for test in used if name in owners[test] or not owners[test]]
        if name in named
        else list(used)
        for name in names
    }


def _defined(source: str) -> set[str]:
    """Return the names that a cell defines; none if it is not Python."""
    found: set[str] = set()
    try:
        body = ast.parse(python(source)).body
    except SyntaxError:
        return found
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        found |= {
            part.id
            for part in ast.walk(node)
            if isinstance(node, ast.Assign)
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
        }
    return found
