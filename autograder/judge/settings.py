"""What a region sets for its whole process, put back when it ends.

A worker judges one submission after another: without this, what one region has set, or drawn from
a generator of the process's, would be there for the next, and the same submission would get other
points after another one.
"""

from __future__ import annotations

import ast
import decimal
import random
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from copy import deepcopy
from importlib import import_module
from typing import Any, NamedTuple
from unittest import mock

import numpy as np

from autograder.judge.replaced import libraries, put_back
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
        usual: what it is before anybody sets it; None: only the library knows.
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
        "torch",
        lambda torch: vars(torch._tensor_str.PRINT_OPTS).copy(),
        lambda torch, values: vars(torch._tensor_str.PRINT_OPTS).update(values),
        None,
    ),
    Setting(
        "pandas",
        lambda pandas: deepcopy(pandas._config.config._global_config),
        lambda pandas, values: pandas._config.config._global_config.update(values),
        None,
    ),
    Setting(
        "matplotlib",
        lambda matplotlib: dict(dict.items(matplotlib.rcParams)),
        lambda matplotlib, values: dict.update(matplotlib.rcParams, values),
        None,
    ),
    Setting(
        "sys",
        lambda sys: sys.getrecursionlimit(),
        lambda sys, depth: sys.setrecursionlimit(depth),
        None,
    ),
    Setting(
        "sys",
        lambda sys: sys.get_int_max_str_digits(),
        lambda sys, digits: sys.set_int_max_str_digits(digits),
        None,
    ),
    Setting(
        "keras",
        lambda keras: keras.config.floatx(),
        lambda keras, name: keras.config.set_floatx(name),
        "float32",
    ),
)


@contextmanager
def kept(student: Student, tree: ast.Module, imports: Mapping[str, str]) -> Iterator[None]:
    """Put settings back at the end, and let what the process draws begin at a submission's seed.

    Args:
        student: the submission.
        tree: the region, which may also put something in the place of a library's.
        imports: what names stand for that the course's notebook imports.
    """
    for library in libraries(tree, imports) & {one.library for one in SETTINGS}:
        with suppress(ImportError):  # the region says so itself
            import_module(library)
    before = [_read(one) for one in SETTINGS]
    with ExitStack() as stack:
        stack.enter_context(put_back(tree, imports))
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
            for setting, value in zip(SETTINGS, before, strict=True):
                if value is not None and _read(setting) != value:
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
