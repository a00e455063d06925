"""The right bigram model, and what a wrong one's numbers say of its mistake."""

from __future__ import annotations

import numpy as np

from autograder.i18n import N_, _
from autograder.judge import expect

NARROW = N_("An 8-bit type ends at 255 and starts again: use whole numbers with more room.")


def _parts(ids: expect.Array, size: int) -> tuple[expect.Array, expect.Array]:
    """Return the unigram (V,), smoothed, and the counts of pairs (V, V)."""
    unigram = (np.bincount(ids, minlength=size) + 1) / (len(ids) + size)
    pairs = np.zeros((size, size))
    np.add.at(pairs, (ids[:-1], ids[1:]), 1)
    return unigram, pairs


def right_bigram(ids: expect.Array, size: int, weight: float) -> expect.Array:
    """Return the probabilities that the task asks for: row u is p(next | u), shape (V, V)."""
    unigram, pairs = _parts(ids, size)
    follows = pairs.sum(axis=1, keepdims=True)  # (V, 1)
    mixed = weight * pairs / np.maximum(follows, 1) + (1 - weight) * unigram
    return np.where(follows > 0, mixed, unigram)


def bigram_hint(ids: expect.Array, weight: float, word: int, observed: expect.Array) -> str:
    """Name the mistake that explains the probabilities (V,) after a word, if one is known.

    Args:
        ids: of the text that was counted, (N,).
        weight: of the pairs.
        word: the one before.
        observed: what came back, (V,).
    """
    unigram, pairs = _parts(ids, len(observed))
    follows = max(pairs[word].sum(), 1)
    occurs = max(np.count_nonzero(ids == word), 1)
    distinct = (np.bincount(ids, minlength=len(observed)) + 1) / (len(ids) + len(np.unique(ids)))
    seen = (pairs[word] > 0) / max(np.count_nonzero(pairs[word]), 1)
    shares, raw = pairs[word] / follows, np.bincount(ids, minlength=len(observed)) / len(ids)
    other = (pairs[word] + 1) / (pairs[word].sum() + len(observed))
    backwards = pairs[:, word] / max(pairs[:, word].sum(), 1)
    bytes_ = pairs[word] % 256
    own = _("Each function that bigram returns keeps its own counts, whatever is counted later.")
    if pairs[word].sum() == pairs[word, word] > 0 and np.allclose(observed, unigram):
        return _("A word that follows itself was followed by a word: that pair counts, too.")
    if not pairs[word].sum():
        return _("Nothing ever followed this word: then the unigram alone decides.")
    known = [
        ((1 - weight) * shares + weight * unigram, _("weight is the share of the pairs.")),
        (shares, _("The unigram is missing: a pair that was never seen gets probability 0.")),
        (unigram, _("The word before is ignored.")),
        (other, _("This is add-one smoothing of the pairs, not a mixture with the unigram.")),
        (weight * other + (1 - weight) * unigram, _("The pairs are counted as they are.")),
        (
            weight * shares + (1 - weight) * raw,
            _("A word that never occurs keeps a small probability: each count plus one."),
        ),
        (
            weight * backwards + (1 - weight) * unigram,
            _("p(next | previous): the pairs were read backwards."),
        ),
        (
            weight * pairs[word] / occurs + (1 - weight) * unigram,
            _("Divide by how often something followed u: nothing follows the text's last word."),
        ),
        (
            weight * shares + (1 - weight) * distinct,
            _("V is vocab_size, whichever of its words occur in the text."),
        ),
        (
            weight * seen + (1 - weight) * unigram,
            _("A pair counts as often as it occurs, not just once."),
        ),
        *(
            (weight * bytes_ / max(total, 1) + (1 - weight) * unigram, _(NARROW))
            for total in (bytes_.sum(), follows)
        ),
        *(
            (right_bigram(np.sort(ids), len(observed), other_weight)[word], own)
            for other_weight in (weight, 1 - weight)
        ),
        (shares + unigram, _("Both parts together have probability 1: weight and 1 - weight.")),
    ]
    parts = _("Every two words that stand side by side are a pair, wherever you part the text.")
    otherwise = parts if len(ids) > 1000 else ""
    found = (hint for formula, hint in known if np.allclose(formula, observed, atol=1e-6))
    return next(found, otherwise)
