"""Judges of the vocabulary that several assignments build, and vocabularies to ask with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from autograder.checks import expect
from autograder.report import Mismatch, check
from autograder.student import Student
from lesson.i18n import N_, _

UNKNOWN = "<unk>"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
LETTERS = "abcdefghijklmnopqrstuvwxyz ÁÇãéõ\n.,:0123456789"


def right_order(texts: Sequence[str], specials: Sequence[str]) -> list[str]:
    """Return the vocabulary that the task asks for."""
    counts = Counter("".join(texts))
    return [*specials, *sorted(counts, key=lambda c: (-counts[c], ord(c)))]


def some_vocabulary(
    rng: np.random.Generator, size: int = 12, specials: Sequence[str] = (UNKNOWN,)
) -> list[str]:
    """Return a vocabulary of `size` characters after the special tokens, in a secret order."""
    return [*specials, *expect.shuffled(rng, LETTERS)[:size]]


@check(N_("Special tokens first, then the characters by falling frequency, ties by code point"))
def lists_characters(student: Student, specials: Sequence[str] = (UNKNOWN,)) -> None:
    """Compare the vocabulary of texts with frequencies and ties that only the judge knows."""
    rng = student.rng("vocabulary.lists_characters")
    letters = expect.shuffled(rng, LETTERS)[:10]
    frequencies = [7, 7, 5, 4, 4, 4, 2, 1, 1, 1]
    rest = [c for c, n in zip(letters, frequencies, strict=True) for _n in range(n - 1)]
    stream = [*sorted(letters, reverse=True), *expect.shuffled(rng, rest)]  # ties: falling order
    third = len(stream) // 3
    texts = [
        "".join(stream[:third]),
        "".join(stream[third : 2 * third]),
        "".join(stream[2 * third :]),
    ]
    expected = right_order(texts, specials)
    observed = student.call("build_vocabulary", texts)
    if not expect.alike(observed, expected):
        raise Mismatch(
            expect.described(expected),
            expect.described(observed),
            _order_hint(texts, list(specials), observed),
        )


def _order_hint(texts: list[str], specials: list[str], observed: object) -> str:
    counts = Counter("".join(texts))
    if not isinstance(observed, list) or not all(isinstance(item, str) for item in observed):
        return _("Return a list of strings.")
    if observed[: len(specials)] != specials:
        return _(
            "The first tokens are reserved for {specials}, no characters of the texts."
        ).format(specials=specials)
    if any(observed == right_order([text], specials) for text in texts):
        return _("The characters of all the texts count, not those of one of them.")
    characters = observed[len(specials) :]
    if set(characters) != set(counts) or len(characters) != len(counts):
        return _("Every character of all the texts belongs in the list, once.")
    if characters == sorted(counts):
        return _("This is alphabetical order: frequency comes first.")
    if [counts[c] for c in characters] == sorted(counts.values()):
        return _("The rarest character came first: the order is falling.")
    if [counts[c] for c in characters] == sorted(counts.values(), reverse=True):
        return _("The frequencies fall as they should; equal ones go by code point (ord).")
    return _("A character counts as often as it occurs, in all the texts together.")
