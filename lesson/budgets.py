"""Choose between the full run of a notebook and the quick one used for grading and testing."""

import os
from typing import TypeVar

T = TypeVar("T")


def validating() -> bool:
    """Tell whether nbgrader validates the notebook: the button Validate, `nbgrader validate`."""
    return os.environ.get("NBGRADER_EXECUTION") == "validate"


def grading() -> bool:
    """Tell whether a notebook is being graded, tested or validated.

    Returns:
        True exactly if the environment variable LESSON_GRADING is "1", or nbgrader validates, which
        gives a cell 30 seconds.
    """
    return os.environ.get("LESSON_GRADING") == "1" or validating()


def budget(full: T, quick: T) -> T:
    """Choose the amount of work: steps, seconds, titles, whatever the notebook counts.

    Args:
        full: the amount for a student at work.
        quick: the amount while grading, a few seconds' worth.

    Returns:
        `quick` while grading, else `full`.
    """
    return quick if grading() else full
