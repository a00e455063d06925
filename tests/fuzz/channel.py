"""What must hold at the channel, whatever the text is."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import numpy as np

from autograder.errors import StudentError, StudentRaised
from autograder.judge import student, wire
from autograder.judge.wire import DTYPES, MAX_BITS, MAX_DEPTH, MAX_KEY, Opaque, Tensor

LONGEST = 1_600  # characters of what is said about a refusal: type, message and line, 500 each


def put(text: Any) -> str:
    """Hand a text to both ends of the channel and return what became of it, in a word.

    Only plain data come out, or an error that is documented and that can be written down. Any
    other exception goes on up.

    Returns:
        "returned" or "raised" for an answer, "read" for other data, "refused" for no data.

    Raises:
        AssertionError: something else came out.
    """
    outcome = opened(text)
    assert outcome != "no text"
    if outcome == "refused":  # by `loads`, whose WireError it was
        return outcome
    assert plain(wire.loads(text), 0), "no plain data"
    return outcome


def opened(text: Any) -> str:
    try:
        answer = student._opened(text)
    except StudentRaised as error:
        writable(str(error))
        return "raised" if texts(error) else "no text"
    except StudentError as error:
        writable(str(error))
        return "refused" if "not plain data" in str(error) else "read"
    assert plain(answer, 0), "no plain data"
    return "returned"


def texts(error: StudentRaised) -> bool:
    parts = (error.type_name, error.text, *error.where, *error.kinds)
    return all(type(part) is str and written(part) for part in parts)


def writable(text: str) -> None:
    assert len(text.encode("utf-8")) <= 4 * LONGEST


def plain(value: Any, depth: int) -> bool:
    """Tell whether a value is what may come over the channel, and within the limits."""
    if type(value) is list:
        return depth <= MAX_DEPTH and all(plain(item, depth + 1) for item in value)
    if type(value) is dict:
        keys = all(type(key) is str and len(key) <= MAX_KEY and written(key) for key in value)
        return depth <= MAX_DEPTH and keys and all(plain(v, depth + 1) for v in value.values())
    if type(value) is Opaque:
        return type(value.type_name) is str and len(value.type_name) <= 80
    if type(value) is Tensor:
        return value.framework in ("torch", "tensorflow") and array(value.values)
    if type(value) is int:
        return value.bit_length() <= MAX_BITS
    if type(value) is str:
        return written(value)
    return value is None or type(value) in (bool, float) or array(value)


def written(text: str) -> bool:
    return text.encode("utf-8").decode("utf-8") == text


def array(value: Any) -> bool:
    """Tell whether this is an array of numbers that owns its memory and no more than it needs."""
    if type(value) is not np.ndarray or value.dtype.name not in DTYPES:
        return False
    small = math.prod(size or 1 for size in value.shape) <= wire.MAX_CHARACTERS
    return small and value.flags.writeable and value.dtype.isnative


def lowered() -> dict[str, int]:
    """Return limits that a fuzzer's inputs, of some kB, reach."""
    return {"MAX_CHARACTERS": 20_000, "MAX_TOKENS": 200, "MAX_EMPTY": 1_000}


def summary(outcomes: Counter[str]) -> str:
    """Write how many inputs there were, and what became of them."""
    parts = ", ".join(f"{count} {name}" for name, count in sorted(outcomes.items()))
    return f"{outcomes.total()} inputs: {parts}"
