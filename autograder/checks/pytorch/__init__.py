"""Judges of the PyTorch assignment's own tasks."""

from autograder.checks.pytorch import batches, generation, model, text, training

__all__ = ["batches", "generation", "model", "text", "training"]
