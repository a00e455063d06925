"""What of the student's own a region holds by value and may change: `net.fc.weight.data.fill_(0)`.

What a name, an attribute or an item stands for arrives as a copy. As long as the region holds it,
the two are kept alike: what the region makes of the copy is made of the student's own before the
next question, and what the student's code makes of that comes back with the answer. So it is with
what the region has handed over and the student's code keeps, and with a list or the like that a
call has returned and the student's code keeps; not with an array that a call returns: a test that
subtracts from it what it expects must not say so to the kernel.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.judge import carry
from autograder.judge.renewing import MAPPINGS, MUTABLE, is_of_torch, is_parameter, renew

Kinds = Callable[[Any], bool]
MOST = 4_000_000
"""Of all that is lent at once, as `_weight` has it: to look for changes takes some 0.1 s then."""


def is_changeable(value: Any) -> bool:
    """Return whether a value can be changed in place."""
    return type(value) in MUTABLE or is_of_torch(value)


def is_collection(value: Any) -> bool:
    """Return whether a value is a list or the like: nobody subtracts from one what he expects."""
    return type(value) in (list, set, *MAPPINGS)


LENDING: dict[str, Kinds] = {
    **dict.fromkeys(("attribute", "item", "names"), is_changeable),
    "call": is_collection,
    "take": is_parameter,
}
"""What comes of these may be the student's own, to be changed as well."""


class Lent:
    """The copies that a region holds, by the kernel's number, which is below 0.

    Args:
        pack: writes a value.

    Attributes:
        known: what names each copy to the kernel, by its id; of how many parts it is.
    """

    def __init__(self, pack: Callable[[Any], list[Any]]) -> None:
        self._pack = pack
        self._objects: dict[int, Any] = {}
        self._seen: dict[int, list[Any]] = {}
        self._weights: dict[int, int] = {}
        self.known: dict[int, tuple[list[Any], int]] = {}

    def take(self, value: Any, numbers: Any, kinds: Kinds) -> Any:
        """Return what has arrived, or what the region has of it already.

        Args:
            value: what has arrived.
            numbers: the kernel's for it; for a tuple a list of numbers; None: it is not lent.
            kinds: says of a value whether it can be lent.

        Raises:
            TypeError, ValueError: they are not numbers that the kernel gives.
        """
        if type(value) is tuple and type(numbers) is list:
            pairs = zip(value, numbers, strict=True)
            return tuple(self.take(*pair, kinds) for pair in pairs)
        if numbers is None or not kinds(value):
            return value
        if type(numbers) is not int or numbers >= 0:
            raise TypeError(numbers)
        if numbers in self._objects:
            return self._objects[numbers]
        written = self._pack(value)
        if (weight := _weight(written)) > MOST:
            return value
        self._objects[numbers], self._seen[numbers], self._weights[numbers] = value, written, weight
        self.known[id(value)] = ["shared", numbers], 1
        while sum(self._weights.values()) > MOST:
            self._forget(next(iter(self._objects)))
        return value

    def written(self) -> list[list[Any]]:
        """Return the numbers of what the region still holds; with it, what it has changed."""
        found: list[list[Any]] = []
        for number in list(self._objects):
            now = self._pack(self._objects[number])
            changed = not carry.same(now, self._seen[number])
            if not changed and sys.getrefcount(self._objects[number]) == 2:  # here, and as argument
                self._forget(number)
                continue
            self._seen[number] = now
            found.append([number, now if changed else None])
        return found

    def renew(self, number: int, value: Any) -> None:
        """Make of a copy what the student's code has made of its own.

        Raises:
            LookupError: there is none.
        """
        renew(self._objects[number], value)
        self._seen[number] = self._pack(self._objects[number])

    def object(self, number: int) -> Any:
        """Return a copy by its number.

        Raises:
            LookupError: there is none.
        """
        return self._objects[number]

    def instruction(self, value: Any) -> list[Any] | None:
        """Return what names a copy to the kernel; None: it is not one."""
        return self.known[id(value)][0] if id(value) in self.known else None

    def _forget(self, number: int) -> None:
        del self.known[id(self._objects[number])]
        del self._objects[number], self._seen[number], self._weights[number]


def _weight(part: Any) -> int:
    """Return about how long it takes to compare this: an array is compared fast."""
    if isinstance(part, list):
        return sum(map(_weight, part)) + 20
    return part.nbytes // 10 if isinstance(part, np.ndarray) else 20
