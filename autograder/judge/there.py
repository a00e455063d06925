"""Calls of a library that happen in the kernel, where they are about the student's objects."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from autograder.judge.notebook import Notebook
from autograder.judge.remote import is_remote


def where_they_are(notebook: Notebook, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return what makes an optimizer of PyTorch's: of a student's parameters, in the kernel."""
    module = str(getattr(function, "__module__", ""))
    name = getattr(function, "__name__", "")
    return _either(notebook, module, name, function) if module.startswith("torch.") else function


class Looking:
    """A module that looks into objects: the kernel's for its objects, the grader's for others."""

    def __init__(self, notebook: Notebook, module: str) -> None:
        self._notebook, self._module = notebook, module

    def __getattr__(self, name: str) -> Any:
        own = getattr(importlib.import_module(self._module), name)
        if not callable(own) or isinstance(own, type) or hasattr(own, "__mro_entries__"):
            return own
        return _either(self._notebook, self._module, name, own)


class Both:
    """A block that is entered here and in the kernel, such as `np.errstate`."""

    def __init__(self, own: Any, there: Any) -> None:
        self._own, self._there = own, there

    def __enter__(self) -> Any:
        self._there.__enter__()
        return self._own.__enter__()

    def __exit__(self, *error: Any) -> Any:
        self._there.__exit__(None, None, None)
        return self._own.__exit__(*error)


def _either(
    notebook: Notebook, module: str, name: str, own: Callable[..., Any]
) -> Callable[..., Any]:
    """Return a module's function: the kernel's where it is handed an object of the kernel's."""

    def call(*values: Any, **named: Any) -> Any:
        if any(map(is_remote, (*values, *named.values()))):
            return getattr(notebook.ask("module", module), name)(*values, **named)
        return own(*values, **named)

    return call
