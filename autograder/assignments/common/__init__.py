"""Checks that several assignments share; probes/ holds their questions."""

from autograder.assignments.common import (
    extremes,
    forms,
    probabilities,
    sampler,
    script,
    temperature,
    vocabulary,
    windows,
)

__all__ = [
    "extremes",
    "forms",
    "probabilities",
    "sampler",
    "script",
    "temperature",
    "vocabulary",
    "windows",
]
