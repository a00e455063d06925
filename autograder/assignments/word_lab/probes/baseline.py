"""Questions about the bigram model."""

from __future__ import annotations

from typing import Any

import numpy as np


def bigram(
    student: dict[str, Any], ids: Any, vocab_size: int, weight: float, previous: list[int]
) -> Any:
    """Return the student's probabilities (V,) of the next word after each of some words.

    Before they are asked for, the pairs of another text, which takes the place of the first in its
    array, are counted, with another weight; and each is asked for twice, of which the second answer
    counts.
    """
    text = np.array(ids)
    predict = student["bigram"](text, vocab_size, weight)
    text.sort()
    student["bigram"](text, vocab_size, 1 - weight)
    for word in previous:
        predict(word)
    return [predict(word) for word in previous]
