"""The forms in which assignments put the same task: logits to some, probabilities to another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.judge import expect
from autograder.judge.statistics import softmax


@dataclass(frozen=True)
class Form:
    """What is passed to the student's temperature and sampler functions, and what they return.

    Attributes:
        what: what is passed in, "logits" or "probabilities".
        kind: what the probes pass in, "torch" tensors or "numpy" arrays.
        given: turns logits (..., V) into what is passed in, in the same dtype.
        received: reads the array that comes back (`expect.tensor`, `array` or `numbers`).
        sampler: the name of the function that draws.
        always_generator: a random generator is always passed in.
    """

    what: str
    kind: str
    given: Callable[[expect.Array], expect.Array]
    received: Callable[..., expect.Array]
    sampler: str = "sample_token"
    always_generator: bool = True

    def drawn_from(self, logits: expect.Array) -> expect.Array:
        """Return what is passed to a sampler: probabilities in float64, which sum to 1.

        In float32, the key decides whether they sum to 1 as closely as NumPy asks for;
        `sampler.accepts_float32` judges those that do not.
        """
        return self.given(logits if self.what == "logits" else logits.astype(np.float64))


def _as_they_are(logits: expect.Array) -> expect.Array:
    return logits


def _as_probabilities(logits: expect.Array) -> expect.Array:
    return np.asarray(softmax(logits), dtype=logits.dtype)


FORMS = {
    "logits": Form("logits", "torch", _as_they_are, expect.tensor, always_generator=False),
    "probabilities": Form("probabilities", "numpy", _as_probabilities, expect.array),
    "numpy-logits": Form("logits", "numpy", _as_they_are, expect.numbers, "sample_word"),
}
"""By the name that a hidden region uses: torch logits, NumPy probabilities, NumPy logits."""
FORMS["words"] = FORMS["numpy-logits"]  # in gradebooks of version 0.1; kept for one version
