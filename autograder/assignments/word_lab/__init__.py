"""Checks of the word-level lab."""

from autograder.assignments.word_lab import (
    baseline,
    book,
    generation,
    model,
    nucleus,
    tokens,
    truncation,
    vocabulary,
)

__all__ = [
    "baseline",
    "book",
    "generation",
    "model",
    "nucleus",
    "tokens",
    "truncation",
    "vocabulary",
]
