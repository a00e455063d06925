"""Checks of the TensorFlow assignment."""

from autograder.assignments.generative_tensorflow import (
    dataset,
    generation,
    model,
    samples,
    titles,
    training,
)

__all__ = [
    "dataset",
    "generation",
    "model",
    "samples",
    "titles",
    "training",
]
