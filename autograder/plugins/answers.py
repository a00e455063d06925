"""Generating: what students find in the place of a solution."""

from __future__ import annotations

import ast
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader import utils
from nbgrader.preprocessors import ClearSolutions


class ClearAnswers(ClearSolutions):  # type: ignore[misc]
    """Clear solutions; where one is a plain value, such as `q3 = "b"`, leave `q3 = None`.

    nbgrader calls it in the place of its ClearSolutions, whose stub raises: a quiz with questions
    that are still open runs from its first cell to its last. `c.ClearSolutions` configures both.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Clear one cell (nbgrader calls this)."""
        plain = utils.is_solution(cell) and cell.cell_type == "code"
        name = _answer_in(cell.source) if plain else ""
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        if name:
            cell.source = f"{name} = None"
        return cell, resources


def _answer_in(source: str) -> str:
    """Return the name in a cell that does nothing but give it a literal value, else nothing."""
    try:
        (line,) = ast.parse(source).body
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
            ast.literal_eval(line.value)
            return line.targets[0].id if len(line.targets) == 1 else ""
    except (SyntaxError, ValueError):  # no Python, not one statement, or no literal
        pass
    return ""
