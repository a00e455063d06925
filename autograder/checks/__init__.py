"""Judges. Each module checks one task of an assignment and runs outside the student's process.

A check asks its questions through the door (`autograder.student`), compares the answers with
theory, and returns a `Finding`. It sees numbers and strings, never a student's object.
"""

from autograder.checks import (
    batches,
    generation,
    model,
    sampler,
    temperature,
    training,
    vocabulary,
)

__all__ = ["batches", "generation", "model", "sampler", "temperature", "training", "vocabulary"]
