"""Questions about temperature and the sampler, in probabilities."""

from __future__ import annotations

import random
from typing import Any

import numpy as np


def probabilities(student: dict[str, Any], given: list[Any], temperatures: list[float]) -> Any:
    """Return the student's probabilities for each array of them at its temperature.

    Each comes with a note whether the array that was handed over is still the same.
    """
    answers = []
    for array, temperature in zip(given, temperatures, strict=True):
        handed = np.array(array)
        result = student["temperature_probabilities"](handed, temperature)
        answers.append({"probabilities": result, "unchanged": bool(np.array_equal(handed, array))})
    return answers


def raises(student: dict[str, Any], given: Any, temperatures: list[float]) -> Any:
    """Return the name of what `temperature_probabilities` raises at each T (None: nothing)."""
    names: list[str | None] = []
    for temperature in temperatures:
        try:
            student["temperature_probabilities"](np.array(given), temperature)
        except Exception as error:
            names.append("ValueError" if isinstance(error, ValueError) else type(error).__name__)
        else:
            names.append(None)
    return names


def draws(student: dict[str, Any], given: Any, temperature: float, n: int, seed: int | None) -> Any:
    """Return n tokens drawn by the student's sampler, one call each, from one generator."""
    _seed_globally(0)
    rng = np.random.default_rng(0 if seed is None else seed)
    sample = student["sample_token"]
    tokens = [sample(np.array(given), temperature, rng) for _ in range(n)]
    if all(type(token) is int for token in tokens):
        return np.array(tokens, dtype=np.int64)  # one array crosses faster than n numbers
    return tokens[:10]


def draw_of_each(student: dict[str, Any], rows: list[Any], temperature: float, seed: int) -> Any:
    """Return one token drawn from each row of probabilities."""
    rng = np.random.default_rng(seed)
    return np.array([student["sample_token"](np.array(row), temperature, rng) for row in rows])


def _seed_globally(seed: int) -> None:
    import tensorflow as tf

    tf.random.set_seed(seed)
    np.random.seed(seed)
    random.seed(seed)


def global_state_kept(student: dict[str, Any], given: Any, n: int, seed: int) -> Any:
    """Return whether n draws left the global random states as they were.

    They are seeded with `seed` before, so that a student who seeds them with 0 is seen.
    TensorFlow does not show its state: what it draws next tells.
    """
    import tensorflow as tf

    _seed_globally(seed)
    expected = float(tf.random.uniform([]))
    _seed_globally(seed)
    before = _global_states()
    for _ in range(n):
        student["sample_token"](np.array(given), 1.0, np.random.default_rng(1))
    return before == _global_states() and expected == float(tf.random.uniform([]))


def _global_states() -> list[Any]:
    return [repr(np.random.get_state()), random.getstate()]
