"""Names of people, compared: the same person is written in many ways, and two can share a name."""

from __future__ import annotations

import re
import unicodedata

DROPPED = re.compile(r"['’‘ʼ`´\"&<>|:\\/]")
"""What Moodle takes out of a name before it becomes the name of a file, and kinds of apostrophe."""
LOST = re.compile(r"\w\?|\?\w|\?\?|\ufffd|^\W*\?\W*$")
MISREAD = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
"""How a letter with an accent looks that was written as UTF-8 and read as something else."""


def damaged(name: str) -> bool:
    """Return whether a program that saved a name has lost letters of it."""
    return bool(LOST.search(name) or MISREAD.search(name))


def exact(name: str) -> str:
    """Return a name as it is compared first: case and the signs that an LMS drops do not count."""
    composed = unicodedata.normalize("NFC", name).replace("_", " ")
    return " ".join(DROPPED.sub("", composed).casefold().split())


def loose(name: str) -> str:
    """Return a name without accents and signs, its words in alphabetical order.

    So "Silva, Ana" is "Ana Silva", and "Jose" is "José".
    """
    split = unicodedata.normalize("NFKD", exact(name))
    letters = (char for char in split if not unicodedata.combining(char))
    return " ".join(sorted(re.sub(r"[\W_]+", " ", "".join(letters)).split()))


def joined(name: str) -> str:
    """Return nothing but the letters and digits of a name, in their order.

    So "D'Ávila" is "D Avila", and Canvas's "silvaana" is "Silva, Ana".
    """
    split = unicodedata.normalize("NFKD", exact(name))
    return "".join(char for char in split if char.isalnum())


def slug(name: str) -> str:
    """Return a name as the name of a folder: small letters of ASCII, digits and hyphens."""
    split = unicodedata.normalize("NFKD", exact(name)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", split).strip("-")


SUFFIXES = {"jr", "sr", "junior", "filho", "neto", "sobrinho", "ii", "iii", "iv"}


def first_and_last(name: str) -> tuple[str, str]:
    """Return first and last name of a full name; a name of one word is a first name.

    An LMS that sorts by names writes "Last, First"; in "Carlos Silva, Jr." the comma is part of it.
    """
    last, comma, first = name.partition(",")
    if comma and slug(first) not in SUFFIXES:
        return first.strip(), last.strip()
    first, _blank, last = name.strip().partition(" ")
    return first, last.strip()
