"""A language that the judge makes up, to train a network on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from autograder.judge import expect

CLASSES, MEMBERS = 8, 12
WORDS = CLASSES * MEMBERS
SPARE = 4  # numbers at the end of the vocabulary that never occur
SURPRISE = 0.1  # share of words whose class is drawn from all


@dataclass(frozen=True)
class Language:
    """A secret language of 96 words in 8 classes; a word tells the class of the next one, mostly.

    Within a class some words are more frequent than others. Its unigram has a perplexity near 50,
    and a model that knows its rule gets below 15.

    Attributes:
        order: the number of each word, a permutation of 0 ... 95. 0, which is <unk>, is the most
            frequent word of its class; a few higher numbers never occur.
        after: the class that follows each class, a permutation.
    """

    order: expect.Array
    after: expect.Array

    @classmethod
    def random(cls, rng: np.random.Generator) -> Language:
        """Draw a language: one cycle through the classes, so that all of them occur."""
        cycle = rng.permutation(CLASSES)
        after = np.empty(CLASSES, dtype=np.int64)
        after[cycle] = np.roll(cycle, -1)
        order = rng.permutation(WORDS)
        most = MEMBERS * int(rng.integers(CLASSES))  # the place of a class's most frequent word
        where = int(np.flatnonzero(order == 0)[0])
        order[[most, where]] = order[[where, most]]
        return cls(order, after)

    @property
    def vocab_size(self) -> int:
        """How many numbers there are: more than a text has different ones."""
        return len(self.order) + SPARE

    def text(self, rng: np.random.Generator, length: int) -> expect.Array:
        """Draw the numbers of a text, shape (length,)."""
        shares = 1 / np.arange(1, MEMBERS + 1)
        members = rng.choice(MEMBERS, size=length, p=shares / shares.sum())
        surprises = rng.random(length) < SURPRISE
        classes = rng.integers(0, CLASSES, size=length)
        for t in range(1, length):
            if not surprises[t]:
                classes[t] = self.after[classes[t - 1]]
        return np.asarray(self.order[classes * MEMBERS + members])

    def foretells(self, word: int, ids: expect.Array) -> expect.Array:
        """Tell after which numbers (N,) the class of a word is the most likely one."""
        places = np.argsort(self.order)
        return np.asarray(self.after[places[ids] // MEMBERS] == places[word] // MEMBERS)

    @property
    def entropy(self) -> float:
        """Nats per word, below which no model can go that has not seen the word."""
        member = 1 / np.arange(1, MEMBERS + 1)
        of_class = np.full(CLASSES, SURPRISE / CLASSES)
        of_class[0] += 1 - SURPRISE
        shares = (of_class, member / member.sum())
        return float(-sum(np.sum(p * np.log(p)) for p in shares))
