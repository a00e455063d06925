"""Judges of the TensorFlow assignment's own tasks."""

from autograder.checks.tensorflow import dataset, generation, model, samples, titles, training

__all__ = ["dataset", "generation", "model", "samples", "titles", "training"]
