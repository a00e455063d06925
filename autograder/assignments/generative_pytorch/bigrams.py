"""A tiny text to train a bigram table on, and how well one can predict it."""

from __future__ import annotations

import numpy as np

from autograder.assignments.common.vocabulary import ALWAYS, some_vocabulary
from autograder.judge import expect


def tiny_text(
    rng: np.random.Generator, length: int = 400, sure: bool = False
) -> tuple[str, list[str]]:
    """A text in which each of 5 characters is mostly followed by one other, or always."""
    vocabulary = some_vocabulary(rng, symbols=ALWAYS[:5])
    after = np.roll(np.arange(1, 6), 1)  # a cycle: every character occurs
    ids = [1]
    for choice in rng.random(length - 1):
        follows = after[ids[-1] - 1] if sure or choice < 0.8 else rng.integers(1, 6)
        ids.append(int(follows))
    return "".join(vocabulary[i] for i in ids), vocabulary


def levels(text: str, vocabulary: list[str]) -> tuple[float, float, expect.Array]:
    """Unigram and bigram level of a text, nats per character, and its bigram counts (V, V)."""
    ids = [vocabulary.index(c) for c in text]
    counts = np.zeros((len(vocabulary), len(vocabulary)))
    np.add.at(counts, (ids[:-1], ids[1:]), 1)
    joint = counts[counts > 0] / counts.sum()
    rows = counts.sum(axis=1)
    first = rows[rows > 0] / rows.sum()
    columns = counts.sum(axis=0)
    second = columns[columns > 0] / columns.sum()
    entropy_of_pair = -float(np.sum(joint * np.log(joint)))
    bigram = entropy_of_pair + float(np.sum(first * np.log(first)))
    return -float(np.sum(second * np.log(second))), bigram, counts
