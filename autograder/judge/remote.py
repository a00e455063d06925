"""Remote objects: a student's functions, classes and instances, held from the grader's process.

An ordinary test calls them, takes attributes, items and lengths, and goes through them. Each of
these happens in the student's kernel, and what comes of it arrives as a plain value of the
grader's own (see `autograder.judge.carry`), or as another remote object. Nothing that the student
defines decides what is true of data: a remote object equals no data, and what would hand the
grader's expected values to a student's operator is refused.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator
from types import MethodType
from typing import Any, NoReturn

import numpy as np

from autograder.i18n import _
from autograder.judge.derived import parent
from autograder.judge.described import Described, Later, is_raised_here
from autograder.judge.foreign import DATA, loaded, resembled


class Remote:
    """A student's object. It has no data of its own: all that it is asked, the kernel answers."""

    __slots__ = ("_Remote__described", "__weakref__")
    __array_ufunc__ = None  # NumPy leaves its operators to this class

    def __init__(self, described: Described) -> None:
        object.__setattr__(self, "_Remote__described", described)

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        """The library's class that it is an object of, such as `nn.Module`; never one of data."""
        described = of(self)
        if described.kind != "instance":
            return type(self)
        if described.resembles is None:
            line = described.notebook.ask("type", self)
            described.resembles = resembled(line) or Remote
        return described.resembles

    def __mro_entries__(self, _bases: object) -> tuple[type, ...]:
        """Let a class of the region's descend from it; the class is made where this one is."""
        return (parent(of(self).notebook.derive),)

    def __array__(self, *_args: object, **_named: object) -> NoReturn:
        """Refuse to be an array: NumPy's functions would compare it."""
        of(self).refuse(_("an array"))

    def __call__(self, *values: Any, **named: Any) -> Any:
        """Call it where it is."""
        if (owner := of(self).compares) is not None:
            for value in (*values, *named.values()):
                if kind := _kind_of_data(value):
                    of(owner).refuse(kind)
        of(self).notebook.calls += 1
        made = _ask("call", self, *values, **named)
        if of(self).kind == "class" and (known := description(made)):
            known.made = known.class_ == of(self).number
        return made

    def __getattribute__(self, name: str) -> Any:
        if name in OURS:
            return object.__getattribute__(self, name)
        if name in PROTOCOLS or name.startswith("__array"):
            raise AttributeError(name)
        value = _ask("attribute", self, name)
        known = of(self)
        if name in COMPARING and known.kind == "instance" and is_remote(value):
            of(value).compares = None if known.notebook.takes_part(known) else self
        return value

    def __setattr__(self, name: str, value: Any) -> None:
        _ask("set attribute", self, name, value)

    def __delattr__(self, name: str) -> None:
        _ask("delete attribute", self, name)

    def __iter__(self) -> Iterator[Any]:
        return _items_of(self, _ask("iter", self))

    def __next__(self) -> Any:
        described = of(self)
        if not described.buffer:
            described.notebook.fill(self, 1)
        item = described.buffer.popleft()
        if type(item) is Later:
            raise item.error
        return item

    def __contains__(self, item: Any) -> bool:
        described = of(self)
        if description(item) or described.notebook.takes_part(described):
            return bool(_ask("contains", self, item))
        return any(one is item or one == item for one in self)

    def __bool__(self) -> bool:
        described = of(self)
        if described.mixed:
            of(self).refuse(_("a truth value"))
        if described.kind != "instance":
            return True
        return bool(_exactly(self, "truth", bool))

    def __len__(self) -> int:
        length = int(_exactly(self, "len", int))
        of(self).says(length)
        return length

    def __hash__(self) -> int:
        return int(_exactly(self, "hash", int))

    def __str__(self) -> str:
        return str(_exactly(self, "str", str))

    def __repr__(self) -> str:
        return str(_exactly(self, "repr", str))

    def __format__(self, form: str) -> str:
        return str(_exactly(self, "format", str, form))

    def __copy__(self) -> Any:
        return of(self).notebook.ask("copy", self)

    def __deepcopy__(self, _memo: Any) -> Any:
        return of(self).notebook.ask("deepcopy", self)

    def __dir__(self) -> Any:
        return _ask("dir", self)

    def __int__(self) -> int:
        return int(_exactly(self, "int", int))

    def __float__(self) -> float:
        return float(_exactly(self, "float", float))

    def __complex__(self) -> complex:
        return complex(_exactly(self, "complex", complex))

    def __bytes__(self) -> bytes:
        return bytes(_exactly(self, "bytes", bytes))

    def __index__(self) -> int:
        return int(_exactly(self, "index", int))

    def __enter__(self) -> Any:
        return _ask("enter", self)

    def __exit__(self, kind: Any, error: Any, trace: Any) -> bool:
        """Say how the block ended.

        That an exception is to be forgotten is believed where the region raises it with `raise`: it
        asks for that. Any other may be due to the student's code, and what comes after it in the
        block would not be asked.
        """
        if isinstance(error, AssertionError):
            _ask("exit", self, AssertionError)  # its text holds what was expected
        elif isinstance(error, Exception):
            forgotten = _ask("exit", self, kind, error.args)
            return forgotten is True and is_raised_here(trace)
        elif error is None:
            _ask("exit", self)
        return False

    def __instancecheck__(self, instance: Any) -> bool:
        return bool(_ask("isinstance", instance, self) is True)

    def __subclasscheck__(self, subclass: Any) -> bool:
        return bool(_ask("issubclass", subclass, self) is True)

    def __eq__(self, other: object) -> Any:
        return _compared(self, "eq", other, False)

    def __ne__(self, other: object) -> Any:
        return _compared(self, "ne", other, True)


class Function(Remote):
    """A student's function: what can be iterated, libraries take for a list of functions."""

    __slots__ = ()
    __iter__ = __next__ = __len__ = __contains__ = __getitem__ = None  # type: ignore[assignment]

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        """Be a method of a class of the region's, such as one that a student's code decorates."""
        if instance is None or not _ask("is plain function", self):
            return self
        return MethodType(self, instance)


class Coroutine(Remote):
    """What calling an `async def` of a student's makes; awaited, it runs to its end where it is."""

    __slots__ = ()

    def __getattribute__(self, name: str) -> Any:
        if name in ("send", "throw", "close", "__await__"):
            return object.__getattribute__(self, name)
        return super().__getattribute__(name)

    def __await__(self) -> Coroutine:
        return self

    def __next__(self) -> NoReturn:
        self.send(None)

    def send(self, _value: object) -> NoReturn:
        """Run it (asyncio calls this).

        Raises:
            StopIteration: always, with what it returns.
        """
        raise StopIteration(_ask("await", self))

    def throw(self, error: BaseException) -> NoReturn:
        """Raise an exception in it: it has not begun, so that nothing in it can catch one."""
        raise error

    def close(self) -> None:
        """Let it never run."""
        _ask("attribute", self, "close")()


KINDS: dict[str, type[Remote]] = {"function": Function, "coroutine": Coroutine}
"""Classes of remote objects of which some methods must be missing, or there; others are Remote."""
REMOTES = frozenset([Remote, *KINDS.values()])
Remote.__module__ = "notebook"  # messages of libraries name it, and feedback shows them
OURS = frozenset(
    ["__class__", "__array__", "__array_ufunc__", "__copy__", "__deepcopy__", "__mro_entries__"]
)
COMPARING = frozenset(
    [
        *("equals", "equal", "allclose", "isclose", "eq", "ne", "compare"),
        *("startswith", "endswith", "issubset", "issuperset", "isdisjoint", "symmetric_difference"),
        *("difference", "intersection", "isin", "sub", "subtract"),
    ]
)
"""Methods of data that say whether other data is the same; what is not data may say anything."""
PROTOCOLS = frozenset(["__torch_function__", "__dataframe__", "__jax_array__", "__len_hint__"])
"""What libraries ask of whatever they are handed, to leave the answer to it."""


def of(remote: Remote) -> Described:
    """Return what is known of a remote object."""
    described: Described = object.__getattribute__(remote, "_Remote__described")
    return described


def description(value: Any) -> Described | None:
    """Return what is known of a value if it is a remote object, whatever it says that it is."""
    return of(value) if is_remote(value) else None


def is_remote(value: Any) -> bool:
    """Return whether a value is a remote object, whatever it says that it is."""
    return type(value) in REMOTES


def described(value: Any) -> str:
    """Return what a remote object is, for the feedback; empty for any other value."""
    known = description(value)
    return known.text if known else ""


def number_of(value: Any) -> int | None:
    """Return the number under which the kernel keeps a remote object."""
    known = description(value)
    return known.number if known else None


def _ask(action: str, remote: Remote, *values: Any, **named: Any) -> Any:
    return of(remote).notebook.ask(action, remote, *values, **named)


def _exactly(remote: Remote, action: str, kind: type, *values: Any) -> Any:
    """Ask for a value of exactly this type, which Python itself demands of such a method."""
    if of(remote).mixed and action in ("int", "float", "complex", "index", "truth"):
        of(remote).refuse(_("a number"))
    value = _ask(action, remote, *values)
    if type(value) is not kind:
        raise TypeError(f"{action}() returned {type(value).__name__}, not {kind.__name__}")
    return value


def iterated(value: Any, *sentinel: Any) -> Any:
    """Do as `iter` does: an object that is its own iterator is the same one."""
    if sentinel or not is_remote(value):
        return iter(value, *sentinel)
    iterator = _ask("iter", value)
    return value if iterator is value else _items_of(value, iterator)


def _items_of(remote: Remote, iterator: Any) -> Iterator[Any]:
    if not is_remote(iterator):
        return iter(iterator)
    return _counted(remote, of(remote).notebook.items(iterator))


def _counted(remote: Remote, items: Iterator[Any]) -> Iterator[Any]:
    count = 0
    for count, item in enumerate(items, start=1):
        of(remote).had(count)
        yield item
    of(remote).had(count, all_=True)


def _kind_of_data(value: Any) -> str:
    """Return what a value is that only data of its own kind is compared with."""
    module, name = type(value).__module__.split(".")[0], type(value).__name__
    data = module in ("numpy", "pandas", "torch", "tensorflow", "jax") or type(value) in (
        str,
        set,
        list,
    )
    return _("data such as a {kind}").format(kind=name) if data and not is_remote(value) else ""


def _compared(remote: Remote, action: str, other: object, unlike: bool) -> Any:
    """Compare two remote objects where they are; with data, say that they are not the same."""
    if description(other) or is_set_of_remotes(other):
        return _ask(action, remote, other)
    if (plain := plain_of(remote, other)) is not None:
        return getattr(operator, action)(plain, other)
    known = of(remote)
    if is_one(remote, other):
        return not unlike
    if other is not None:
        known.notebook.unlike = known.text
    return unlike


def is_one(one: Any, other: Any) -> bool:
    """Return whether two are the same object, as `is` says, or what a library has under its name.

    The student's `math.gcd` is the grader's, to compare them; an object that only says so is not
    believed by the kernel's end, and gains no more than by the function itself.
    """
    if one is other:
        return True
    pairs = ((description(one), other), (description(other), one))
    return any(
        known is not None and not is_remote(value) and _is_of_library(known, value)
        for known, value in pairs
    )


def _is_of_library(known: Described, value: Any) -> bool:
    named = known.kind in ("function", "class", "exception") and known.origin
    return bool(named) and loaded(known.origin) is value


def is_set_of_remotes(value: Any) -> bool:
    """Return whether a value is a set of the student's own objects, which their code compares."""
    return type(value) in (set, frozenset) and bool(value) and all(map(is_remote, value))


def plain_of(remote: Remote, other: object) -> Any:
    """Return what an object of a number's, a text's or a list's child class holds as one of these.

    So a member of an `IntEnum` is compared with a number: by what it is, not by what its class says
    that it equals. None for any other object, and for one that has seen the grader's data.
    """
    known = of(remote)
    if known.mixed or known.kind != "instance" or not isinstance(other, (*DATA, np.generic)):
        return None
    if known.plain is not None:  # asked anew, it could be another one
        return known.plain
    value = known.notebook.ask("plain", remote)
    if type(value) not in DATA:
        return None
    if type(value).__hash__ is not None:  # it cannot change
        known.plain = value
    return value


for _name, _action in (("getitem", "item"), ("setitem", "set item"), ("delitem", "delete item")):
    setattr(Remote, f"__{_name}__", lambda self, *values, _a=_action: _ask(_a, self, *values))
