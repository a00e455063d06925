"""Code: comments, docstrings and what a cell says aloud are messages; the program stays.

Every edit is made in the source text, so that layout, quotes and escapes stay as the author
chose them. What a student never sees, solutions and hidden tests, is not a message; but what a
solution raises is one, as whoever runs the solutions reads it below the tests.
"""

from __future__ import annotations

import ast
import io
import re
import textwrap
import tokenize
from collections.abc import Callable, Iterator
from typing import NamedTuple

from autograder.notebook import SOLUTION, marked_lines
from autograder.translation.docstrings import translate_docstring
from autograder.translation.literals import Literal, literals

Translate = Callable[[str], str]

WIDTH = 100  # columns
_MAGIC = re.compile(r"^([%!].*|\w[\w.]*\?{1,2})$", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_RAISES = re.compile(r"\s*raise \w+Error\(")
_PRAGMA = re.compile(r"#\s*(noqa|type:|fmt:|pragma|NBVAL)")


class Edit(NamedTuple):
    """Put `text` instead of source[start:end]."""

    start: int
    end: int
    text: str


def translate_code(source: str, translate: Translate, marked: tuple[str, ...] = ()) -> str:
    """Return the same program with its prose put through `translate`.

    Args:
        source: a cell of code, the instructor's own with its regions, or a student's.
        translate: is given one message at a time.
        marked: string literals that are prose although nothing around them says so.

    Raises:
        SyntaxError: the cell is not Python.
    """
    if source.startswith("%%"):
        return source
    plain, tree = _parsed(source)
    hidden = _hidden_lines(source)
    edits = [*_comments(plain, hidden, translate)]
    for literal in literals(tree, plain, marked):
        if literal.line not in hidden and (text := _literal(literal, translate)) is not None:
            edits.append(Edit(literal.start, literal.end, text))
    for edit in sorted(edits, reverse=True):
        source = source[: edit.start] + edit.text + source[edit.end :]
    return source


def skeleton(source: str) -> str:
    """Return what a program is without its words, to compare two programs.

    Strings are emptied; what an f-string puts in stays, in any order.
    """

    class Blank(ast.NodeTransformer):
        def visit_Constant(self, node: ast.Constant) -> ast.Constant:
            return ast.Constant("") if isinstance(node.value, str) else node

        def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.JoinedStr:
            inside = [part for part in node.values if isinstance(part, ast.FormattedValue)]
            return ast.JoinedStr(sorted(inside, key=ast.dump))

    return ast.dump(Blank().visit(_parsed(source)[1]))


def _parsed(source: str) -> tuple[str, ast.Module]:
    """Return a cell as plain Python, IPython's own lines made numbers, and parsed."""
    try:
        return source, ast.parse(source)
    except SyntaxError:
        plain = _MAGIC.sub(lambda line: "0" + " " * (len(line[0]) - 1), source)
        return plain, ast.parse(plain)


def _hidden_lines(source: str) -> set[int]:
    """Return the numbers, from 1, of the lines whose words stay: not released, and not raised."""
    return {
        number
        for number, line in enumerate(marked_lines(source), start=1)
        if line.region and not (line.region == SOLUTION and _RAISES.match(line.text))
    }


def _literal(literal: Literal, translate: Translate) -> str | None:
    """Return the literal in other words, or None if it stays."""
    if literal.docstring:
        return translate_docstring(literal, translate, WIDTH)
    text = literal.translated(translate)
    return None if text is None else literal.laid_out(text, WIDTH)


def _comments(source: str, hidden: set[int], translate: Translate) -> Iterator[Edit]:
    """Yield the edits of comments: a run of whole lines is one message, joined."""
    starts = [0]
    for line in source.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    run: list[tokenize.TokenInfo] = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.COMMENT or token.start[0] in hidden:
            continue
        whole = not token.line[: token.start[1]].strip()
        if run and not (whole and _continues(run[-1], token)):
            yield from _comment(run, starts, translate)
            run = []
        run.append(token)
        if not whole:
            yield from _comment(run, starts, translate)
            run = []
    yield from _comment(run, starts, translate)


def _continues(before: tokenize.TokenInfo, token: tokenize.TokenInfo) -> bool:
    text = token.string.lstrip("# ")
    below = (before.start[0] + 1, before.start[1]) == token.start
    return below and text != "" and not text.startswith("- ") and before.string.strip("# ") != ""


def _comment(
    run: list[tokenize.TokenInfo], starts: list[int], translate: Translate
) -> Iterator[Edit]:
    message = " ".join(token.string.lstrip("#").strip() for token in run)
    if not run or not _is_prose(message, run[0].string):
        return
    text = translate(message)
    if text == message:
        return
    first, last = run[0], run[-1]
    column = first.start[1]
    whole = not first.line[:column].strip()
    lines = textwrap.wrap(text, WIDTH - column - 2, break_on_hyphens=False) if whole else [text]
    start, end = (starts[position[0] - 1] + position[1] for position in (first.start, last.end))
    yield Edit(start, end, f"\n{' ' * column}".join(f"# {line}" for line in lines))


def _is_prose(message: str, first: str) -> bool:
    """Return whether a comment says something, and is not a shape, code or order to a tool."""
    if not _WORD.search(message) or _PRAGMA.match(first):
        return False
    try:
        ast.parse(message)
    except SyntaxError:
        return True
    return message.isalpha()
