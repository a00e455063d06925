"""Text that is shown to people: in one line, printable, not too long; and cells of tables."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from autograder.i18n import _

NAMED = 5  # sentences of a kind; others are counted
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
"""Unicode's categories of what cannot be seen. What is in none yet, Cn, may be an emoji that is
newer than this Python."""

TURNS = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
"""Unicode's kinds of signs that turn the direction of writing."""

FORMULA = frozenset("=+-@＝＋－＠")  # with which a spreadsheet begins to compute


def printable(text: str, most: int = 300) -> str:
    """Return text for messages: in one line, without control characters, not too long."""
    shown = "".join(
        char if unicodedata.category(char) not in UNSEEN else char.encode("unicode_escape").decode()
        for char in text[: most + 1]
    )
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"


def is_text(name: str) -> bool:
    """Return whether a file's name is UTF-8; other bytes are surrogates in it."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def visible(text: str) -> str:
    """Return text of several lines, its control characters written out.

    So are the signs that change the order in which letters are shown.
    """
    return "".join(
        char.encode("unicode_escape").decode()
        if unicodedata.bidirectional(char) in TURNS
        or (unicodedata.category(char) == "Cc" and char not in "\n\t")
        else char
        for char in text
    )


def number(value: float | None) -> str:
    """Return a number as tables have it, never with an exponent; empty: not known."""
    if value is None:
        return ""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def harmless(cells: Iterable[object]) -> list[str]:
    """Return a line of a table for people: numbers as such, and no text that is a formula.

    A spreadsheet that opens the table would compute it. Blanks or invisible characters in front of
    one do not matter.
    """
    return [number(cell) if isinstance(cell, int | float) else _plain(cell) for cell in cells]


def _plain(cell: object) -> str:
    text = "" if cell is None else str(cell)
    seen = (char for char in text if char.isprintable() and not char.isspace())
    return f"'{text}" if next(seen, "") in FORMULA else text


def quoted(names: Iterable[str]) -> str:
    """Return names for messages."""
    return ", ".join(f"'{printable(name)}'" for name in names)


def few(sentences: list[str]) -> list[str]:
    """Return the first of some sentences, and one that counts the others."""
    more = len(sentences) - NAMED
    return sentences[:NAMED] + ([_("and {more} more notes").format(more=more)] if more > 0 else [])


def few_names(names: Sequence[str]) -> str:
    """Return the first of some names, and how many others there are, for messages."""
    more = len(names) - NAMED
    shown = quoted(names[:NAMED])
    return _("{names} and {more} more").format(names=shown, more=more) if more > 0 else shown


def nearest(name: str, known: Iterable[str]) -> str:
    """Return, for messages, which names are like an unknown one, or else which names there are."""
    names = sorted(known)
    if found := alike(name, names):
        return _("did you mean {names}?").format(names=quoted(found))
    return _("there are: {names}").format(names=few_names(names)) if names else _("there are none")


def alike(name: str, known: Iterable[str], cutoff: float = 0.6) -> list[str]:
    """Return the names that are like one, the most similar first.

    Args:
        name: the one that they are like.
        known: the names there are.
        cutoff: how similar, from 0 to 1 (`difflib.SequenceMatcher.ratio`).
    """
    plain = {folded(one): one for one in known}
    return [plain[one] for one in get_close_matches(folded(name), plain, 3, cutoff)]


def folded(name: str) -> str:
    """Return a name without capitals and accents, by which names are compared and sorted."""
    plain = unicodedata.normalize("NFD", name.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())
