"""Comparisons that checks share: kind, shape, dtype and finiteness come before values."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.i18n import _
from autograder.judge.report import Mismatch
from autograder.judge.wire import Opaque, Tensor

Array = NDArray[Any]
LARGEST = 1e300  # numbers beyond it count as infinite: their sums would be
SHOWN = 120  # characters of an answer that are shown to the student


def described(answer: object) -> str:
    """Show an answer, or name its kind, in a few words, for the student."""
    pieces = itertools.islice(_written(answer), SHOWN + 1)  # none of them is empty
    text = "".join(pieces).encode("utf-8", "replace").decode("utf-8")
    return text if len(text) <= SHOWN else text[: SHOWN - 3] + "..."


def _written(answer: object) -> Iterator[str]:
    """Write plain data as Python does, piece by piece: they may be large, and are cut."""
    if isinstance(answer, list):
        for number, item in enumerate(answer):
            yield ", " if number else "["
            yield from _written(item)
        yield "]" if answer else "[]"
    elif isinstance(answer, dict):
        for number, (key, item) in enumerate(answer.items()):
            yield f"{', ' if number else '{'}{key!r}: "
            yield from _written(item)
        yield "}" if answer else "{}"
    elif isinstance(answer, str):
        yield repr(answer if len(answer) <= SHOWN else answer[: SHOWN + 1])
    else:
        yield _named(answer)


def _named(answer: object) -> str:
    """Name an array or a foreign object by its kind, and anything else as Python does."""
    if isinstance(answer, Tensor):
        return _("a {framework} tensor of shape {shape} and dtype {dtype}").format(
            framework=answer.framework,
            shape=tuple(answer.values.shape),
            dtype=answer.values.dtype,
        )
    if isinstance(answer, np.ndarray) and answer.ndim == 0:
        return _("a NumPy number of dtype {dtype}").format(dtype=answer.dtype)
    if isinstance(answer, np.ndarray):
        return _("a NumPy array of shape {shape} and dtype {dtype}").format(
            shape=answer.shape, dtype=answer.dtype
        )
    if isinstance(answer, Opaque):
        return _("an object of type {type}").format(type=answer.type_name)
    return repr(answer)


def tensor(
    answer: object, shape: tuple[int, ...], kind: str, hint: str = "", overflow_hint: str = ""
) -> Array:
    """Return the values of a torch tensor of this shape and kind, all finite.

    Args:
        answer: what came back.
        shape: the shape it must have.
        kind: see `of_kind`.
        hint: the misconception that a wrong shape betrays.
        overflow_hint: the one that NaN or infinity betrays.

    Raises:
        Mismatch: it is something else.
    """
    expected = _("a torch tensor of shape {shape} and dtype {kind}").format(shape=shape, kind=kind)
    if isinstance(answer, Opaque) and " of torch." in answer.type_name:  # bfloat16, complex
        raise Mismatch(
            expected, described(answer), _("The shape is not everything: mind the dtype.")
        )
    if not isinstance(answer, Tensor) or answer.framework != "torch":
        raise Mismatch(expected, described(answer), _("Return a torch tensor."))
    return _checked(answer, answer.values, shape, kind, expected, (hint, overflow_hint))


def array(
    answer: object, shape: tuple[int, ...], kind: str, hint: str = "", overflow_hint: str = ""
) -> Array:
    """Return the values of a NumPy array, a TensorFlow tensor or a list of numbers; see `tensor`.

    Raises:
        Mismatch: it is something else.
    """
    if isinstance(answer, Tensor) and answer.framework == "torch":
        raise Mismatch(
            _("an array of shape {shape} and dtype {kind}").format(shape=shape, kind=kind),
            described(answer),
            _("Return a NumPy array or a TensorFlow tensor."),
        )
    return numbers(answer, shape, kind, hint, overflow_hint)


def numbers(
    answer: object, shape: tuple[int, ...], kind: str, hint: str = "", overflow_hint: str = ""
) -> Array:
    """Return the values of an array, a list of numbers or a tensor of any framework; see `tensor`.

    Raises:
        Mismatch: it is something else.
    """
    expected = _("an array of shape {shape} and dtype {kind}").format(shape=shape, kind=kind)
    values = listed(answer)
    if values is None:
        raise Mismatch(expected, described(answer), _("Return a NumPy array."))
    return _checked(answer, values, shape, kind, expected, (hint, overflow_hint))


def listed(answer: object) -> Array | None:
    """Return the array that an answer is or lists: rows of one length, of numbers; else None.

    A list may mix numbers of any kind, Python's, NumPy's and a framework's.
    """
    if isinstance(answer, Tensor):
        return answer.values
    if isinstance(answer, np.ndarray):
        return answer
    if not isinstance(answer, list):
        return None
    if set(map(type, answer)) <= {int, float}:
        return _mixed(answer)
    rows = [row for row in map(listed, answer) if row is not None]
    if len(rows) == len(answer):
        return np.stack(rows) if len({row.shape for row in rows}) == 1 else None
    return _mixed([_plain(item) for item in answer])


def _mixed(items: list[Any]) -> Array | None:
    """Return the array of numbers of Python's; None if something else is among them."""
    kinds = set(map(type, items))
    if kinds <= {int} and all(-(2**63) <= number < 2**63 for number in items):
        return np.array(items, dtype=np.int64)
    if float not in kinds or not kinds <= {int, float}:
        return None
    try:
        return np.array(items, dtype=np.float64)
    except OverflowError:  # an integer that no float is near to
        return None


def _plain(item: Any) -> Any:
    """Return the number of Python's that an array or tensor without axes holds, or what it is."""
    if isinstance(item, Tensor):
        item = item.values
    return item.item() if isinstance(item, np.ndarray) and item.ndim == 0 else item


def of_kind(values: Array, kind: str) -> bool:
    """Tell whether a dtype is of a kind: "int", "float", "number" of any size, or one by name."""
    letters = {"int": "iu", "float": "f", "number": "iuf"}
    return values.dtype.kind in letters[kind] if kind in letters else values.dtype.name == kind


def _checked(
    answer: object,
    values: Array,
    shape: tuple[int, ...],
    kind: str,
    expected: str,
    hints: tuple[str, str],
) -> Array:
    if values.shape != shape:
        raise Mismatch(expected, described(answer), hints[0])
    if not of_kind(values, kind):
        raise Mismatch(
            expected, described(answer), _("The shape is not everything: mind the dtype.")
        )
    return finite(values, hints[1])


def finite(values: Array, hint: str = "") -> Array:
    """Return numbers, none of which is NaN, infinite or beyond `LARGEST`.

    Raises:
        Mismatch: one of them is.
    """
    if values.dtype.kind == "f" and not np.all(np.abs(values.astype(np.float64)) <= LARGEST):
        raise Mismatch(_("finite numbers"), _("NaN or infinity among them"), hint)
    return values


def items(answer: object, count: int, what: str) -> list[Any]:
    """Return the items of a tuple or list of this length.

    Raises:
        Mismatch: it is something else.
    """
    if not isinstance(answer, list) or len(answer) != count:
        raise Mismatch(what, described(answer))
    return answer


def field(answer: object, name: str) -> Any:
    """Return one field of a probe's answer, which is a dictionary unless it was forged.

    Raises:
        Mismatch: it is not there.
    """
    if not isinstance(answer, dict) or name not in answer:
        raise Mismatch(_("an answer from your code"), described(answer))
    return answer[name]


def text(answer: object) -> str:
    """Return a string.

    Raises:
        Mismatch: it is something else.
    """
    if not isinstance(answer, str):
        raise Mismatch(_("a string"), described(answer), _("Join the characters into one text."))
    return answer


def texts(answer: object, count: int, what: str) -> list[str]:
    """Return this many strings.

    Raises:
        Mismatch: it is something else.
    """
    return [text(one) for one in items(answer, count, what)]


def integer(answer: object, what: str) -> int:
    """Return a Python integer; True is not one.

    Raises:
        Mismatch: it is something else.
    """
    if type(answer) is not int:
        raise Mismatch(what, described(answer))
    return answer


def alike(observed: object, expected: object) -> bool:
    """Tell whether an answer equals numbers, strings or lists of them, types included.

    Where an answer may be anything, `==` is not the right question: an array answers it with an
    array, and 1.0 or True pass for 1.
    """
    if type(observed) is not type(expected):
        return False
    if isinstance(observed, list) and isinstance(expected, list):
        return len(observed) == len(expected) and all(map(alike, observed, expected))
    return observed == expected


def number(answer: object, what: str) -> float:
    """Return a finite number, Python's or NumPy's.

    Raises:
        Mismatch: it is something else.
    """
    if isinstance(answer, np.ndarray) and answer.ndim == 0:
        answer = answer.item()
    plain = type(answer) is int or type(answer) is float
    if plain and abs(answer) <= sys.float_info.max:  # type: ignore[arg-type]  # nor NaN, infinity
        return float(answer)  # type: ignore[arg-type]
    raise Mismatch(what, described(answer), _("Return one finite number."))


def strings(answer: object) -> list[str]:
    """Return a list of strings.

    Raises:
        Mismatch: it is something else.
    """
    if not isinstance(answer, list) or not all(isinstance(item, str) for item in answer):
        raise Mismatch(_("a list of strings"), described(answer))
    return answer


def whole_number(answer: object, least: int, most: int, otherwise: int) -> int:
    """Return an integer within bounds, or `otherwise`: for what only steers a question."""
    return answer if type(answer) is int and least <= answer <= most else otherwise


def same(left: Array, right: Array, tolerance: float = 1e-4) -> bool:
    """Tell whether two arrays agree, relative to the larger of 1 and their largest value."""
    if left.size == 0:
        return left.shape == right.shape
    scale = max(1.0, float(np.abs(left).max()), float(np.abs(right).max()))
    return difference(left, right) <= tolerance * scale


def difference(left: Array, right: Array) -> float:
    """Return the largest difference between two arrays, in float64, which float16 may exceed."""
    return float(np.abs(left.astype(np.float64) - right.astype(np.float64)).max())


def shuffled(rng: np.random.Generator, symbols: Sequence[str]) -> list[str]:
    """Return the symbols in a secret order."""
    return [symbols[i] for i in rng.permutation(len(symbols))]
