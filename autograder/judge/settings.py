"""What a region sets for its whole process, put back when it ends.

A worker judges one submission after another: without this, what one region has set, or drawn from
a generator of the process's, would be there for the next, and the same submission would get other
points after another one.
"""

from __future__ import annotations

import decimal
import random
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, NamedTuple
from unittest import mock

import numpy as np

from autograder.judge.student import Student

CONNECT = sqlite3.connect
FILES = (sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH)
STEPS = 100_000  # of SQLite's machine, after which Python may find that the time is up


class Setting(NamedTuple):
    """A setting of a library.

    Attributes:
        library: its name.
        read: returns its value.
        write: sets it.
        usual: what it is before anybody sets it.
    """

    library: str
    read: Callable[[Any], Any]
    write: Callable[[Any, Any], object]
    usual: Any


SETTINGS = (
    Setting(
        "torch",
        lambda torch: str(torch.get_default_dtype()).removeprefix("torch."),
        lambda torch, name: torch.set_default_dtype(getattr(torch, name)),
        "float32",
    ),
    Setting(
        "torch",
        lambda torch: str(torch.get_default_device()),
        lambda torch, name: torch.set_default_device(None if name == "cpu" else name),
        "cpu",
    ),
    Setting(
        "torch",
        lambda torch: torch.is_grad_enabled(),
        lambda torch, value: torch.set_grad_enabled(value),
        True,
    ),
    Setting(
        "keras",
        lambda keras: keras.config.floatx(),
        lambda keras, name: keras.config.set_floatx(name),
        "float32",
    ),
)


@contextmanager
def kept(student: Student) -> Iterator[None]:
    """Put settings back at the end, and let what the process draws begin at a submission's seed."""
    before = [_read(one) for one in SETTINGS]
    recursion = sys.getrecursionlimit()
    with ExitStack() as stack:
        stack.enter_context(decimal.localcontext())
        stack.enter_context(np.errstate())
        stack.enter_context(np.printoptions())
        for module in (sqlite3, sqlite3.dbapi2):
            stack.enter_context(mock.patch.object(module, "connect", _connected))
        stack.callback(random.setstate, random.getstate())
        _seed(int(student.rng("what a region draws").integers(2**32)))
        try:
            yield
        finally:
            sys.setrecursionlimit(recursion)
            for setting, value in zip(SETTINGS, before, strict=True):
                if _read(setting) != value:
                    setting.write(sys.modules[setting.library], value)


def _read(setting: Setting) -> Any:
    library = _loaded(setting.library)
    return setting.read(library) if library else setting.usual


def _loaded(name: str) -> Any:
    """Return a library if it is loaded, whole: another thread may be about it."""
    library = sys.modules.get(name)
    return None if getattr(getattr(library, "__spec__", None), "_initializing", False) else library


def _seed(seed: int) -> None:
    random.seed(seed)
    np.random.seed(seed)
    if torch := _loaded("torch"):
        torch.default_generator.manual_seed(seed)  # without a look for graphics cards
    if tensorflow := _loaded("tensorflow"):
        tensorflow.random.set_seed(seed)


def _connected(*values: Any, **named: Any) -> sqlite3.Connection:
    """Do as `sqlite3.connect`, but let no statement, which may be a student's, open another file.

    An endless one ends with the time of the region.
    """
    made: sqlite3.Connection = CONNECT(*values, **named)
    made.set_authorizer(lambda action, *_about: sqlite3.SQLITE_DENY if action in FILES else 0)
    made.set_progress_handler(lambda: 0, STEPS)
    return made
