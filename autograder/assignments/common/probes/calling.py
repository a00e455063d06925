"""A function called on plain data, and what has become of that data."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np


def called(student: dict[str, Any], name: str, arguments: list[Any], again: bool) -> Any:
    """Return what the function `name` returns, and whether its arguments are as they were.

    If it is called again, the list or the array that it has returned is changed before, as its
    owner may; then the second answer counts.
    """
    before = copy.deepcopy(arguments)
    answer = student[name](*arguments)
    unchanged = all(map(_equal, before, arguments))
    if again and _changed(answer):
        answer = student[name](*before)
    return {"answer": answer, "unchanged": unchanged}


def _changed(answer: Any) -> bool:
    """Change an answer that belongs to the caller, and return whether that is possible."""
    if type(answer) is list:
        answer.append(answer[-1] if answer else "")
    elif type(answer) is np.ndarray and answer.size and answer.flags.writeable:
        answer.fill(0)
    else:
        return False
    return True


def _equal(one: Any, other: Any) -> bool:
    if isinstance(one, np.ndarray):
        return np.array_equal(one, other)
    return bool(one == other)
