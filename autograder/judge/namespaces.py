"""Where a region's statements bind names, and what it sees when it asks for all names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, KeysView
from typing import Any

from autograder.judge.notebook import Notebook

ATOMS = (bool, int, float, complex, str, bytes, type(None))


class Bound(dict[str, Any]):
    """Where a region's statements bind names: its own, and in the notebook where it borrows them.

    A test may take `squares` away and see whether another function misses it.
    """

    def __init__(self, names: dict[str, Any], notebook: Notebook, borrowed: set[str]) -> None:
        super().__init__()
        self._names, self._notebook, self._borrowed = names, notebook, borrowed

    def __getitem__(self, name: str) -> Any:
        return self._names[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self._names[name] = value
        if name in self._borrowed:
            self._notebook.bind(name, value)
            if type(value) in ATOMS:  # the student's code may bind it anew: it is looked up there
                del self._names[name]

    def __delitem__(self, name: str) -> None:
        if name in self._borrowed:
            self._notebook.unbind(name)
            self._names.pop(name, None)
        else:
            del self._names[name]


class Names(dict[str, Any]):
    """What `globals()` is to a region: its own names, and the notebook's behind them.

    Args:
        names: the region's own.
        notebook: the notebook.
        find: what a name of the notebook stands for; a KeyError if it stands for nothing.
    """

    def __init__(
        self, names: dict[str, Any], notebook: Notebook, find: Callable[[str], Any]
    ) -> None:
        super().__init__(names)
        self._notebook, self._find = notebook, find

    def __missing__(self, name: str) -> Any:
        return self._find(name)

    def __contains__(self, name: object) -> bool:
        return self.get(name, self) is not self

    def __iter__(self) -> Iterator[str]:
        own = list(super().__iter__())
        listed = self._notebook.listed()
        return iter(dict.fromkeys([*own, *listed]))

    def __len__(self) -> int:
        return sum(1 for _name in self)

    def keys(self) -> KeysView[str]:  # type: ignore[override]
        """Return all names, as a view."""
        return KeysView(self)

    def get(self, name: Any, default: Any = None) -> Any:
        """Return what a name stands for, or the default."""
        try:
            return self[name]
        except KeyError:
            return default
