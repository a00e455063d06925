"""Scripted logits that depend on the last words of a text, and leave no choice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from autograder.assignments.common.vocabulary import some_vocabulary
from autograder.assignments.word_lab.tokens import PLAIN
from autograder.judge import expect

SURE = 60.0  # between neighbouring logits: the rest has e^-60
MEMORY = 20  # words that a text's next one depends on: as many as the task promises to pass in


@dataclass(frozen=True)
class Table:
    """Logits that depend on the last 20 words.

    Attributes:
        vocabulary: V tokens, <unk> first.
        logits: shape (V, V, V); `logits[u, v]` follow the word v, where u is `mixed` of the past.
    """

    vocabulary: list[str]
    logits: expect.Array

    @classmethod
    def random(cls, rng: np.random.Generator, unk_wins: bool = False) -> Table:
        """Draw a table that leaves no choice: after any words one is certain."""
        vocabulary = some_vocabulary(rng, len(PLAIN), symbols=PLAIN)
        size = len(vocabulary)
        ranks = np.argsort(rng.random((size, size, size)), axis=-1).astype(np.float64)
        ranks[..., 0] = size if unk_wins else -1
        return cls(vocabulary, SURE * (ranks + 10))  # far above 0, which -inf is not either

    def within(self) -> Table:
        """Return a table that writes neither its first word nor its last.

        Code that leaves out the wrong one of them loses the same with every key.
        """
        logits = self.logits.copy()
        logits[..., [1, -1]] = SURE
        return Table(self.vocabulary, logits)

    def ids(self, tokens: list[str]) -> list[int]:
        """Return the number of each token, 0 for one that is not there."""
        return [self.vocabulary.index(t) if t in self.vocabulary else 0 for t in tokens]

    def continues(self, tokens: list[str], size: int, memory: int = MEMORY) -> list[str]:
        """Return tokens and what follows them with certainty, or would with a shorter memory."""
        written, read = list(tokens), self.ids(tokens)
        for _step in range(size):
            past = mixed(read[-memory:], len(self.vocabulary))
            token = 1 + int(np.argmax(self.logits[past, read[-1], 1:]))
            written.append(self.vocabulary[token])
            read.append(token)
        return written


def mixed(ids: list[int], size: int) -> int:
    """Return a number from 0 to size - 1, a power of 2, that any change in the last 20 ids changes.

    The probe's copy of this formula runs beside the student's code. <unk> adds like the others.
    """
    odd = range(1, 2 * MEMORY, 2)
    return sum(k * (1 + token) for k, token in zip(odd, reversed(ids), strict=False)) % size
