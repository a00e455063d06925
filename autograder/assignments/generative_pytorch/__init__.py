"""Checks of the PyTorch assignment."""

from autograder.assignments.generative_pytorch import (
    batches,
    effects,
    generation,
    model,
    text,
    training,
)

__all__ = [
    "batches",
    "effects",
    "generation",
    "model",
    "text",
    "training",
]
