"""The region's own classes and their objects: what of them is written, what is not believed."""

from __future__ import annotations

import inspect
import io
from collections.abc import Callable
from types import FunctionType
from typing import Any

import cloudpickle

from autograder.i18n import _

HIDDEN = "hidden"  # the module that a region's functions and classes are of
SCOPE: dict[str, Any] = {}  # stands for the names that a region's function finds in the kernel


class Shadowed(ValueError):
    """The student's code has put something in the place of a method of the test's own."""


class Statement:
    """A class statement of the region's, to be executed in the kernel.

    Args:
        parts: the name, the parents, the namespace and the keywords.
    """

    def __init__(self, *parts: Any) -> None:
        self.parts = parts


class Pickler(cloudpickle.Pickler):  # type: ignore[misc]
    """Cloudpickle's, which also writes classes and functions that only the region knows.

    Args:
        file: gets the bytes.
        known: returns the instruction for an object that is not to be copied.
        of_region: whether it is of the region's own class, or such a class.
    """

    def __init__(
        self, file: io.BytesIO, known: Callable[[Any, bool], list[Any] | None], of_region: bool
    ) -> None:
        super().__init__(file)
        self._known, self._of_region = known, of_region
        self.globals_ref = _Everywhere()

    def persistent_id(self, value: Any) -> list[Any] | None:
        """Return the instruction that the kernel follows instead of making a copy."""
        return self._known(value, self._of_region)


class _Everywhere(dict[int, Any]):
    """The globals of all functions that are pickled, whose own are the region's."""

    def setdefault(self, key: int, default: Any = None) -> Any:
        """Return what stands for the notebook's names."""
        return SCOPE


def is_class(value: Any) -> bool:
    """Return whether a value is a class of the region's own, all of whose objects' data is theirs.

    Others, such as an `Enum`, are pickled as they are.
    """
    of_region = isinstance(value, type) and value.__module__ == HIDDEN
    return of_region and value.__new__ is object.__new__ and value.__dictoffset__ != 0


def look_for_shadows(kind: type, attributes: Any, before: Any = ()) -> None:
    """Refuse attributes that answer in the place of what a class says.

    Such as one that hides a method, or one like `__array_interface__`, by which code in C reads
    memory.
    """
    for name in set(attributes) - set(before):
        value = inspect.getattr_static(kind, str(name), None)
        special = type(name) is not str or (name.startswith("__") and name.endswith("__"))
        special = special and name != "__orig_class__"  # of an object of a generic class
        if special or isinstance(value, FunctionType | classmethod | staticmethod):
            text = _("the student's code replaces {name} of the test's own object")
            raise Shadowed(text.format(name=str(name)[:80]))


def is_instance(value: Any) -> bool:
    """Return whether a value is an object of such a class."""
    return not isinstance(value, type) and is_class(type(value))


def made(source: str, name: str, **given: Any) -> Callable[..., Any]:
    """Return a function by its source, as if a region had defined it.

    Args:
        source: of the function.
        name: its name.
        given: what it refers to.
    """
    names: dict[str, Any] = {"__name__": HIDDEN, **given}
    exec(compile(source, f"<{name}>", "exec", dont_inherit=True), names)
    function: Callable[..., Any] = names[name]
    return function
