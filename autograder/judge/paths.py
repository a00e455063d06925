"""`pathlib` as a region has it: its paths look, write and delete in the sandbox, like `open`.

In the grader's own folders, `Path(save()).read_text()` would show any of its files to a student
whose `save` returns that file's name, and `unlink()` would delete it.
"""

from __future__ import annotations

import pathlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import SimpleNamespace
from typing import Any

from autograder.judge import carry
from autograder.judge.notebook import Notebook
from autograder.judge.pickled import made

DO = """
def do(text, name, *values, **named):
    import pathlib
    return getattr(pathlib.Path(text), name)(*values, **named)
"""
_looks_into: ContextVar[Notebook | None] = ContextVar("_looks_into", default=None)


class PosixPath(pathlib.PosixPath):
    """A path of a region's."""

    __slots__ = ()


def _in_kernel(name: str) -> Callable[..., Any]:
    def method(self: pathlib.PurePath, *values: Any, **named: Any) -> Any:
        notebook = _looks_into.get()
        if notebook is None:
            raise RuntimeError("a path of a test is used in another thread, or after the test")
        return notebook.ask("call", made(DO, "do"), str(self), name, *values, **named)

    return method


for _name in set(dir(pathlib.Path)) - set(dir(pathlib.PurePath)):
    if not _name.startswith("_"):
        setattr(PosixPath, _name, _in_kernel(_name))
for _name in ("cwd", "home"):
    setattr(PosixPath, _name, classmethod(lambda cls, _n=_name: _in_kernel(_n)(cls("."))))
MODULE = SimpleNamespace(**{**vars(pathlib), "Path": PosixPath, "PosixPath": PosixPath})
"""What a region gets for `pathlib`."""
carry.ATOMS[PosixPath] = carry.ATOMS[pathlib.PosixPath]
carry.MAKERS["PosixPath"] = lambda text: PosixPath(str(text))


@contextmanager
def looking_into(notebook: Notebook) -> Iterator[None]:
    """Let the paths of this thread be the notebook's."""
    token = _looks_into.set(notebook)
    try:
        yield
    finally:
        _looks_into.reset(token)
