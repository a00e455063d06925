"""Checks that several assignments share; probes/ holds their questions."""

from autograder.assignments.common import (
    forms,
    sampler,
    script,
    temperature,
    vocabulary,
    windows,
)

__all__ = [
    "forms",
    "sampler",
    "script",
    "temperature",
    "vocabulary",
    "windows",
]
