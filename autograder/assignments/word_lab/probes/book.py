"""Questions about the parts of a book."""

from __future__ import annotations

from typing import Any

import numpy as np


def windows_of_every_second(student: dict[str, Any], ids: Any, length: int) -> Any:
    """Return the student's windows of numbers that are not adjacent in memory.

    Other ones of the same shape were asked for afterwards.
    """
    windows = student["make_windows"](np.repeat(ids, 2)[::2], length)
    student["make_windows"](np.array(ids[::-1]), length)
    return windows
