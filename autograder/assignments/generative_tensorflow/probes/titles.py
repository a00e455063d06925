"""Questions about titles, numbers and datasets of them."""

from __future__ import annotations

from typing import Any

import numpy as np


def encode(student: dict[str, Any], titles: list[str], vocabulary: list[str]) -> Any:
    """Return the student's token numbers of some titles."""
    return student["encode"](titles, vocabulary)


def decode(student: dict[str, Any], ids: list[int], vocabulary: list[str]) -> Any:
    """Return the student's text for token numbers, handed over as an array (T,)."""
    return student["decode"](np.array(ids), vocabulary)


def batches(
    student: dict[str, Any], titles: list[str], vocabulary: list[str], batch_size: int, epochs: int
) -> Any:
    """Return what the student's dataset yields in each of some epochs, batch by batch."""
    dataset = student["make_dataset"](titles, vocabulary, batch_size)
    return [[list(batch) for batch in dataset] for _ in range(epochs)]
