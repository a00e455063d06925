"""Judges of the vocabulary of words, of encode, and of coverage."""

from __future__ import annotations

from autograder.assignments.common.vocabulary import (
    UNKNOWN,
    order_hint,
    right_order,
    some_vocabulary,
    uneven,
)
from autograder.assignments.word_lab.tokens import PLAIN
from autograder.errors import StudentRaised
from autograder.i18n import N_, _
from autograder.judge import Mismatch, Student, check, expect

WORDS = [*PLAIN, ".", ",", "—", "“", "”", "don’t", "João", "disse-me"]
FREQUENCIES = (9, 7, 7, 5, 4, 4, 4, 2, 1, 1, 1)
FALLING = (12, 11, 9, 8, 7, 5, 4, 3, 2, 1)  # no ties: the order of equals is another cell's
STRANGERS = ["Zyx", "xyzzy", "Ypsilon"]
TIED = (".", "João", "and", "—")
"""Equally frequent in what is asked: their code points order them otherwise than a dictionary."""


def _compare(student: Student, tokens: list[str], max_size: int) -> None:
    expected = right_order(tokens, [UNKNOWN])[:max_size]
    observed = student.call("build_vocabulary", tokens, max_size)
    if not expect.alike(observed, expected):
        raise Mismatch(
            _("max_size = {size}: {vocabulary}").format(
                size=max_size, vocabulary=expect.described(expected)
            ),
            expect.described(observed),
            _size_hint(observed, max_size) or order_hint([tokens], [UNKNOWN], observed, max_size),
        )


def _size_hint(observed: object, max_size: int) -> str:
    if isinstance(observed, list) and len(observed) == max_size + 1:
        return _("max_size counts all entries, <unk> among them.")
    if isinstance(observed, list) and len(observed) > max_size:
        return _("There are more entries than max_size.")
    if isinstance(observed, list) and len({*map(str, observed)}) < len(observed):
        return _("A text with fewer tokens has a shorter list; nothing fills it up.")
    return ""


@check(N_("<unk>, then the tokens by falling frequency, ties by code point"))
def lists_words(student: Student) -> None:
    """Compare the vocabulary of a text with frequencies and ties that only the judge knows.

    Signs and a capital letter are always in it, so that no key hides what drops or changes them.
    """
    rng = student.rng("words.vocabulary.lists_words")
    others = uneven(rng, [word for word in WORDS if word not in TIED], FREQUENCIES)
    tokens = [*reversed(TIED), *others, *expect.shuffled(rng, TIED * 3)]
    _compare(student, tokens, len(TIED) + len(FREQUENCIES) + 1)


@check(N_("At most max_size entries, and as many as there are if there is room"))
def keeps_the_most_frequent(student: Student) -> None:
    """Leave room for a few words, for all of them, and for more than there are."""
    tokens = uneven(student.rng("words.vocabulary.keeps_the_most_frequent"), PLAIN, FALLING)
    for max_size in (5, 2, len(FALLING) + 1, len(FALLING) + 50):
        _compare(student, tokens, max_size)


@check(N_("encode gives each token its index, unknown ones 0"))
def encodes(student: Student) -> None:
    """Encode known and unknown tokens by a vocabulary that is handed over.

    One of the unknown ones is a word of the vocabulary with a capital letter.
    """
    rng = student.rng("words.vocabulary.encodes")
    vocabulary = some_vocabulary(rng, symbols=WORDS)
    known = [str(word) for word in rng.choice(vocabulary[1:], size=14)]
    capital = next(word for word in vocabulary if word in PLAIN).capitalize()
    tokens = expect.shuffled(rng, [*known, *STRANGERS, capital])
    expected = [vocabulary.index(t) if t in vocabulary else 0 for t in tokens]
    unknown = _("A word that the vocabulary lacks becomes 0; it is neither an error nor left out.")
    try:
        answer = student.call("encode", tokens, vocabulary)
    except StudentRaised as error:
        student.call("encode", known, vocabulary)  # this works: so it is the unknown ones
        raise Mismatch(f"encode({tokens}) = {expected}", str(error), unknown) from None
    observed = expect.numbers(answer, (len(tokens),), "int", unknown).tolist()
    if observed != expected:
        zeros = [i for i, o in zip(expected, observed, strict=True) if i == 0 != o]
        own = _("The index is that of the vocabulary which is handed over, not of another.")
        raise Mismatch(f"encode({tokens}) = {expected}", str(observed), unknown if zeros else own)


@check(N_("Coverage is the share of the text's tokens that the vocabulary has"))
def covers(student: Student) -> None:
    """Compare shares of texts with repetitions, with nothing known, and with everything known."""
    rng = student.rng("words.vocabulary.covers")
    vocabulary = some_vocabulary(rng, symbols=WORDS)
    known = [str(word) for word in rng.choice(vocabulary[1:5], size=13)]
    for tokens in ([*known, *STRANGERS, STRANGERS[0]], STRANGERS, known):
        tokens = expect.shuffled(rng, tokens)
        expected = sum(token in vocabulary for token in tokens) / len(tokens)
        share = _("{share:.4f}, the share of known tokens").format(share=expected)
        observed = expect.number(student.call("coverage", tokens, vocabulary), share)
        if abs(observed - expected) > 1e-6:
            different = sum(token in vocabulary for token in set(tokens)) / len(set(tokens))
            hint = _("A number from 0 to 1: known tokens by all tokens of the text.")
            if abs(observed - different) <= 1e-6:
                hint = _("A word counts as often as it occurs in the text, not once.")
            if abs(observed - 1 + expected) <= 1e-6:
                hint = _("This is the share of unknown tokens.")
            raise Mismatch(share, f"{observed:.4f}", hint)
