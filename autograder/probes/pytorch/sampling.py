"""Questions about temperature and the sampler."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import torch


def probabilities(student: dict[str, Any], given: list[Any], temperatures: list[float]) -> Any:
    """Return the student's probabilities for each array of logits at its temperature.

    Each comes with a note whether the logits that were handed over are still the same.
    """
    answers = []
    for array, temperature in zip(given, temperatures, strict=True):
        handed = torch.as_tensor(np.array(array))
        before = handed.clone()
        result = student["temperature_probabilities"](handed, temperature)
        answers.append({"probabilities": result, "unchanged": bool(torch.equal(handed, before))})
    return answers


def raises(student: dict[str, Any], given: Any, temperatures: list[float]) -> Any:
    """Return the name of what `temperature_probabilities` raises at each T (None: nothing)."""
    names: list[str | None] = []
    for temperature in temperatures:
        try:
            student["temperature_probabilities"](torch.as_tensor(np.array(given)), temperature)
        except Exception as error:
            names.append("ValueError" if isinstance(error, ValueError) else type(error).__name__)
        else:
            names.append(None)
    return names


def draws(student: dict[str, Any], given: Any, temperature: float, n: int, seed: int | None) -> Any:
    """Return n tokens drawn by the student's sampler, one call each.

    `seed` is that of the generator that is handed over. If it is None, none is, and the global
    random states are seeded once, before the first draw.
    """
    handed = torch.as_tensor(np.array(given))
    sample = student["sample_token"]
    if seed is None:
        _seed_globally(0)
        tokens = [sample(handed.clone(), temperature) for _ in range(n)]
    else:
        generator = torch.Generator().manual_seed(seed)
        tokens = [sample(handed.clone(), temperature, generator) for _ in range(n)]
    if all(type(token) is int for token in tokens):
        return np.array(tokens, dtype=np.int64)  # one array crosses faster than n numbers
    return tokens[:10]


def _seed_globally(seed: int) -> None:
    torch.manual_seed(seed)
    np.random.seed(seed)
    random.seed(seed)


def global_state_kept(student: dict[str, Any], given: Any, n: int, seed: int) -> Any:
    """Return whether n draws with a generator left the global random states as they were.

    They are seeded with `seed` before, so that a student who seeds them with 0 is seen.
    """
    handed = torch.as_tensor(np.array(given))
    generator = torch.Generator().manual_seed(1)
    _seed_globally(seed)
    before = _global_states()
    for _ in range(n):
        student["sample_token"](handed, 1.0, generator)
    return before == _global_states()


def _global_states() -> list[Any]:
    return [torch.get_rng_state().tolist(), repr(np.random.get_state()), random.getstate()]


def repeats_from_global_seed(student: dict[str, Any], given: Any, n: int) -> Any:
    """Return whether n draws without a generator repeat after the same `torch.manual_seed`."""
    handed = torch.as_tensor(np.array(given))
    runs = []
    for _ in range(2):
        torch.manual_seed(5)
        runs.append([student["sample_token"](handed, 1.0) for _ in range(n)])
    return bool(runs[0] == runs[1])
