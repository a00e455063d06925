"""Judges of sampled texts: each token is drawn, and may follow itself by chance; none is alike."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from autograder.assignments.common.noise import RATE
from autograder.i18n import _
from autograder.judge import Evidence, Mismatch, expect
from autograder.judge.statistics import ALPHA, p_value


def must_follow_themselves(texts: Sequence[Sequence[str]], right: expect.Array) -> Evidence:
    """Compare how often the two of a pair are equal, in texts of independent tokens.

    Pairs are disjoint, so that they are independent, and their number is binomial. An honest text
    fails at `RATE`, which is returned with the `ALPHA` of the comparison before.

    Args:
        texts: the new tokens of each.
        right: probabilities of the tokens, (V,), which were compared before.

    Raises:
        Mismatch: they are equal too seldom or too often.
    """
    pairs = [pair for text in texts for pair in zip(text[::2], text[1::2], strict=False)]
    equal, share = sum(one == other for one, other in pairs), float(right @ right)
    if p_value([equal, len(pairs) - equal], [share, 1 - share]) < RATE:
        raise Mismatch(
            _("the same token twice in a share near {share:.2f} of all pairs").format(share=share),
            f"{equal / len(pairs):.2f}",
            _("Each token is drawn once, whatever was drawn before it."),
        )
    return {"alpha": ALPHA + RATE}


SEEDS = tuple(range(100, 140))
"""Of the generators of short texts: numbers below a few hundred would give two of them alike."""
SHORT = 10  # tokens of each


def must_all_differ(texts: Sequence[str]) -> None:
    """See that no two short texts of different seeds, `SHORT` tokens each, are the same.

    Of 40 texts whose tokens are drawn from 15 or more, two are with 780 · 15^-10 < 2e-9.
    """
    if (different := len(set(texts))) < len(texts):
        raise Mismatch(
            _("{count} different texts with {count} seeds").format(count=len(texts)),
            _("{different} different texts").format(different=different),
            _("Draw everything from the generator itself: a number from it is a poor seed."),
        )


def must_all_be_drawn(texts: list[str]) -> None:
    """See that no place in texts of different seeds always holds the same character.

    Of 14 texts of 20 characters, each drawn from 17, an honest one has such a place with
    20 · 17^-13 < 1e-14.
    """
    for place, characters in enumerate(zip(*texts, strict=False), 1):
        if len(set(characters)) == 1:
            raise Mismatch(
                _("new character {place} drawn like the others").format(place=place),
                _("{character} with {count} seeds or more").format(
                    character=repr(characters[0]), count=len(texts) // 2
                ),
                _("Every new character is drawn, the first one after the prompt too."),
            )


CROWD, DRAWN, REACHED = 90, 300, 60
"""Of so many tokens, whose logits are less than 1 apart, so many draws reach at least so many.

On average they miss 4.4. That a token is missed makes it less likely for another one, so that
Chernoff's bound holds: more than 30 are missed with a probability below 2e-15.
"""


def crowded_logits(rng: np.random.Generator) -> expect.Array:
    """Return the logits (CROWD,) of tokens that are about equally likely, but no two of them."""
    return rng.permutation(np.linspace(0, 0.9, CROWD))


def must_reach_most(new: str) -> None:
    """See that a text of `DRAWN` tokens drawn from `CROWD` has most of them.

    Raises:
        Mismatch: it has fewer than `REACHED`.
    """
    if (reached := len(set(new))) < REACHED:
        raise Mismatch(
            _("most of {count} tokens, about equally likely, in {size} draws").format(
                count=CROWD, size=DRAWN
            ),
            _("{reached} of them").format(reached=reached),
            _("Only the {k} most likely are ever drawn (top-k or top-p): leave none out.").format(
                k=reached
            ),
        )
