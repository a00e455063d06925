"""Questions about top-k and top-p: logits in, logits out; and draws from a nucleus."""

from __future__ import annotations

import random
from typing import Any

import numpy as np


def kept(student: dict[str, Any], name: str, given: list[Any], limits: list[Any]) -> Any:
    """Return what the function `name` makes of each array, with its k or p.

    Each comes with a note of whether the array that was passed in is still the same.
    """
    answers = []
    for array, limit in zip(given, limits, strict=True):
        handed = np.array(array)
        result = student[name](handed, limit)
        answers.append({"logits": result, "unchanged": bool(np.array_equal(handed, array))})
    return answers


def raised(student: dict[str, Any], name: str, given: Any, limits: list[Any]) -> Any:
    """Return the name of what the function `name` raises for each k or p (None: nothing)."""
    names: list[str | None] = []
    for limit in limits:
        try:
            student[name](np.array(given), limit)
        except (NotImplementedError, NameError):
            raise  # there is no solution yet
        except Exception as error:
            names.append("ValueError" if isinstance(error, ValueError) else type(error).__name__)
        else:
            names.append(None)
    return names


def nucleus_draws(
    student: dict[str, Any], given: Any, temperature: float, p: float, n: int, seed: int
) -> Any:
    """Return n words drawn by the student's `sample_nucleus`, one call each, with one generator.

    With them comes a note of whether the logits that were passed in stayed the same.
    """
    _seed_globally()
    rng = np.random.default_rng(seed)
    sample = student["sample_nucleus"]
    words, unchanged = [], True
    for _ in range(n):
        handed = np.array(given)
        words.append(sample(handed, temperature, p, rng))
        unchanged = unchanged and bool(np.array_equal(handed, given))
    whole = all(isinstance(word, int) and not isinstance(word, bool) for word in words)
    # one array crosses faster than n numbers
    return {
        "words": np.array(words, dtype=np.int64) if whole else words[:10],
        "unchanged": unchanged,
    }


def sampler_draws(student: dict[str, Any], n: int, seed: int) -> Any:
    """Return n words of sixteen alike, drawn by the student's `sample_word` with one generator."""
    _seed_globally()
    rng = np.random.default_rng(seed)
    return [int(student["sample_word"](np.zeros(16), 1.0, rng)) for _ in range(n)]


def _seed_globally() -> None:
    """Seed the global random states: that `sample_word` draws from them is judged elsewhere."""
    np.random.seed(0)
    random.seed(0)
