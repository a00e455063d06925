"""Fingerprints of code: what stays the same when names, comments and layout change.

Winnowing, as MOSS does it: S. Schleimer, D. S. Wilkerson and A. Aiken, "Winnowing: local
algorithms for document fingerprinting", SIGMOD 2003. compare50 does the same, but it is under the
GPL and needs attrs<21, which nbgrader's own jsonschema cannot have. One regular expression reads
the code, which need not be free of errors: Pygments takes ten times as long.
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from keyword import iskeyword
from typing import NamedTuple

RUN = 10  # tokens that a fingerprint is made of; a shorter match is noise
WINDOW = 4  # one of so many in a row is kept: RUN + WINDOW - 1 equal tokens are always found
BUILTINS = frozenset(dir(builtins)) - {"_"}
# A text that does not end is one to the end of the line, or of all: nothing is read twice.
LONG = r"""(?:\"{3}(?:[^\\"]|\\.|\"(?!\"\"))*+(?:\"{3})?|'{3}(?:[^\\']|\\.|'(?!''))*+(?:'{3})?)"""
SHORT = r"""(?:"(?:[^"\\\n]|\\.)*+"?|'(?:[^'\\\n]|\\.)*+'?)"""
TOKEN = re.compile(
    rf"""(?P<comment>\#[^\n]*)
    |(?P<text>(?P<docstring>(?<=\n)[ \t]*[rRuU]?{LONG})|[rRbBuUfF]{{0,2}}(?:{LONG}|{SHORT}))
    |(?P<name>[^\W\d]\w*)
    |(?P<number>\d[\w.]*)
    |(?P<other>[^\s\w])""",
    re.VERBOSE | re.DOTALL,
)
"""A token. A string that is alone on its line is taken for a docstring."""


class Token(NamedTuple):
    """A token without its name, and the line that it is on."""

    text: str
    line: int


class Span(NamedTuple):
    """Lines of a piece of code, from 0, the last included."""

    first: int
    last: int


def fingerprints(code: str) -> dict[int, Span]:
    """Return the fingerprints of a piece of code, with the lines where each is first."""
    return dict(_fingerprints(code))


@lru_cache(maxsize=4096)  # most of a class has some cells in common
def _fingerprints(code: str) -> dict[int, Span]:
    tokens = list(tokens_of(code))
    runs = [tokens[start : start + RUN] for start in range(len(tokens) - RUN + 1)]
    hashes = [_hash(token.text for token in run) for run in runs]
    found: dict[int, Span] = {}
    for start in _winnowed(hashes):
        found.setdefault(hashes[start], Span(runs[start][0].line, runs[start][-1].line))
    return found


def tokens_of(code: str) -> Iterator[Token]:
    """Yield the tokens of a piece of code: names are alike, but for those after a dot."""
    line, last, before = 0, 0, ""
    for found in TOKEN.finditer(code):
        text, kind = found[0], found.lastgroup
        if kind == "name" and not iskeyword(text) and before != "." and text not in BUILTINS:
            text = "N"
        elif kind == "text":
            text = "S"
        elif kind == "number":
            text = "0"
        again = text == before == "S"  # a text in pieces
        if kind != "comment" and not again and not found["docstring"]:
            line += code.count("\n", last, found.start())
            last = found.start()
            yield Token(text, line)
            before = text


def _hash(texts: Iterable[str]) -> int:
    return int.from_bytes(
        blake2b("\0".join(texts).encode("utf-8", "replace"), digest_size=8).digest()
    )


def _winnowed(hashes: list[int]) -> list[int]:
    """Return where the smallest hash of each window is, the rightmost of equal ones."""
    if len(hashes) <= WINDOW:
        return [min(range(len(hashes)), key=lambda i: (hashes[i], -i))] if hashes else []
    chosen = {
        min(range(start, start + WINDOW), key=lambda i: (hashes[i], -i))
        for start in range(len(hashes) - WINDOW + 1)
    }
    return sorted(chosen)
