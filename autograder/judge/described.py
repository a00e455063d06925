"""What the grader knows of a student's object, and what comes of asking too much of one."""

from __future__ import annotations

import dis
from collections import deque
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple

from autograder.i18n import _

if TYPE_CHECKING:
    from autograder.judge.notebook import Notebook
    from autograder.judge.remote import Remote


class Refused(BaseException):
    """What a region asked of a student's object decides about data, so it is not done.

    No `except Exception` of a library or of the region may take it for what it expects.
    """


def is_raised_here(trace: TracebackType) -> bool:
    """Return whether an exception comes from a `raise` of the very block that it ends."""
    code = trace.tb_frame.f_code.co_code
    return trace.tb_next is None and code[trace.tb_lasti] == dis.opmap["RAISE_VARARGS"]


class Later(NamedTuple):
    """What an iterator raises after its last item."""

    error: BaseException


class Described:
    """What the grader knows of a remote object."""

    def __init__(
        self, notebook: Notebook, number: int, kind: str, name: str, class_: int, origin: str
    ) -> None:
        self.notebook, self.number, self.kind, self.name = notebook, number, kind, name
        self.class_, self.origin = class_, origin
        self.mixed = False  # with the grader's data, which its code has seen
        self.length = 0  # what it says it is
        self.compares: Remote | None = None  # whose method it is that compares with data
        self.resembles: type | None = None
        self.made = False  # by the region, with its class
        self.plain: Any = None  # the number or the text that it holds
        self.buffer: deque[Any] = deque()

    @property
    def text(self) -> str:
        """What it is, for the feedback."""
        texts = {
            "function": _("the function {name} itself"),
            "class": _("the class {name} itself"),
            "module": _("the module {name} itself"),
        }
        text = texts.get(self.kind, _("an object of the notebook's own class {name}"))
        return text.format(name=self.name)
