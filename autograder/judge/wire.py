"""Plain data in, plain data out: the form in which a question and its answer cross the channel.

This one file is both ends. The grader imports it; its source is also sent ahead of the first
question about a cell and runs inside the student's kernel, where nothing else of the grader
exists. It therefore imports only the standard library and NumPy. Nothing here pickles, evaluates
or imports by name what came from the other side.

What crosses: None, booleans, integers, floats, strings, lists, dictionaries with string keys,
NumPy arrays and framework tensors (as dtype, shape and raw little-endian bytes). A subclass of
one of these, such as a named tuple or `np.str_`, crosses by its value. Anything else arrives as
an `Opaque`, which names its type and can be compared with nothing.

What comes from the student's kernel may be forged, so `loads` knows two ends only: plain data or
a `WireError`. What it allocates on the way, the data included, stays below 12 bytes for each of
`MAX_CHARACTERS`, whatever the text says.
"""

from __future__ import annotations

import base64
import json
import math
import re
import sys
import traceback
from typing import Any, NamedTuple

import numpy as np

INTEGERS = [f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64)]
DTYPES = frozenset(["bool", *INTEGERS, "float16", "float32", "float64"])
FRAMEWORKS = ("torch", "tensorflow", "numpy")
MAX_CHARACTERS = 16_000_000  # of one message; 20,000 draws take 220,000
MAX_TOKENS = 2_000_000  # of one message: an empty list, two of them, takes 160 bytes
MAX_DEPTH = 12  # of data, and axes of an array
MAX_NESTING = 2 * (MAX_DEPTH + 1)  # of brackets: a dictionary has two pairs
MAX_BITS = 4096  # of an integer; Python refuses to read much longer ones
MAX_NUMBER = 1300  # characters of a number; 4096 bits have 1234 digits
MAX_KEY = 1000  # characters of a dictionary's key
MAX_KINDS = 20  # classes that an error's class derives from, itself the first
STUB = "raise NotImplementedError"
MAX_EMPTY = 100_000  # product of the other axes of an array without elements, which has no bytes
TOKENS = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[-+.0-9Ee]++|[][{},]', re.DOTALL)
BESIDE_BRACKETS = re.compile(r"[^][{}]++")
LONG_NUMBER = re.compile(rf"(?<![-+.0-9Ee])[-+.0-9Ee]{{{MAX_NUMBER + 1}}}")
OURS = ("<probe>", "<wire>", globals().get("__file__"))  # sent as source, this has no file


class WireError(ValueError):
    """A message that is not in the agreed form, or data that cannot become one.

    Args:
        message: what is wrong; the grader translates it, this end of the channel cannot.
        value: what belongs in its braces, if it has some.
    """

    def __init__(self, message: str, value: object = None) -> None:
        super().__init__(message, value)
        self.message = message
        self.value = value

    def __str__(self) -> str:
        return self.message.format(self.value)


class Tensor(NamedTuple):
    """A framework's tensor as it arrived: which framework, and its values.

    Attributes:
        framework: "torch" or "tensorflow".
        values: the numbers, with the tensor's shape and dtype.
    """

    framework: str
    values: np.ndarray[Any, Any]


class Opaque(NamedTuple):
    """Something that is not plain data; only its type's name crossed the channel."""

    type_name: str


def dumps(value: object) -> str:
    """Write plain data as one line of JSON.

    Args:
        value: any object; what is not plain data is written as its type's name.

    Raises:
        WireError: `value` is nested more than `MAX_DEPTH` deep, or too large for a message.
    """
    text = json.dumps(_pack(value, 0))
    if len(text) > MAX_CHARACTERS:
        raise WireError("data of more than {} characters", MAX_CHARACTERS)
    return text


def loads(text: str) -> Any:
    """Read what `dumps` wrote, under limits, building nothing before it has been checked.

    NaN and the infinities are floats like any other: a judge must expect them. Half of a
    surrogate pair, which UTF-8 cannot write, arrives as "?".

    Raises:
        WireError: the text is not a message in the agreed form.
    """
    if type(text) is not str or len(text) > MAX_CHARACTERS:
        raise WireError("not a message of at most {} characters", MAX_CHARACTERS)
    if not text.isascii():  # `dumps` escapes; one byte a character is what the limits count on
        raise WireError("a message that is not ASCII")
    if len(text) > MAX_TOKENS or not _is_shallow(text):
        _survey(text)
    try:
        packed = json.loads(text, object_pairs_hook=_object)
    except (ValueError, RecursionError) as error:
        raise WireError("not JSON: {}", error) from None
    return _unpack(packed, 0)


def _survey(text: str) -> None:
    """Refuse a text of too many tokens, too deep, or with a number that is too long.

    json.loads looks at each of these too late: it recurses at every bracket, builds every item,
    and Python's own limit on digits can be switched off. The pattern never steps back, so it
    reads any text, JSON or not, once.
    """
    depth = 0
    for count, token in enumerate(TOKENS.finditer(text), 1):
        first = text[token.start()]
        if first in "[{":
            depth += 1
        elif first in "]}":
            depth -= 1
        elif first not in '",' and token.end() - token.start() > MAX_NUMBER:
            raise WireError("a number of more than {} characters", MAX_NUMBER)
        if depth > MAX_NESTING:
            raise WireError("data nested more than {} deep", MAX_DEPTH)
        if count > MAX_TOKENS:
            raise WireError("a message of more than {} tokens", MAX_TOKENS)


def _is_shallow(text: str) -> bool:
    """See faster that `_survey` passes a text: a round takes two levels of brackets."""
    plain = text.replace(r"\\", "").replace(r"\"", "") if "\\" in text else text
    bare = "".join(plain.split('"')[::2])  # each quote begins or ends a string
    brackets = BESIDE_BRACKETS.sub("", bare)
    for _round in range(MAX_NESTING // 2):
        brackets = brackets.replace("[]", "").replace("{}", "")
    return not (brackets or LONG_NUMBER.search(bare))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Build one JSON object, whose keys must differ (json.loads calls this for each)."""
    built = dict(pairs)
    if len(built) != len(pairs):
        raise WireError("the same key twice")
    return built


def _pack(value: object, depth: int) -> object:
    if depth > MAX_DEPTH:
        raise WireError("data nested more than {} deep", MAX_DEPTH)
    if value is None or isinstance(value, (bool, int, float, str)):
        return _plain(value)
    if isinstance(value, (list, tuple, dict)) and type(value).__module__.startswith("tensorflow."):
        value = getattr(value, "_storage", getattr(value, "__wrapped__", value))  # of a tf.Module
    if isinstance(value, (list, tuple)):
        items = list.__iter__(value) if isinstance(value, list) else tuple.__iter__(value)
        return [_pack(item, depth + 1) for item in items]
    if isinstance(value, dict) and all(isinstance(key, str) for key in dict.keys(value)):
        packed = {str.__str__(k): _pack(v, depth + 1) for k, v in dict.items(value)}
        return {"$": "dict", "items": packed}
    framework, array = _array_of(value)
    if array is not None and array.dtype.name in DTYPES:
        return _pack_array(framework, array)
    return {"$": "opaque", "type": _type_of(value, framework)}


def _plain(value: object) -> object:
    """Return a number or string of a plain type; a subclass's own methods are not asked."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, float):
        return float.__float__(value)
    if isinstance(value, int) and not isinstance(value, bool):
        number = int.__int__(value)
        return number if number.bit_length() <= MAX_BITS else {"$": "opaque", "type": "int"}
    return value


def _type_of(value: object, framework: str) -> str:
    """Name a type; of a tensor that NumPy has no type for, such as bfloat16, the dtype too."""
    name = type(value).__name__
    return f"{name} of {getattr(value, 'dtype', '?')}" if framework == "torch" else name


def _array_of(value: object) -> tuple[str, np.ndarray[Any, Any] | None]:
    """The array behind a NumPy array or a tensor of a framework that is loaded, else None."""
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(value, torch.Tensor):
        return "torch", _numpy_of(value)
    if (tensorflow := sys.modules.get("tensorflow")) and tensorflow.is_tensor(value):
        return "tensorflow", np.asarray(value)
    if isinstance(value, (np.ndarray, np.generic)):
        return "numpy", np.asarray(value)
    return "", None


def _numpy_of(tensor: Any) -> np.ndarray[Any, Any] | None:
    """The values of a torch tensor; None for a kind, such as bfloat16, that NumPy lacks."""
    try:
        return tensor.detach().cpu().resolve_neg().numpy()  # type: ignore[no-any-return]
    except (TypeError, RuntimeError):
        return None


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


def _unpack(packed: Any, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise WireError("data nested more than {} deep", MAX_DEPTH)
    kind = type(packed)  # json.loads makes no subclasses
    if packed is None or kind is float or kind is bool:
        return packed
    if kind is int or kind is str:
        return _checked_integer(packed) if kind is int else _text(packed)
    if kind is list:
        return [_unpack(item, depth + 1) for item in packed]
    if kind is dict:
        return _unpack_object(packed, depth)
    raise WireError("an item of an unknown kind")


def _unpack_object(packed: dict[str, Any], depth: int) -> Any:
    """Read a JSON object, which says by "$" what it is and has that kind's keys, no others."""
    kind, keys = packed.get("$"), packed.keys()
    if kind == "dict" and keys == {"$", "items"} and isinstance(packed["items"], dict):
        items = packed["items"].items()
        return {_checked_key(key): _unpack(item, depth + 1) for key, item in items}
    if kind == "opaque" and keys == {"$", "type"} and isinstance(packed["type"], str):
        return Opaque(_text(packed["type"][:80]))
    if kind == "array" and keys == {"$", "of", "dtype", "shape", "data"}:
        return _unpack_array(packed)
    raise WireError("an object of an unknown kind")


def _checked_integer(number: int) -> int:
    if number.bit_length() > MAX_BITS:
        raise WireError("an integer of more than {} bits", MAX_BITS)
    return number


def _checked_key(key: str) -> str:
    if len(key) > MAX_KEY or _text(key) != key:
        raise WireError("a key that is not text of at most {} characters", MAX_KEY)
    return key


def _text(text: str) -> str:
    """Return a string that UTF-8 can write: reports and the gradebook have to."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _unpack_array(packed: dict[str, Any]) -> Any:
    dtype, shape, data, framework = (packed[key] for key in ("dtype", "shape", "data", "of"))
    if not isinstance(dtype, str) or dtype not in DTYPES or framework not in FRAMEWORKS:
        named = dtype[:40] if isinstance(dtype, str) else type(dtype).__name__
        raise WireError("an array of dtype {!r}", named)
    little = np.dtype(dtype).newbyteorder("<")
    raw = _bytes_of(data, _size_of(shape) * little.itemsize)
    if dtype == "bool":
        array = (np.frombuffer(raw, np.uint8) != 0).reshape(shape)
    else:
        array = np.frombuffer(raw, little).astype(dtype).reshape(shape)
    return array if framework == "numpy" else Tensor(framework, array)


def _size_of(shape: object) -> int:
    """Return the number of elements of a shape that an array may have."""
    if not isinstance(shape, list) or len(shape) > MAX_DEPTH:
        raise WireError("an array without a shape")
    if not all(type(size) is int and 0 <= size <= MAX_CHARACTERS for size in shape):
        raise WireError("an array of impossible shape")
    if math.prod(shape) == 0 and math.prod(size or 1 for size in shape) > MAX_EMPTY:
        raise WireError("an empty array with too large a shape")
    return math.prod(shape)


def _bytes_of(data: object, size: int) -> bytes:
    """Decode base64 of exactly this many bytes, in its one spelling."""
    if not isinstance(data, str) or len(data) != (size + 2) // 3 * 4:
        raise WireError("an array whose data are not base64 of {} bytes", size)
    try:
        raw = base64.b64decode(data, validate=True)
    except ValueError:
        raise WireError("an array whose data are not base64") from None
    whole = size // 3  # groups of three bytes; the last group may have unused bits
    if len(raw) != size or base64.b64encode(raw[3 * whole :]).decode("ascii") != data[4 * whole :]:
        raise WireError("an array whose data are not base64 of {} bytes", size)
    return raw


class Names(dict[str, Any]):
    """The names that the student's notebook defined, as probes look them up.

    Args:
        notebook: where the notebook itself has them.
    """

    def __init__(self, notebook: dict[str, Any]) -> None:
        super().__init__(notebook)
        self.notebook = notebook

    def __missing__(self, name: str) -> Any:
        raise NameError(f"name {name!r} is not defined")

    def is_stub(self, error: BaseException) -> bool:
        """Tell whether a line of the notebook's own raised it, as a stub does: without a word.

        A library that lacks a method raises the same class, in lines of its own; some libraries
        leave those out of the traceback.
        """
        if type(error) is not NotImplementedError or error.args or error.__traceback__ is None:
            return False
        (*_callers, (frame, number)) = traceback.walk_tb(error.__traceback__)
        (last,) = traceback.StackSummary.extract(iter([(frame, number)]))
        line = last.line or STUB  # of a cell whose source is not kept, nothing is known
        return frame.f_globals is self.notebook and line.startswith(STUB)


def answer(source: str, name: str, payload: str, namespace: dict[str, Any]) -> str:
    """Run one probe beside the student's code and write down what came of it.

    The grader calls this at the far end of the channel, once per question.

    Args:
        source: the source of the probe's module.
        name: the probe's name in it.
        payload: the inputs, as `dumps` wrote them.
        namespace: the names that the student's notebook defined.

    Returns:
        `{"returned": ...}` or `{"raised": type, "kinds": [...], "message": ..., "where": [...],
        "stub": ...}`, as `dumps` writes it: an error's own class and those it derives from, its
        text, the student's lines, and whether it is that of a task without a solution.
    """
    module: dict[str, Any] = {"__name__": "probe"}
    names = Names(namespace)
    try:
        exec(compile(source, "<probe>", "exec", dont_inherit=True), module)
        inputs = loads(payload)
        return dumps({"returned": module[name](names, **inputs)})
    except BaseException as error:  # whatever the student's code raises is the answer
        return dumps(
            {
                "raised": type(error).__name__,
                "kinds": [kind.__name__ for kind in type.mro(type(error))[:-1]][:MAX_KINDS],
                "message": _text_of(error),
                "where": _lines_of(error),
                "stub": names.is_stub(error),
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
