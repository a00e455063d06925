"""The names of a region that its functions use, wherever these run.

A function of the region's that the student's code calls, such as one that counts its calls, finds
the region's names there, as in a notebook: also one that is bound only afterwards, as a decorated
function's own is. What it binds with `global`, the region sees.
"""

from __future__ import annotations

import ast
import builtins
import dis
import types
from collections.abc import Mapping
from typing import Any

BINDING = ("STORE_GLOBAL", "DELETE_GLOBAL")
BY_NAME = ("LOAD_GLOBAL", "LOAD_NAME", *BINDING)
PARTS = {
    staticmethod: ("__func__",),
    classmethod: ("__func__",),
    property: ("fget", "fset", "fdel"),
}
"""Where the functions of a class's attribute are."""
CLOSING = ("STORE_DEREF", "DELETE_DEREF")
CONTENT = ".cell_contents"


class Scope:
    """The region's names, and which of them the kernel knows.

    Attributes:
        names: the region's.
        counters: attributes of the region's classes that their methods change, by class.
    """

    def __init__(self) -> None:
        self.names: dict[str, Any] = {}
        self.counters: Mapping[str, set[str]] = {}
        self._used: set[str] = set()
        self._written: set[str] = set()
        self._sent: dict[str, Any] = {}
        self._cells: dict[str, types.CellType] = {}
        self._of_cells: dict[int, str] = {}

    def cells_of(self, function: types.FunctionType) -> list[str]:
        """Return names for the variables that a function has of those around it.

        Such as a counter that it binds with `nonlocal`; two functions may share one.
        """
        free, cells = function.__code__.co_freevars, function.__closure__ or ()
        bound = used_by(function.__code__, CLOSING)
        found = []
        for variable, cell in zip(free, cells, strict=True):
            name = self._of_cells.setdefault(id(cell), f"#{len(self._of_cells)}")
            self._cells[name] = cell
            self._used.add(name + CONTENT)
            if variable in bound:
                self._written.add(name + CONTENT)
            found.append(name)
        return found

    def uses(self, function: types.FunctionType) -> bool:
        """Note what a function uses; return whether its names are the region's."""
        if function.__globals__ is not self.names:
            return False
        self._note(function.__code__)
        return True

    def uses_in(self, kind: type) -> None:
        """Note what the methods of a class use, and what they change in it."""
        if attributes := self.counters.get(kind.__name__):
            dotted = {f"{kind.__name__}.{name}" for name in attributes}
            self._used |= {kind.__name__, *dotted}
            self._written |= dotted
        for value in vars(kind).values():
            names = PARTS.get(type(value), ())  # to ask a student's object would be a question
            for part in (value, *(getattr(value, name) for name in names)):
                if isinstance(part, types.FunctionType):
                    self.uses(part)

    def changes(self) -> list[list[Any]]:
        """Return what the kernel is to know: names, and what they stand for where that is new."""
        found: list[list[Any]] = []
        for name in sorted(self._used):
            there, values = name in self._sent, self._values(name)
            if values and not (there and self._sent[name] is values[0]):
                self._sent[name] = values[0]
                found.append([name, values[0]])
            elif not there and name in self._written:
                self._sent[name] = None
                found.append([name])
        return found

    def rebind(self, name: str, value: Any) -> None:
        """Bind a name to what a function has bound it to in the kernel.

        Raises:
            LookupError: no function of the region's binds it.
        """
        if name not in self._written:
            raise LookupError(name)
        self._sent[name] = value
        kind, dot, attribute = name.partition(".")
        if dot:
            setattr(self._cells.get(kind) or self.names[kind], attribute, value)
        else:
            self.names[name] = value

    def _values(self, name: str) -> list[Any]:
        """Return what a name, or an attribute of a class, stands for; nothing if there is none."""
        kind, dot, attribute = name.partition(".")
        if kind in self._cells:
            return _content(self._cells[kind])
        there = vars(self.names[kind]) if dot and kind in self.names else self.names
        wanted = attribute if dot else name
        return [there[wanted]] if wanted in there else []

    def _note(self, code: types.CodeType) -> None:
        self._used |= used_by(code)
        self._written |= used_by(code, BINDING)


def _content(cell: types.CellType) -> list[Any]:
    try:
        return [cell.cell_contents]
    except ValueError:  # it is empty
        return []


def counters(region: str) -> dict[str, set[str]]:
    """Return the attributes of a region's classes that their own methods change, by class."""
    found: dict[str, set[str]] = {}
    kinds = [node for node in ast.walk(ast.parse(region)) if isinstance(node, ast.ClassDef)]
    for kind in kinds:
        owners = (kind.name, "cls", "type(self)", "self.__class__")
        for node in ast.walk(kind):
            stored = isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
            if stored and ast.unparse(node.value) in owners:  # type: ignore[attr-defined]
                found.setdefault(kind.name, set()).add(node.attr)  # type: ignore[attr-defined]
    return found


def used_by(code: types.CodeType, ways: tuple[str, ...] = BY_NAME) -> set[str]:
    """Return the globals that a function uses in some ways; names of attributes do not count."""
    inner = (one for one in code.co_consts if isinstance(one, types.CodeType))
    used = {one.argval for one in dis.get_instructions(code) if one.opname in ways}
    return used.union(*(used_by(one, ways) for one in inner)) - {*dir(builtins), "__builtins__"}
