"""Judges of batches: windows of text and their targets."""

from __future__ import annotations

import numpy as np

from autograder.assignments.common.vocabulary import PLAIN, some_vocabulary
from autograder.assignments.common.windows import compare_windows, must_hold, must_refuse
from autograder.errors import StudentRaised
from autograder.i18n import N_, _
from autograder.judge import Mismatch, Probe, Probes, Student, check, expect

probes = Probes(__file__, "text")
LARGE = 5_000  # entries of a vocabulary whose last tokens do not fit into 8 bits, but into 15
NARROW = (100, 250, 300, 4_000, LARGE - 1)
"""Tokens of it that 7 and 8 bits are too few for; no two are alike in either."""


@check(N_("Row i holds the characters from i on, and its targets are the same, one later"))
def windows(student: Student, nchars: int = 5, length: int = 19) -> None:
    """Compare inputs and targets, (length - nchars, nchars), of a secret text.

    A second one, long and of a large vocabulary, is cut into windows of one character, many of them
    equal.
    """
    rng = student.rng("batches.windows")
    vocabulary = some_vocabulary(rng)
    every = np.arange(1, len(vocabulary))  # each known character is there, whatever the key
    ids = rng.permutation(np.concatenate([every, rng.choice(every, length - len(every))]))
    text = "".join(vocabulary[i] for i in ids)
    answer = student.ask(probes.make_batch, text=text, vocabulary=vocabulary, nchars=nchars)
    compare_windows(answer, ids, nchars, expect.tensor)
    ids = rng.permutation(np.repeat(NARROW, 300))  # 1,499 windows, and 25 pairs
    answer = student.ask(probes.make_batch_of_many, ids=ids, size=LARGE, nchars=1)
    compare_windows(answer, ids, 1, expect.tensor)


@check(N_("A text without room for one window and its next character is a ValueError"))
def too_short(student: Student, nchars: int = 6) -> None:
    """Hand over texts of 0, nchars - 1 and nchars characters, and one that is just long enough.

    That one is of one secret character, so that inputs and targets are its index and nothing else.
    It is no white space, which is another cell's business.
    """
    rng = student.rng("batches.too_short")
    vocabulary = some_vocabulary(rng, symbols=PLAIN)
    only = int(rng.integers(2, len(vocabulary)))
    for length in (0, nchars - 1, nchars):
        text = vocabulary[1] * length
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
    """Ask something that must end in a ValueError of the student's.

    Raises:
        Mismatch: it ended in something else.
    """
    expected = _("ValueError for a text of {length} characters").format(length=length)
    hint = _("Check the length first: nchars characters, and one more for the last target.")
    must_refuse(lambda: student.ask(probe, **inputs), expected, hint)
