"""The sampler's draws from a vocabulary of thousands of tokens, where each of them is rare."""

from __future__ import annotations

from functools import partial

import numpy as np

from autograder.assignments.common.asking import must_answer
from autograder.assignments.common.sampler import drawn
from autograder.i18n import _
from autograder.judge import Mismatch, Student

POSSIBLE, IMPOSSIBLE = 2400, 1600
"""Tokens: of the first ones each is rarer than 0.0005; on the others, 1e-5 for each would show."""


def draw_from_thousands(student: Student, seed: int, form: str, n: int = 1000) -> None:
    """Draw at T = 0.01 from thousands of tokens that are equally likely, or impossible.

    Some 800 of them are drawn. A sampler that adds 1e-5 fails to draw what is impossible with a
    probability of 1e-7.
    """
    order = np.random.default_rng(seed).permutation(POSSIBLE + IMPOSSIBLE)
    logits = np.where(order < POSSIBLE, 0.0, -np.inf)
    tokens = must_answer(
        partial(drawn, student, logits, 0.01, n, seed, form),
        _("draws at T = 0.01 from {count} equally likely tokens").format(count=POSSIBLE),
        _("A large power of a small number rounds to 0: draw as temperature_probabilities says."),
    )
    if np.any(order[tokens] >= POSSIBLE):
        raise Mismatch(
            _("tokens whose probability is above 0"),
            _("others among them"),
            _("What is impossible is never drawn: nothing is added to the probabilities."),
        )
    if (found := len(np.unique(tokens))) < n // 2:
        raise Mismatch(
            _("hundreds of the {count} equally likely tokens").format(count=POSSIBLE),
            str(found),
            _("Every token can be drawn, however many there are: nothing is left out or rounded."),
        )
