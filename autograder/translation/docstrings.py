"""Docstrings: paragraphs, sections, their items and the comments of examples are messages."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from autograder.translation.literals import Literal

_SECTION = re.compile(r"[A-Z][a-z]+:$")
_WORD = re.compile(r"[^\W\d_]{2,}")
_COMMENT = re.compile(r"(?P<code>\s*(?:>>>|\.\.\.) .*?  # )(?P<said>.+)")


@dataclass
class _Item:
    """Some lines of a docstring that belong together.

    Attributes:
        indent: columns before its first line.
        hang: columns before each further line.
        example: whether it is code.
        lines: as they stand.
    """

    indent: int
    hang: int
    example: bool
    lines: list[str]


def translate_docstring(
    literal: Literal, translate: Callable[[str], str], width: int
) -> str | None:
    """Return a docstring's Python in other words, or None if it stays as it is.

    Args:
        literal: the docstring.
        translate: is given one message at a time: a paragraph, a section's name, an item, what
            an example says behind #.
        width: of a line, in columns.
    """
    if len(literal.parts) != 1:  # strings side by side are no docstring's usual form: left as it is
        return None
    (part,) = literal.parts
    body = part["body"]
    quote = len(part["quote"])
    written = []
    lead = literal.column + len(part["prefix"]) + quote
    for number, item in enumerate(_items(body.split("\n"), literal.column)):
        if item.example:
            written += [_example(line, translate) for line in item.lines]
            continue
        message = " ".join(line.strip() for line in item.lines)
        text = translate(message) if _WORD.search(message) else message
        if text == message:
            written += item.lines
            continue
        first = lead if number == 0 else item.indent
        lines = textwrap.wrap(
            text,
            width - (quote if body.count("\n") == 0 else 0),
            initial_indent=" " * first,
            subsequent_indent=" " * item.hang,
            break_long_words=False,
            break_on_hyphens=False,
        )
        if number == 0:
            lines[0] = lines[0][lead:]
        written += lines
    text = "\n".join(written)
    return None if text == body else f"{part['prefix']}{part['quote']}{text}{part['quote']}"


def _example(line: str, translate: Callable[[str], str]) -> str:
    """Return a line of an example: its comment is said in other words, the rest stays."""
    found = _COMMENT.fullmatch(line)
    if found is None or not _WORD.search(found["said"]):
        return line
    return found["code"] + translate(found["said"])


def _items(lines: list[str], column: int) -> Iterator[_Item]:
    """Yield the items of a docstring; their lines in a row are the docstring's.

    An item begins behind an empty line, at a dash, at an example, behind the name of a section
    such as "Args:", and inside a section where a line is no deeper than the item before.
    """
    item: _Item | None = None
    section = -1  # the indentation of the name of the section; -1 outside
    for number, line in enumerate(lines):
        text = line.strip()
        indent = len(line) - len(line.lstrip()) if number else column
        if item is not None:
            inside = section >= 0 and indent <= item.indent
            begins = text.startswith(("- ", ">>>")) or inside or item.indent == section
            if text and item.lines[-1].strip() and (item.example or not begins):
                item.lines.append(line)
                continue
            yield item
        if text and indent <= section:
            section = -1
        if _SECTION.match(text):
            section = indent
        hang = 2 if text.startswith("- ") else 4 if 0 <= section < indent else 0
        item = _Item(indent, indent + hang, text.startswith(">>>"), [line])
    if item is not None:
        yield item
