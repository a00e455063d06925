"""Judges of single tokens of sampled texts: each is drawn, and may follow itself by chance."""

from __future__ import annotations

from collections.abc import Sequence

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
