"""Judges of encode and decode: characters to numbers and back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from autograder.assignments.common.asking import decoded, must_answer, must_keep
from autograder.assignments.common.vocabulary import (
    ACCENTED,
    AS_IT_IS,
    MANY,
    PAGES,
    REPLACEMENT,
    UNKNOWN,
    printed,
    some_vocabulary,
)
from autograder.assignments.common.windows import wrap_hint
from autograder.errors import StudentRaised
from autograder.i18n import N_, _
from autograder.judge import Mismatch, Probes, Student, check, expect
from autograder.judge.wire import Tensor

probes = Probes(__file__, "text")
PLACEHOLDERS = "?_#*"
UNSEEN = "\ufeff\t\u00a0"  # a byte order mark, and two that look like a space
SIZE = 15  # characters of a vocabulary, as many as `_another` needs for its special ones, and more
LARGE = 1200  # characters of a vocabulary, more than any in the notebook has


def _another(rng: np.random.Generator, vocabulary: Sequence[str]) -> list[str]:
    """Return a vocabulary of the same size, without the first one's order.

    It holds the characters that <unk> is spelt with, the one that it is written as, others that
    code may use in the place of what is unknown, and a space and both kinds of line break.
    """
    special = [*UNKNOWN, REPLACEMENT, *PLACEHOLDERS, " ", "\n", "\r"]
    others = [c for c in vocabulary[1:] if c not in special][: SIZE - len(special)]
    return [UNKNOWN, *expect.shuffled(rng, [*others, *special])]


@check(N_("encode gives each character its index, unknown characters 0"))
def encodes(student: Student) -> None:
    """Encode a text with known and unknown characters, one of which differs in its case only.

    In a second one, unknown ones that are hardly seen come first and last.
    """
    rng = student.rng("vocabulary.encodes")
    vocabulary = some_vocabulary(rng, SIZE)
    known = [c for c in expect.shuffled(rng, vocabulary[1:]) if not c.isspace()]
    strangers = ["§", "ß", "É", "Å", ">"]  # "é" and "A" are always known, and in <unk> is a ">"
    text = "\n" + "".join(expect.shuffled(rng, [*known, *known[:5], *strangers])) + ACCENTED + " "
    for one in (text, UNSEEN + known[0] + UNSEEN):
        _compare_encoded(student, one, vocabulary)
    _encodes_by_another(student, _another(rng, vocabulary))
    nothing = _encoded(student, "", vocabulary)
    if not isinstance(nothing, Tensor) or not expect.of_kind(nothing.values, "int64"):
        raise Mismatch(
            _("encode('') of dtype int64, as for any other text"),
            expect.described(nothing),
            _("An empty tensor is float32 unless you give its dtype."),
        )
    expect.tensor(nothing, (0,), "int64", _("An empty text has no tokens."))


def _compare_encoded(student: Student, text: str, vocabulary: list[str]) -> None:
    """Compare the tokens of a text with unknown characters."""
    expected = [vocabulary.index(c) if c in vocabulary else 0 for c in text]
    unknown = _(
        "A character that the vocabulary lacks becomes 0; it is neither an error nor left out."
    )
    try:
        answer = _encoded(student, text, vocabulary)
    except StudentRaised as error:
        known_only = "".join(c for c in text if c in vocabulary)
        _encoded(student, known_only, vocabulary)  # this works: so it is
        raise Mismatch(f"encode({text!r}) = {expected}", str(error), unknown) from None
    observed = expect.tensor(answer, (len(text),), "int64", unknown).tolist()
    if observed != expected:
        other = _("The index is the one in the vocabulary that is passed in, not in another.")
        knows = all(one == right for one, right in zip(observed, expected, strict=True) if right)
        raise Mismatch(f"encode({text!r}) = {expected}", str(observed), unknown if knows else other)


def _encoded(student: Student, text: str, vocabulary: Sequence[str]) -> object:
    """Return the student's tokens of a text."""
    answer = student.ask(probes.encode, text=text, vocabulary=vocabulary)
    must_keep(answer)
    return expect.field(answer, "tokens")


def _encodes_by_another(student: Student, vocabulary: list[str]) -> None:
    """Encode the characters of others: one alone of a large vocabulary, and a long text.

    Of the first text, both ends are white space: of another kind than in the text before. The last
    two characters are what some files have for one line break.
    """
    whole = " " + "".join(vocabulary) + "\r\n"
    large = [UNKNOWN, *MANY[:LARGE]]
    for text, known in ((whole, vocabulary), (large[-1], large), (PAGES, printed())):
        expected = [known.index(c) for c in text]
        answer = _encoded(student, text, known)
        each = (
            _("A text may have just one character: its tensor has the shape (1,).")
            if len(text) == 1
            else _(AS_IT_IS)
            if text == PAGES
            else _("Every character of a text has a number, even those that spell <unk>.")
        )
        tokens = expect.tensor(answer, (len(text),), "int64", each)
        if (observed := tokens.tolist()) != expected:
            wrong = {c for c, one, i in zip(text, observed, expected, strict=True) if one != i}
            raise Mismatch(
                f"encode({expect.described(text)}) = {expect.described(expected)}",
                expect.described(observed),
                _(AS_IT_IS)
                if text == PAGES
                else _("Every entry of the vocabulary has its index there, U+FFFD too.")
                if wrong == {REPLACEMENT}
                else wrap_hint(tokens, np.array(expected))
                or _("The index is the one in the vocabulary that is passed in, not in another."),
            )


@check(N_("decode turns numbers back into text, <unk> into the replacement character"))
def decodes(student: Student) -> None:
    """Decode numbers, 0 too, each twice; by a second vocabulary, `<unk>` in letters, one token.

    Then come tokens that no byte can hold, and those of a long text.
    """
    rng = student.rng("vocabulary.decodes")
    vocabulary = some_vocabulary(rng, SIZE)
    inside = [i for i, c in enumerate(vocabulary) if not c.isspace()]
    ends = [vocabulary.index(c) for c in ("\n", " ")]
    ids = [ends[0], *(int(i) for i in rng.permutation([0, *inside]).repeat(2)), ends[1]]
    expected = "".join(REPLACEMENT if i == 0 else vocabulary[i] for i in ids)
    observed = decoded(student, probes.decode, ids, vocabulary)
    if observed != expected:
        hint = (
            _("Index 0 is written as one replacement character, U+FFFD.")
            if len(observed) != len(expected)
            else _("A token is an entry of the vocabulary that is passed in.")
        )
        raise Mismatch(repr(expected), expect.described(observed), hint)
    _decodes_by_another(student, _another(rng, vocabulary))
    large, known = [UNKNOWN, *MANY[:LARGE]], printed()
    above = _("Tokens may be above 255: a byte has no room for them.")
    _decodes_all(student, [LARGE, 256, LARGE - 1], large, above)
    _decodes_all(student, [known.index(c) for c in PAGES], known, _(AS_IT_IS))


def _decodes_all(student: Student, ids: Sequence[int], known: Sequence[str], hint: str) -> None:
    """Decode known tokens."""
    right = "".join(known[i] for i in ids)
    observed = decoded(student, probes.decode, ids, known)
    if observed != right:
        raise Mismatch(expect.described(right), expect.described(observed), hint)


def _decodes_by_another(student: Student, vocabulary: list[str]) -> None:
    spelt, apart = ([vocabulary.index(c) for c in part] for part in (UNKNOWN, " ? "))
    for ids in ([*spelt, 0, *apart, *range(1, len(vocabulary))], spelt[:1], [0], []):
        expected = "".join(vocabulary[i] if i else REPLACEMENT for i in ids)
        observed = must_answer(
            partial(decoded, student, probes.decode, ids, vocabulary),
            f"decode({ids}) = {expected!r}",
            (
                _("An empty text has no tokens."),
                _("A text may have just one character: its tensor has the shape (1,)."),
                "",
            )[min(len(ids), 2)],
        )
        if observed != expected:
            raise Mismatch(
                f"decode({ids}) = {expected!r}",
                expect.described(observed),
                _("Index 0 is written as one replacement character, U+FFFD.")
                if ids == [0]
                else _("Only token 0 is unknown: <unk> written out in letters stays as it is.")
                if len(expect.text(observed)) != len(expected)
                else _("A token is an entry of the vocabulary that is passed in."),
            )
