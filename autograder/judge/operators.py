"""The operators of remote objects, such as `+` and `<`: with one another, and with data."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from autograder.i18n import _
from autograder.judge.described import Described
from autograder.judge.remote import (
    Remote,
    description,
    is_set_of_remotes,
    of,
    plain_of,
)


def attach() -> None:
    """Give remote objects their operators."""
    for name in BINARY:
        action = f"{name}_" if name in ("and", "or") else name
        setattr(Remote, f"__{name}__", _operator(action, False, False))
        setattr(Remote, f"__r{name}__", _operator(action, True, False))
        setattr(Remote, f"__i{name}__", _operator(f"i{name}", False, False))
    for name in ("lt", "le", "gt", "ge"):
        setattr(Remote, f"__{name}__", _operator(name, False, True))
    for name in ("neg", "pos", "invert", "abs", "round", "reversed"):
        setattr(Remote, f"__{name}__", _unary(name))


BINARY = [
    *("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "divmod", "matmul", "lshift"),
    *("rshift", "and", "or", "xor"),
]


def _truth(remote: Remote, answer: Any) -> bool:
    """Return what an object that the test itself has made says of its order."""
    if type(answer) is not bool:
        of(remote).refuse(_("a truth value"))
    return answer


def _operator(name: str, swapped: bool, compares: bool) -> Callable[[Remote, Any], Any]:
    def operate(self: Remote, other: Any) -> Any:
        known, pair = of(self), (other, self) if swapped else (self, other)
        if description(other) or is_set_of_remotes(other):
            return known.notebook.ask(name, *pair)
        if compares and (own := plain_of(self, other)) is not None:
            return getattr(operator, name)(own, other)
        plain = type(other) in (int, float, complex, str, list, tuple)
        if compares and known.made and plain and known.notebook.takes_part(known):
            return _truth(self, known.notebook.ask(name, *pair))
        if compares or not plain or not known.notebook.takes_part(known):
            of(self).refuse(_("a number or an array"))
        result = known.notebook.ask(name, *pair)
        if not isinstance(mixed := description(result), Described):
            of(self).refuse(_("a number or an array"))
        mixed.mixed = True
        return result

    return operate


def _unary(name: str) -> Callable[[Remote], Any]:
    def operate(self: Remote, *values: Any) -> Any:
        if of(self).mixed:
            of(self).refuse(_("a number or an array"))
        return of(self).notebook.ask(name, self, *values)

    return operate
