"""Checks that several assignments share; probes/ holds their questions."""

from autograder.assignments.common import (
    extremes,
    forms,
    sampler,
    script,
    temperature,
    vocabulary,
    windows,
)

__all__ = [
    "extremes",
    "forms",
    "sampler",
    "script",
    "temperature",
    "vocabulary",
    "windows",
]
