"""Choose between the full run of a notebook and the quick one used for grading and testing."""

import os
from typing import TypeVar

T = TypeVar("T")


def grading() -> bool:
    """Tell whether a notebook is being graded or tested.

    Returns:
        True exactly if the environment variable LESSON_GRADING is "1".
    """
    return os.environ.get("LESSON_GRADING") == "1"


def budget(full: T, quick: T) -> T:
    """Choose the amount of work: steps, seconds, titles, whatever the notebook counts.

    Args:
        full: the amount for a student at work.
        quick: the amount while grading, a few seconds' worth.

    Returns:
        `quick` while grading, else `full`.
    """
    return quick if grading() else full
