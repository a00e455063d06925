"""What stands for builtins of Python that take an exception of a student's for an end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any


def mapped(function: Callable[..., Any], *iterables: Iterable[Any]) -> Iterator[Any]:
    """Do as `map` does, but take no StopIteration of the function's for the end.

    Else `all(map(is_right, cases))` holds for a student's function that raises one.
    """
    for values in zip(*iterables, strict=False):
        yield function(*values)


def filtered(function: Callable[[Any], Any] | None, values: Iterable[Any]) -> Iterator[Any]:
    """Do as `filter` does, likewise."""
    for value in values:
        if value if function is None else function(value):
            yield value
