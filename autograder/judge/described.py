"""What the grader knows of a student's object, and what comes of asking too much of one."""

from __future__ import annotations

import dis
import sys
from collections import deque
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

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
        self._length = 0, sys.maxsize  # what it says it is, after how many calls
        self._items = 0, False, -1  # how many it had, whether these were all, after how many calls
        self.compares: Remote | None = None  # whose method it is that compares with data
        self.resembles: type | None = None
        self.made = False  # by the region, with its class
        self.plain: Any = None  # the number or the text that it holds
        self.buffer: deque[Any] = deque()

    def says(self, length: int) -> None:
        """Note what `len` says of it."""
        self._length = length, self.notebook.calls
        self._compare()

    def had(self, items: int, all_: bool = False) -> None:
        """Note how many items were gone through, and whether these were all."""
        self._items = items, all_, self.notebook.calls
        self._compare()

    def _compare(self) -> None:
        """Refuse what has another number of items than it says: nothing was shown by them.

        `len(r) == 3 and all(v == i for i, v in enumerate(r))` holds for an object without items,
        and `len(r) == 3 and 5 in r` for one that has all numbers. Calls in between may have changed
        it. An object of a class that the region names may be longer than it is, as a sparse vector.
        """
        (length, said), (items, all_, had) = self._length, self._items
        differs = (said <= had and all_ and items < length) or (said == had and items > length)
        if differs and not self.notebook.takes_part(self):
            self.refuse(_("a sequence of {n} items").format(n=length))

    def refuse(self, expected: str) -> NoReturn:
        """End the region's judgement: what was asked would let this object decide about data.

        Raises:
            Refused: always.
        """
        text = _("{observed}, where {expected} was expected")
        self.notebook.refuse(text.format(observed=self.text, expected=expected))

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
