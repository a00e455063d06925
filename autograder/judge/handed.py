"""The far end of `autograder.judge.given`: what a region hands over is remade in the kernel.

Like `autograder.judge.carry`, this file's source is sent into the student's kernel. It reads what
the grader has written, never the other way round.
"""

from __future__ import annotations

import asyncio
import builtins
import contextvars
import importlib
import io
import marshal
import pickle
import sys
import types
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def failed(_expected: str, _parts: Any, message: object = "") -> AssertionError:
    """Return what a failed assertion in a function of the region's raises here."""
    return AssertionError(message)


FUNCTIONS = ("function", "aside")
FILLED = ("ndarray", "Tensor", "Parameter")
GRAPHS = 1000  # of tensors, the last ones
REWRITTEN = {"__autograder_failed__": failed, "__autograder_type__": type}
"""What is in the region's code in place of `assert` and of `__class__`."""


class Handed:
    """What a region has handed over, by number.

    Args:
        read: returns the value of instructions.
        remotes: the objects that the region holds, by number.
        shared: returns a list or the like that is the region's own, by number.
        kind_of: says how to follow what goes on as it is used.

    Attributes:
        student: the notebook's names.
    """

    def __init__(
        self,
        read: Callable[[list[Any]], Any],
        remotes: list[Any],
        shared: Callable[[int], Any],
        kind_of: Callable[[Any], Any],
    ) -> None:
        self._read, self._remotes, self._shared = read, remotes, shared
        self._kind_of = kind_of
        self._going: dict[int, Any] = {}
        self._cells: dict[str, types.CellType] = {}
        self._given: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}
        self._graphs: dict[int, tuple[Any, dict[int, Any]]] = {}
        self.student: Any = {}
        self._globals: dict[str, Any] = {}
        self._bound: dict[str, Any] = {}  # names of the region's, as they were when it was asked

    def given_by(self, instruction: list[Any]) -> Any:
        """Return the object of an instruction of the grader's."""
        word, number, *rest = instruction
        if word == "remote":
            return self._remotes[number]
        if word == "shared":
            return self._shared(number)
        if word == "scope":
            return self._region()
        if word == "module":
            return importlib.import_module(rest[0])
        if word == "pickled":
            made = self._given[number] = self._loaded(rest[0])
            if kind := self._kind_of(made):
                self._going[number] = kind
            if kind or type(made) is object:
                self._numbers[id(made)] = number
        elif word == "generator":
            values, named = map(self._read, rest[1:])
            self._given[number] = self.given_by(rest[0])(*values, **named)
        elif word == "method":
            self._given[number] = getattr(self._read(rest[0]), rest[1])
        return self._given[number]

    def make(self, word: str, number: int, what: Any, *parts: Any) -> None:
        """Make a function or a class of the region's, or an object of one, still without parts.

        Args:
            word: "function", or "aside" for one with names of its own; "class"; "instance", or
                "adopted" for an object that the student's code has made.
            number: its number.
            what: the function's code, the class pickled, its number, or the object's among what
                the region holds.
            parts: see `fill`.
        """
        if word in FUNCTIONS:
            code = marshal.loads(what.tobytes())
            cells = tuple(self._cells.setdefault(name, types.CellType()) for name in parts[1])
            scope = self._region() if word == "function" else self._scope()
            made = types.FunctionType(code, scope, closure=cells)
        elif word == "class":
            made = self._loaded(what)
        else:
            made = object.__new__(self._given[what]) if word == "instance" else self._remotes[what]
        self._given[number] = made  # kept alive: no other object gets its id
        self._numbers[id(made)] = number

    def _complete(
        self,
        number: int,
        names: dict[str, Any],
        _cells: list[str],
        defaults: list[Any],
        attributes: list[Any],
    ) -> None:
        """Give a function what it refers to.

        Args:
            number: its own.
            names: what it finds under names of its own.
            _cells: names of what it has of the functions around it, which `bind` brings.
            defaults: of its arguments.
            attributes: its own, such as a counter, if it has any.
        """
        made = self._given[number]
        made.__globals__.update({name: self._read(one) for name, one in names.items()})
        made.__defaults__, made.__kwdefaults__ = self._read(defaults)
        for one in attributes:
            made.__dict__ = self._read(one)

    def fill(self, word: str, number: int, *parts: Any) -> None:
        """Give what was made its parts; a class has none to take.

        Args:
            word: what it is, see `make`.
            number: its own.
            parts: a function's, see `_complete`; of an object the number of its attributes.
        """
        if word in FUNCTIONS:
            self._complete(number, *parts)
            return
        for attributes in map(self._shared, parts):  # which are the region's own
            object.__setattr__(self._given[number], "__dict__", attributes)

    def keep_graph(self, tensor: Any, shared: dict[int, Any]) -> int:
        """Keep a tensor that has a graph, and which of the region's it may lead to.

        Returns:
            Its number, by which the region asks for gradients.
        """
        ends = {
            n: one
            for n, one in shared.items()
            if n >= 0 and getattr(one, "requires_grad", 0) is True
        }
        self._graphs.setdefault(id(tensor), (tensor, ends))  # kept alive: its id is nobody else's
        while len(self._graphs) > GRAPHS:
            del self._graphs[next(iter(self._graphs))]
        return id(tensor)

    def gradients(self, number: int, gradient: Any, wanted: list[int]) -> list[Any]:
        """Go back through a graph; return the gradients of the region's tensors, by their numbers.

        Parameters of the notebook's networks add theirs to what they have.
        """
        tensor, ends = self._graphs[number]
        before = {n: one.grad for n, one in ends.items()}
        for one in ends.values():
            one.grad = None
        tensor.backward(gradient, retain_graph=True)
        found = [ends[n].grad if n in ends else None for n in wanted]
        for n, one in ends.items():
            one.grad = before[n]
        return found

    def number_of(self, value: Any) -> int | None:
        """Return the number of a class of the region's, or of an object of one."""
        return self._numbers.get(id(value))

    def renewed(self, old: Any, new: Any) -> Any:
        """Return the region's own list or the like as it is now: the same object, if it can be."""
        kind = type(new).__name__
        if type(old) is not type(new):
            return new
        if isinstance(old, (list, bytearray)):
            old[:] = new
        elif isinstance(old, (dict, set)):
            old.clear()
            old.update(new)
        elif kind == "deque" and old.maxlen == new.maxlen:
            old.clear()
            old.extend(new)
        elif isinstance(old, (io.StringIO, io.BytesIO)):
            rewrite(old, new)
        elif kind in FILLED and old.shape == new.shape and old.dtype == new.dtype:
            return _filled(old, new)
        else:
            return new
        return old

    def parts_of(self, value: Any) -> dict[Any, Any]:
        """Return what is in a dictionary or a list, by key."""
        if isinstance(value, dict):
            return dict(value)
        return dict(enumerate(value)) if isinstance(value, list) else {}

    def rebound(self, parts: dict[Any, Any], number: int) -> list[Any]:
        """Return the keys under which the region's own list has other objects than before."""
        now = self.parts_of(self._shared(number))
        return [key for key, one in parts.items() if key in now and now[key] is not one]

    def window(self, value: Any, base: Any) -> list[Any]:
        """Say which part of an array another one shows; none, if it is a copy."""
        numpy = sys.modules["numpy"]
        if type(value) is not numpy.ndarray or type(base) is not numpy.ndarray:
            return []
        if value.dtype != base.dtype or base.dtype.hasobject or not base.flags.c_contiguous:
            return []
        if not 0 < value.size <= base.size or not numpy.may_share_memory(value, base):
            return []
        offset = value.__array_interface__["data"][0] - base.__array_interface__["data"][0]
        return [offset, list(value.shape), list(value.strides)]

    def keeps_figures(self) -> bool:
        """Keep figures for the region's next question; a cell's end would show and close them."""
        pyplot = sys.modules.get("matplotlib.pyplot")
        if pyplot is None or not pyplot.get_fignums():
            return False
        if inline := sys.modules.get("matplotlib_inline.backend_inline"):
            inline.show._draw_called = False
        return True

    def bind(self, names: list[list[Any]]) -> None:
        """Take over what the region's functions find under its own names, where that is new.

        Args:
            names: of each name what it stands for; nothing, if a function may bind it.
        """
        if not names and not self._bound:
            return
        scope = self._region()
        for name, *instructions in names:
            self._bound[name] = None
            kind, dot, attribute = name.partition(".")
            for one in map(self._read, instructions):
                if dot:
                    setattr(self._cells.get(kind) or scope[kind], attribute, one)
                else:
                    scope[name] = one
        scope.update((name, self.student[name]) for name in self.student if name not in self._bound)
        self._bound = {name: self._now(name) for name in self._bound}

    def rebound_names(self) -> dict[str, Any]:
        """Return what the region's functions have bound again since the region asked."""
        now = {name: self._now(name) for name in self._bound}
        return {name: one for name, one in now.items() if one is not self._bound[name]}

    def _now(self, name: str) -> Any:
        """Return what a name, or an attribute of a class such as `Item.count`, stands for."""
        kind, dot, attribute = name.partition(".")
        found = self._cells.get(kind) or self._globals.get(kind)
        try:
            return getattr(found, attribute, None) if dot else found
        except ValueError:  # a cell that is empty
            return None

    def go(self, states: list[list[Any]]) -> None:
        """Bring what goes on as it is used where the region has brought its own."""
        for number, state in states:
            self._going[number].go(self._given[number], self._read(state))

    def going(self) -> dict[int, Any]:
        """Return where it is now, by number."""
        return {n: kind.now(self._given[n]) for n, kind in self._going.items()}

    def _region(self) -> dict[str, Any]:
        """Return the names of all functions that the region has defined itself."""
        if not self._globals:
            self._globals.update(self._scope())
        return self._globals

    def _scope(self) -> dict[str, Any]:
        return {**self.student, **REWRITTEN, "__builtins__": builtins, "__name__": "hidden"}

    def _loaded(self, raw: Any) -> Any:
        reader = _Unpickler(io.BytesIO(raw.tobytes()))
        reader.find = self.given_by
        return reader.load()


def rewrite(old: Any, new: Any) -> None:
    """Make the content and the place of a file in memory those of another one."""
    place = new.tell()
    old.seek(0)
    old.truncate()
    old.write(new.getvalue())
    old.seek(place)


def _filled(old: Any, new: Any) -> Any:
    """Return an array or a tensor with the numbers of another one."""
    if hasattr(old, "requires_grad"):
        if not old.is_leaf:
            return new
        old.requires_grad_(new.requires_grad)
        old.data.copy_(new.data)
        old.grad = new.grad
    elif old.flags.writeable:
        old[...] = new
    else:
        return new
    return old


class _Unpickler(pickle.Unpickler):
    find: Callable[[list[Any]], Any]

    def persistent_load(self, instruction: list[Any]) -> Any:
        """Return what was not copied."""
        return self.find(instruction)


def _derived(statement: tuple[str, Any, dict[str, Any], dict[str, Any]]) -> Any:
    """Make a class of the region's that descends from one of the notebook's."""
    name, bases, namespace, named = statement
    cell = namespace.pop("__classcell__", None)  # which `super()` needs
    made = types.new_class(name, bases, named, lambda names: names.update(namespace))
    functions = [one for value in namespace.values() for one in _functions_of(value)]
    for function in functions:
        function.__globals__.setdefault(name, made)  # `super(Name, self)`
    for function in functions if cell is not None else []:
        for variable, inside in zip(
            function.__code__.co_freevars, function.__closure__ or (), strict=True
        ):
            if variable == "__class__":
                inside.cell_contents = made
    return made


def _functions_of(value: Any) -> list[Any]:
    """Return the functions of an attribute of a class."""
    names = ("__func__", "fget", "fset", "fdel", "__wrapped__")
    inner = [getattr(value, name, None) for name in names]
    found = [one for part in inner if part is not None for one in _functions_of(part)]
    return [value, *found] if isinstance(value, types.FunctionType) else found


def _plain(value: Any) -> Any:
    """Return what an object of a child class of data's holds, as data; None for any other."""
    return next((read(value) for kind, read in PLAIN.items() if isinstance(value, kind)), None)


def _is_named_alike(value: Any, kind: Any) -> bool:
    """Return whether a named tuple that came back from the grader is one of the notebook's."""
    fields = getattr(kind, "_fields", None)
    same = getattr(value, "_fields", ()) == fields
    return isinstance(value, tuple) and same and type(value).__name__ == kind.__name__


def _exit(manager: Any, kind: Any = None, arguments: tuple[Any, ...] = ()) -> Any:
    """Leave a block, with an exception of the region's if it ended in one."""
    error = None if kind is None else kind(*arguments)
    return type(manager).__exit__(manager, kind, error, None)


def _awaited(coroutine: Any) -> Any:
    """Run a coroutine to its end; in a thread of its own, as the kernel's has a loop that runs."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(contextvars.copy_context().run, asyncio.run, coroutine).result()


PLAIN: dict[type, Callable[[Any], Any]] = {  # whatever their methods say
    int: int.__int__,
    float: float.__float__,
    str: str.__str__,
    list: lambda value: list.__getitem__(value, slice(None)),
    tuple: lambda value: tuple.__getitem__(value, slice(None)),
    dict: dict.copy,
    set: lambda value: {*set.__iter__(value)},
    frozenset: lambda value: frozenset(frozenset.__iter__(value)),
}
ACTIONS: dict[str, Callable[..., Any]] = {
    "derive": _derived,
    "plain": _plain,
    "is plain function": lambda value: isinstance(value, types.FunctionType),
    "await": _awaited,
    "exit": _exit,
    "isinstance": lambda value, kind: isinstance(value, kind) or _is_named_alike(value, kind),
    "close figures": lambda: sys.modules["matplotlib.pyplot"].close("all"),
}
"""What a region asks for, beside what `autograder.judge.probes.objects` does."""
