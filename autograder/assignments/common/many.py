"""A vocabulary of many tokens to draw from: none is left out, and each part of it has its share."""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from autograder.assignments.common.noise import RATE
from autograder.i18n import _
from autograder.judge import Mismatch, expect
from autograder.judge.statistics import ALPHA, Floats, draws_needed, p_value

MANY = 70  # tokens, as in a vocabulary of characters: none rarer than RAREST, no two alike
RAREST = 0.0095  # of them; below 0.01, so that a nucleus of 0.99 leaves it out however it rounds
FAVOURITE = 0.03  # probability of the most likely of them
TEN = 10  # tokens side by side: whoever draws a part of the vocabulary first may weigh it wrongly


@cache
def many() -> Floats:
    """Return the probabilities of `MANY` tokens (V,), in rising order."""
    others = np.linspace(RAREST, 2 * (1 - FAVOURITE) / (MANY - 1) - RAREST, MANY - 1)
    return np.append(others, FAVOURITE)


def mixed(share: float) -> Floats:
    """Return how often others and the favourite are drawn if it is chosen now and then anyway."""
    honest = np.array([1 - FAVOURITE, FAVOURITE])
    return np.asarray((1 - share) * honest + np.array([0.0, share]))


@cache
def draws_of_many() -> int:
    """Return the number of draws for `reaches_every_token`.

    So many that an honest sampler misses one of the tokens with a probability of at most α, which
    finds a top-k for every k and a nucleus of 0.99 or less; and that a sampler which takes the most
    likely token in one draw out of twenty is found.
    """
    unmissed = math.ceil(math.log(ALPHA / MANY) / math.log1p(-RAREST))
    honest = np.array([1 - FAVOURITE, FAVOURITE])
    return max(unmissed, draws_needed(honest, [mixed(0.05), mixed(0.1)]))


def must_share_among_tens(counts: expect.Array, p: Floats) -> float:
    """Return the p-value of how often tokens of each ten that stand side by side were drawn.

    It fails an honest sampler at `RATE`.

    Args:
        counts: how often each token was drawn, (V,).
        p: their probabilities, (V,).

    Raises:
        Mismatch: one ten was drawn more often than another, beyond chance.
    """
    seen, due = (each.reshape(-1, TEN).sum(axis=1) for each in (counts, p))
    if (p_of_tens := p_value(seen, due)) < RATE:
        raise Mismatch(
            _("each ten tokens side by side in shares near {shares}").format(
                shares=np.round(due, 3).tolist()
            ),
            str(np.round(seen / seen.sum(), 3).tolist()),
            _("A part of the vocabulary weighs as much as the probabilities in it add up to."),
            {"p_value": p_of_tens},
        )
    return p_of_tens
