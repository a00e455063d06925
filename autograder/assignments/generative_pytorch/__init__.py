"""Checks of the PyTorch assignment."""

from autograder.assignments.generative_pytorch import (
    batches,
    generation,
    model,
    text,
    training,
)

__all__ = [
    "batches",
    "generation",
    "model",
    "text",
    "training",
]
