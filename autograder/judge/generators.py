"""Generators of a region's, handed over as what makes them."""

from __future__ import annotations

import inspect
import types
from itertools import islice
from typing import Any

from autograder.judge.pickled import HIDDEN


def is_of_region(value: types.GeneratorType[Any, Any, Any]) -> bool:
    """Return whether a generator is one of the region's that has not begun."""
    if inspect.getgeneratorstate(value) != inspect.GEN_CREATED:
        return False
    return _globals_of(value).get("__name__") == HIDDEN


def call_of(
    value: types.GeneratorType[Any, Any, Any],
) -> tuple[types.FunctionType, list[Any], dict[str, Any]]:
    """Return the function that makes a generator, and its arguments without and with names."""
    code, values = value.gi_code, inspect.getgeneratorlocals(value)
    cells = tuple(types.CellType(values[name]) for name in code.co_freevars)
    function = types.FunctionType(code, _globals_of(value), closure=cells)
    names = iter(code.co_varnames)
    positional = [values[name] for name in islice(names, code.co_argcount)]
    named = {name: values[name] for name in islice(names, code.co_kwonlyargcount)}
    if code.co_flags & inspect.CO_VARARGS:
        positional += values[next(names)]
    if code.co_flags & inspect.CO_VARKEYWORDS:
        named |= values[next(names)]
    return function, positional, named


def _globals_of(value: types.GeneratorType[Any, Any, Any]) -> dict[str, Any]:
    return value.gi_frame.f_globals if value.gi_frame else {}
