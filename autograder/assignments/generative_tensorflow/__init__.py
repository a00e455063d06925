"""Checks of the TensorFlow assignment."""

from autograder.assignments.generative_tensorflow import (
    chance,
    dataset,
    extremes,
    generation,
    model,
    samples,
    titles,
    training,
)

__all__ = [
    "chance",
    "dataset",
    "extremes",
    "generation",
    "model",
    "samples",
    "titles",
    "training",
]
