"""Questions about titles, numbers and datasets of them."""

from __future__ import annotations

from typing import Any

import numpy as np


def encode(student: dict[str, Any], titles: list[str], vocabulary: list[str]) -> Any:
    """Return the student's token numbers of some titles.

    The very list had other contents before, with which the titles were encoded too: all but the
    first and the last character stood in the opposite order. And whether it is as it was.
    """
    kept = [*vocabulary[:4], *vocabulary[-2:3:-1], vocabulary[-1]]
    student["encode"](titles, kept)
    kept[:] = vocabulary
    return {"tokens": student["encode"](titles, kept), "kept": kept == vocabulary}


def decode(student: dict[str, Any], ids: list[int], vocabulary: list[str]) -> Any:
    """Return the student's text for token numbers, passed in as an array (T,).

    And whether the vocabulary is as it was.
    """
    kept = list(vocabulary)
    text = student["decode"](np.array(ids), kept)
    return {"text": text, "kept": kept == vocabulary}


def batches(
    student: dict[str, Any],
    titles: list[str],
    vocabulary: list[str],
    batch_size: int,
    epochs: int,
    before: list[str],
) -> Any:
    """Return what the student's dataset yields in each of some epochs, batch by batch.

    Before that, if there are other titles, a dataset is made of these; and one batch is read of the
    dataset, as one does to look at it.
    """
    if before:
        student["make_dataset"](before, vocabulary, batch_size)
    dataset = student["make_dataset"](titles, vocabulary, batch_size)
    if before:
        next(iter(dataset), None)
    return [[list(batch) for batch in dataset] for _ in range(epochs)]
