"""The judges of top-k and top-p, on small students."""

import heapq
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from scipy.special import log_softmax, softmax

from autograder.assignments.word_lab import truncation
from autograder.judge.student import NotebookStudent
from tests.support.marks import some

Function = Callable[[Any, Any], Any]
SEEDS = [f"secret {i}".encode() for i in range(20)]


def refusing(function: Function, name: str) -> Function:
    def guarded(logits: Any, limit: Any) -> Any:
        if limit <= 0 or (name == "keep_nucleus" and limit > 1):
            raise ValueError(limit)
        return function(logits, limit)

    return guarded


def top_by_heap(logits: Any, k: int) -> Any:
    best = set(heapq.nlargest(k, range(len(logits)), key=lambda word: logits[word]))
    return tuple(float(x) if word in best else float("-inf") for word, x in enumerate(logits))


def top_by_torch(logits: Any, k: int) -> Any:
    scores = torch.tensor(logits)
    best = scores.topk(min(k, len(scores))).indices
    return torch.full_like(scores, -torch.inf).scatter(0, best, scores[best])


def top_by_lexsort(logits: Any, k: int) -> Any:
    ranked = np.lexsort((np.arange(len(logits)), -logits))
    return np.where(np.isin(np.arange(len(logits)), ranked[:k]), logits, -np.inf)


def top_one_by_one(logits: Any, k: int) -> Any:
    kept, left = np.full(len(logits), -np.inf), np.array(logits, dtype=float)
    for _word in range(min(k, len(left))):
        best = left.argmax()
        kept[best], left[best] = logits[best], -np.inf
    return kept


def nucleus_by_while(logits: Any, p: float) -> Any:
    left, kept, total = softmax(logits), np.full(len(logits), -np.inf), 0.0
    while total < p and left.max() > 0:
        best = left.argmax()
        kept[best], total, left[best] = logits[best], total + left[best], 0
    return kept


def nucleus_from_below(logits: Any, p: float) -> Any:
    ranked = np.argsort(logits)
    sums = np.cumsum(softmax(logits)[ranked])
    kept = np.array(logits, dtype=np.float64)
    kept[ranked[:-1][sums[:-1] <= 1 - p]] = -np.inf
    return kept


def nucleus_with_all_that_tie(logits: Any, p: float) -> Any:
    shares = np.exp(log_softmax(logits))
    falling = np.sort(shares)[::-1]
    size = min(int(np.searchsorted(np.cumsum(falling), p)) + 1, len(falling))
    return np.where(shares >= falling[size - 1], logits, -np.inf).astype(np.float32)


def nucleus_shifted_mask(logits: Any, p: float) -> Any:
    scores = torch.tensor(logits)
    falling, indices = scores.sort(descending=True)
    remove = falling.softmax(-1).cumsum(-1) >= p
    remove[1:] = remove[:-1].clone()
    remove[0] = False
    return scores.masked_fill(remove.scatter(0, indices, remove), -torch.inf)


@pytest.mark.parametrize(
    ("top", "nucleus"),
    some(
        [
            (top_by_heap, nucleus_by_while),
            (top_by_torch, nucleus_from_below),
            (top_by_lexsort, nucleus_with_all_that_tie),
            (top_one_by_one, nucleus_shifted_mask),
        ],
        3,
    ),
)
def test_a_right_cut_passes_whatever_the_secret(top: Function, nucleus: Function) -> None:
    names = {
        "keep_top": refusing(top, "keep_top"),
        "keep_nucleus": refusing(nucleus, "keep_nucleus"),
    }
    for seed in SEEDS:
        student = NotebookStudent(names, seed)
        for check in (
            truncation.keeps_top,
            truncation.keeps_nucleus,
            truncation.keeps_limits,
            truncation.leaves_input,
            truncation.refuses_invalid,
        ):
            finding = check(student)
            assert finding.passed, finding


def a_nan(logits: Any, limit: float) -> Any:
    return np.where(logits == logits.max(), logits, np.nan)


def negative_zeros(logits: Any, limit: float) -> Any:
    return np.where(logits == logits.max(), logits, -0.0)


def tokens(logits: Any, limit: float) -> Any:
    return np.argsort(-logits)


def booleans(logits: Any, limit: float) -> Any:
    return logits == logits.max()


def the_smallest_number(logits: Any, limit: float) -> Any:
    return np.where(logits == logits.max(), logits, np.finfo(np.float64).min)


def one_row_more(logits: Any, limit: float) -> Any:
    return np.where(logits == logits.max(), logits, -np.inf)[None]


@pytest.mark.parametrize(
    "wrong", [a_nan, negative_zeros, tokens, booleans, the_smallest_number, one_row_more]
)
def test_a_wrong_cut_fails_with_words_for_it(wrong: Function) -> None:
    student = NotebookStudent({"keep_top": wrong, "keep_nucleus": wrong}, SEEDS[0])
    for check in (truncation.keeps_top, truncation.keeps_nucleus, truncation.keeps_limits):
        finding = check(student)

        assert not finding.passed
        assert finding.hint
