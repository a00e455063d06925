"""Judges of windows of a text and their targets, of characters or of words."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.errors import StudentRaised
from autograder.i18n import _
from autograder.judge import Mismatch, expect


def compare_windows(
    answer: object,
    ids: expect.Array,
    length: int,
    received: Callable[..., expect.Array],
    hint: str = "",
) -> None:
    """Compare a pair of inputs and targets with the windows of a text.

    Args:
        answer: what came back: inputs and targets, each (N - length, length).
        ids: the tokens of the text, shape (N,).
        length: tokens in a window.
        received: reads either part, `expect.tensor` or `expect.array`, of whole numbers.
        hint: what to say where nothing else explains the difference.

    Raises:
        Mismatch: they differ.
    """
    inputs, targets = expect.items(answer, 2, _("a pair: inputs, targets"))
    shape = (len(ids) - length, length)
    rows = np.arange(shape[0])[:, None] + np.arange(length)  # (rows, length)
    hints = (
        _("A text of N tokens has N - {length} windows that still have a next token."),
        _("targets has a row for every window, with the next token of each of its {length}."),
    )
    for name, part, shift in ((_("inputs"), inputs, 0), (_("targets"), targets, 1)):
        observed = received(part, shape, "int", hints[shift].format(length=length))
        expected = ids[rows + shift]
        if not np.array_equal(observed, expected):
            row = int(np.any(observed != expected, axis=1).argmax())
            raise Mismatch(
                _("{part}, row {row}: {tokens}").format(
                    part=name, row=row, tokens=expected[row].tolist()
                ),
                _("row {row}: {tokens}").format(row=row, tokens=observed[row].tolist()),
                wrap_hint(observed, expected)
                or (_shift_hint(observed, ids[rows], ids) if shift else "")
                or hint,
            )


def wrap_hint(observed: expect.Array, expected: expect.Array) -> str:
    """Name the narrow dtype in which tokens from 256 or 65536 on wrap around."""
    for bits in (8, 16):
        if not np.any((observed.astype(np.int64) - expected) % 2**bits):
            return _("The dtype is too narrow for a large vocabulary: its tokens wrapped around.")
    return ""


def _shift_hint(observed: expect.Array, inputs: expect.Array, ids: expect.Array) -> str:
    if np.array_equal(observed, inputs):
        return _("The targets are the inputs themselves: nothing is left to predict.")
    if np.array_equal(observed[0], ids[2 : 2 + inputs.shape[1]]):
        return _("The targets are two tokens later: one shift is enough.")
    return ""


def must_refuse(question: Callable[[], object], expected: str, hint: str) -> None:
    """Ask something that must end in a ValueError in the student's code.

    Args:
        question: asks it.
        expected: the ValueError and what it is for, in the student's terms.
        hint: what explains another error.

    Raises:
        Mismatch: it ended in something else.
    """
    try:
        question()
    except StudentRaised as error:
        if error.unfinished:
            raise
        if not error.is_a("ValueError"):
            raise Mismatch(expected, str(error), hint) from None
    else:
        silent = _("A text skipped silently is a bug that nobody sees: raise an error.")
        raise Mismatch(expected, _("no error"), silent)


def must_hold(observed: expect.Array, only: int) -> None:
    """Check a window of a text that consists of one token.

    Raises:
        Mismatch: it contains something else.
    """
    if not np.all(observed == only):
        raise Mismatch(
            _("a window that contains {only} and nothing else").format(only=only),
            expect.described(observed.tolist()),
        )
