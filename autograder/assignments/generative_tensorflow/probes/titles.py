"""Questions about titles, numbers and datasets of them."""

from __future__ import annotations

from typing import Any

import numpy as np


def encode(student: dict[str, Any], titles: list[str], vocabulary: list[str]) -> Any:
    """Return the student's token numbers of some titles.

    The very list had other contents before, with which the titles were encoded too. And whether it
    is as it was.
    """
    kept = _turned(vocabulary)
    student["encode"](titles, kept)
    kept[:] = vocabulary
    return {"tokens": student["encode"](titles, kept), "kept": kept == vocabulary}


def decode(student: dict[str, Any], ids: list[int], vocabulary: list[str]) -> Any:
    """Return the student's text for token numbers, passed in as an array (T,).

    The very list had other contents before, as in `encode`. And whether it is as it was.
    """
    kept = _turned(vocabulary)
    student["decode"](np.array(ids), kept)
    kept[:] = vocabulary
    return {"text": student["decode"](np.array(ids), kept), "kept": kept == vocabulary}


def _turned(vocabulary: list[str]) -> list[str]:
    """Return a vocabulary with all but the first and the last character in the opposite order."""
    return [*vocabulary[:4], *vocabulary[-2:3:-1], vocabulary[-1]]


def batches(
    student: dict[str, Any],
    titles: list[str],
    vocabulary: list[str],
    batch_size: int,
    epochs: int,
    before: list[str],
) -> Any:
    """Return what the student's dataset yields in each of some epochs, batch by batch.

    And whether the titles are as they were.
    Before that, if there are other titles, a dataset is made of these; and one batch is read of the
    dataset, as one does to look at it.
    """
    if before:
        student["make_dataset"](before, vocabulary, batch_size)
    handed = list(titles)
    dataset = student["make_dataset"](handed, vocabulary, batch_size)
    if before:
        next(iter(dataset), None)
    read = [[list(batch) for batch in dataset] for _ in range(epochs)]
    return {"epochs": read, "unchanged": handed == titles}
