"""Questions about characters, numbers and batches of them."""

from __future__ import annotations

from typing import Any


def encode(student: dict[str, Any], text: str, vocabulary: list[str]) -> Any:
    """Return the student's token numbers of a text."""
    return student["encode"](text, vocabulary)


def decode(student: dict[str, Any], ids: list[int], vocabulary: list[str]) -> Any:
    """Return the student's text for token numbers, handed over as a LongTensor (T,)."""
    import torch

    return student["decode"](torch.tensor(ids, dtype=torch.long), vocabulary)


def make_batch(student: dict[str, Any], text: str, vocabulary: list[str], nchars: int) -> Any:
    """Return the student's inputs and targets, each (len(text) - nchars, nchars)."""
    return student["make_batch"](text, vocabulary, nchars)
