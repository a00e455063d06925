"""Values as ordinary tests meet them: each of exactly the type it had at the other end.

`autograder.judge.wire` carries plain data and is enough for a probe. An ordinary assertion also
tells a tuple from a list, a set from a dictionary, 2 from 2.0, a NumPy scalar from a number, and
compares data frames. So each value is written as instructions for a stack: data push themselves,
`["tuple", 3]` takes three values off and pushes a tuple. The instructions are plain data of
`wire`, under its limits.

Like `wire`, this one file is both ends: the grader imports it, and its source is sent into the
student's kernel. Only values of exactly these types are written; of a subclass, whose methods
could be the student's, and of any other object the caller decides what is sent for it.
"""

from __future__ import annotations

import builtins
import collections
import datetime
import decimal
import fractions
import io
import math
import pathlib
import re
import struct
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

Foreign = Callable[[Any], Any]
DEPTH = 100  # of values within values; a linked list of tuples is deep
INSTRUCTIONS = 300_000  # of one value
BITS = 1_000_000  # of an integer
SMALL = 1024  # bits of an integer that JSON carries
UNLIKE = 1000  # keys that may have the same hash as others
LONGEST = 10_000_000  # items of a range: to add them up, which nothing interrupts, takes a second
EXPONENT = 10_000  # of a decimal number: it has as many digits as an integer
EMPTY = 100_000  # product of the other axes of an array without elements, which has no bytes
DTYPE = re.compile(r"[<>|=]?[cUSMm]\d{1,6}(\[\d{0,4}[A-Za-z]{1,2}\])?")
TYPES = [
    "int",
    "float",
    "complex",
    "bool",
    "str",
    "bytes",
    "bytearray",
    "list",
    "tuple",
    "dict",
    "set",
    "frozenset",
    "range",
    "object",
    "slice",
    "type",
]
OF_ITS_OWN = "own"  # what makes a missing value of a dictionary is no type of these
OTHERS: list[Callable[[Any, Any, int], bool]] = []
"""Write what is of a library (see `autograder.judge.libraries`)."""


NOTHING: Mapping[int, tuple[list[Any], int]] = MappingProxyType({})


class Part(NamedTuple):
    """Something that can change, and of how many parts it is, itself included."""

    value: Any
    parts: int


def same(one: list[Any], other: list[Any]) -> bool:
    """Return whether instructions are equal; they hold arrays, and NaN is like NaN."""
    return len(one) == len(other) and all(_alike(a, b) for a, b in zip(one, other, strict=True))


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return bool(one.shape == other.shape and one.tobytes() == other.tobytes())
    if isinstance(one, list) and isinstance(other, list):
        return same(one, other)
    return type(one) is type(other) and (one == other or (one != one and other != other))


class CarryError(ValueError):
    """Instructions that are not in the agreed form, or a value that is too large to write."""


def pack(
    value: object,
    foreign: Foreign,
    known: Mapping[int, tuple[list[Any], int]] = NOTHING,
    order: list[Part] | None = None,
) -> list[Any]:
    """Return the instructions that make a value.

    What is at several places of a value is one object at the other end, too.

    Args:
        value: any object.
        foreign: returns the instruction for an object that is not plain data.
        known: by id, the instruction for what the other end has, and of how many parts it is.
        order: is given what of the value can change, in the order in which it is made.

    Raises:
        CarryError: there would be more than `INSTRUCTIONS`.
    """
    writer = _Writer(foreign, known)
    writer.write(value, 0)
    if order is not None:
        order += writer.order
    return writer.out


class _Writer:
    def __init__(self, foreign: Foreign, known: Mapping[int, tuple[list[Any], int]]) -> None:
        self.out: list[Any] = []
        self.order: list[Part] = []
        self._foreign = foreign
        self._within: set[int] = set()
        self._known = known
        self._written: dict[int, tuple[list[Any], int]] = {}
        self._parts = 0
        self.array = _array

    def write(self, value: Any, depth: int) -> None:
        """Write one value."""
        self._parts += 1
        if self._parts > INSTRUCTIONS:
            raise CarryError("a value of too many parts")
        if id(value) in self._within or depth >= DEPTH:  # it holds itself, or is very deep
            self.out.append(self._foreign(value))
            return
        kind = type(value)
        atom = ATOMS.get(kind)
        if atom is not None:
            self.out.append(atom(value))
            return
        if there := self._written.get(id(value)) or self._known.get(id(value)):
            instruction, parts = there
            self._parts += parts
            self.out.append(instruction)
            return
        self._within.add(id(value))
        mark, made, parts = len(self.out), len(self.order), self._parts
        writes = WRITERS.get(kind, _Writer._other)
        if not writes(self, value, depth + 1):
            del self.out[mark:]
            for one in self.order[made:]:
                del self._written[id(one.value)]
            del self.order[made:]
            self.out.append(self._foreign(value))
        elif kind in CHANGING:
            self._written[id(value)] = ["again", len(self.order)], self._parts - parts
            self.order.append(Part(value, self._parts - parts))
        self._within.discard(id(value))

    def all(self, values: Iterable[Any], depth: int) -> int:
        """Write several values and return how many they are."""
        count = 0
        for value in values:
            self.write(value, depth)
            count += 1
        return count

    def _sequence(self, value: Any, depth: int) -> bool:
        self.out.append([type(value).__name__, self.all(value, depth)])
        return True

    def _set(self, value: Any, depth: int) -> bool:
        self.out.append([type(value).__name__, self.all(value, depth)])
        return all(_hashes(item) for item in value)

    def _queue(self, value: Any, depth: int) -> bool:
        self.out.append(["deque", value.maxlen, self.all(value, depth)])
        return value.maxlen is None or value.maxlen.bit_length() <= SMALL

    def _default(self, value: Any, depth: int) -> bool:
        made = value.default_factory
        known = next((name for name in TYPES if getattr(builtins, name) is made), "")
        if made is not None and not known:  # a function of the notebook's or of the region's
            self.write(made, depth)
            known = OF_ITS_OWN
        self.all((part for pair in value.items() for part in pair), depth)
        self.out.append(["defaultdict", known, len(value)])
        return all(_hashes(key) for key in value)

    def _pairs_of(self, value: Any, depth: int) -> bool:
        self.all((part for pair in value for part in pair), depth)
        self.out.append(["dict_items", len(value)])
        return all(_hashes(key) for key, _value in value)

    def _dictionary(self, value: Any, depth: int) -> bool:
        pairs = [part for pair in value.items() for part in pair]
        self.all(pairs, depth)
        self.out.append([type(value).__name__, len(value)])
        return all(_hashes(key) for key in value)

    def _array(self, value: Any, depth: int) -> bool:
        instruction = _array(value)
        if instruction is None and value.dtype.kind == "O":
            self.all(value.ravel().tolist(), depth)
            self.out.append(["objects", list(value.shape), value.size])
            return True
        if instruction is None:
            return any(writes(self, value, depth) for writes in OTHERS)
        self.out.append(instruction)
        return True

    def _range(self, value: Any, _depth: int) -> bool:
        parts = (value.start, value.stop, value.step)
        self.out.append(["range", *(f"{part:x}" for part in parts)])
        return _is_short(value)

    def _slice(self, value: Any, _depth: int) -> bool:
        parts = [value.start, value.stop, value.step]
        self.out.append(["slice", *parts])
        return all(one is None or (type(one) is int and abs(one) < 1 << SMALL) for one in parts)

    def _file(self, value: Any, depth: int) -> bool:
        if value.closed or value.tell() > len(value.getvalue()):
            return False
        self.all((value.getvalue(), value.tell()), depth)
        self.out.append([type(value).__name__])
        return True

    def _decimal(self, value: Any, _depth: int) -> bool:
        self.out.append(_spelled(value))
        return _is_moderate(value)

    def _rational(self, value: Any, depth: int) -> bool:
        self.all((value.numerator, value.denominator), depth)
        self.out.append(["Fraction"])
        return True

    def _other(self, value: Any, depth: int) -> bool:
        """Write what is known by its library, which need not be loaded; return whether it is."""
        kind = type(value)
        if issubclass(kind, np.generic) and kind is value.dtype.type:
            instruction = _array(np.asarray(value))
            self.out += [instruction, ["scalar"]]
            return instruction is not None
        if _is_known_type(value):
            self.out.append(["type", value.__name__])
            return True
        if value is type(None) or value is Ellipsis or value is NotImplemented:
            self.out.append(["constant", "NoneType" if kind is type else repr(value)])
            return True
        return any(writes(self, value, depth) for writes in OTHERS)


def _integer(value: int) -> Any:
    bits = value.bit_length()
    if bits > BITS:
        raise CarryError("an integer of too many digits")
    return value if bits <= SMALL else ["int", f"{value:x}"]


def _string(value: str) -> Any:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return ["text", np.frombuffer(value.encode("utf-8", "surrogatepass"), np.uint8)]
    return value


def _raw(value: bytes | bytearray) -> Any:
    return [type(value).__name__, np.frombuffer(bytes(value), np.uint8)]


def _spelled(value: Any) -> Any:
    return [type(value).__name__, str(value)]


def _dated(value: Any) -> Any:
    return (
        _spelled(value) if getattr(value, "tzinfo", None) is None else ["zone", value.isoformat()]
    )


def _array(value: Any) -> Any:
    """Return the instruction for an array; None for a dtype that is not plain data."""
    if value.dtype.kind in "biuf" and value.dtype.itemsize <= 8:
        return np.array(value)  # a copy: it may change before it is compared
    name = value.dtype.newbyteorder("<").str
    if not DTYPE.fullmatch(name):
        return None
    little = np.ascontiguousarray(value).astype(name, copy=False)
    return ["view", name, list(value.shape), np.frombuffer(little.tobytes(), np.uint8)]


def _is_short(value: range) -> bool:
    """Return whether a range can be gone through; a number of items may be too large for len()."""
    return not value[LONGEST:]


def _is_moderate(value: decimal.Decimal) -> bool:
    """Return whether a decimal number can be made an integer."""
    return not value.is_finite() or -EXPONENT <= value.adjusted() <= EXPONENT


def _hashes(value: Any) -> bool:
    """Return whether a value is plain and can be a key."""
    if type(value) in (tuple, frozenset):
        return all(map(_hashes, value))
    return (
        type(value) in KEYS
        or _is_known_type(value)
        or value is type(None)
        or (issubclass(type(value), np.generic) and type(value) is value.dtype.type)
    )


def _is_known_type(value: Any) -> bool:
    return type(value) is type and any(value is getattr(builtins, name) for name in TYPES)


ATOMS: dict[type, Callable[[Any], Any]] = {
    type(None): lambda value: value,
    bool: lambda value: value,
    float: lambda value: (
        value if value == value else ["nan", np.frombuffer(struct.pack("<d", value), np.uint8)]
    ),
    int: _integer,
    str: _string,
    bytes: _raw,
    bytearray: _raw,
    complex: lambda value: ["complex", value.real, value.imag],
    datetime.date: lambda value: ["date", value.isoformat()],
    datetime.datetime: _dated,
    datetime.time: _dated,
    datetime.timedelta: lambda value: ["timedelta", value.days, value.seconds, value.microseconds],
    pathlib.PurePosixPath: _spelled,
    pathlib.PosixPath: _spelled,
}
WRITERS: dict[type, Callable[[_Writer, Any, int], bool]] = {
    list: _Writer._sequence,
    tuple: _Writer._sequence,
    collections.deque: _Writer._queue,
    set: _Writer._set,
    frozenset: _Writer._set,
    dict: _Writer._dictionary,
    collections.OrderedDict: _Writer._dictionary,
    collections.Counter: _Writer._dictionary,
    collections.defaultdict: _Writer._default,
    type({}.keys()): _Writer._set,
    type({}.values()): _Writer._sequence,
    type({}.items()): _Writer._pairs_of,
    fractions.Fraction: _Writer._rational,
    io.StringIO: _Writer._file,
    io.BytesIO: _Writer._file,
    range: _Writer._range,
    slice: _Writer._slice,
    decimal.Decimal: _Writer._decimal,
    np.ndarray: _Writer._array,
}
CHANGING = {
    list,
    dict,
    set,
    collections.deque,
    collections.OrderedDict,
    collections.Counter,
    collections.defaultdict,
}
"""Where what is at two places shows, by a change."""
CHANGED = {kind.__name__ for kind in CHANGING}
KEYS = {kind for kind in ATOMS if kind is not bytearray}
KEYS |= {fractions.Fraction, range, decimal.Decimal}


def unpack(
    instructions: Any,
    foreign: Foreign,
    known: Callable[[Any, Any], Part] | None = None,
    order: list[Part] | None = None,
) -> Any:
    """Carry out instructions and return the value that they make.

    Args:
        instructions: what `pack` returned, as it came over the wire.
        foreign: returns the object for an instruction that is not of this module.
        known: returns what this end has, by two numbers; nothing: no such instruction is allowed.
        order: is given what of the value can change, in the order in which it was made.

    Raises:
        CarryError: they are not in the agreed form.
    """
    if type(instructions) is not list or len(instructions) > 2 * INSTRUCTIONS:
        raise CarryError("no instructions")
    reader = _Reader(foreign, known)
    for one in instructions:
        try:
            reader.take(one)
        except CarryError:
            raise
        except Exception as error:  # a forged one: of other arguments than `pack` writes
            raise CarryError(f"instruction {str(one)[:80]}: {error}") from None
    if len(reader.stack) != 1:
        raise CarryError("instructions that make no value, or several")
    if order is not None:
        order += [Part(value, parts) for value, _depth, parts in reader.made]
    return reader.stack[0][0]


class _Reader:
    def __init__(self, foreign: Foreign, known: Callable[[Any, Any], Part] | None) -> None:
        self.stack: list[tuple[Any, int, int]] = []  # each with its depth and its parts
        self.made: list[tuple[Any, int, int]] = []  # what can change
        self._foreign, self._known = foreign, known

    def take(self, one: Any) -> None:
        """Carry out one instruction."""
        if one is None or type(one) in (bool, int, float, str, np.ndarray):
            self.stack.append((one, 1, 1))
            return
        if type(one) is not list or not one or type(one[0]) is not str:
            raise CarryError("an instruction of an unknown kind")
        word, *rest = one
        if word in BUILDERS:
            count, build = BUILDERS[word]
            values, depth, parts = self._pop(count(rest) if callable(count) else count)
            self.stack.append((build(values, *rest), depth + 1, parts + 1))
            if word in CHANGED:
                self.made.append(self.stack[-1])
        elif word == "again":
            self.stack.append(self.made[rest[0]])
        elif word == "part" and self._known is not None:
            part = self._known(*rest)
            self.stack.append((part.value, 1, part.parts))
        elif word in MAKERS:
            self.stack.append((MAKERS[word](*rest), 1, 1))
        else:
            self.stack.append((self._foreign(one), 1, 1))

    def _pop(self, count: int) -> tuple[list[Any], int, int]:
        if type(count) is not int or not 0 <= count <= len(self.stack):
            raise CarryError("an instruction that takes more values than there are")
        taken = self.stack[len(self.stack) - count :]
        del self.stack[len(self.stack) - count :]
        depth = max((depth for _value, depth, _parts in taken), default=0)
        parts = sum(parts for _value, _depth, parts in taken)
        if depth > DEPTH + 5:
            raise CarryError("values nested too deep")
        if parts > 2 * INSTRUCTIONS:
            raise CarryError("a value of too many parts")
        return [value for value, _depth, _parts in taken], depth, parts


def _keys(values: list[Any]) -> list[Any]:
    """Return values that can be keys.

    Many of one hash, which a student can choose, would make a set of them take minutes.
    """
    if not all(map(_hashes, values)):
        raise CarryError("a key that is not plain")
    if len(values) - len({hash(value) for value in values}) > UNLIKE:
        raise CarryError("too many keys that are hard to tell apart")
    return values


def _pairs(values: list[Any]) -> Iterable[tuple[Any, Any]]:
    return zip(_keys(values[::2]), values[1::2], strict=True)


def _default(values: list[Any], factory: str, _count: int) -> Any:
    made = values.pop(0) if factory == OF_ITS_OWN else _type(factory) if factory else None
    return collections.defaultdict(made, _pairs(values))


def _objects(values: list[Any], shape: list[int], _count: int) -> Any:
    array = np.empty(len(values), dtype=object)
    for index, value in enumerate(values):
        array[index] = value
    return array.reshape(_shaped(shape))


def _shaped(shape: list[int]) -> list[int]:
    """Return a shape that an array may have; one without elements can be of any size."""
    if len(shape) > 12 or not all(type(size) is int and size >= 0 for size in shape):
        raise CarryError("an array of impossible shape")
    if 0 in shape and math.prod(size or 1 for size in shape) > EMPTY:
        raise CarryError("an empty array with too large a shape")
    return shape


def _fraction(values: list[Any]) -> fractions.Fraction:
    if not all(type(value) is int for value in values):  # a text may have a huge exponent
        raise CarryError("a fraction of no integers")
    return fractions.Fraction(*values)


def _opened(kind: Any, values: list[Any]) -> Any:
    text, place = values
    if not 0 <= place <= len(text):
        raise CarryError("a file beyond its end")
    made = kind(text)
    made.seek(place)
    return made


def _scalar(values: list[Any]) -> Any:
    if type(values[0]) is not np.ndarray or values[0].shape or values[0].dtype.kind == "O":
        raise CarryError("a scalar of no array")
    return values[0][()]


def _range(*parts: str) -> range:
    made = range(*map(_large, parts))
    if not _is_short(made):
        raise CarryError("a range of too many items")
    return made


def _decimal(text: str) -> decimal.Decimal:
    made = decimal.Decimal(str(text)[: BITS // 4])
    if not _is_moderate(made):
        raise CarryError("a decimal number of too large an exponent")
    return made


def _view(name: str, shape: list[int], raw: Any) -> Any:
    if not DTYPE.fullmatch(name) or not _is_bytes(raw):
        raise CarryError("an array of no known dtype")
    return np.frombuffer(raw.tobytes(), np.dtype(name)).copy().reshape(_shaped(shape))


def _is_bytes(raw: Any) -> bool:
    return type(raw) is np.ndarray and raw.dtype == np.uint8


def _bytes(raw: Any) -> bytes:
    if not _is_bytes(raw):
        raise CarryError("bytes that are not bytes")
    return bytes(raw.tobytes())


def _large(text: str) -> int:
    if len(text) > BITS // 4 + 2:
        raise CarryError("an integer of too many digits")
    return int(text, 16)


def _type(name: str) -> Any:
    if name not in TYPES:
        raise CarryError("a type of no known name")
    return getattr(builtins, name)


def _many(rest: list[Any]) -> int:
    return int(rest[-1])


def _twice(rest: list[Any]) -> int:
    return 2 * int(rest[-1])


BUILDERS: dict[str, tuple[Any, Callable[..., Any]]] = {
    "list": (_many, lambda values, _: values),
    "tuple": (_many, lambda values, _: tuple(values)),
    "deque": (_many, lambda values, most, _: collections.deque(values, most)),
    "set": (_many, lambda values, _: set(_keys(values))),
    "frozenset": (_many, lambda values, _: frozenset(_keys(values))),
    "dict": (_twice, lambda values, _: dict(_pairs(values))),
    "OrderedDict": (_twice, lambda values, _: collections.OrderedDict(_pairs(values))),
    "Counter": (_twice, lambda values, _: collections.Counter(dict(_pairs(values)))),
    "defaultdict": (lambda rest: _twice(rest) + (rest[0] == OF_ITS_OWN), _default),
    "dict_keys": (_many, lambda values, _: dict.fromkeys(_keys(values)).keys()),
    "dict_values": (_many, lambda values, _: dict(enumerate(values)).values()),
    "dict_items": (_twice, lambda values, _: dict(_pairs(values)).items()),
    "objects": (_many, _objects),
    "Fraction": (2, _fraction),
    "StringIO": (2, lambda values: _opened(io.StringIO, values)),
    "BytesIO": (2, lambda values: _opened(io.BytesIO, values)),
    "scalar": (1, _scalar),
}
"""How many values of the stack an instruction takes, and what makes one of them."""
MAKERS: dict[str, Callable[..., Any]] = {
    "int": _large,
    "nan": lambda raw: struct.unpack("<d", _bytes(raw))[0],
    "text": lambda raw: _bytes(raw).decode("utf-8", "surrogatepass"),
    "bytes": _bytes,
    "bytearray": lambda raw: bytearray(_bytes(raw)),
    "complex": lambda real, imaginary: complex(float(real), float(imaginary)),
    "range": _range,
    "slice": slice,
    "Decimal": _decimal,
    "date": datetime.date.fromisoformat,
    "datetime": datetime.datetime.fromisoformat,
    "zone": datetime.datetime.fromisoformat,
    "time": datetime.time.fromisoformat,
    "timedelta": lambda *parts: datetime.timedelta(*parts),
    "PurePosixPath": lambda text: pathlib.PurePosixPath(str(text)),
    "PosixPath": lambda text: pathlib.PosixPath(str(text)),
    "view": _view,
    "type": _type,
    "constant": lambda name: {
        "NoneType": type(None),
        "Ellipsis": ...,
        "NotImplemented": NotImplemented,
    }[name],
}
