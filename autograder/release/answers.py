"""Generating: what students find where a solution was."""

from __future__ import annotations

import ast
from typing import Any
from urllib.parse import unquote

from nbformat.notebooknode import NotebookNode
from nbgrader import utils
from nbgrader.preprocessors import ClearSolutions


class ClearAnswers(ClearSolutions):  # type: ignore[misc]
    """Clear solutions; where one is a plain value, like `q3 = "b"`, leave `q3 = None`.

    nbgrader calls it instead of its ClearSolutions, whose stub raises: where nothing but a
    value is asked for, None says that there is none yet. `c.ClearSolutions` configures both.
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
        if utils.is_solution(cell) and "attachments" in cell:
            _drop_pictures(cell)
        return cell, resources


def _drop_pictures(cell: NotebookNode) -> None:
    """Drop the pictures that were pasted into an answer, and are not in what stands there now."""
    shown = {name: one for name, one in cell.attachments.items() if name in unquote(cell.source)}
    del cell["attachments"]
    if shown:
        cell["attachments"] = shown


def _answer_in(source: str) -> str:
    """Return the name in a cell that does nothing but give it a plain value, else nothing.

    A plain value needs no other name: `"b"`, `{"a", "c"}` or `1 / 4`.
    """
    try:
        body = ast.parse(source).body
    except SyntaxError:  # magics, or another language
        return ""
    match body:
        case [ast.Assign(targets=[ast.Name(id=name)], value=value)]:
            used = any(isinstance(node, ast.Name | ast.Call) for node in ast.walk(value))
            return "" if used else name
    return ""
