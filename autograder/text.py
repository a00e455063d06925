"""Text that is shown to people: in one line, printable, not too long."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from autograder.i18n import _

NAMED = 5  # sentences of a kind; others are counted
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")  # Unicode's categories of what cannot be seen


def printable(text: str, most: int = 300) -> str:
    """Return text for messages: in one line, without control characters, not too long."""
    shown = "".join(
        char if unicodedata.category(char) not in UNSEEN else char.encode("unicode_escape").decode()
        for char in text[: most + 1]
    )
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"


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


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())
