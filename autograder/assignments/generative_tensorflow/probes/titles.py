"""Questions about titles, numbers and datasets of them."""

from __future__ import annotations

from typing import Any

import numpy as np


def encode(student: dict[str, Any], titles: list[str], vocabulary: list[str]) -> Any:
    """Return the student's token numbers of some titles.

    The very list had other contents before, with which the titles were encoded too.
    """
    kept = vocabulary[:3] + vocabulary[:2:-1]
    student["encode"](titles, kept)
    kept[:] = vocabulary
    return student["encode"](titles, kept)


def decode(student: dict[str, Any], ids: list[int], vocabulary: list[str]) -> Any:
    """Return the student's text for token numbers, handed over as an array (T,)."""
    return student["decode"](np.array(ids), vocabulary)


def batches(
    student: dict[str, Any],
    titles: list[str],
    vocabulary: list[str],
    batch_size: int,
    epochs: int,
    before: list[str],
) -> Any:
    """Return what the student's dataset yields in each of some epochs, batch by batch.

    Before that, a dataset of other titles is made, if there are any.
    """
    if before:
        student["make_dataset"](before, vocabulary, batch_size)
    dataset = student["make_dataset"](titles, vocabulary, batch_size)
    return [[list(batch) for batch in dataset] for _ in range(epochs)]
