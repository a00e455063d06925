"""Prose: a Markdown cell is a row of blocks, and a block that says something is a message."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from autograder.notebook import MARKER
from autograder.translation.code import translate_code

Translate = Callable[[str], str]

_FENCE = re.compile(r"\s*(`{3,}|~{3,})\s*(\w*)")
_HEADING = re.compile(r"#{1,6} ")
_NOT_PROSE = re.compile(
    r"""
    (`+)(?!`).+?(?<!`)\1(?!`)   # code
    | \$\$.+?\$\$ | \$[^$]+\$   # mathematics
    | <[^<>]+>                  # tags and bare addresses
    | \]\([^)]*\)               # where a link leads
    """,
    re.VERBOSE | re.DOTALL,
)
_WORD = re.compile(r"[^\W\d_]{2,}")


def translate_markdown(source: str, translate: Translate) -> str:
    """Return Markdown with every block of prose put through `translate`.

    A block ends at an empty line outside a fence and outside `$$`, at a fence, and behind a
    heading. Python in a fence is translated as the code of a cell is; other fences stay, and so do
    nbgrader's markers, which stand in blocks of their own.
    """
    parts = []
    for block in _blocks(source.split("\n")):
        text = "\n".join(block)
        fence = _FENCE.match(block[0])
        if fence and fence[2] == "python":
            inside = translate_code("\n".join(block[1:-1]), translate)
            text = "\n".join([block[0], inside, block[-1]])
        elif not fence and not MARKER.search(text) and is_prose(text):
            text = translate(text)
        parts.append(text)
    return "\n".join(parts)


def is_prose(text: str) -> bool:
    """Return whether a block of Markdown has a word outside its code, mathematics and tags."""
    return _WORD.search(_NOT_PROSE.sub(" ", text)) is not None


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Yield blocks of lines; joined again they are the text. An empty line is a block."""
    block: list[str] = []
    fence = ""
    formula = False
    for line in lines:
        mark = _FENCE.match(line)
        if fence:
            block.append(line)
            if mark and mark[1].startswith(fence) and not mark[2]:
                yield block
                block, fence = [], ""
        elif formula or not (mark or not line.strip() or _HEADING.match(line)):
            block.append(line)
            formula ^= line.count("$$") % 2 == 1
        else:
            if block:
                yield block
            block = [line]
            if mark:
                fence = mark[1]
            else:
                yield block
                block = []
    if block:
        yield block
