"""What a region hands to the student's code: data, its own functions, objects of libraries.

Lists and the like that the student's code may change keep a number for the time of a call, so that
what it makes of them is seen in the region. A function of the region's is sent as code with the
values that it refers to, and an object of the region's own class as that class and its attributes,
which the student's code may change too. Anything else is pickled here, never there: the kernel may
read what the grader writes, and never the other way round.
"""

from __future__ import annotations

import io
import marshal
import math
import types
from collections.abc import Callable
from itertools import islice
from typing import Any

import numpy as np

from autograder.errors import FaultyTest
from autograder.i18n import _
from autograder.judge import generators
from autograder.judge.carry import ATOMS, Part, same
from autograder.judge.going import Kind, State, kind_of, moved
from autograder.judge.lent import Lent
from autograder.judge.pickled import (
    HIDDEN,
    SCOPE,
    Pickler,
    Shadowed,
    Statement,
    is_class,
    is_instance,
    look_for_shadows,
)
from autograder.judge.renewing import MUTABLE, is_of_a_module, is_of_library, is_of_torch, renew
from autograder.judge.scope import Scope, used_by

Pack = Callable[..., list[Any]]
Known = Callable[[Any], list[Any] | None]


NESTED = 3  # lists and the like in one another, in which trained tensors are looked for
MOST = 100_000  # items of a library's generator


class Given:
    """The objects that a region has handed to the kernel, by number.

    Args:
        pack: writes a value, and says into a list what of it can change.
        known: returns the instruction for what is the student's; None for anything else.
        lent: what is the student's, and the region holds a copy of.
    """

    def __init__(self, pack: Pack, known: Known, lent: Lent) -> None:
        self._pack, self._known, self._lent = pack, known, lent
        self._first: list[list[Any]] = []
        self._adopting: list[list[Any]] = []
        self._own: set[int] = set()
        self._adopted: dict[int, Any] = {}  # by the kernel's number
        self._changeable: set[int] = set()  # ids of what is known to be no library's
        self._classes: dict[int, type] = {}  # by the number of an object's attributes
        self._numbers: dict[int, int] = {}
        self._objects: list[Any] = []
        self._passing: set[int] = set()
        self._lasting: set[int] = set()
        self._parts: dict[int, list[Part]] = {}
        self._going: dict[int, tuple[Kind, State | None]] = {}  # where both ends have it
        self.scope = Scope()

    def start(self) -> None:
        """Begin a question: what was handed over for the last one only is the region's again."""
        for number in self._passing:
            del self._numbers[id(self._objects[number])]
        self._passing.clear()
        self._first, self._adopting = self._adopting, []

    def passed(self, value: Any) -> list[Any]:
        """Write an argument of a call; what the student's code may change of it comes back."""
        self._share_trained(value)
        if instruction := self._lent.instruction(value):
            return [instruction]
        if type(value) not in MUTABLE and not is_of_library(value):
            return self._pack(value)
        if id(value) not in self._numbers:
            self._passing.add(self._keep(value))
        return [self._shared(value)]

    def _share_trained(self, value: Any, depth: int = 0) -> None:
        """Let what an optimizer steps be one at both ends, wherever it stands in an argument."""
        if type(value) in (list, tuple, dict):
            for one in value.values() if type(value) is dict else value:
                if type(one) not in ATOMS and depth < NESTED:  # most items of a long list are
                    self._share_trained(one, depth + 1)
        elif is_of_torch(value) and value.requires_grad and value.is_leaf:
            (instruction,) = self._captured(value)
            self._lent.known.setdefault(id(value), (instruction, 1))

    def state(self) -> tuple[list[Any], list[list[Any]]]:
        """Return what the student's code may change in this question, as it is now.

        With it, which of the region's names its functions use, and what is new under them. To write
        one of all these may find others.
        """
        self._parts, shared, bound = {}, list[Any](), list[list[Any]]()
        while True:
            numbers = sorted((self._passing | self._lasting) - self._parts.keys())
            changes = self.scope.changes()
            if not numbers and not changes:
                return shared, bound
            shared += [[number, self._written(number)] for number in numbers]
            bound += [[name, *map(self._captured, values)] for name, *values in changes]

    def _written(self, number: int) -> list[Any]:
        """Write what is shared itself, which elsewhere is only named."""
        value = self._objects[number]
        named = self._lent.known.pop(id(value), None)
        self._parts[number] = []
        written = self._pack(value, self._parts[number])
        if named:
            self._lent.known[id(value)] = named
        return written

    def going(self) -> list[list[Any]]:
        """Return where what goes on as it is used is now, where the region has moved it."""
        found = []
        for number, (kind, agreed) in self._going.items():
            now = kind.now(self._objects[number])
            if agreed is None or not same(now, agreed):
                self._going[number] = kind, now
                found.append([number, self._pack(now)])
        return found

    def move(self, number: Any, state: Any) -> None:
        """Bring what goes on as it is used where the student's code has brought its own.

        Raises:
            LookupError: there is none.
        """
        kind, _agreed = self._going[number]
        there = moved(self._objects[number], state)
        self._going[number] = kind, kind.now(self._objects[number]) if there else None

    def first(self) -> list[list[Any]]:
        """Return the region's own functions, classes and their objects that are new to the kernel.

        Of a class its number and itself, of an object its number, its class's, or that under which
        the kernel has it already, and that of the dictionary of its attributes; of a function its
        number, its code and what `Handed.fill` takes.
        """
        return self._first

    def adopted(self, remote: int, kind: int, attributes: Any) -> Any:
        """Return an object of the region's own class that the student's code has made.

        Raises:
            LookupError, TypeError: the class or the attributes are not valid.
            Shadowed: an attribute hides a method.
        """
        class_ = self._objects[kind]
        if kind not in self._own or type(attributes) is not dict:
            raise TypeError(kind)
        if remote in self._adopted:
            return self._adopted[remote]
        look_for_shadows(class_, attributes)
        made = object.__new__(class_)
        vars(made).update(attributes)
        number = self._keep(made)
        self._own.add(number)
        self._adopted[remote] = made
        self._adopting.append(["adopted", number, remote, self._attributes_of(made)])
        return made

    def part(self, number: Any, index: Any) -> Part:
        """Return what the region has handed over in something else, such as a row of a list.

        Raises:
            LookupError: it has not.
        """
        part: Part = self._parts[number][index]
        return part

    def tensors(self) -> dict[int, Any]:
        """Return the region's tensors that want a gradient and go with this question, by number."""
        numbers = sorted(self._passing | self._lasting)
        return {
            number: one
            for number in numbers
            if is_of_torch(one := self._objects[number]) and one.requires_grad
        }

    def object(self, number: Any) -> Any:
        """Return the region's own object that a call has returned.

        Raises:
            LookupError: the student's code does not have it.
        """
        if type(number) is int and number < 0:
            return self._lent.object(number)
        if number not in self._passing | self._lasting | self._own:
            raise LookupError(number)
        return self._objects[number]

    def window(self, number: Any, offset: int, shape: list[int], strides: list[int]) -> Any:
        """Return a view of an array that the region has handed over, such as its first row.

        Raises:
            LookupError: it has not.
            TypeError, ValueError: that lies outside of it.
        """
        base = self.object(number)
        fits = type(base) is np.ndarray and 0 < math.prod(shape) <= base.size
        if not fits or base.dtype.hasobject:
            raise TypeError(number)
        return np.ndarray(shape, base.dtype, base, offset, strides)  # which looks at its bounds

    def given_away(self, number: Any) -> Any:
        """Return what the student's code keeps of what was handed over for this question only.

        It is not the region's own any more; None: it is, for longer than this question.
        """
        if number not in self._passing:
            return None
        self._passing.discard(number)
        value, self._objects[number] = self._objects[number], None
        del self._numbers[id(value)]
        return value

    def renew(self, number: Any, value: Any, rebound: Any) -> None:
        """Make of the region's object what the student's code has made of its own.

        Args:
            number: the object's.
            value: what it is now.
            rebound: keys under which there is another object than before; the old one stays.

        Raises:
            Shadowed: it is an object whose attributes hide a method now, or a library's own.
        """
        old = self.object(number)
        if number < 0:
            self._lent.renew(number, value)
            return
        if number in self._classes:
            look_for_shadows(self._classes[number], value, old)
        elif id(old) not in self._changeable:  # nothing that is kept here gives its id away
            if is_of_a_module(old):
                raise Shadowed(
                    _(
                        "the student's code changes something that a library shares among all its "
                        "users"
                    )
                )
            self._changeable.add(id(old))
        renew(old, value, {key for key in rebound if isinstance(key, str | int | tuple)})

    def instruction(self, value: Any) -> list[Any]:
        """Return the instruction for an object of the region's that is not data.

        Raises:
            FaultyTest: it cannot leave the grader's process.
        """
        if id(value) in self._numbers:
            return ["given", self._numbers[id(value)]]
        if type(value) is types.GeneratorType and not generators.is_of_region(value):
            return self._items_of_library(value)
        if isinstance(value, types.ModuleType):
            return ["module", 0, value.__name__]
        number = self._keep(value)
        if isinstance(value, types.FunctionType) and value.__module__ == HIDDEN:
            self._own.add(number)
            return self._function(number, value)
        if isinstance(value, types.BuiltinMethodType) and type(value.__self__) in MUTABLE:
            return ["method", number, self._captured(value.__self__), value.__name__]
        if isinstance(value, types.MethodType) and is_instance(value.__self__):
            return ["method", number, self._pack(value.__self__), value.__name__]
        if type(value) is types.GeneratorType:
            return self._generator(number, value)
        if is_instance(value):
            return self._instance(number, value)
        if isinstance(value, Statement):
            return ["pickled", number, self._pickled(value.parts, of_region=True)]
        if is_class(value):
            self._own.add(number)
            self._first.append(["class", number, self._pickled(value, of_region=True)])
            return ["given", number]
        if kind := kind_of(value):
            self._going[number] = kind, kind.now(value)
        if kind or type(value) is object:
            self._own.add(number)  # returned, it is the region's
        return ["pickled", number, self._pickled(value)]

    def _pickled(self, value: Any, of_region: bool = False) -> Any:
        """Return an object as bytes.

        Raises:
            FaultyTest: it cannot leave the grader's process, or what becomes of it is not seen.
        """
        kind = type(value)
        if kind.__module__ == "unittest.mock":
            text = _(
                "the test passes a {kind} to the student's code, which would be used where "
                "that code runs: pass an object of the test's own class that records in a list "
                "what it was called with"
            )
            raise FaultyTest(text.format(kind=kind.__name__))
        raw = io.BytesIO()
        try:
            Pickler(raw, self._in_pickle, of_region).dump(value)
        except Exception as error:
            text = _(
                "the test passes an object of type {kind} to the student's code, but it cannot be "
                "sent to the kernel: {error}"
            )
            raise FaultyTest(text.format(kind=kind.__name__, error=error)) from error
        return np.frombuffer(raw.getvalue(), np.uint8)

    def _in_pickle(self, value: Any, of_region: bool) -> list[Any] | None:
        """Return the instruction for what is in a pickled object and keeps what it is."""
        if value is SCOPE:
            return ["scope", 0]
        if isinstance(value, type) and value.__module__ == HIDDEN:
            self.scope.uses_in(value)
        if known := self._known(value):
            return known
        if not of_region and is_instance(value):
            return self._pack(value)[0]  # type: ignore[no-any-return]
        shared = self._numbers.get(id(value)) in self._passing | self._lasting
        kept = of_region and type(value) in MUTABLE and type(value) is not dict
        if shared or kept or is_of_torch(value):
            (instruction,) = self._captured(value)
            return list(instruction)
        return None

    def _instance(self, number: int, value: Any) -> list[Any]:
        """Write an object of the region's own class, whose attributes stay the region's own."""
        _word, kind = self.instruction(type(value))
        self._own.add(number)
        self._first.append(["instance", number, kind, self._attributes_of(value)])
        return ["given", number]

    def _attributes_of(self, value: Any) -> int:
        ((_shared, number),) = self._captured(vars(value))
        self._classes[number] = type(value)
        return int(number)

    def _keep(self, value: Any) -> int:
        number = self._numbers[id(value)] = len(self._objects)
        self._objects.append(value)
        return number

    def _shared(self, value: Any) -> list[Any]:
        return ["shared", self._numbers[id(value)]]

    def _function(self, number: int, value: types.FunctionType) -> list[Any]:
        word, names = "function", dict[str, Any]()
        if not self.scope.uses(value):  # one of the kit's
            word, used = "aside", used_by(value.__code__) & value.__globals__.keys()
            names = {one: self._captured(value.__globals__[one]) for one in used}
        attributes = [self._captured(vars(value))] if vars(value) else []
        cells = self.scope.cells_of(value)
        defaults = self._pack((value.__defaults__, value.__kwdefaults__))
        code = np.frombuffer(marshal.dumps(value.__code__), np.uint8)
        self._first.append([word, number, code, names, cells, defaults, attributes])
        return ["given", number]

    def _generator(self, number: int, value: types.GeneratorType[Any, Any, Any]) -> list[Any]:
        """Write a generator that has not begun, as the function that makes it and its arguments."""
        function, positional, named = generators.call_of(value)
        made = self._function(number, function)
        return ["generator", number, made, self._pack(positional), self._pack(named)]

    def _items_of_library(self, value: Any) -> list[Any]:
        """Write a generator of a library's, such as `net.parameters()`, by what it yields."""
        items = list(islice(value, MOST))
        self._share_trained(items)
        instruction = self.instruction(iter(items))
        self._objects.append(value)  # kept alive: its id is nobody else's
        self._numbers[id(value)] = instruction[1]
        return instruction

    def _captured(self, value: Any) -> list[Any]:
        """Write what a function refers to; a list it may append to stays the region's own."""
        if instruction := self._lent.instruction(value):
            return [instruction]
        if type(value) not in MUTABLE and not is_of_torch(value):
            return self._pack(value)
        if id(value) not in self._numbers:
            self._keep(value)
        number = self._numbers[id(value)]
        self._passing.discard(number)
        self._lasting.add(number)
        return [["shared", number]]
