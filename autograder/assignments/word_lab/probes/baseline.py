"""Questions about the bigram model."""

from __future__ import annotations

from typing import Any

import numpy as np


def bigram(
    student: dict[str, Any], ids: Any, vocab_size: int, weight: float, previous: list[int]
) -> Any:
    """Return the student's probabilities (V,) of the next word after each of some words.

    Before they are asked for, the pairs of another text are counted, with another weight.
    """
    predict = student["bigram"](np.array(ids), vocab_size, weight)
    student["bigram"](np.sort(ids), vocab_size, 1 - weight)
    return [predict(word) for word in previous]
