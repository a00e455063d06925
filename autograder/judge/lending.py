"""The far end of `autograder.judge.lent`: what of the student's own the region holds a copy of.

Like `autograder.judge.carry`, this file's source is sent into the student's kernel.
"""

from __future__ import annotations

import sys
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Container
from typing import Any

LENT = (list, dict, OrderedDict, Counter, defaultdict, set, bytearray, deque)


class Lent:
    """What of the student's own a region holds a copy of, and may change; by numbers below 0."""

    def __init__(self) -> None:
        self._objects: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}
        self._last = 0

    def number_of(self, value: Any) -> int | None:
        """Return the number under which a list, an array or the like is lent; None: it is not."""
        tensor = _is_torch(value, "Tensor") or _is_torch(value, "Parameter")
        array = type(value) is getattr(sys.modules.get("numpy"), "ndarray", None)
        if not (type(value) in LENT or array or (tensor and value.is_leaf)):
            return None
        if id(value) not in self._numbers:
            self._last -= 1
            self._numbers[id(value)] = self._last
            self._objects[self._last] = value
        return self._numbers[id(value)]

    def parameters_of(self, item: Any) -> Any:
        """Return the number of a network's parameter, or those of the parts of a tuple."""
        if type(item) is tuple:
            return [self.parameters_of(one) if type(one) is not tuple else None for one in item]
        return self.number_of(item) if _is_torch(item, "Parameter") else None

    def keep(self, numbers: Container[int]) -> None:
        """Forget what the region does not hold any more."""
        self._objects = {n: one for n, one in self._objects.items() if n in numbers}
        self._numbers = {id(one): n for n, one in self._objects.items()}

    def object(self, number: int) -> Any:
        """Return what is lent under a number."""
        return self._objects[number]

    def renew(self, old: Any, new: Any) -> Any:
        """Make an object of the student's what the region wants, and what is in it likewise.

        Returns:
            What takes its place: itself, if it can.
        """
        if type(old) is not type(new):
            return new
        if isinstance(old, list) and len(old) == len(new):
            old[:] = map(self.renew, old, new)
        elif isinstance(old, dict):
            merged = {key: self.renew(old.get(key), one) for key, one in new.items()}
            old.clear()
            old.update(merged)
        elif isinstance(old, (list, bytearray)):
            old[:] = new
        elif isinstance(old, set):
            old.clear()
            old.update(new)
        elif isinstance(old, deque):
            old.clear()
            old.extend(new)
        elif hasattr(old, "requires_grad"):
            return _renewed_tensor(old, new)
        elif hasattr(old, "flags") and old.shape == new.shape and old.dtype == new.dtype:
            old[...] = new
        else:
            return new
        return old


def _is_torch(value: Any, name: str) -> bool:
    """Return whether an object is of exactly this class of PyTorch's, which need not be there."""
    torch = sys.modules.get("torch")
    return torch is not None and type(value) is getattr(
        torch.nn if name == "Parameter" else torch, name
    )


def _renewed_tensor(old: Any, new: Any) -> Any:
    """Return a tensor of the student's with the numbers, the gradient and the mode of another."""
    if not old.is_leaf or old.dtype != new.dtype:
        return new
    if old.requires_grad != new.requires_grad:
        old.requires_grad_(new.requires_grad)
    if old.shape == new.shape:
        old.data.copy_(new.data)
    else:
        old.data = new.data
    old.grad = new.grad
    return old
