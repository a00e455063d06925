"""String literals that a cell says aloud, where they are, and how they are rewritten."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from autograder.text import words

_PART = re.compile(
    r"(?P<prefix>[A-Za-z]{0,2})(?P<quote>\"\"\"|'''|\"|')(?P<body>(?:\\.|(?!(?P=quote)).)*)(?P=quote)",
    re.DOTALL,
)
_EDGES = re.compile(r"(?P<before>(?:\s|\\n)*)(?P<core>.*?)(?P<after>(?:\s|\\n)*)", re.DOTALL)
_FIELD = re.compile(r"\{\{|\}\}|\{(?:[^{}]|\{[^{}]*\})*\}")
_WORD = re.compile(r"[^\W\d_]{2,}")

SPEAKERS = words(
    """
    print display Markdown HTML Latex
    set_title set_xlabel set_ylabel suptitle supxlabel annotate xlabel ylabel title
    """
)
"""Functions whose arguments people read."""
MODULES = frozenset(("plots", "diagrams", "widgets"))
"""Modules of whose functions the same is true."""
KEYWORDS = words(
    "title label labels xlabel ylabel description desc caption alt tooltip placeholder"
)
"""Arguments of any function that people read."""


@dataclass(frozen=True)
class Literal:
    """One string of a program, of one part or of several that stand next to each other.

    Attributes:
        source: the program.
        start, end: its offsets there.
        line: the number, from 1, of its first line.
        docstring: whether it documents what it is in.
        marked: whether the author says that it is prose.
        bracketed: whether line breaks may stand inside, as between brackets.
        formatted: whether it is an f-string.
    """

    source: str
    start: int
    end: int
    line: int
    docstring: bool
    marked: bool
    bracketed: bool
    formatted: bool

    @property
    def parts(self) -> list[re.Match[str]]:
        """The parts that Python joins."""
        return list(_PART.finditer(self.source, self.start, self.end))

    @property
    def column(self) -> int:
        """Where it begins in its line."""
        return self.start - (self.source.rfind("\n", 0, self.start) + 1)

    @property
    def raw(self) -> str:
        """What is between the quotes, escapes and placeholders as they are written."""
        return "".join(
            part["body"]
            if not self.formatted or "f" in part["prefix"].lower()
            else part["body"].replace("{", "{{").replace("}", "}}")
            for part in self.parts
        )

    def translated(self, translate: Callable[[str], str]) -> str | None:
        """Return the raw text in other words; None if it has none, or they stay the same."""
        edges = _EDGES.fullmatch(self.raw)
        if edges is None:
            return None
        if not (self.marked or _WORD.search(_FIELD.sub(" ", edges["core"]))):
            return None
        text = translate(edges["core"])
        return None if text == edges["core"] else edges["before"] + text + edges["after"]

    def laid_out(self, raw: str, width: int) -> str:
        """Return Python for a raw text, on as many lines as its width asks for."""
        quote = self.parts[0]["quote"]
        raw = _escaped(raw, quote)
        one = self._part(raw, quote)
        line_end = self.source.find("\n", self.end)
        rest = self.source[self.end : line_end if line_end >= 0 else None]
        if self.column + len(one) + len(rest) <= width or len(quote) == 3:
            return one
        before = self.source[self.start - self.column : self.start]
        if self.bracketed:
            indent = " " * self.column
            room = width - self.column - (len(rest) if len(rest) < 20 else 0)
            return f"\n{indent}".join(self._broken(raw, quote, room))
        outer = " " * (len(before) - len(before.lstrip()))
        inner = f"\n{outer}    "
        parts = self._broken(raw, quote, width - len(inner) + 1)
        return f"({inner}{inner.join(parts)}\n{outer})"

    def _part(self, raw: str, quote: str) -> str:
        if not self.formatted:
            return f"{quote}{raw}{quote}"
        if "{" not in raw and "}" not in raw:
            return f"{quote}{raw}{quote}" if len(self.parts) > 1 else f"f{quote}{raw}{quote}"
        return f"f{quote}{raw}{quote}"

    def _broken(self, raw: str, quote: str, width: int) -> list[str]:
        """Return parts of at most `width` columns, broken at spaces outside placeholders."""
        held = _FIELD.sub(lambda field: field[0].replace(" ", "\0"), raw)
        lines = textwrap.wrap(
            held,
            max(width - 3, 30),
            drop_whitespace=False,
            replace_whitespace=False,
            break_long_words=False,
            break_on_hyphens=False,
        )
        return [self._part(line.replace("\0", " "), quote) for line in lines]


def placeholders(raw: str) -> list[str]:
    """Return what is put into a raw text, sorted: `{x:.2f}` and the like."""
    return sorted(field for field in _FIELD.findall(raw) if field not in ("{{", "}}"))


def _escaped(raw: str, quote: str) -> str:
    """Return the raw text with the quotes that would end it escaped."""
    if len(quote) == 3:
        return raw
    pieces = re.split(r"(\\.|\{\{|\}\}|\{(?:[^{}]|\{[^{}]*\})*\})", raw)
    return "".join(
        piece if i % 2 else piece.replace(quote, f"\\{quote}") for i, piece in enumerate(pieces)
    )


def literals(tree: ast.Module, source: str, marked: tuple[str, ...]) -> Iterator[Literal]:
    """Yield the docstrings and the spoken strings of a program, from its beginning to its end.

    Args:
        tree: the program, parsed.
        source: its text.
        marked: further strings to be taken, without white space at either end.
    """
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    lines = source.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def offset(line: int, column: int) -> int:
        return starts[line - 1] + len(lines[line - 1].encode()[:column].decode())

    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant | ast.JoinedStr):
            continue
        if isinstance(node, ast.Constant) and not isinstance(node.value, str):
            continue
        if isinstance(parents[node], ast.JoinedStr | ast.FormattedValue):
            continue
        docstring = _is_docstring(node, parents)
        by_author = _is_marked(node, marked)
        if not (docstring or by_author or _is_spoken(node, parents)):
            continue
        assert node.end_lineno is not None  # it comes from a source
        assert node.end_col_offset is not None
        start = offset(node.lineno, node.col_offset)
        yield Literal(
            source=source,
            start=start,
            end=offset(node.end_lineno, node.end_col_offset),
            line=node.lineno,
            docstring=docstring,
            marked=by_author,
            bracketed=not isinstance(parents[node], ast.Assert)
            or not lines[node.lineno - 1][: node.col_offset].strip(),
            formatted=isinstance(node, ast.JoinedStr),
        )


def _is_marked(node: ast.expr, marked: tuple[str, ...]) -> bool:
    return isinstance(node, ast.Constant) and str(node.value).strip() in marked


def _is_docstring(node: ast.expr, parents: dict[ast.AST, ast.AST]) -> bool:
    statement = parents[node]
    if not isinstance(statement, ast.Expr) or not isinstance(node, ast.Constant):
        return False
    body = getattr(parents[statement], "body", None)
    return isinstance(body, list) and body[0] is statement


def _is_spoken(node: ast.expr, parents: dict[ast.AST, ast.AST]) -> bool:
    """Return whether people read a string: it is said, or shown, or part of what is."""
    child: ast.AST = node
    parent = parents[child]
    while True:
        if isinstance(parent, ast.Assert):
            return parent.msg is child
        if isinstance(parent, ast.keyword) and parent.arg in KEYWORDS:
            return True
        if isinstance(parent, ast.Call):
            if parent.func is not child:
                return _speaks(parent.func) or _names_corpus(node, parent.func)
        elif not isinstance(
            parent,
            ast.BinOp
            | ast.IfExp
            | ast.Starred
            | ast.List
            | ast.Tuple
            | ast.Dict
            | ast.keyword
            | ast.Attribute,
        ) or (isinstance(parent, ast.IfExp) and parent.test is child):
            return False
        child, parent = parent, parents[parent]


def _names_corpus(node: ast.expr, function: ast.expr) -> bool:
    """Return whether a string is the language of an embedded corpus, which the course's decides."""
    english = isinstance(node, ast.Constant) and node.value == "en"
    return english and ast.unparse(function).startswith("corpora.")


def _speaks(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute):
        root = function.value
        return function.attr in SPEAKERS or (isinstance(root, ast.Name) and root.id in MODULES)
    name = function.id if isinstance(function, ast.Name) else ""
    return name in SPEAKERS or name.endswith(("Error", "Warning"))
