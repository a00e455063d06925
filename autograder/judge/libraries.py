"""Named tuples, patterns, tensors and data frames where their libraries are loaded, for `carry`.

A data frame is written as its columns, and a column as its values and their index. Like
`autograder.judge.carry`, this file is both ends: its source is sent into the student's kernel.
"""

from __future__ import annotations

import array
import collections
import functools
import importlib
import re
import sys
import types
from contextvars import ContextVar
from typing import Any

import numpy as np

COLUMN = re.compile(
    r"object|str|string|category|boolean|U?Int(8|16|32|64)|Float(32|64)|period\[[A-Za-z0-9-]{1,20}\]"
    r"|interval\[[a-z0-9]{1,20}(\[(s|ms|us|ns)\])?, (left|right|both|neither)\]"
)
"""Types of columns that are written value by value."""
ZONED = re.compile(r"datetime64\[(s|ms|us|ns), ([\w/+:-]{1,40})\]")
"""Types of columns of times with a zone, which are written as times in UTC."""
SPARSE = re.compile(r"Sparse\[(bool|u?int\d{1,2}|float\d{2}), [\w.+-]{1,20}\]")
KEPT: list[Any] = []  # in the kernel, what keeps a tensor that has a graph and returns its number
joins: ContextVar[Any] = ContextVar("joins")  # in the grader, what gives it one again
NUMBERS = frozenset("bBhHiIlLqQfd")  # of the module array
NAMED = re.compile(r"[A-Za-z]\w{0,99}")
NAMELESS = collections.namedtuple("NAMELESS", ())
"""It has what every named tuple has."""


def register(carry: Any) -> None:
    """Let `carry` write and make what is described here."""
    carry.OTHERS[:] = [
        *(_write_named, _write_pattern, _write_masked, _write_tensor, _write_table),
        *(_write_tracked, _write_view),
    ]
    carry.BUILDERS.update(BUILDERS)


def _loaded(name: str, attribute: str) -> Any:
    """Return a library if it is loaded, whole: else no object can be one of its own."""
    module = sys.modules.get(name)
    return module if hasattr(module, attribute) else None


def _write_named(writer: Any, value: Any, depth: int) -> bool:
    """Write a tuple with names; return whether it is one, and has nothing of the student's own."""
    kind = type(value)
    fields = getattr(kind, "_fields", None)
    if type(fields) is not tuple or kind.__mro__ != (kind, tuple, object) or type(kind) is not type:
        return False
    if not all(type(name) is str and NAMED.fullmatch(name) for name in fields):
        return False
    if not vars(kind).keys() <= {*vars(NAMELESS), "__orig_bases__", "__annotations__", *fields}:
        return False
    writer.out.append(["named", kind.__name__, list(fields), writer.all(value, depth)])
    return True


def _write_pattern(writer: Any, value: Any, depth: int) -> bool:
    """Write a compiled regular expression; return whether it is one."""
    if type(value) is not re.Pattern:
        return False
    writer.all([value.pattern], depth)
    writer.out.append(["pattern", value.flags])
    return True


def _write_tracked(writer: Any, value: Any, depth: int) -> bool:
    """Write what `tf.Module` makes of a list, a tuple or a dictionary; return whether it is one."""
    if not type(value).__module__.startswith("tensorflow.python.trackable."):
        return False
    plain: Any = getattr(value, "_storage", getattr(value, "__wrapped__", None))
    if type(plain) not in (list, tuple, dict):
        return False
    pairs = type(plain) is dict
    writer.all([part for pair in plain.items() for part in pair] if pairs else plain, depth)
    writer.out.append([type(plain).__name__, len(plain)])
    return True


def _write_view(writer: Any, value: Any, depth: int) -> bool:
    """Write what shows data that something else holds; return whether it is of that kind."""
    kind = type(value)
    if kind is types.MappingProxyType:
        writer.write(dict(value), depth)
        writer.out.append(["mappingproxy"])
    elif kind is collections.ChainMap:
        writer.out.append(["ChainMap", writer.all(value.maps, depth)])
    elif kind is array.array and value.typecode in NUMBERS:
        writer.write(value.tobytes(), depth)
        writer.out.append(["numbers", value.typecode])
    elif kind is memoryview and value.format == "B" and value.ndim == 1:
        writer.write(value.tobytes(), depth)
        writer.out.append(["memoryview"])
    else:
        return False
    return True


def _write_masked(writer: Any, value: Any, depth: int) -> bool:
    """Write an array of which some values are masked, as the points of a plot are."""
    if type(value) is not np.ma.MaskedArray or value.dtype.kind not in "biuf":
        return False
    writer.all((value.data.view(np.ndarray), np.ma.getmaskarray(value).copy()), depth)
    writer.out.append(["masked"])
    return True


def _write_tensor(writer: Any, value: Any, depth: int) -> bool:
    """Write a tensor; return whether it is one, of a type that NumPy knows."""
    kind = type(value)
    torch = _loaded("torch", "nn")
    if torch is not None and kind in (torch.Tensor, torch.nn.Parameter):
        return _write_torch(torch, writer, value, depth)
    if not kind.__module__.startswith("tensorflow.") or _loaded("tensorflow", "Variable") is None:
        return False
    if kind.__name__ not in ("EagerTensor", "ResourceVariable"):
        return False
    writer.out.append(writer.array(np.asarray(value)))
    writer.out.append(["tensorflow", kind.__name__ == "ResourceVariable"])
    return writer.out[-2] is not None


def _write_torch(torch: Any, writer: Any, value: Any, depth: int) -> bool:
    if value.layout is not torch.strided or value.is_quantized:
        return False
    plain = value.detach().cpu().resolve_conj().resolve_neg()
    word = "parameter" if type(value) is torch.nn.Parameter else "torch"
    if plain.dtype is torch.bfloat16:
        plain, word = plain.float(), "bfloat16"
    writer.write(value.grad if value.is_leaf else None, depth)
    writer.out.append(writer.array(plain.numpy()))
    writer.out.append([word, bool(value.requires_grad)])
    kept = writer.out[-2] is not None
    if KEPT and kept and value.grad_fn is not None:
        writer.out.append(["graph", KEPT[0](value)])
    return kept


def _write_table(writer: Any, value: Any, depth: int) -> bool:
    """Write a frame, a column, an index or a value that is missing; return whether it is one."""
    pandas = _loaded("pandas", "DataFrame")
    if pandas is None:
        return False
    kind = type(value)
    if value is pandas.NA or value is pandas.NaT:
        writer.out.append(["missing", "NA" if value is pandas.NA else "NaT"])
    elif kind is pandas.Timestamp and value.tz is None:
        writer.out += [writer.array(np.asarray(value.to_datetime64())), ["Timestamp"]]
    elif kind is pandas.Timedelta:
        writer.out += [writer.array(np.asarray(value.to_timedelta64())), ["Timedelta"]]
    elif kind is pandas.Period:
        writer.all((value.ordinal, value.freqstr), depth)
        writer.out.append(["Period"])
    elif kind is pandas.Interval:
        writer.all((value.left, value.right, value.closed), depth)
        writer.out.append(["Interval"])
    elif kind is pandas.DataFrame:
        columns = [value.iloc[:, i].reset_index(drop=True) for i in range(value.shape[1])]
        writer.all((value.index, value.columns, *columns), depth)
        writer.out.append(["DataFrame", value.shape[1]])
    elif kind is pandas.Series:
        writer.all((value.name, value.index), depth)
        return _write_column(writer, value, depth, "Series")
    elif kind is pandas.RangeIndex:
        writer.all((value.name, range(value.start, value.stop, value.step)), depth)
        writer.out.append(["RangeIndex"])
    elif kind is pandas.MultiIndex:
        writer.all((list(value.names), value.tolist()), depth)
        writer.out.append(["MultiIndex"])
    elif kind is pandas.DatetimeIndex and value.tz is None:
        writer.all((value.name, value.freqstr, value.to_numpy().copy()), depth)
        writer.out.append(["DatetimeIndex"])
    elif kind in (
        *(pandas.Index, pandas.CategoricalIndex, pandas.PeriodIndex, pandas.IntervalIndex),
        *(pandas.TimedeltaIndex, pandas.DatetimeIndex),  # of times with a zone, by now
    ):
        writer.write(value.name, depth)
        return _write_column(writer, value, depth, "Index")
    else:
        return False
    return True


def _write_column(writer: Any, value: Any, depth: int, word: str) -> bool:
    dtype = str(value.dtype)
    if isinstance(value.dtype, np.dtype) and value.dtype.kind != "O":
        writer.write(np.array(value.to_numpy()), depth)
    elif ZONED.fullmatch(dtype):
        writer.write(value.array.tz_convert("UTC").tz_localize(None).to_numpy().copy(), depth)
    elif SPARSE.fullmatch(dtype):
        writer.write(np.array(value.array.to_dense()), depth)
    elif COLUMN.fullmatch(dtype):
        if dtype == "category":
            writer.all((list(value.array.categories), bool(value.array.ordered)), depth)
        writer.write(list(value.astype(object)), depth)
    else:
        return False
    writer.out.append([word, dtype])
    return True


def _named(values: list[Any], name: str, fields: list[str], _count: int) -> Any:
    if not all(NAMED.fullmatch(one) for one in (name, *fields)):
        raise ValueError("a named tuple without names")
    return _named_class(name, tuple(fields))(*values)


def _pattern(values: list[Any], flags: int) -> Any:
    try:
        return re.compile(values[0], flags & ~re.DEBUG)  # which prints
    except re.error as error:
        raise ValueError("a pattern that is none") from error


@functools.lru_cache(maxsize=100)
def _named_class(name: str, fields: tuple[str, ...]) -> Any:
    """Return a class of tuples: the same one for all of its kind, as it is in the notebook."""
    return collections.namedtuple(name, fields)


def _masked(values: list[Any]) -> Any:
    data, mask = map(_plain, values)
    if mask.dtype != bool or mask.shape != data.shape:
        raise ValueError("a mask of another shape")
    return np.ma.MaskedArray(data, mask if mask.any() else np.ma.nomask)


def _tensor(values: list[Any], requires_grad: bool, word: str = "torch") -> Any:
    torch = importlib.import_module("torch")
    grad, array = values
    made = torch.from_numpy(np.array(_plain(array)))
    if word == "bfloat16":
        made = made.to(torch.bfloat16)
    if word == "parameter":
        made = torch.nn.Parameter(made, requires_grad=bool(requires_grad))
    elif requires_grad:
        made.requires_grad_(True)
    if type(grad) is torch.Tensor and made.requires_grad and grad.shape == made.shape:
        made.grad = grad
    return made


def _tensorflow(values: list[Any], variable: bool) -> Any:
    tensorflow = importlib.import_module("tensorflow")
    return (tensorflow.Variable if variable else tensorflow.constant)(_plain(values[0]))


def _plain(values: Any) -> Any:
    """Return an array, whose size has been checked: libraries make one of anything."""
    if type(values) is not np.ndarray or values.dtype.kind == "O":
        raise ValueError("no array")
    return values


def _dictionary(value: Any) -> Any:
    if type(value) is not dict:
        raise ValueError("no dictionary")
    return value


def _bytes(value: Any) -> Any:
    if type(value) is not bytes:
        raise ValueError("no bytes")
    return value


def _numbers(values: list[Any], code: str) -> Any:
    if code not in NUMBERS:
        raise ValueError("numbers of no known type")
    return array.array(code, _bytes(values[0]))


def _pandas() -> Any:
    return importlib.import_module("pandas")


def _frame(values: list[Any], _count: int) -> Any:
    index, columns, *parts = values
    pandas = _pandas()
    if not all(isinstance(one, pandas.Index) for one in (index, columns)):
        raise ValueError("a frame without an index")
    if not all(type(one) is pandas.Series and len(one) == len(index) for one in parts):
        raise ValueError("a frame of columns of other lengths")
    made = pandas.DataFrame(dict(enumerate(parts)), index=range(len(index)))
    made.index, made.columns = index, columns
    return made


def _values(values: list[Any], dtype: str) -> Any:
    if type(values[-1]) is np.ndarray and values[-1].ndim == 1:
        return _made_of(values[-1], dtype)
    if type(values[-1]) is not list:
        raise ValueError("a column of no values")
    if not COLUMN.fullmatch(dtype):
        raise ValueError("a column of no known type")
    if dtype == "category":
        return _pandas().Categorical(values[-1], categories=values[-3], ordered=values[-2])
    if dtype == "object":
        made = np.empty(len(values[-1]), dtype=object)
        for index, value in enumerate(values[-1]):  # a list stays one value
            made[index] = value
        return made
    return _pandas().array(values[-1], dtype=dtype)


def _made_of(array: Any, dtype: str) -> Any:
    """Return a column of an array, with the zone of its times, or sparse, as its type says."""
    if SPARSE.fullmatch(dtype):
        return _pandas().arrays.SparseArray(_plain(array))
    zoned = ZONED.fullmatch(dtype)
    if not zoned:
        return array
    if array.dtype.kind != "M":
        raise ValueError("a column of no times")
    try:
        return _pandas().array(array).tz_localize("UTC").tz_convert(zoned[2])
    except (LookupError, OverflowError, TypeError) as error:
        raise ValueError("a zone that is none") from error


def _series(values: list[Any], dtype: str) -> Any:
    column = _values(values, dtype)
    if len(column) != len(values[1]):
        raise ValueError("a column of another length than its index")
    return _pandas().Series(column, index=values[1], name=values[0])


def _index(values: list[Any], dtype: str) -> Any:
    return _pandas().Index(_values(values, dtype), name=values[0])


def _missing(_values: list[Any], name: str) -> Any:
    return {"NA": _pandas().NA, "NaT": _pandas().NaT}[name]


def _period(values: list[Any]) -> Any:
    ordinal, frequency = values
    if type(ordinal) is not int or type(frequency) is not str:
        raise ValueError("no period")
    return _pandas().Period(ordinal=ordinal, freq=frequency)


def _interval(values: list[Any]) -> Any:
    left, right, closed = values
    pandas = _pandas()
    numbers = (int, float, np.int64, np.float64, pandas.Timestamp, pandas.Timedelta)
    if type(left) not in numbers or type(right) not in numbers:
        raise ValueError("an interval of no numbers")
    return pandas.Interval(left, right, closed)


def _of_category(rest: list[Any]) -> int:
    return 2 if rest == ["category"] else 0


BUILDERS: dict[str, tuple[Any, Any]] = {
    "mappingproxy": (1, lambda values: types.MappingProxyType(_dictionary(values[0]))),
    "ChainMap": (lambda rest: rest[0], lambda v, _n: collections.ChainMap(*map(_dictionary, v))),
    "numbers": (1, _numbers),
    "memoryview": (1, lambda values: memoryview(_bytes(values[0]))),
    "named": (lambda rest: rest[-1], _named),
    "pattern": (1, _pattern),
    "masked": (2, _masked),
    "torch": (2, _tensor),
    "parameter": (2, lambda values, grad: _tensor(values, grad, "parameter")),
    "bfloat16": (2, lambda values, grad: _tensor(values, grad, "bfloat16")),
    "graph": (1, lambda values, number: joins.get()(values[0], number)),
    "tensorflow": (1, _tensorflow),
    "DataFrame": (lambda rest: rest[0] + 2, _frame),
    "Series": (lambda rest: 3 + _of_category(rest), _series),
    "Index": (lambda rest: 2 + _of_category(rest), _index),
    "RangeIndex": (2, lambda values: _pandas().RangeIndex(values[1], name=values[0])),
    "MultiIndex": (2, lambda v: _pandas().MultiIndex.from_tuples(v[1], names=v[0])),
    "DatetimeIndex": (3, lambda v: _pandas().DatetimeIndex(v[2], freq=v[1], name=v[0])),
    "Timedelta": (1, lambda values: _pandas().Timedelta(values[0][()])),
    "Timestamp": (1, lambda values: _pandas().Timestamp(values[0][()])),
    "Period": (2, _period),
    "Interval": (3, _interval),
    "missing": (0, _missing),
}
"""How many values of the stack an instruction takes, and what makes one of them."""
