"""What a student's classes are to the grader: exceptions to catch, and classes of libraries."""

from __future__ import annotations

import ast
import builtins
import importlib
import inspect
import sys
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Any

from autograder.errors import StudentRaised

LIBRARIES = frozenset(
    [
        "abc",
        "bisect",
        "collections",
        "copy",
        "csv",
        "dataclasses",
        "datetime",
        "decimal",
        "enum",
        "fractions",
        "functools",
        "heapq",
        "io",
        "itertools",
        "json",
        "keras",
        "math",
        "matplotlib",
        "numpy",
        "operator",
        "pandas",
        "pathlib",
        "random",
        "re",
        "scipy",
        "seaborn",
        "sklearn",
        "statistics",
        "string",
        "tensorflow",
        "textwrap",
        "time",
        "torch",
        "typing",
    ]
)
"""What the grader imports because a notebook has: nothing that acts when it is imported."""
RUNNERS = (
    *("_pytest", "autograder", "builtins", "hypothesis", "nbgrader", "notebook", "pytest"),
    "unittest",
)
"""Whose exceptions mean something to whoever runs a test."""
DATA = (int, float, complex, str, bytes, list, tuple, dict, set, frozenset)
HEAP_TYPE = 1 << 9  # Py_TPFLAGS_HEAPTYPE: of what a class statement makes
ARRAYS = ("ndarray", "Tensor", "Parameter", "DataFrame", "Series", "Index", "generic", "Variable")


class NotebookError(StudentRaised):
    """An exception of a class that the student's notebook defines, and Exception's child."""

    def __init__(self, *values: Any) -> None:
        super().__init__(type(self).__name__, str(values[0]) if values else "")
        self.args = values

    def __str__(self) -> str:
        return self.text


def found(origin: str) -> Any:
    """Return a library's object by its module and name; None where it is not the grader's.

    Args:
        origin: "module" or "module:name".
    """
    library = origin.partition(":")[0].split(".")[0]
    if library not in LIBRARIES:
        return None
    with suppress(ImportError):
        importlib.import_module(library)
    return loaded(origin)  # nothing else is imported because a student says so


def loaded(origin: str) -> Any:
    """Return an object by its module, if that is loaded, and its name; None if there is none."""
    module, _colon, name = origin.partition(":")
    try:
        value: Any = sys.modules[module]
        for part in filter(None, name.split(".")):
            value = (
                inspect.getattr_static(value, part)
                if isinstance(value, type)
                else getattr(value, part)
            )
    except (KeyError, AttributeError):
        return None
    return value


def import_parts(tree: ast.AST, modules: Mapping[str, str], left_out: Iterable[str]) -> None:
    """Import the submodules that a text names: of `matplotlib.axes.Axes`, matplotlib's axes.

    Where they have been imported before, as in a notebook that draws, nobody imports them by name.

    Args:
        tree: of the text.
        modules: what its names of modules stand for.
        left_out: submodules that are not the grader's to import.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            first, *parts = ast.unparse(node).split(".")
            _import_parts(".".join([modules.get(first, ""), *parts]), tuple(left_out))


@lru_cache(maxsize=1024)  # a class has the same regions
def _import_parts(name: str, left_out: tuple[str, ...]) -> None:
    """Import as much of a name as are modules."""
    parts = name.split(".")
    if parts[0] not in LIBRARIES:
        return
    for count in range(1, len(parts)):
        module = ".".join(parts[:count])
        if module in left_out:
            return
        try:
            importlib.import_module(module)
        except ImportError:
            return


def error_class(family: Any, known: dict[int, type[BaseException]]) -> type[BaseException]:
    """Return the grader's exception class for one of the student's.

    Args:
        family: its line of classes, as the kernel describes it.
        known: classes that were made for this region, by number; one more may be added.
    """
    word, *rest = family[0]
    if word == "builtin":
        made = getattr(builtins, str(rest[0]), None)
        if isinstance(made, type) and issubclass(made, Exception | SystemExit):
            return made
        return type(str(rest[0]), (NotebookError,), {})  # such as KeyboardInterrupt
    number, name, origin = rest
    library = found(str(origin)) or loaded(str(origin))
    if isinstance(library, type) and issubclass(library, Exception) and _is_inert(library):
        return library
    if number not in known:
        parent = error_class(family[1:], known)
        own: dict[str, Any] = {"__module__": "notebook"}
        if parent is not Exception and not issubclass(parent, NotebookError):
            own["__str__"] = _said
        parents = (NotebookError,) if parent is Exception else (parent,)
        known[number] = type(str(name), parents, own)
    return known[number]


def _said(error: BaseException) -> str:
    """Return what an exception of the student's says, perhaps by a method of its class."""
    return str(vars(error).get("_said", ""))


def _is_inert(kind: type) -> bool:
    """Return whether an exception class is a library's own, and means nothing to a test runner.

    `unittest.SkipTest`, which libraries import as well, would end a test as if it had passed.
    """
    return kind.__module__.split(".")[0] not in RUNNERS


def made_error(kind: type[BaseException], values: list[Any], text: str) -> BaseException:
    """Return an exception with these arguments.

    A library's constructor is not run: it may act, and may want other arguments than it keeps.
    """
    if kind.__module__.split(".")[0] in RUNNERS:
        try:
            made = kind(*values)
            if isinstance(made, NotebookError):
                made.text = text
            elif kind.__str__ is _said:
                vars(made)["_said"] = text
            return made
        except Exception:  # a forged one, or one with a constructor like a library's
            values = [text]
    error = kind.__new__(kind, *values)
    error.args = tuple(values)
    if kind.__str__ is _said:
        vars(error)["_said"] = text
    return error


def no_end(error: BaseException, names: Collection[str]) -> BaseException:
    """Return what a student's exception is where none of a region's own loops may end by it.

    `all(map(is_right, cases))` would hold for a function that raises StopIteration, and `itertools`
    takes one for the end as well. As in a generator (PEP 479) it becomes a RuntimeError, unless
    the region names the exception, and so means to see it.

    Args:
        error: what the student's code has raised.
        names: what the region names and does not define.
    """
    kind = type(error)
    if not issubclass(kind, StopIteration | StopAsyncIteration) or kind.__name__ in names:
        return error
    other = RuntimeError(f"{kind.__name__} was raised")
    other.__dict__.update(error.__dict__)
    other.__cause__ = error
    return other


class _Plain:
    """A class without fields of C."""


def _is_hollow(kind: type) -> bool:
    """Return whether objects of a class hold nothing that code in C reads from their memory.

    Such code believes `__class__`: what says that it is a tensor is read as one.
    """
    data = issubclass(kind, DATA) or any(one.__name__ in ARRAYS for one in kind.__mro__)
    written = all(one.__flags__ & HEAP_TYPE for one in kind.__mro__ if one is not object)
    return not data and written and kind.__basicsize__ <= _Plain.__basicsize__


def resembled(kind: Any) -> type | None:
    """Return the library's class that a remote class is or descends from; None for one of data.

    Args:
        kind: the class of an object, remote or not.
    """
    if isinstance(kind, type):
        return None
    for one in kind.mro():
        origin = origin_of(one)
        library = found(origin)
        if isinstance(library, type):
            return library if _is_hollow(library) else None
    return None


def origin_of(kind: Any) -> str:
    """Return module and name of a remote class."""
    if isinstance(kind, type):
        return ""
    return f"{kind.__module__}:{kind.__qualname__}"
