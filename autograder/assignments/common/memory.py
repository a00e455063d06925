"""Whether a network remembers: a token means something else where other tokens came before it."""

from __future__ import annotations

from autograder.i18n import _
from autograder.judge import Mismatch, expect


def end_as_begun(tokens: expect.Array) -> expect.Array:
    """Make the last token of the last text its first one, (B, T); of one text alone, nothing.

    The first text ends differently from how it begins, so that a network which takes the batch for
    time remembers.
    """
    batch, steps = tokens.shape
    if batch > 1 and steps > 1:
        tokens[-1, -1] = tokens[-1, 0]
        others = tokens[tokens != tokens[0, 0]]
        if tokens[0, -1] == tokens[0, 0] and others.size:
            tokens[0, -1] = others[0]
    return tokens


def must_remember(outputs: expect.Array, least: float) -> None:
    """Check what a network makes, (B, T, V), of texts from `end_as_begun`.

    A table knows the same about a token wherever it occurs, and does none of a network's work.

    Raises:
        Mismatch: it is the same at the end as at the beginning, except for rounding.
    """
    if expect.difference(outputs[-1, 0], outputs[-1, -1]) <= least:
        raise Mismatch(
            _("the same token understood differently where other tokens came before it"),
            _("exactly the same at the beginning and at the end of a text"),
            _("The network has no memory: is the recurrent layer in use?"),
        )
