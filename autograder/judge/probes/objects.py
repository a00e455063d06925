"""The far end of remote objects: keeps them, does to them what a region asks, and says what came.

It runs in the student's kernel, like every probe. Nothing that it says is believed: what arrives
in the grader is plain data, or the number of an object that stays here.
"""

from __future__ import annotations

import builtins
import contextlib
import copy
import functools
import importlib
import inspect
import io
import operator
import sys
import time
import traceback
import types
import warnings
from collections.abc import Callable
from typing import Any

PLACE = "autograder_objects"  # in sys.modules: what a region holds between two questions
PATIENCE = 0.02  # seconds; items that come in this time are sent together
OUTPUT = 100_000  # characters of what a call prints
WARNINGS = 100  # of one call
COMPUTED = (property, functools.cached_property)
ATOMS = (bool, int, float, complex, str, bytes, type(None))  # hold nothing of the region's
HANDLES = 200_000
CAUSES = 3  # of an exception, each of the one before
LENDING = ("attribute", "item")  # of what comes of these the region has a part, not a copy
NESTED = 2  # objects of the region's own class in one another that are sent at once


def begin(student: dict[str, Any], **sources: str) -> bool:
    """Make the table of a region's objects, without what an earlier region has left.

    Args:
        student: the notebook's names.
        sources: of `carry`, `libraries`, `science`, `handed`, `lending`, `going`
            and `kinds`, by name.
    """
    modules = {name: types.ModuleType(PLACE) for name in sources}
    names = {name: vars(module) for name, module in modules.items()}
    for name, source in sources.items():
        exec(compile(source, "<wire>", "exec"), names[name])
    carry, far = modules["carry"], names["handed"]
    for name in ("libraries", "science"):
        names[name]["register"](carry)
    ACTIONS.update(far["ACTIONS"])
    handed = functools.partial(far["Handed"], kind_of=names["going"]["kind_of"])
    table = names["carry"]["table"] = Table(
        carry, handed, names["lending"]["Lent"](), modules["kinds"]
    )
    names["libraries"]["KEPT"].append(table.keep_graph)
    sys.modules[PLACE] = carry
    return True


class Table:
    """The objects that a region holds, by number, and the module `carry`, which writes them."""

    def __init__(self, carry: Any, handed: Any, lent: Any, kinds: Any) -> None:
        self._carry, self._lent, self._kinds = carry, lent, kinds
        self._objects: list[Any] = []
        self._numbers: dict[int, int] = {}
        self._handed = handed(self._read, self._objects, self._shared_by)
        self._shared: dict[int, Any] = {}
        self._earlier: dict[int, Any] = {}
        self._waiting: dict[int, Any] = {}
        self._writing: set[int] = set()
        self._parts: dict[int, Any] = {}  # of these, by id: how to name them
        self._held: list[Any] = []
        self._before: dict[int, Any] = {}
        self._student: Any = {}

    def answer(
        self,
        student: Any,
        action: str,
        values: list[Any],
        named: dict[str, Any],
        shared: list[Any],
        first: list[Any],
        bound: list[Any],
        going: list[Any],
    ) -> dict[str, Any]:
        """Do one thing and describe what came of it.

        Args:
            student: the notebook's names.
            action: one of ACTIONS.
            values: its arguments, as instructions.
            named: those that have names.
            shared: number and instructions of the region's own lists and the like that the
                student's code may change.
            first: the region's own classes and objects of these that are new.
            bound: names of the region's that its functions use, with what is new under them.
            going: where the region's generators of random numbers and the like are now.
        """
        self._student = self._handed.student = student
        printed, complained = io.StringIO(), io.StringIO()
        answer: dict[str, Any] = {"printed": "", "complained": ""}
        answer.update({name: [] for name in ("changed", "bound", "kept", "going")})
        try:
            self._take_over(shared, first)
            self._handed.bind(bound)
            self._handed.go(going)
            arguments = [self._read(one) for one in values]
            keywords = {name: self._read(one) for name, one in named.items()}
        except Exception as error:
            return {**answer, "unread": f"{type(error).__name__}: {error}"[:300]}
        before = {number: self._write(value) for number, value in self._shared.items()}
        parts = {number: self._handed.parts_of(value) for number, value in self._shared.items()}
        self._before = before
        places = self._handed.going()
        holders = {n: sys.getrefcount(value) for n, value in self._shared.items()}
        caught: list[warnings.WarningMessage] | None = None
        try:
            with (
                contextlib.redirect_stdout(printed),
                contextlib.redirect_stderr(complained),
                warnings.catch_warnings(record=True) as caught,
            ):
                done = self._do(action, arguments, keywords)
            answer.update(done)
        except BaseException as error:  # whatever the student's code raises is the answer
            answer["raised"] = self._raised(error)
        rebound = self._handed.rebound_names()
        answer["bound"] = [[name, self._write(value)] for name, value in rebound.items()]
        answer["going"] = [
            [number, self._write(place)]
            for number, place in self._handed.going().items()
            if not self._carry.same(place, places.get(number, []))
        ]
        answer["drawn"] = self._handed.keeps_figures()
        answer["printed"] = printed.getvalue()[:OUTPUT]
        answer["complained"] = complained.getvalue()[:OUTPUT]
        answer["warned"] = [
            [self._family(one.category), str(one.message)[:500]]
            for one in (caught or [])[:WARNINGS]
        ]
        answer["kept"] = [
            [n, self._lent.number_of(value)]
            for n, value in self._shared.items()
            if n >= 0 and sys.getrefcount(value) > holders[n] and not hasattr(value, "grad_fn")
        ]
        after = {number: self._write(value) for number, value in self._shared.items()}
        answer["changed"] = [
            [number, after[number], self._write(self._handed.rebound(parts[number], number))]
            for number in after
            if not self._carry.same(after[number], before[number])
        ]
        return answer

    def _do(self, action: str, arguments: list[Any], keywords: dict[str, Any]) -> dict[str, Any]:
        if action == "names":
            if not arguments:  # all of them
                return {"value": self._write([one for one in self._student if type(one) is str])}
            found = [name for name in arguments if name in self._student]
            return {"names": {name: self._told(self._student[name], True) for name in found}}
        if action in ("bind", "unbind"):
            names, (name, *values) = self._student.notebook, arguments
            names.update((name, value) for value in values)
            if not values:
                del names[name]
            return {"value": [True]}
        if action == "take":
            return self._take(*arguments)
        if action == "gradients":
            return {"value": self._write(self._handed.gradients(*arguments))}
        value = ACTIONS[action](*arguments, **keywords)
        kept = action == "call" and sys.getrefcount(value) > 2  # here, and as argument
        return self._told(value, kept or action in LENDING)

    def _told(self, value: Any, lends: bool) -> dict[str, Any]:
        """Describe what came of an action; what the region holds already is named."""
        for number, one in self._shared.items():
            if one is value:
                return {"value": [["shared", number]]}
            if window := self._handed.window(value, one):
                return {"value": [["window", number, *window]]}
        known = None if isinstance(value, ATOMS) else self._unchanged()
        lent = self._lent.number_of(value) if lends else None
        return {"value": self._write(value, known), "lent": lent}

    def _unchanged(self) -> dict[int, Any]:
        """Return what is still as the region handed it over, so that it can be named as its part.

        What was changed may have been taken out before, and is not known there as it is now.
        """
        now = {number: self._write(one) for number, one in self._shared.items()}
        same = {number for number in now if self._carry.same(now[number], self._before[number])}
        return {key: one for key, one in self._parts.items() if one[0][1] in same}

    def _take(self, iterator: Any, most: int) -> dict[str, Any]:
        """Take the next items, as many as come at once."""
        items: list[Any] = []
        lent: list[Any] = []
        until = time.monotonic() + PATIENCE
        try:
            while len(items) < most and (not items or time.monotonic() < until):
                item = next(iterator)
                items.append(self._write(item))
                lent.append(self._lent.parameters_of(item))
        except BaseException as error:
            return {"items": items, "lent": lent, "raised later": self._raised(error)}
        return {"items": items, "lent": lent}

    def _take_over(self, shared: list[Any], first: list[Any]) -> None:
        """Take over what the region has made of its own lists since it was last asked."""
        self._earlier, self._shared = self._shared, {}
        self._parts, self._held = {}, []
        self._waiting = dict(shared)
        self._lent.keep(self._waiting)
        for one in first:
            self._handed.make(*one)
        for number, _instructions in shared:
            self._shared_by(number)
        for word, number, _what, *parts in first:
            self._handed.fill(word, number, *parts)

    def _shared_by(self, number: int) -> Any:
        """Return what is the region's own, taken over now if it has not been before."""
        if number not in self._waiting:
            return self._shared[number]
        if number < 0:
            return self._of_student(number, self._waiting.pop(number))
        old: Any = self._earlier.get(number)
        parts: list[Any] = []
        new: Any = self._carry.unpack(self._waiting.pop(number), self._handed.given_by, None, parts)
        mine = self._shared[number] = self._handed.renewed(old, new)
        self._held.append(parts)  # else a new object could have the id of one that is gone
        for index, part in enumerate(parts):
            value = mine if part.value is new else part.value
            self._parts[id(value)] = ["part", number, index], part.parts
        return mine

    def _of_student(self, number: int, instructions: list[Any] | None) -> Any:
        """Return what is the student's own, as the region wants it; None: as it is."""
        mine = self._shared[number] = self._lent.object(number)
        if instructions is not None:
            self._lent.renew(mine, self._carry.unpack(instructions, self._handed.given_by))
        return mine

    def _write(self, value: Any, known: Any = None) -> list[Any]:
        try:
            return list(self._carry.pack(value, self._keep, known or {}))
        except self._carry.CarryError:
            return [self._keep(value)]

    def _read(self, instructions: list[Any]) -> Any:
        return self._carry.unpack(instructions, self._handed.given_by)

    def _keep(self, value: Any) -> list[Any]:
        """Keep an object here and return what is said of it."""
        given = self._handed.number_of(value)
        if given is not None:
            return ["given", given, "", "", -1, "", []]
        number = self._number(value)
        own = self._handed.number_of(type(value))
        if own is not None and number not in self._writing and len(self._writing) < NESTED:
            self._writing.add(number)
            attributes = self._write(vars(value))
            self._writing.discard(number)
            return ["made", number, "", "", own, "", attributes]
        kind = self._kinds.kind_of(value)
        named = type(value) if kind == "instance" else value
        name = str(getattr(named, "__name__", ""))[:80]
        class_ = self._number(type(value)) if self._kinds.is_own(type(value)) else -1
        described: list[Any] = ["remote", number, kind, name, class_]
        described.append(self._kinds.origin_of(value) if kind != "instance" else "")
        described.append(self._family(value) if kind == "exception" else [])
        return described

    def keep_graph(self, tensor: Any) -> int:
        """Keep a tensor that has a graph; return its number."""
        return int(self._handed.keep_graph(tensor, self._shared))

    def _number(self, value: Any) -> int:
        number = self._numbers.get(id(value))
        if number is None:
            number = self._numbers[id(value)] = len(self._objects)
            self._objects.append(value)  # kept alive, so that no other object gets its id
            if number > HANDLES:
                raise self._carry.CarryError("too many objects")
        return number

    def _raised(self, error: BaseException, most: int = CAUSES) -> dict[str, Any]:
        try:
            text = str(error)[:500]
        except BaseException:
            text = ""  # an exception whose own text raises has nothing to say
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if frame.filename not in ("<probe>", "<wire>")]
        lines = [f"{one.name}, line {one.lineno}: {one.line or ''}"[:200] for one in own[-3:]]
        return {
            "family": self._family(type(error)),
            "arguments": self._write(getattr(error, "args", ())),
            "attributes": self._attributes(error),
            "text": text,
            "where": lines,
            "stub": self._student.is_stub(error),
            "cause": self._raised(cause, most - 1) if (cause := error.__cause__) and most else None,
        }

    def _attributes(self, error: BaseException) -> dict[str, Any]:
        """Return what an exception of the notebook's own class says beside its text."""
        if not self._kinds.is_own(type(error)):
            return {}
        own = [vars(kind) for kind in reversed(type(error).__mro__) if self._kinds.is_own(kind)]
        of_class = {n: one for names in own for n, one in names.items() if type(one) in ATOMS}
        for name in [n for names in own for n, one in names.items() if type(one) in COMPUTED]:
            with contextlib.suppress(Exception):  # then it is not there
                of_class[name] = getattr(error, name)
        named = list({**of_class, **getattr(error, "__dict__", {})}.items())[:20]
        return {name: self._write(value) for name, value in named if type(name) is str}

    def _family(self, kind: Any) -> list[Any]:
        """Describe an exception class by its line of classes, the student's own by number."""
        line: list[Any] = []
        for one in type.mro(kind)[:20]:
            if one.__module__ == "builtins" and getattr(builtins, one.__name__, None) is one:
                return [*line, ["builtin", one.__name__]]
            line.append(["own", self._number(one), one.__name__[:80], self._kinds.origin_of(one)])
        return line


BINARY = [
    "add",
    "sub",
    "mul",
    "truediv",
    "floordiv",
    "mod",
    "pow",
    "matmul",
    "lshift",
    "rshift",
    "and_",
    "or_",
    "xor",
]
BINARY += ["eq", "ne", "lt", "le", "gt", "ge"]
IN_PLACE = [name.rstrip("_") for name in BINARY if hasattr(operator, f"i{name.rstrip('_')}")]
UNARY = ("neg", "pos", "invert", "abs", "index", "truth", "contains")
ACTIONS: dict[str, Callable[..., Any]] = {
    **{name: getattr(operator, name) for name in (*BINARY, *UNARY)},
    **{f"i{name}": getattr(operator, f"i{name}") for name in IN_PLACE},
    "call": lambda function, /, *values, **named: function(*values, **named),
    "attribute": getattr,
    "set attribute": setattr,
    "delete attribute": delattr,
    "item": operator.getitem,
    "set item": operator.setitem,
    "delete item": operator.delitem,
    "len": len,
    "iter": iter,
    "reversed": reversed,
    "hash": hash,
    "str": str,
    "repr": repr,
    "format": format,
    "int": int,
    "float": float,
    "complex": complex,
    "bytes": bytes,
    "round": round,
    "divmod": divmod,
    "dir": dir,
    "issubclass": issubclass,
    "type": type,
    "callable": callable,
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "enter": lambda manager: type(manager).__enter__(manager),
    "source": inspect.getsource,
    "signature": lambda function: str(inspect.signature(function)),
    "module": importlib.import_module,
    "open": open,
}
