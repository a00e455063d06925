"""Noise added to logits before the largest is taken: any but Gumbel's draws differently.

Among a few tokens the shares are nearly right. Where one token is as likely as very many others
together, it always wins with noise of a normal distribution, whose tails are thin. Of two tokens,
the rare one wins too often with noise of a logistic distribution, whose upper tail is Gumbel's.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from autograder.i18n import N_, _
from autograder.judge import Mismatch, expect
from autograder.judge.statistics import ALPHA, draws_needed, p_value, softmax

Draw = Callable[..., expect.Array]
"""Returns `n` draws (n,) from `logits` (V,)."""
OTHERS = 1000
DRAWS, LEAST = 64, 11
"""An honest sampler draws either of the two kinds less often with 2e-8."""
APART = 3.0  # the logits of two tokens
RATE = ALPHA / 10  # at which their draws fail an honest sampler, beside those of another test
HINT = N_("Adding noise to logits draws from their softmax only if it is Gumbel noise.")


def of_logistic_noise() -> float:
    """Return how often the less likely of two tokens wins with noise of a logistic distribution.

    The difference d of two logistic variables has the cumulative distribution
    e^d (e^d - 1 - d) / (e^d - 1)^2, which is the convolution of their densities, integrated.
    """
    power = np.exp(APART)
    return float(1 - power * (power - 1 - APART) / (power - 1) ** 2)


@cache
def draws_of_two() -> int:
    """Return the number of draws that expose noise of a logistic distribution."""
    wrong = of_logistic_noise()
    right = softmax(np.array([0.0, APART]))
    return draws_needed(right, [np.array([wrong, 1 - wrong])], alpha=RATE)


def must_divide(draw: Draw, temperature: float, rng: np.random.Generator) -> None:
    """Compare how often the less likely of two tokens comes, by a G-test at `RATE`.

    Args:
        draw: asks for draws.
        temperature: T, by which logits are divided.
        rng: of the check.

    Raises:
        Mismatch: its share is not near its probability.
    """
    logits, n = np.array([0.0, APART]), draws_of_two()
    order = rng.permutation(2)
    given = (temperature * logits[order] + rng.uniform(-3, 3)).astype(np.float32)
    tokens = draw(logits=given, temperature=temperature, n=n)
    rare = int(np.count_nonzero(tokens == order.argmin()))
    p = softmax(logits)
    if (p_of_it := p_value([rare, n - rare], p)) < RATE:
        raise Mismatch(
            _("the less likely of two tokens in a share near {share:.3f}").format(share=p[0]),
            f"{rare / n:.3f}",
            _(HINT) if rare / n > p[0] else "",
            {"p_value": p_of_it},
        )


def must_share(draw: Draw, rng: np.random.Generator) -> None:
    """Draw at T = 1 where one token has half the probability, and many others the other half.

    Args:
        draw: asks for draws.
        rng: of the check.

    Raises:
        Mismatch: one of the two is hardly ever drawn.
    """
    logits = rng.permutation(np.append(np.zeros(OTHERS), np.log(OTHERS))) + rng.uniform(-3, 3)
    often = np.count_nonzero(
        draw(logits=logits.astype(np.float32), n=DRAWS) == int(np.argmax(logits))
    )
    if not LEAST <= often <= DRAWS - LEAST:
        raise Mismatch(
            _("a token of probability 1/2 in about half of {n} draws").format(n=DRAWS),
            str(often),
            _(HINT),
        )
