"""Remote objects: a student's functions, classes and instances, held from the grader's process.

An ordinary test calls them, takes attributes, items and lengths, and goes through them. Each of
these happens in the student's kernel, and what comes of it arrives as a plain value of the
grader's own (see `autograder.judge.carry`), or as another remote object. Nothing that the student
defines decides what is true of data: a remote object equals no data, and what would hand the
grader's expected values to a student's operator is refused.
"""

from __future__ import annotations

import inspect
import sys
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, NoReturn

import numpy as np

from autograder.errors import FaultyTest, StudentError, StudentStopped
from autograder.i18n import _
from autograder.judge import carry
from autograder.judge.foreign import error_class, resembled
from autograder.judge.given import Given
from autograder.judge.probe import Probes
from autograder.judge.student import Student
from autograder.text import printable

OBJECTS = Probes(__file__, "objects")
ASKING = Probes(__file__, "region")
QUESTIONS = 50_000  # of one region: two or three minutes
WEIGHT = 64_000_000  # characters and bytes of all answers to one region
ITEMS = 200_000  # of one iteration
MOST = 1000  # items that are sent together


class Refused(BaseException):
    """What a region asked of a student's object decides about data, so it is not done.

    No `except Exception` of a library or of the region may take it for what it expects.
    """


class Notebook:
    """The student's end of a region: the notebook's names, and the objects behind them.

    Args:
        student: the channel.
        classes: names that the region uses for classes; only objects of these take part in
            operations with the grader's data, such as `Vector(1, 2) * 3`.

    Attributes:
        refusal: why the region fails, whatever else it does; empty while there is no reason.
        unlike: why a comparison with data failed, for the feedback.
    """

    def __init__(self, student: Student, classes: frozenset[str] = frozenset()) -> None:
        self._student = student
        self._classes = classes
        self._class_numbers: set[int] = set()
        self._begun = False
        self._questions = 0
        self._weight = 0
        self._remotes: dict[int, Remote] = {}
        self._errors: dict[int, type[BaseException]] = {}
        self._given = Given(self._pack)
        self._settled: dict[str, Any] = {}
        self._fresh: dict[str, Any] = {}
        self.names: list[str] = []
        self.missing: set[str] = set()
        self.refusal = ""
        self.unlike = ""

    def look_up(self, name: str) -> Any:
        """Return what a name of the notebook stands for now.

        Raises:
            KeyError: the notebook does not define it.
        """
        if name in self._settled:
            return self._settled[name]
        if name not in self._fresh:
            wanted = [one for one in {*self.names, name} if one not in self._settled]
            found = self._put("names", *wanted)["names"]
            values = {one: self._read(instructions) for one, instructions in found.items()}
            self._fresh = values
            for one, value in values.items():
                self._settle(one, value)
        if name not in self._fresh:
            self.missing.add(name)
            raise KeyError(name)
        return self._fresh[name]

    def _settle(self, name: str, value: Any) -> None:
        """Look once only at what does not change, so that a call costs one question."""
        known = _described(value)
        settled = known.kind != "instance" if known else isinstance(value, type)
        if settled:
            self._settled[name] = value
        if known and known.kind == "class" and name in self._classes:
            self._class_numbers.add(known.number)

    def ask(self, action: str, *values: Any, **named: Any) -> Any:
        """Do one thing to objects in the kernel and return what comes of it.

        Raises:
            Exception: the student's code raised; a builtin exception as that very type.
            StudentError: no answer came, or one that is not in the agreed form.
        """
        return self._value(self._put(action, *values, **named))

    def _put(self, action: str, *values: Any, **named: Any) -> dict[str, Any]:
        """Put one question and return the answer, or raise what it says was raised."""
        self._fresh = {}
        self._given.start()
        write = self._given.passed if action == "call" else self._pack
        question = {
            "action": action,
            "values": [write(value) for value in values],
            "named": {name: write(value) for name, value in named.items()},
        }
        answer = self._sent({**question, "shared": self._given.shared()})
        if "unread" in answer:
            raise FaultyTest(
                _("the test hands to the student's code what its kernel cannot read: {error}")
                .format(error=printable(str(answer["unread"])))
            )
        try:
            for number, instructions in answer["changed"]:
                self._given.renew(number, self._read(instructions))
            _say(answer["printed"])
            if "raised" in answer:
                raise self._error(answer["raised"])
        except (KeyError, TypeError, ValueError, carry.CarryError) as error:
            if getattr(error, "of_the_student", False):
                raise
            self._fail(_("the answer is not in the agreed form"), error)
        return answer

    def _sent(self, question: dict[str, Any]) -> dict[str, Any]:
        self._questions += 1
        if self._questions > QUESTIONS:
            text = _("the test came to no end: it had asked the notebook {n} times")
            self._fail(text.format(n=QUESTIONS))
        try:
            if not self._begun:
                self._begun = True
                self._student.ask(OBJECTS.begin, carry=inspect.getsource(carry))
            answer = self._student.ask(ASKING.ask, **question)
        except StudentStopped as stopped:
            self.refusal = self.refusal or str(stopped)
            raise Refused(str(stopped)) from None
        except StudentError as error:
            self._fail(str(error), error)
        self._weight += _weight(answer)
        if self._weight > WEIGHT:
            self._fail(_("the notebook's answers were too large"))
        if not isinstance(answer, dict) or not {"printed", "changed"} <= answer.keys():
            self._fail(_("the answer is not in the agreed form"))
        return answer

    def _value(self, answer: dict[str, Any]) -> Any:
        if "value" not in answer:
            self._fail(_("the answer is not in the agreed form"))
        return self._read(answer["value"])

    def _read(self, instructions: Any) -> Any:
        try:
            return carry.unpack(instructions, self._foreign)
        except carry.CarryError as error:
            self._fail(_("the answer is not plain data: {error}").format(error=error), error)

    def _pack(self, value: Any) -> list[Any]:
        return carry.pack(value, self._instruction)

    def _instruction(self, value: Any) -> list[Any]:
        """Return the instruction for an object that is not data, the student's or the region's."""
        if known := _described(value):
            return ["remote", known.number]
        for number, kind in self._errors.items():
            if kind is value:
                return ["remote", number]
        return self._given.instruction(value)

    def _foreign(self, instruction: list[Any]) -> Any:
        """Return the object for an instruction of the kernel's."""
        if instruction[0] == "shared" and len(instruction) == 2:
            return self._given.object(instruction[1])
        word, number, kind, name, class_, origin, family = instruction
        if word != "remote" or type(number) is not int or type(class_) is not int:
            raise carry.CarryError("an instruction of no known kind")
        if kind == "exception":
            return self._error_class(family)
        if number not in self._remotes:
            described = Described(self, number, str(kind), str(name)[:80], class_, str(origin))
            self._remotes[number] = _remote(described)
        return self._remotes[number]

    def _error_class(self, family: Any) -> type[BaseException]:
        return error_class(family, self._errors)

    def _error(self, raised: dict[str, Any]) -> BaseException:
        """Return the exception of the grader's that stands for one of the student's."""
        kind = self._error_class(raised["family"])
        arguments = self._read(raised["arguments"])
        try:
            error = kind(*arguments)
        except Exception:
            error = kind(str(raised["text"]))
        error.of_the_student = True  # type: ignore[attr-defined]
        error.where = tuple(map(str, raised["where"][-3:]))  # type: ignore[attr-defined]
        return error

    def items(self, iterator: Remote) -> Iterator[Any]:
        """Yield what an iterator has, asking for more at a time as it goes on."""
        buffer = _of(iterator).buffer
        count, most = 0, 1
        while True:
            while buffer:
                item = buffer.popleft()
                if type(item) is Later:
                    if type(item.error) is StopIteration:
                        return
                    raise item.error
                yield item
                count += 1
            if count > ITEMS:
                self._fail(_("an iteration had not ended after {n} items").format(n=ITEMS))
            self.fill(iterator, most)
            most = min(2 * most, MOST)

    def fill(self, iterator: Remote, most: int) -> None:
        """Ask an iterator for its next items."""
        answer = self._put("take", iterator, most)
        items, buffer = answer.get("items"), _of(iterator).buffer
        if not isinstance(items, list) or not (items or "raised later" in answer):
            self._fail(_("the answer is not in the agreed form"))
        buffer.extend(self._read(one) for one in items)
        if "raised later" in answer:
            buffer.append(Later(self._error(answer["raised later"])))

    def refuse(self, text: str) -> NoReturn:
        """End the region's judgement.

        Raises:
            Refused: always.
        """
        self.refusal = self.refusal or text
        raise Refused(text)

    def _fail(self, text: str, error: BaseException | None = None) -> NoReturn:
        self.refusal = self.refusal or text
        raise Refused(text) from error

    def takes_part(self, described: Described) -> bool:
        """Return whether an object is of a class that the region names."""
        return described.class_ in self._class_numbers


class Later(NamedTuple):
    """What an iterator raises after its last item."""

    error: BaseException


class Described:
    """What the grader knows of a remote object."""

    def __init__(
        self, notebook: Notebook, number: int, kind: str, name: str, class_: int, origin: str
    ) -> None:
        self.notebook, self.number, self.kind, self.name = notebook, number, kind, name
        self.class_, self.origin = class_, origin
        self.mixed = False  # with the grader's data, which its code has seen
        self.resembles: type | None = None
        self.buffer: deque[Any] = deque()

    @property
    def text(self) -> str:
        """What it is, for the feedback."""
        texts = {
            "function": _("the function {name} itself"),
            "class": _("the class {name} itself"),
            "module": _("the module {name} itself"),
        }
        text = texts.get(self.kind, _("an object of the notebook's own class {name}"))
        return text.format(name=self.name)


class Remote:
    """A student's object. It has no data of its own: all that it is asked, the kernel answers."""

    __slots__ = ("__weakref__", "_Remote__described")
    __array_ufunc__ = None  # NumPy leaves its operators to this class

    def __init__(self, described: Described) -> None:
        object.__setattr__(self, "_Remote__described", described)

    @property
    def __class__(self) -> type:  # type: ignore[override]
        """The library's class that it is an object of, such as `nn.Module`; never one of data."""
        described = _of(self)
        if described.kind != "instance":
            return Remote
        if described.resembles is None:
            line = described.notebook.ask("type", self)
            described.resembles = resembled(line) or Remote
        return described.resembles

    def __array__(self, *_args: object, **_named: object) -> NoReturn:
        _refuse(self, _("an array"))

    def __call__(self, *values: Any, **named: Any) -> Any:
        return _ask("call", self, *values, **named)

    def __getattribute__(self, name: str) -> Any:
        if name in OURS:
            return object.__getattribute__(self, name)
        if name in PROTOCOLS or name.startswith("__array"):
            raise AttributeError(name)
        return _ask("attribute", self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        _ask("set attribute", self, name, value)

    def __delattr__(self, name: str) -> None:
        _ask("delete attribute", self, name)

    def __iter__(self) -> Iterator[Any]:
        iterator = _ask("iter", self)
        if not isinstance(_described(iterator), Described):
            return iter(iterator)
        return _of(self).notebook.items(iterator)

    def __next__(self) -> Any:
        described = _of(self)
        if not described.buffer:
            described.notebook.fill(self, 1)
        item = described.buffer.popleft()
        if type(item) is Later:
            raise item.error
        return item

    def __contains__(self, item: Any) -> bool:
        described = _of(self)
        if _described(item) or described.notebook.takes_part(described):
            return bool(_ask("contains", self, item))
        return any(one is item or one == item for one in self)

    def __bool__(self) -> bool:
        described = _of(self)
        if described.mixed:
            _refuse(self, _("a truth value"))
        if described.kind != "instance":
            return True
        return _exactly(self, "truth", bool)

    def __len__(self) -> int:
        return int(_exactly(self, "len", int))

    def __hash__(self) -> int:
        return int(_exactly(self, "hash", int))

    def __str__(self) -> str:
        return str(_exactly(self, "str", str))

    def __repr__(self) -> str:
        return str(_exactly(self, "repr", str))

    def __format__(self, form: str) -> str:
        return str(_exactly(self, "format", str, form))

    def __dir__(self) -> Any:
        return _ask("dir", self)

    def __int__(self) -> int:
        return int(_exactly(self, "int", int))

    def __float__(self) -> float:
        return float(_exactly(self, "float", float))

    def __complex__(self) -> complex:
        return complex(_exactly(self, "complex", complex))

    def __index__(self) -> int:
        return int(_exactly(self, "index", int))

    def __enter__(self) -> Any:
        return _ask("enter", self)

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        _ask("exit", self)

    def __instancecheck__(self, instance: Any) -> bool:
        return bool(_ask("isinstance", instance, self) is True)

    def __subclasscheck__(self, subclass: Any) -> bool:
        return bool(_ask("issubclass", subclass, self) is True)

    def __eq__(self, other: object) -> Any:
        return _compared(self, "eq", other, False)

    def __ne__(self, other: object) -> Any:
        return _compared(self, "ne", other, True)


OURS = frozenset(["__class__", "__array__", "__array_ufunc__"])
PROTOCOLS = frozenset(["__torch_function__", "__dataframe__", "__jax_array__", "__len_hint__"])
"""What libraries ask of whatever they are handed, to leave the answer to it."""


def _of(remote: Remote) -> Described:
    described: Described = object.__getattribute__(remote, "_Remote__described")
    return described


def _described(value: Any) -> Described | None:
    """Return what is known of a value if it is a remote object, whatever it says that it is."""
    return _of(value) if type(value) is Remote else None


def is_remote(value: Any) -> bool:
    """Return whether a value is a remote object, whatever it says that it is."""
    return type(value) is Remote


def described(value: Any) -> str:
    """Return what a remote object is, for the feedback; empty for any other value."""
    known = _described(value)
    return known.text if known else ""


def number_of(value: Any) -> int | None:
    """Return the number under which the kernel keeps a remote object."""
    known = _described(value)
    return known.number if known else None


def _remote(known: Described) -> Remote:
    return Remote(known)


def _ask(action: str, remote: Remote, *values: Any, **named: Any) -> Any:
    return _of(remote).notebook.ask(action, remote, *values, **named)


def _exactly(remote: Remote, action: str, kind: type, *values: Any) -> Any:
    """Ask for a value of exactly this type, which Python itself demands of such a method."""
    if _of(remote).mixed and action in ("int", "float", "complex", "index", "truth"):
        _refuse(remote, _("a number"))
    value = _ask(action, remote, *values)
    if type(value) is not kind:
        raise TypeError(f"{action}() returned {type(value).__name__}, not {kind.__name__}")
    return value


def _refuse(remote: Remote, expected: str) -> NoReturn:
    known = _of(remote)
    text = _("{observed}, where {expected} was expected")
    known.notebook.refuse(text.format(observed=known.text, expected=expected))


def _compared(remote: Remote, action: str, other: object, unlike: bool) -> Any:
    """Compare two remote objects where they are; with data, say that they are not the same."""
    if _described(other):
        return _ask(action, remote, other)
    known = _of(remote)
    if other is not None:
        known.notebook.unlike = known.text
    return unlike


def _operator(name: str, swapped: bool, compares: bool) -> Callable[[Remote, Any], Any]:
    def operate(self: Remote, other: Any) -> Any:
        known, pair = _of(self), (other, self) if swapped else (self, other)
        if _described(other):
            return known.notebook.ask(name, *pair)
        plain = type(other) in (int, float, complex, str, list, tuple)
        if compares or not plain or not known.notebook.takes_part(known):
            _refuse(self, _("a value to calculate with"))
        result = known.notebook.ask(name, *pair)
        if not isinstance(mixed := _described(result), Described):
            _refuse(self, _("a value to calculate with"))
        mixed.mixed = True
        return result

    return operate


def _unary(name: str) -> Callable[[Remote], Any]:
    def operate(self: Remote, *values: Any) -> Any:
        if _of(self).mixed:
            _refuse(self, _("a value to calculate with"))
        return _ask(name, self, *values)

    return operate


for _name in ("add sub mul truediv floordiv mod pow matmul lshift rshift and or xor").split():
    _action = f"{_name}_" if _name in ("and", "or") else _name
    setattr(Remote, f"__{_name}__", _operator(_action, False, False))
    setattr(Remote, f"__r{_name}__", _operator(_action, True, False))
for _name in ("lt", "le", "gt", "ge"):
    setattr(Remote, f"__{_name}__", _operator(_name, False, True))
for _name in ("neg", "pos", "invert", "abs", "round", "reversed"):
    setattr(Remote, f"__{_name}__", _unary(_name))
for _name, _action in (("getitem", "item"), ("setitem", "set item"), ("delitem", "delete item")):
    setattr(Remote, f"__{_name}__", lambda self, *values, _a=_action: _ask(_a, self, *values))


def _say(printed: Any) -> None:
    """Print what the student's code printed, if the region collects what is printed."""
    if isinstance(printed, str) and sys.stdout is not sys.__stdout__:
        sys.stdout.write(printed)


def _weight(answer: Any) -> int:
    """Return about how large an answer is."""
    if isinstance(answer, dict):
        return sum(map(_weight, answer.values())) + 50
    if isinstance(answer, list):
        return sum(map(_weight, answer)) + 50
    if isinstance(answer, np.ndarray):
        return answer.nbytes + 200
    return len(answer) if isinstance(answer, str) else 20
