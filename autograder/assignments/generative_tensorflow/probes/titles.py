"""Questions about titles, numbers and datasets of them."""

from __future__ import annotations

from typing import Any

import numpy as np


def encode(student: dict[str, Any], titles: list[str], vocabulary: list[str]) -> Any:
    """Return the student's token numbers of some titles.

    The very list had other contents before, with which the titles were encoded too, and others, as
    long, are encoded afterwards. And whether it is as it was, and the titles.
    """
    kept, handed = _turned(vocabulary), list(titles)
    student["encode"](handed, kept)
    kept[:], handed[:] = vocabulary, titles
    tokens = student["encode"](handed, kept)
    student["encode"]([title[::-1] for title in titles], kept)
    return {"tokens": tokens, "kept": kept == vocabulary, "unchanged": handed == titles}


def decode(student: dict[str, Any], ids: list[int], vocabulary: list[str]) -> Any:
    """Return the student's text for token numbers, passed in as an array (T,).

    The very list had other contents before, as in `encode`. And whether it is as it was, and the
    array.
    """
    kept = _turned(vocabulary)
    student["decode"](np.array(ids), kept)
    kept[:], handed = vocabulary, np.array(ids)
    text, unchanged = student["decode"](handed, kept), np.array_equal(handed, ids)
    return {"text": text, "kept": kept == vocabulary, "unchanged": unchanged}


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

    And whether titles and vocabulary are as they were.
    Before that, if there are other titles, a dataset is made of these, and another one afterwards;
    and one batch is read of the dataset, as one does to look at it.
    """
    if before:
        student["make_dataset"](before, vocabulary, batch_size)
    handed = list(titles)
    kept = list(vocabulary)
    dataset = student["make_dataset"](handed, kept, batch_size)
    if before:
        student["make_dataset"](before, vocabulary, batch_size)
        next(iter(dataset), None)
    read = [[list(batch) for batch in dataset] for _ in range(epochs)]
    return {"epochs": read, "unchanged": handed == titles, "kept": kept == vocabulary}
