"""Judges of the vocabulary: characters to numbers and back."""

from __future__ import annotations

from collections import Counter

import numpy as np

from autograder.checks import expect
from autograder.errors import StudentRaised
from autograder.probes import Questions
from autograder.report import Mismatch, check
from autograder.student import Student
from lesson.i18n import N_, _

probes = Questions("pytorch.text")

UNKNOWN = "<unk>"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
LETTERS = "abcdefghijklmnopqrstuvwxyz ÁÇãéõ\n.,:0123456789"


def right_order(texts: list[str]) -> list[str]:
    """Return the vocabulary that the task asks for."""
    counts = Counter("".join(texts))
    return [UNKNOWN, *sorted(counts, key=lambda c: (-counts[c], ord(c)))]


def some_vocabulary(rng: np.random.Generator, size: int = 12) -> list[str]:
    """Return a vocabulary of `size` characters after `<unk>`, in a secret order."""
    return [UNKNOWN, *expect.shuffled(rng, LETTERS)[:size]]


@check(
    N_("The vocabulary lists <unk>, then the characters by falling frequency, ties by code point")
)
def lists_characters(student: Student) -> None:
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
    expected = right_order(texts)
    observed = student.ask(probes.build_vocabulary, texts=texts)
    if observed != expected:
        raise Mismatch(
            expect.described(expected), expect.described(observed), _order_hint(texts, observed)
        )


def _order_hint(texts: list[str], observed: object) -> str:
    counts = Counter("".join(texts))
    if not isinstance(observed, list) or not all(isinstance(item, str) for item in observed):
        return _("Return a list of strings.")
    if observed[:1] != [UNKNOWN]:
        return _("Index 0 is reserved for <unk>, which is no character of the texts.")
    if any(observed == right_order([text]) for text in texts):
        return _("The characters of all the texts count, not those of one of them.")
    if set(observed[1:]) != set(counts) or len(observed) != len(counts) + 1:
        return _("Every character of all the texts belongs in the list, once.")
    if observed[1:] == sorted(counts):
        return _("This is alphabetical order: frequency comes first.")
    if [counts[c] for c in observed[1:]] == sorted(counts.values()):
        return _("The rarest character came first: the order is falling.")
    if [counts[c] for c in observed[1:]] == sorted(counts.values(), reverse=True):
        return _("The frequencies fall as they should; equal ones go by code point (ord).")
    return ""


@check(N_("encode gives each character its index, unknown characters 0"))
def encodes(student: Student) -> None:
    """Encode a text with known and unknown characters."""
    rng = student.rng("vocabulary.encodes")
    vocabulary = some_vocabulary(rng)
    known = [str(c) for c in rng.choice(vocabulary[1:], size=15)]
    text = "".join(expect.shuffled(rng, [*known, "§", "ß"]))
    expected = [vocabulary.index(c) if c in vocabulary else 0 for c in text]
    unknown = _(
        "A character that the vocabulary lacks becomes 0; it is neither an error nor left out."
    )
    try:
        answer = student.ask(probes.encode, text=text, vocabulary=vocabulary)
    except StudentRaised as error:
        known_only = text.replace("§", "").replace("ß", "")
        student.ask(probes.encode, text=known_only, vocabulary=vocabulary)  # this works: so it is
        raise Mismatch(f"encode({text!r}) = {expected}", str(error), unknown) from None
    observed = expect.tensor(answer, (len(text),), "int64", unknown).tolist()
    if observed != expected:
        raise Mismatch(
            f"encode({text!r}) = {expected}",
            str(observed),
            _("The index is that of the vocabulary which is handed over, not of another."),
        )


@check(N_("decode turns numbers back into text, <unk> into the replacement character"))
def decodes(student: Student) -> None:
    """Decode numbers that include 0."""
    rng = student.rng("vocabulary.decodes")
    vocabulary = some_vocabulary(rng)
    ids = [int(i) for i in rng.permutation([0, *range(len(vocabulary))])]
    expected = "".join(REPLACEMENT if i == 0 else vocabulary[i] for i in ids)
    observed = expect.text(student.ask(probes.decode, ids=ids, vocabulary=vocabulary))
    if observed != expected:
        hint = (
            _("Index 0 is written as one replacement character, U+FFFD.")
            if len(observed) != len(expected)
            else ""
        )
        raise Mismatch(repr(expected), repr(observed), hint)
