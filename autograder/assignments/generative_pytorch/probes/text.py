"""Questions about characters, numbers and batches of them."""

from __future__ import annotations

import contextlib
from typing import Any


def encode(student: dict[str, Any], text: str, vocabulary: list[str]) -> Any:
    """Return the student's token numbers of a text, at the second of two equal calls.

    The first call's are changed in between, as their owner may. The very list had other contents
    before, with which the text was encoded too; another text is, afterwards. And whether the list
    is as it was.
    """
    handed = _turned(vocabulary)
    student["encode"](text, handed)
    handed[:] = vocabulary
    first = student["encode"](text, handed)
    with contextlib.suppress(Exception):  # of another kind, or with elements that share memory
        first.zero_()
    tokens = student["encode"](text, handed)
    student["encode"](text[::-1], handed)
    return {"tokens": tokens, "kept": handed == vocabulary}


def decode(student: dict[str, Any], ids: list[int], vocabulary: list[str]) -> Any:
    """Return the student's text for token numbers, passed in as a LongTensor (T,).

    It is a column of a larger one, as rows and columns of batches are. The vocabulary had other
    contents before, as in `encode`. And whether vocabulary and tokens are as they were.
    """
    import torch

    handed, tokens = _turned(vocabulary), torch.tensor(ids, dtype=torch.long)
    student["decode"](tokens.clone(), handed)
    handed[:] = vocabulary
    column = torch.stack([tokens, torch.zeros_like(tokens)], dim=1)[:, 0]
    text = student["decode"](column, handed)
    unchanged = torch.equal(column, tokens)
    return {"text": text, "kept": handed == vocabulary, "unchanged": unchanged}


def _turned(vocabulary: list[str]) -> list[str]:
    """Return a vocabulary with all but the first token in the opposite order."""
    return [vocabulary[0], *vocabulary[:0:-1]]


def make_batch(student: dict[str, Any], text: str, vocabulary: list[str], nchars: int) -> Any:
    """Return the student's inputs and targets, each (len(text) - nchars, nchars)."""
    return student["make_batch"](text, vocabulary, nchars)


def make_batch_again(student: dict[str, Any], text: str, vocabulary: list[str], nchars: int) -> Any:
    """Return what `make_batch` does at its second call.

    What came of the first was changed, as its owner may.
    """
    first = student["make_batch"](text, vocabulary, nchars)
    with contextlib.suppress(Exception):  # of another kind, or with elements that share memory
        for part in first:
            part.zero_()
    return student["make_batch"](text, vocabulary, nchars)


def make_batch_as_encoded(
    student: dict[str, Any], text: str, vocabulary: list[str], nchars: int
) -> Any:
    """Return inputs and targets, and the tokens of the text, as the student encodes it.

    The text was read with another vocabulary before. And whether the vocabulary is as it was.
    """
    student["make_batch"](text, _turned(vocabulary), nchars)
    handed = list(vocabulary)
    tokens, batch = student["encode"](text, vocabulary), student["make_batch"](text, handed, nchars)
    return {"tokens": tokens, "batch": batch, "kept": handed == vocabulary}


def make_batch_of_many(student: dict[str, Any], ids: Any, size: int, nchars: int) -> Any:
    """Return inputs and targets of a text of these tokens, of a vocabulary of this size.

    It is made here: to send it would take longer than the answer.
    """
    vocabulary = ["<unk>", *map(chr, range(0x10000, 0x10000 + size - 1))]
    text = "".join(vocabulary[i] for i in ids)
    return student["make_batch"](text, vocabulary, nchars)
