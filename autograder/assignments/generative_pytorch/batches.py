"""Judges of batches: windows of text and their targets."""

from __future__ import annotations

from functools import partial

import numpy as np

from autograder.assignments.common.asking import must_answer, must_keep
from autograder.assignments.common.vocabulary import PLAIN, UNKNOWN, some_vocabulary
from autograder.assignments.common.windows import compare_windows, must_hold, must_refuse
from autograder.assignments.generative_pytorch.text import SIZE
from autograder.errors import StudentRaised
from autograder.i18n import N_, _
from autograder.judge import Mismatch, Probe, Probes, Student, check, expect
from autograder.judge.wire import Tensor

probes = Probes(__file__, "text")
BYTES = 252  # entries of one whose tokens a byte holds, if it has no sign
LARGE = 5_000  # entries of a vocabulary whose last tokens do not fit into 8 bits, but into 15
STRANGE = "§"  # in no vocabulary of ours
NARROW = (100, 251, 300, 4_000, LARGE - 1)
"""Tokens of it for which 7 and 8 bits are too few; no two are alike in either."""


@check(N_("Row i holds the characters from i on, and its targets are the same, one later"))
def windows(student: Student) -> None:
    """Compare inputs and targets, (length - nchars, nchars), of secret texts.

    Windows are short and longer, one text has room for just one. Other texts, long and of large
    vocabularies, are cut into windows of one character, many of them equal; the longest has more
    than 16 bits can count. In the last ones, some characters are unknown.
    """
    rng = student.rng("batches.windows")
    vocabulary = some_vocabulary(rng, SIZE)
    for nchars, length in ((5, 19), (16, 45)):
        _compare(student, rng, vocabulary, nchars, length)
    short = [UNKNOWN, *expect.shuffled(rng, [" ", "\n", expect.shuffled(rng, PLAIN)[0]])]
    _compare(student, rng, short, 2, 3)
    positions = _("A text may be long: 16 bits are too few to count its characters.")
    for size, tokens, each, hint in (
        (LARGE, NARROW, 300, ""),  # 1,499 windows, and 25 pairs
        (BYTES, NARROW[:2], 300, ""),
        (BYTES, NARROW[:2], 33_000, positions),
    ):
        ids = rng.permutation(np.repeat(tokens, each))
        answer = student.ask(probes.make_batch_of_many, ids=ids, size=size, nchars=1)
        compare_windows(answer, ids, 1, expect.tensor, hint)
    _keeps_unknown(student, rng, vocabulary, 5)


def _compare(
    student: Student, rng: np.random.Generator, vocabulary: list[str], nchars: int, length: int
) -> None:
    """Compare the windows of a text that has every character, and white space at its ends."""
    ends = [vocabulary.index(c) for c in (" ", "\n")]
    every = np.setdiff1d(np.arange(1, len(vocabulary)), ends)  # each is there, whatever the key
    inner = rng.permutation(np.concatenate([every, rng.choice(every, length - 2 - len(every))]))
    ids = np.concatenate([ends[:1], inner, ends[1:]])  # white space at the ends belongs to a text
    text = "".join(vocabulary[i] for i in ids)
    asked = {"text": text, "vocabulary": vocabulary, "nchars": nchars}
    answer = must_answer(
        partial(student.ask, probes.make_batch_again, **asked),
        _("windows of a text of {length} characters").format(length=length),
        _("White space is characters too, at the ends of a text as well.")
        if length == nchars + 1
        else "",
    )
    own = _("Each call makes tensors of its own, which others may change.")
    compare_windows(answer, ids, nchars, expect.tensor, own)


def _keeps_unknown(
    student: Student, rng: np.random.Generator, vocabulary: list[str], nchars: int
) -> None:
    """Compare the windows of texts with unknown characters, if `encode` takes them as it should.

    In the second one, fewer than a window has are known. Characters may be looked up in another
    way, which need not know what is unknown.
    """
    every = rng.permutation(np.concatenate([np.arange(1, len(vocabulary)), [0, 0, 0]]))
    for ids in (every, np.array([1, *[0] * nchars, 2])):
        text = "".join(vocabulary[i] if i else STRANGE for i in ids)
        asked = {"text": text, "vocabulary": vocabulary, "nchars": nchars}
        try:
            answer = student.ask(probes.make_batch_as_encoded, **asked)
        except StudentRaised as error:
            if ids is every or not error.is_a("ValueError"):
                return
            hint = _("Every character counts, whether or not the vocabulary has it.")
            what = _("windows of a text of {length} characters").format(length=len(text))
            raise Mismatch(what, str(error), hint) from None
        must_keep(answer)
        tokens = expect.field(answer, "tokens")
        if isinstance(tokens, Tensor) and np.array_equal(tokens.values, ids):
            hint = _("The index is the one in the vocabulary that is passed in, not in another.")
            compare_windows(expect.field(answer, "batch"), ids, nchars, expect.tensor, hint)


@check(N_("A text without room for one window and its next character is a ValueError"))
def too_short(student: Student, nchars: int = 6) -> None:
    """Pass in texts of 0, nchars - 1 and nchars characters, and one that is just long enough.

    A letter with an accent is one character, though it is two bytes.

    That one is of one secret character, so that inputs and targets are its index and nothing else.
    It is not white space, which is another cell's business.
    """
    rng = student.rng("batches.too_short")
    vocabulary = [*some_vocabulary(rng, SIZE, symbols=PLAIN), "é"]
    only = int(rng.integers(2, len(vocabulary) - 1))
    for letter, length in ((1, 0), (1, nchars - 1), (1, nchars), (-1, nchars)):
        text = vocabulary[letter] * length
        must_raise_value_error(
            student, probes.make_batch, length, text=text, vocabulary=vocabulary, nchars=nchars
        )
    enough = vocabulary[only] * (nchars + 1)
    hint = _("nchars + 1 characters make one window, and its last target.")
    try:
        answer = student.ask(probes.make_batch, text=enough, vocabulary=vocabulary, nchars=nchars)
    except StudentRaised as error:
        if error.unfinished:
            raise
        raise Mismatch(
            _("one window from a text of nchars + 1 = {length} characters").format(
                length=nchars + 1
            ),
            str(error),
            hint,
        ) from None
    for part in expect.items(answer, 2, _("a pair: inputs, targets")):
        must_hold(expect.tensor(part, (1, nchars), "number", hint), only)


def must_raise_value_error(student: Student, probe: Probe, length: int, **inputs: object) -> None:
    """Ask something that must end in a ValueError in the student's code.

    Raises:
        Mismatch: it ended in something else.
    """
    expected = _("ValueError for a text of {length} characters").format(length=length)
    hint = _("Check the length first: nchars characters, and one more for the last target.")
    must_refuse(lambda: student.ask(probe, **inputs), expected, hint)


def must_read_windows(answer: object, steps: int, nchars: int) -> None:
    """See how long the windows are, where each update took one call of the network, and which.

    One character more or less is the mistake of make_batch, which has a test of its own.

    Args:
        answer: the notes of a network that was trained.
        steps: for how many it was.
        nchars: how long its windows should be.

    Raises:
        Mismatch: they are longer or shorter, not from the text, always the same, or end in the
            wrong targets.
    """
    calls = expect.whole_number(expect.field(answer, "calls"), 0, 10**9, otherwise=0)
    longest = expect.whole_number(expect.field(answer, "longest"), 0, 10**9, otherwise=0)
    if calls == steps and abs(longest - nchars) > 1:
        raise Mismatch(
            _("windows of {nchars} characters, as nchars says").format(nchars=nchars),
            _("windows of {longest}").format(longest=longest),
            _("nchars decides how long a window is: no bounds, and no number of your own."),
        )
    if expect.whole_number(expect.field(answer, "strays"), 0, 10**9, otherwise=1):
        raise Mismatch(
            _("windows that occur in the text"),
            _("windows that do not occur in it"),
            _("No window goes beyond the end of the text: nothing wraps around or is repeated."),
        )
    if expect.whole_number(expect.field(answer, "misled"), 0, 10**9, otherwise=1):
        raise Mismatch(
            _("the character after a window as its last target"),
            _("another one"),
            _("The last target follows the window in the text: it is not one of the inputs."),
        )
    covered = expect.whole_number(expect.field(answer, "covered"), 0, 100, otherwise=0)
    if covered < 80:
        raise Mismatch(
            _("a new batch of windows at every step"),
            _("the same one at every step, with {share}% of the text").format(share=covered),
            _("Draw the rows inside the loop: a network that never sees the rest cannot learn it."),
        )
