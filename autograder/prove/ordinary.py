"""Changes that any Python code admits, made by the operators of cosmic-ray."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from autograder.errors import AutograderError
from autograder.i18n import _
from autograder.prove.text import Position

FAMILIES = (
    {"Add", "Sub", "Mul", "Div", "FloorDiv", "Mod", "Pow"},
    {"RShift", "LShift", "BitOr", "BitAnd", "BitXor"},
    {"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE"},
    {"Is", "IsNot"},
)
"""Operators that replace each other. One of another family mostly raises a TypeError at once,
which any test finds, or depends on which objects CPython keeps; it would only flatter the score."""
RANDOM = ("VariableReplacer", "VariableInserter")  # other mutants each time


def _names() -> Iterator[str]:
    """Yield the names of cosmic-ray's operators that are of use here.

    Raises:
        AutograderError: cosmic-ray is not installed.
    """
    try:
        from cosmic_ray.plugins import operator_names
    except ImportError as error:
        raise AutograderError(
            _(
                "solutions are changed by cosmic-ray, which is not installed here: "
                "pip install --constraint constraints.txt --editable '.[dev]'"
            )
        ) from error
    for name in operator_names():
        kind, *parts = name.partition("/")[2].split("_")
        if kind in RANDOM:
            continue
        if kind in ("ReplaceBinaryOperator", "ReplaceComparisonOperator"):
            if any(set(parts) <= family for family in FAMILIES):
                yield name
        elif kind != "ReplaceUnaryOperator" or parts[0] == "Delete":
            yield name


def changed(source: str) -> Iterator[tuple[Position, Position, str]]:
    """Yield every mutant of a cell's source that an operator of cosmic-ray makes.

    Yields:
        Where it was changed, from and to, and the changed source.
    """
    names = list(_names())
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    nodes = list(ast_nodes(get_ast(source)))
    for name in names:
        operator = get_operator(name)()
        places = (place for node in nodes for place in operator.mutation_positions(node))
        for occurrence, (first, last) in zip(count(), places):
            yield first, last, _tidy(mutate_code(source, operator, occurrence), first)


def _tidy(changed: str, first: Position) -> str:
    """Take out the space that cosmic-ray puts before what it has changed."""
    lines = changed.split("\n")
    line, column = first[0] - 1, first[1]
    before, after = lines[line][:column], lines[line][column:]
    if before and not before[-1].isalnum():
        lines[line] = before + after.lstrip()
    return "\n".join(lines)
