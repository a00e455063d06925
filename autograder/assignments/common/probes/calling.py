"""A function called on plain data, and what has become of that data."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np


def called(student: dict[str, Any], name: str, arguments: list[Any]) -> Any:
    """Return what the function `name` returns, and whether its arguments are as they were."""
    before = copy.deepcopy(arguments)
    answer = student[name](*arguments)
    return {"answer": answer, "unchanged": all(map(_equal, before, arguments))}


def _equal(one: Any, other: Any) -> bool:
    if isinstance(one, np.ndarray):
        return np.array_equal(one, other)
    return bool(one == other)
