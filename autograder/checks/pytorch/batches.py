"""Judges of batches: windows of text and their targets."""

from __future__ import annotations

import numpy as np

from autograder.checks import expect
from autograder.checks.vocabulary import some_vocabulary
from autograder.errors import StudentRaised
from autograder.probes import Probe, Questions
from autograder.report import Mismatch, check
from autograder.student import Student
from lesson.i18n import N_, _

probes = Questions("pytorch.text")


@check(N_("Row i holds the characters from i on, and its targets are the same, one later"))
def windows(student: Student, nchars: int = 5, length: int = 19) -> None:
    """Compare inputs and targets, (length - nchars, nchars), of a secret text."""
    rng = student.rng("batches.windows")
    vocabulary = some_vocabulary(rng)
    ids = rng.integers(1, len(vocabulary), size=length)
    text = "".join(vocabulary[i] for i in ids)
    answer = student.ask(probes.make_batch, text=text, vocabulary=vocabulary, nchars=nchars)
    inputs, targets = expect.items(answer, 2, _("a pair: inputs, targets"))
    shape = (length - nchars, nchars)
    rows = np.arange(length - nchars)[:, None] + np.arange(nchars)  # (rows, nchars)
    hint = _("A text of N characters has N - nchars windows that still have a next character.")
    for name, part, shift in ((_("inputs"), inputs, 0), (_("targets"), targets, 1)):
        observed = expect.tensor(part, shape, "int64", hint)
        if not np.array_equal(observed, ids[rows + shift]):
            raise Mismatch(
                _("{part}, first row {row}").format(part=name, row=ids[rows[0] + shift].tolist()),
                _("first row {row}").format(row=observed[0].tolist()),
                _shift_hint(observed, ids[rows], ids) if shift else "",
            )


def _shift_hint(observed: expect.Array, inputs: expect.Array, ids: expect.Array) -> str:
    if np.array_equal(observed, inputs):
        return _("The targets are the inputs themselves: nothing is left to predict.")
    if np.array_equal(observed[0], ids[2 : 2 + inputs.shape[1]]):
        return _("The targets are two characters later: one shift is enough.")
    return ""


@check(N_("A text without room for one window and its next character is a ValueError"))
def too_short(student: Student, nchars: int = 6) -> None:
    """Hand over texts of 0, nchars - 1 and nchars characters, and one that is just long enough."""
    vocabulary = some_vocabulary(student.rng("batches.too_short"))
    for length in (0, nchars - 1, nchars):
        text = vocabulary[1] * length
        must_raise_value_error(
            student, probes.make_batch, length, text=text, vocabulary=vocabulary, nchars=nchars
        )
    enough = vocabulary[2] * (nchars + 1)
    answer = student.ask(probes.make_batch, text=enough, vocabulary=vocabulary, nchars=nchars)
    for part in expect.items(answer, 2, _("a pair: inputs, targets")):
        expect.tensor(part, (1, nchars), "int64", _("nchars + 1 characters make one window."))


def must_raise_value_error(student: Student, probe: Probe, length: int, **inputs: object) -> None:
    """Ask something that must end in a ValueError of the student's.

    Raises:
        Mismatch: it ended in something else.
    """
    expected = _("ValueError for a text of {length} characters").format(length=length)
    try:
        student.ask(probe, **inputs)
    except StudentRaised as error:
        if error.unfinished:
            raise
        if error.type_name != "ValueError":
            hint = _("Check the length first: nchars characters, and one more for the last target.")
            raise Mismatch(expected, str(error), hint) from None
    else:
        hint = _("A text that is skipped silently is a bug that nobody sees: raise.")
        raise Mismatch(expected, _("no error"), hint)
