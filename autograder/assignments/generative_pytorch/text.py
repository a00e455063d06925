"""Judges of encode and decode: characters to numbers and back."""

from __future__ import annotations

from autograder.assignments.common.vocabulary import ACCENTED, REPLACEMENT, some_vocabulary
from autograder.errors import StudentRaised
from autograder.i18n import N_, _
from autograder.judge import Mismatch, Probes, Student, check, expect
from autograder.judge.wire import Tensor

probes = Probes(__file__, "text")


@check(N_("encode gives each character its index, unknown characters 0"))
def encodes(student: Student) -> None:
    """Encode a text with known and unknown characters, one of which differs in its case only."""
    rng = student.rng("vocabulary.encodes")
    vocabulary = some_vocabulary(rng)
    known = [c for c in expect.shuffled(rng, vocabulary[1:]) if not c.isspace()]
    strangers = ["§", "ß", "É"]  # "é" is always known, "É" never
    text = "\n" + "".join(expect.shuffled(rng, [*known, *known[:5], *strangers])) + ACCENTED + " "
    expected = [vocabulary.index(c) if c in vocabulary else 0 for c in text]
    unknown = _(
        "A character that the vocabulary lacks becomes 0; it is neither an error nor left out."
    )
    try:
        answer = student.ask(probes.encode, text=text, vocabulary=vocabulary)
    except StudentRaised as error:
        known_only = "".join(c for c in text if c not in strangers)
        student.ask(probes.encode, text=known_only, vocabulary=vocabulary)  # this works: so it is
        raise Mismatch(f"encode({text!r}) = {expected}", str(error), unknown) from None
    observed = expect.tensor(answer, (len(text),), "int64", unknown).tolist()
    if observed != expected:
        other = _("The index is that of the vocabulary which is handed over, not of another.")
        knows = all(one == right for one, right in zip(observed, expected, strict=True) if right)
        raise Mismatch(f"encode({text!r}) = {expected}", str(observed), unknown if knows else other)
    nothing = student.ask(probes.encode, text="", vocabulary=vocabulary)
    if not isinstance(nothing, Tensor) or not expect.of_kind(nothing.values, "int64"):
        raise Mismatch(
            _("encode('') of dtype int64, as for any other text"),
            expect.described(nothing),
            _("A tensor of no numbers is float32 unless you say its dtype."),
        )
    expect.tensor(nothing, (0,), "int64", _("A text of no characters has no tokens."))


@check(N_("decode turns numbers back into text, <unk> into the replacement character"))
def decodes(student: Student) -> None:
    """Decode numbers that include 0."""
    rng = student.rng("vocabulary.decodes")
    vocabulary = some_vocabulary(rng)
    inside = [i for i, c in enumerate(vocabulary) if not c.isspace()]
    ends = [vocabulary.index(c) for c in ("\n", " ")]
    ids = [ends[0], *(int(i) for i in rng.permutation([0, *inside])), ends[1]]
    expected = "".join(REPLACEMENT if i == 0 else vocabulary[i] for i in ids)
    observed = expect.text(student.ask(probes.decode, ids=ids, vocabulary=vocabulary))
    if observed != expected:
        hint = (
            _("Index 0 is written as one replacement character, U+FFFD.")
            if len(observed) != len(expected)
            else ""
        )
        raise Mismatch(repr(expected), expect.described(observed), hint)
