"""Judges of the word-level assignment's own tasks, whatever framework the student chose."""

from autograder.checks.words import baseline, book, generation, model, tokens, vocabulary

__all__ = ["baseline", "book", "generation", "model", "tokens", "vocabulary"]
