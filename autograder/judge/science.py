"""Data types, structured arrays, sparse matrices and members of enumerations, for `carry`.

Like `autograder.judge.carry`, this file is both ends: its source is sent into the student's kernel.
"""

from __future__ import annotations

import enum
import importlib
import re
import sys
from typing import Any

import numpy as np

ENUMERATIONS = ("calendar", "http", "inspect", "re", "uuid")
"""Modules whose members of enumerations come by name; none acts when it is imported."""
DTYPE = re.compile(r"[<>|=]?[biufcOUSMm?]\d{0,6}(\[\d{0,4}[A-Za-z]{1,2}\])?")
WIDEST = 10_000_000  # rows and columns of a sparse matrix: each takes some bytes
SPARSE = re.compile(r"(csr|csc|coo)_(matrix|array)")
"""Others may take very much more memory than their numbers."""


def register(carry: Any) -> None:
    """Let `carry` write and make what is described here."""
    carry.OTHERS += [_write_dtype, _write_structured, _write_matrix, _write_sparse, _write_member]
    carry.BUILDERS.update(BUILDERS)


def _write_dtype(writer: Any, value: Any, depth: int) -> bool:
    """Write the type of an array's elements; return whether it is one."""
    torch = sys.modules.get("torch")  # which need not be there
    if type(value) is getattr(torch, "dtype", None):
        writer.out.append(["torch dtype", str(value).rpartition(".")[2]])
        return True
    if not issubclass(type(value), np.dtype) or value.subdtype is not None:
        return False
    if value.names is None:
        writer.out.append(["dtype", value.str])
        return bool(DTYPE.fullmatch(value.str))
    if not _is_packed(value):
        return False
    writer.all((value[name] for name in value.names), depth)
    writer.out.append(["fields", list(value.names)])
    return True


def _is_packed(dtype: Any) -> bool:
    """Return whether a structured type is what its names and types alone make."""
    return bool(dtype == np.dtype([(name, dtype[name]) for name in dtype.names]))


def _write_structured(writer: Any, value: Any, depth: int) -> bool:
    """Write an array or an element whose parts have names; return whether it is one."""
    scalar = type(value) is np.void
    if not (scalar or type(value) is np.ndarray) or not value.dtype.names:
        return False
    if not _is_packed(value.dtype):
        return False
    array = np.asarray(value)
    writer.all((np.array(array[name]) for name in value.dtype.names), depth)
    writer.out.append(["structured", list(value.dtype.names), list(array.shape)])
    if scalar:
        writer.out.append(["scalar"])
    return True


def _write_matrix(writer: Any, value: Any, depth: int) -> bool:
    """Write one of NumPy's matrices, such as the sums of a sparse one have."""
    if type(value) is not np.matrix or value.dtype.kind not in "biuf":
        return False
    writer.write(np.array(value), depth)
    writer.out.append(["matrix"])
    return True


def _write_sparse(writer: Any, value: Any, depth: int) -> bool:
    """Write one of SciPy's sparse matrices or arrays of two axes; return whether it is one."""
    kind = type(value)
    if not kind.__module__.startswith("scipy.sparse") or not SPARSE.fullmatch(kind.__name__):
        return False
    if value.ndim != 2 or sum(value.shape) > WIDEST:
        return False
    found = value.tocoo()
    writer.all((np.array(found.data), np.array(found.row), np.array(found.col)), depth)
    writer.out.append(["sparse", kind.__name__, *map(int, value.shape)])
    return True


def _write_member(writer: Any, value: Any, _depth: int) -> bool:
    """Write a member of one of Python's own enumerations; return whether it is one."""
    kind = type(value)
    if not isinstance(kind, enum.EnumMeta) or kind.__module__ not in ENUMERATIONS:
        return False
    there = getattr(sys.modules[kind.__module__], kind.__name__, None)
    name = getattr(value, "name", None)
    if there is not kind or kind.__members__.get(str(name)) is not value:
        return False
    writer.out.append(["member", kind.__module__, kind.__name__, name])
    return True


def _dtype(_values: list[Any], name: str) -> Any:
    if not DTYPE.fullmatch(name):
        raise ValueError("no type of elements")
    return np.dtype(name)


def _fields(values: list[Any], names: list[str]) -> Any:
    if not all(isinstance(one, np.dtype) for one in values):
        raise ValueError("fields of no type")
    return np.dtype([(str(name), one) for name, one in zip(names, values, strict=True)])


def _torch_dtype(_values: list[Any], name: str) -> Any:
    torch = importlib.import_module("torch")
    found = getattr(torch, name)
    if type(found) is not torch.dtype:
        raise ValueError("no type of elements")
    return found


def _structured(values: list[Any], names: list[str], shape: list[int]) -> Any:
    parts = [one if type(one) is np.ndarray else np.asarray(one) for one in values]
    if not parts or any(list(one.shape) != shape for one in parts):
        raise ValueError("parts of another shape")
    fields = [(str(name), one.dtype) for name, one in zip(names, parts, strict=True)]
    made = np.empty(shape, np.dtype(fields))
    for name, one in zip(names, parts, strict=True):
        made[name] = one
    return made


def _matrix(values: list[Any]) -> Any:
    if type(values[0]) is not np.ndarray or values[0].ndim != 2:
        raise ValueError("no matrix")
    return np.asmatrix(values[0])


def _sparse(values: list[Any], name: str, rows: int, columns: int) -> Any:
    if not SPARSE.fullmatch(name) or not 0 <= rows + columns <= WIDEST:
        raise ValueError("no sparse matrix")
    data, row, column = values
    arrays = all(type(one) is np.ndarray and one.ndim == 1 for one in values)
    if not arrays or not (len(data) == len(row) == len(column)) or data.dtype.kind not in "biuf":
        raise ValueError("a sparse matrix of no numbers")
    sparse = importlib.import_module("scipy.sparse")
    kind, word = name.split("_")
    made = getattr(sparse, f"coo_{word}")((data, (row, column)), shape=(rows, columns))
    return made.asformat(kind)


def _member(_values: list[Any], module: str, kind: str, name: str) -> Any:
    if module not in ENUMERATIONS:
        raise ValueError("an enumeration that does not come by name")
    found = getattr(importlib.import_module(module), kind)
    if not isinstance(found, enum.EnumMeta):
        raise ValueError("no enumeration")
    return found.__members__[name]


BUILDERS: dict[str, tuple[Any, Any]] = {
    "dtype": (0, _dtype),
    "fields": (lambda rest: len(rest[0]), _fields),
    "torch dtype": (0, _torch_dtype),
    "structured": (lambda rest: len(rest[0]), _structured),
    "matrix": (1, _matrix),
    "sparse": (3, _sparse),
    "member": (0, _member),
}
"""How many values of the stack an instruction takes, and what makes one of them."""
