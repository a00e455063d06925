"""What a scripted model has noted of what it read."""

from __future__ import annotations

import itertools
from typing import TypeGuard

from autograder.assignments.common.asking import must_be_so, must_keep
from autograder.assignments.common.script import Script
from autograder.assignments.generative_tensorflow.hints import LONGEST
from autograder.i18n import _
from autograder.judge import Mismatch, expect

PADDED, MIXED = -1, -2  # what a model notes of a step that is all zero, or not one-hot


def fresh_starts(notes: list[list[int]]) -> list[list[int]]:
    """Part a model's notes, [tokens read before, token, mode], where nothing was read before.

    Padded steps are left out, and so is the trial step that Keras makes before a sequence. Who
    reads on from a state that is not the last one starts afresh there.
    """
    runs: list[list[int]] = []
    before: list[int] | None = None
    for seen, token, _training in notes:
        if token == PADDED or (seen > 0 and [seen, token] == before):
            continue
        if seen == 0 or before is None or seen != before[0] + 1:
            runs.append([])
        runs[-1].append(token)
        before = [seen, token]
    pairs = itertools.pairwise([*runs, []])
    return [one for one, after in pairs if len(one) > 1 or len(after) < 2 or one != after[:1]]


def of_characters(text: object, start: str, script: Script) -> TypeGuard[str]:
    """Tell whether a text can be read as the prompt and some characters of the vocabulary."""
    if not isinstance(text, str) or not text.startswith(start):
        return False
    return len(text) <= len(start) + LONGEST and set(text) <= set(script.vocabulary)


def must_fit(answer: object, script: Script) -> None:
    """Check how many numbers a step had that the model read, if any: a real one reads V, no more.

    And that the model can learn as before, and the vocabulary is as it was.

    Raises:
        Mismatch: it had others, or the model cannot, or it is not.
    """
    must_keep(answer)
    hint = _("A network that has written a text may be trained further: leave `trainable` alone.")
    before, after = _("trainable = True before and after"), _("trainable = False afterwards")
    must_be_so(answer, "learns", Mismatch(before, after, hint))
    size = len(script.vocabulary)
    widths = expect.field(answer, "widths")
    if not (expect.alike(widths, [size]) or expect.alike(widths, [])):
        raise Mismatch(
            _("x of shape (1, {size}), for a vocabulary of {size}").format(size=size),
            _("steps of these widths: {widths}").format(widths=expect.described(widths)),
            _("V is the size of the vocabulary that is passed in."),
        )
