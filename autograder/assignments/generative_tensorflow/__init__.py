"""Checks of the TensorFlow assignment."""

from autograder.assignments.generative_tensorflow import (
    dataset,
    extremes,
    generation,
    model,
    samples,
    titles,
    training,
)

__all__ = [
    "dataset",
    "extremes",
    "generation",
    "model",
    "samples",
    "titles",
    "training",
]
