"""A cell's text, and changes to it at a node of its syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

Position = tuple[int, int]
"""Line, counted from 1, and column, counted in characters from 0."""
ATOMS = (ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.Constant, ast.List, ast.Tuple)


@dataclass(frozen=True)
class Text:
    """Python source with its syntax tree.

    Attributes:
        source: the source.
    """

    source: str

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree.

        Raises:
            SyntaxError: it is not Python.
        """
        return ast.parse(self.source)

    @cached_property
    def _lines(self) -> list[str]:
        return self.source.splitlines(keepends=True)

    def start(self, node: ast.expr | ast.stmt | ast.keyword) -> Position:
        """Return where a node begins."""
        return node.lineno, self._column(node.lineno, node.col_offset)

    def end(self, node: ast.expr | ast.stmt | ast.keyword) -> Position:
        """Return where a node ends."""
        if node.end_lineno is None or node.end_col_offset is None:
            raise ValueError("a node that was not parsed has no end")
        return node.end_lineno, self._column(node.end_lineno, node.end_col_offset)

    def _column(self, line: int, offset: int) -> int:
        """Turn an offset in bytes of UTF-8, as `ast` counts, into one in characters."""
        return len(self._lines[line - 1].encode()[:offset].decode())

    def index(self, position: Position) -> int:
        """Return a position as an index into the source."""
        line, column = position
        return sum(map(len, self._lines[: line - 1])) + column

    def of(self, node: ast.expr | ast.stmt | ast.keyword) -> str:
        """Return a node's own text."""
        return self.source[self.index(self.start(node)) : self.index(self.end(node))]

    def operand(self, node: ast.expr) -> str:
        """Return an expression's text, in parentheses where it may need them elsewhere."""
        return self.of(node) if isinstance(node, ATOMS) else f"({self.of(node)})"

    def put(self, first: Position, last: Position, text: str) -> str:
        """Return the source with other text between two positions."""
        return self.source[: self.index(first)] + text + self.source[self.index(last) :]


@dataclass(frozen=True)
class Change:
    """Other text between two positions of a cell."""

    first: Position
    last: Position
    text: str


Operator = Callable[[Text], Iterator[Change]]
"""Yields the changes of one kind that a cell's text admits."""


def instead(text: Text, node: ast.expr | ast.stmt, other: str) -> Change:
    """Return the change that puts other text in place of a node."""
    return Change(text.start(node), text.end(node), other)


def name_of(node: ast.expr) -> str:
    """Return the last part of a dotted name; empty if it is not one."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
