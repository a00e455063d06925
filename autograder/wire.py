"""Plain data in, plain data out: the form in which a question and its answer cross the door.

This one file is both ends. The grader imports it; its source is also sent ahead of each
question and runs inside the student's kernel, where nothing else of the grader exists. It
therefore imports only the standard library and NumPy. Nothing here pickles, evaluates or
imports by name what came from the other side.

What crosses: None, booleans, integers, floats, strings, lists, dictionaries with string keys,
NumPy arrays and framework tensors (as dtype, shape and raw little-endian bytes). Anything else
arrives as an `Opaque`, which names its type and can be compared with nothing.
"""

from __future__ import annotations

import base64
import json
import math
import sys
import traceback
from typing import Any, NamedTuple

import numpy as np

INTEGERS = [f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64)]
DTYPES = frozenset(["bool", *INTEGERS, "float16", "float32", "float64"])
MAX_CHARACTERS = 64_000_000  # of one message; 20,000 draws take 220,000
MAX_DEPTH = 12
MAX_BITS = 4096  # of an integer; Python refuses to read much longer ones
OURS = ("<probe>", "<wire>", globals().get("__file__"))  # sent as source, this has no file


class WireError(ValueError):
    """A message that is too long, too deep or not in the agreed form."""


class Tensor(NamedTuple):
    """A framework's tensor as it arrived: which framework, and its values.

    Attributes:
        framework: "torch" or "tensorflow".
        values: the numbers, with the tensor's shape and dtype.
    """

    framework: str
    values: np.ndarray[Any, Any]


class Opaque(NamedTuple):
    """Something that is not plain data; only its type's name crossed the door."""

    type_name: str


def dumps(value: object) -> str:
    """Write plain data as one line of JSON.

    Args:
        value: any object; what is not plain data is written as its type's name.

    Raises:
        WireError: `value` is nested more than `MAX_DEPTH` deep.
    """
    return json.dumps(_pack(value, 0))


def loads(text: str) -> Any:
    """Read what `dumps` wrote, under limits, building nothing before it was checked.

    Raises:
        WireError: the text is not a message in the agreed form.
    """
    if not isinstance(text, str) or len(text) > MAX_CHARACTERS:
        raise WireError(f"a message of more than {MAX_CHARACTERS} characters")
    try:
        packed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WireError(f"not JSON: {error}") from None
    return _unpack(packed, 0)


def _pack(value: object, depth: int) -> object:
    if depth > MAX_DEPTH:
        raise WireError(f"data nested more than {MAX_DEPTH} deep")
    if type(value) is int and value.bit_length() > MAX_BITS:
        return {"$": "opaque", "type": "int"}
    if value is None or type(value) in (bool, int, float, str):
        return value
    if type(value) in (list, tuple):
        return [_pack(item, depth + 1) for item in value]  # type: ignore[attr-defined]
    if type(value) is dict and all(type(key) is str for key in value):
        return {"$": "dict", "items": {k: _pack(v, depth + 1) for k, v in value.items()}}
    framework, array = _array_of(value)
    if array is not None and array.dtype.name in DTYPES:
        return _pack_array(framework, array)
    return {"$": "opaque", "type": type(value).__name__}


def _array_of(value: object) -> tuple[str, np.ndarray[Any, Any] | None]:
    """The array behind a NumPy array or a tensor of a framework that is loaded, else None."""
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(value, torch.Tensor):
        return "torch", _numpy_of(value)
    tensorflow = sys.modules.get("tensorflow")
    if tensorflow is not None and tensorflow.is_tensor(value):
        return "tensorflow", np.asarray(value)
    if isinstance(value, (np.ndarray, np.generic)):
        return "numpy", np.asarray(value)
    return "", None


def _numpy_of(tensor: Any) -> np.ndarray[Any, Any] | None:
    """The values of a torch tensor; None for a kind, such as bfloat16, that NumPy lacks."""
    try:
        values: np.ndarray[Any, Any] = tensor.detach().cpu().resolve_neg().numpy()
    except (TypeError, RuntimeError):
        return None
    return values


def _pack_array(framework: str, array: np.ndarray[Any, Any]) -> object:
    shape = list(array.shape)
    little = np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<"), copy=False)
    data = base64.b64encode(little.tobytes()).decode("ascii")
    return {
        "$": "array",
        "of": framework,
        "dtype": array.dtype.name,
        "shape": shape,
        "data": data,
    }


def _unpack(packed: object, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise WireError(f"data nested more than {MAX_DEPTH} deep")
    if packed is None or isinstance(packed, (bool, int, float, str)):
        return packed
    if isinstance(packed, list):
        return [_unpack(item, depth + 1) for item in packed]
    if isinstance(packed, dict):
        kind = packed.get("$")
        if kind == "dict" and isinstance(packed.get("items"), dict):
            return {key: _unpack(item, depth + 1) for key, item in packed["items"].items()}
        if kind == "opaque" and isinstance(packed.get("type"), str):
            return Opaque(packed["type"][:80])
        if kind == "array":
            return _unpack_array(packed)
    raise WireError("an item of no known kind")


def _unpack_array(packed: dict[str, Any]) -> Any:
    dtype, shape, data, framework = (packed.get(k) for k in ("dtype", "shape", "data", "of"))
    known = isinstance(dtype, str) and dtype in DTYPES
    if not known or framework not in ("torch", "tensorflow", "numpy"):
        raise WireError(f"an array of dtype {str(dtype)[:40]!r}")
    if not isinstance(shape, list) or len(shape) > MAX_DEPTH:
        raise WireError("an array without a shape")
    if not all(type(size) is int and size >= 0 for size in shape):
        raise WireError("an array of impossible shape")
    if math.prod(max(size, 1) for size in shape) > MAX_CHARACTERS:
        raise WireError("an array of impossible size")
    try:
        raw = base64.b64decode(data, validate=True)  # type: ignore[arg-type]
    except (ValueError, TypeError):
        raise WireError("an array whose data are not base64") from None
    little = np.dtype(dtype).newbyteorder("<")
    if len(raw) != math.prod(shape) * little.itemsize:
        raise WireError(f"an array of {len(raw)} bytes for shape {shape} and dtype {dtype}")
    if dtype == "bool":
        array = (np.frombuffer(raw, np.uint8) != 0).reshape(shape)
    else:
        array = np.frombuffer(raw, little).astype(dtype).reshape(shape)
    return array if framework == "numpy" else Tensor(str(framework), array)


class Names(dict[str, Any]):
    """The names that the student's notebook defined, as probes look them up."""

    def __missing__(self, name: str) -> Any:
        raise NameError(f"name {name!r} is not defined")


def answer(source: str, name: str, payload: str, namespace: dict[str, Any]) -> str:
    """Run one probe beside the student's code and write down what came of it.

    The grader calls this at the far end of the door, once per question.

    Args:
        source: the source of the probe's module.
        name: the probe's name in it.
        payload: the inputs, as `dumps` wrote them.
        namespace: the names that the student's notebook defined.

    Returns:
        `{"returned": ...}` or `{"raised": type, "message": ..., "where": [...]}`, as `dumps`
        writes it.
    """
    module: dict[str, Any] = {"__name__": "probe"}
    try:
        exec(compile(source, "<probe>", "exec"), module)
        inputs = loads(payload)
        return dumps({"returned": module[name](Names(namespace), **inputs)})
    except BaseException as error:  # whatever the student's code raises is the answer
        return dumps(
            {
                "raised": type(error).__name__,
                "message": _text_of(error),
                "where": _lines_of(error),
            }
        )


def _text_of(error: BaseException) -> str:
    try:
        return str(error)[:500]
    except BaseException:
        return ""  # an exception whose own text raises has nothing to say


def _lines_of(error: BaseException) -> list[str]:
    """The student's lines on the way to the error, innermost last, without the probe's own."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename not in OURS]
    return [f"{frame.name}, line {frame.lineno}: {frame.line or ''}"[:200] for frame in own[-3:]]


class Sealed:
    """Carries an answer through Jupyter's display protocol, which shortens plain reprs."""

    mime = "application/vnd.autograder.answer"

    def __init__(self, text: str) -> None:
        self.text = text

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {self.mime: self.text, "text/plain": ""}
