"""What a page is made of, before it is HTML: plain text everywhere, which the template escapes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from autograder.i18n import decimal
from autograder.text import printable

WIDE = 100  # characters of a line of code


@dataclass(frozen=True)
class Table:
    """A table; cells that are numbers are aligned to the right.

    Attributes:
        caption: what it shows.
        header: a title a column.
        rows: text, numbers as `number` writes them, or `Folded`.
        numeric: the columns of numbers.
    """

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[object]]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Folded:
    """Names, folded away until they are asked for."""

    title: str
    names: Sequence[str]


@dataclass(frozen=True)
class Code:
    """Code of a student's, as text.

    Attributes:
        title: above it.
        lines: each with whether it is marked.
    """

    title: str
    lines: Sequence[tuple[str, bool]]


@dataclass(frozen=True)
class Block:
    """A few sentences, and what belongs to them.

    Attributes:
        title: may be empty.
        sentences: a paragraph each.
        folded: names.
        codes: beside each other where there is room.
    """

    title: str = ""
    sentences: Sequence[str] = ()
    folded: Folded | None = None
    codes: Sequence[Code] = ()


@dataclass(frozen=True)
class Section:
    """One part of the page.

    Attributes:
        name: of its anchor.
        title: its heading.
        sentences: a paragraph each.
        figure: SVG of our own.
        tables, blocks: in this order, below the figure.
    """

    name: str
    title: str
    sentences: Sequence[str] = ()
    figure: Markup = field(default_factory=Markup)
    tables: Sequence[Table] = ()
    blocks: Sequence[Block] = ()


def number(value: float | None, digits: int = 2) -> str:
    """Return a number as the course's language writes it; a dash where there is none."""
    if value is None:
        return "–"
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return decimal("0" if text == "-0" else text.replace("-", "−"))


def percent(value: float | None) -> str:
    """Return a share as a percentage."""
    return "–" if value is None else f"{number(100 * value, 0)}%"


def code(title: str, source: str, marked: frozenset[int] = frozenset()) -> Code:
    """Return code to be shown: nothing in it acts, no line is longer than WIDE."""
    lines = source.expandtabs(4).split("\n")
    return Code(title, [(printable(line, WIDE), i in marked) for i, line in enumerate(lines)])
