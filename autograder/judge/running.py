"""How a region's own text runs in the grader's process."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any


def run(
    tree: ast.Module,
    filename: str,
    names: dict[str, Any],
    bound: Mapping[str, Any] | None = None,
) -> object:
    """Execute a module and return the value of its last expression, as a notebook cell does.

    It is compiled without what this module itself imports from the future.

    Args:
        tree: the module; its last expression is taken out of it.
        filename: for messages.
        names: its globals.
        bound: where its statements bind names, if not there.
    """
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, filename, "exec", dont_inherit=True), names, bound)
    if isinstance(last, ast.Expr):
        value = ast.Expression(last.value)
        return eval(compile(value, filename, "eval", dont_inherit=True), names, bound)
    return None
