"""Noise that is added to logits before the largest is taken: any but Gumbel's draws otherwise.

Among a few tokens the shares are nearly right. Where one token is as likely as very many others
together, it always wins with noise of a normal distribution, whose tails are thin.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.i18n import _
from autograder.judge import Mismatch, expect

OTHERS = 1000
DRAWS, LEAST = 64, 11
"""An honest sampler draws either of the two kinds less often with 2e-8."""


def must_share(draw: Callable[[expect.Array, int], expect.Array], rng: np.random.Generator) -> None:
    """Draw at T = 1 where a token has half of the probability, and many others the other half.

    Args:
        draw: returns so many draws from logits (V,).
        rng: of the check.

    Raises:
        Mismatch: one of the two is hardly ever drawn.
    """
    logits = rng.permutation(np.append(np.zeros(OTHERS), np.log(OTHERS))) + rng.uniform(-3, 3)
    often = np.count_nonzero(draw(logits.astype(np.float32), DRAWS) == int(np.argmax(logits)))
    if not LEAST <= often <= DRAWS - LEAST:
        raise Mismatch(
            _("a token of probability 1/2 in about half of {n} draws").format(n=DRAWS),
            str(often),
            _("Noise that is added to logits draws from their softmax only if it is Gumbel noise."),
        )
