"""Classes of a region's that descend from one of the notebook's: made where that one is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class _Deriving(type):
    """Hands a class statement on instead of making a class."""

    def __new__(
        cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], /, **named: Any
    ) -> Any:
        """Return the class that the kernel has made."""
        parents = namespace.pop("__orig_bases__", None)
        if parents is None:
            return super().__new__(cls, name, bases, namespace)
        first = next(one for one in bases if isinstance(one, cls))
        cell = namespace.get("__classcell__")
        made = vars(first)["derive"](name, parents, namespace, named)
        if cell is not None:
            cell.cell_contents = made
        return made


def parent(derive: Callable[..., Any]) -> type:
    """Return what stands for a notebook's class among the parents of a region's class.

    Args:
        derive: makes a class in the kernel by its name, parents, namespace and keywords.
    """
    made: type = _Deriving("Derived", (), {"derive": derive})
    return made
