"""Scripts of headlines that leave no choice, or the same choice for ever."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from autograder.assignments.common.script import Script
from autograder.assignments.common.vocabulary import PLAIN, some_vocabulary
from autograder.assignments.generative_tensorflow.titles import EOS, SPECIALS
from autograder.judge import expect

SURE = 24.0  # between neighbouring logits, in sampled scripts: the rest has e^-24
NEVER = -1e3  # a logit whose probability is 0 in every float


def certain(
    rng: np.random.Generator, length: int, size: int, silent_win: bool, ends: bool
) -> tuple[Script, str]:
    """Return a script that leaves no choice, and a prompt whose text ends before `size` or not."""
    while True:
        script = Script.random(rng, SURE, silent_win, SPECIALS, 0.3 if ends else 0.0)
        start = script.prompt(rng, length)
        if ends == (0 < len(script.continues(start, size)) - length < size):
            return script, start


def constant(rng: np.random.Generator, logits: expect.Array, end: float = NEVER) -> Script:
    """Return a script that gives its characters these logits for ever, and <eos> the one of `end`.

    Unless told otherwise it never ends.
    """
    vocabulary = some_vocabulary(rng, len(logits), SPECIALS, PLAIN)
    scores = np.concatenate([[NEVER, NEVER, end], logits])[None]  # (1, V)
    return Script(vocabulary, np.zeros(scores.shape, dtype=np.int64), scores, EOS, EOS)


def restless(rng: np.random.Generator) -> tuple[Script, str]:
    """Return a script and a prompt whose reading shows in the tokens that are read.

    After neither the prompt's last character nor the first new one, read once or twice, that one is
    written. Where a script writes one letter for ever, a token that is fed twice shows nowhere.
    """
    while True:
        secret = Script.random(rng, specials=SPECIALS)
        script = replace(secret, vocabulary=some_vocabulary(rng, 19, SPECIALS, PLAIN))
        start = script.prompt(rng, 5)
        read = script.continues(start, 1)
        again = [read[:-1], read[:-1] + read[-2], read, read + read[-1]]
        if all(script.continues(one, 1)[len(one) :] not in ("", one[-1]) for one in again):
            return script, start
