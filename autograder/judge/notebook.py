"""The notebook behind a region: its names and objects, asked one question at a time."""

from __future__ import annotations

import inspect
import sys
import warnings
from collections.abc import Iterator
from threading import RLock
from typing import Any, NoReturn, TextIO

import numpy as np

from autograder.errors import NotGraded, StudentError, StudentStopped
from autograder.i18n import _
from autograder.judge import carry, going, handed, kinds, lending, libraries, operators, science
from autograder.judge.described import Described, Later, Refused
from autograder.judge.foreign import error_class, made_error, no_end
from autograder.judge.given import Given
from autograder.judge.gradients import is_gradient, joined
from autograder.judge.lent import LENDING, Lent, is_changeable
from autograder.judge.pickled import Shadowed, Statement
from autograder.judge.probe import Probes
from autograder.judge.remote import KINDS, Remote, description, of
from autograder.judge.renewing import is_tensor
from autograder.judge.scope import counters
from autograder.judge.student import Student
from autograder.text import printable

OBJECTS = Probes(__file__, "objects")
ASKING = Probes(__file__, "region")
QUESTIONS = 50_000  # of one region: two or three minutes
WEIGHT = 512_000_000  # characters and bytes of all answers to one region
ITEMS = 200_000  # of one iteration
MOST = 1000  # items that are sent together
CAUSES = 3  # of an exception, each of the one before

libraries.register(carry)
science.register(carry)
operators.attach()


class Notebook:
    """The student's end of a region: the notebook's names, and the objects behind them.

    Args:
        student: the channel.
        classes: names that the region uses for classes; only objects of these take part in
            operations with the grader's data, such as `Vector(1, 2) * 3`.

    Attributes:
        fault: why nothing can be said of the student's code, if that is so.
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
        self._lent = Lent(lambda value: carry.pack(value, self._instruction))
        self._given = Given(self._pack, self._of_student, self._lent)
        self._settled: dict[str, Any] = {}
        self._fresh: dict[str, Any] = {}
        self.names: list[str] = []
        self.missing: set[str] = set()
        self._stdout, self._stderr = sys.stdout, sys.stderr
        self._turn = RLock()
        self.fault: NotGraded | None = None
        self._drawn, self.calls = False, 0  # calls: of what the student has defined
        self.refusal = ""
        self.unlike = ""

    def serve(self, names: dict[str, Any], region: str) -> None:
        """Let functions of the region's that run in the kernel find the region's names there."""
        self._given.scope.names, self._given.scope.counters = names, counters(region)

    def look_up(self, name: str) -> Any:
        """Return what a name of the notebook stands for now.

        Raises:
            KeyError: the notebook does not define it.
        """
        if name in self._settled:
            return self._settled[name]
        if name not in self._fresh:
            wanted = [one for one in {*self.names, name} if one not in self._settled]
            found = self._put("names", *wanted).get("names")
            if type(found) is not dict:
                self._fail(_("the answer is not in the agreed form"))
            values = {one: self._value(answer, "names") for one, answer in found.items()}
            self._fresh = values
            for one, value in values.items():
                self._settle(one, value)
        if name not in self._fresh:
            self.missing.add(name)
            raise KeyError(name)
        return self._fresh[name]

    def listed(self) -> list[str]:
        """Return all names that the notebook defines."""
        found = self.ask("names")
        if not isinstance(found, list) or not all(type(name) is str for name in found):
            self._fail(_("the answer is not in the agreed form"))
        return found

    def bind(self, name: str, value: Any) -> None:
        """Let a name of the notebook stand for something else, as in the notebook itself."""
        self._settled.pop(name, None)
        self.ask("bind", name, value)

    def unbind(self, name: str) -> None:
        """Take a name out of the notebook."""
        self._settled.pop(name, None)
        self.ask("unbind", name)

    def _settle(self, name: str, value: Any) -> None:
        """Look once only at what does not change, so that a call costs one question."""
        known = description(value)
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
        return self._value(self._put(action, *values, **named), action)

    def derive(self, *statement: Any) -> Any:
        """Make a class of the region's in the kernel; `Statement` says of what."""
        return self.ask("derive", Statement(*statement))

    def _put(self, action: str, *values: Any, **named: Any) -> dict[str, Any]:
        """Put one question and return the answer, or raise what it says was raised."""
        self._fresh = {}
        try:
            with self._turn:  # of the threads that the region has
                return self._answered(action, values, named)
        except NotGraded as fault:  # no `except` of the region may take it for the student's
            self.fault = self.fault or fault
            raise Refused(str(fault)) from fault

    def _answered(
        self, action: str, values: tuple[Any, ...], named: dict[str, Any]
    ) -> dict[str, Any]:
        self._given.start()
        lent = self._lent.written()
        write = self._given.passed if action == "call" else self._pack
        question = {
            "action": action,
            "values": [write(value) for value in values],
            "named": {name: write(value) for name, value in named.items()},
        }
        shared, question["bound"] = self._given.state()
        question["shared"] = [*shared, *lent]
        question["going"] = self._given.going()
        answer = self._sent({**question, "first": self._given.first()})
        if "unread" in answer:  # the kernel says so, and may lie: it costs points, as for anyone
            text = _("the test passes the student's code something its kernel cannot read: {error}")
            self._fail(text.format(error=printable(str(answer["unread"]))))
        try:
            for number, instructions, rebound in answer["changed"]:
                value = self._read(instructions, whole=False)
                self._given.renew(number, value, self._read(rebound, whole=False))
            for number, lent in answer["kept"]:
                if (value := self._given.given_away(number)) is not None:
                    self._lent.take(value, lent, is_changeable)
            for name, instructions in answer["bound"]:
                self._given.scope.rebind(name, self._read(instructions))
            for number, instructions in answer["going"]:
                self._given.move(number, self._read(instructions, whole=False))
            _say(answer["printed"], sys.stdout, self._stdout)
            _say(answer["complained"], sys.stderr, self._stderr)
            for family, text in answer["warned"]:
                self._warn(self._error_class(family), str(text)[:500])
            if "raised" in answer:
                raise no_end(self._error(answer["raised"]), self.names)
        except Shadowed as error:
            self._fail(str(error), error)
        except (LookupError, TypeError, ValueError, carry.CarryError) as error:
            if getattr(error, "of_the_student", False):
                raise
            self._fail(_("the answer is not in the agreed form"), error)
        return answer

    def _warn(self, kind: type[BaseException], text: str) -> None:
        """Warn of what the student's code has warned of, for a region that collects warnings."""
        if issubclass(kind, Warning):
            warnings.warn(text, kind, stacklevel=2)

    def _sent(self, question: dict[str, Any]) -> dict[str, Any]:
        self._questions += 1
        if self._questions > QUESTIONS:
            text = _("the test did not finish: it had used the notebook {n} times")
            self._fail(text.format(n=QUESTIONS))
        try:
            if not self._begun:
                self._begun = True
                modules = (carry, libraries, science, handed, lending, going, kinds)
                sources = {one.__name__.split(".")[-1]: inspect.getsource(one) for one in modules}
                self._student.ask(OBJECTS.begin, **sources)
            answer = self._student.ask(ASKING.ask, **question)
        except StudentStopped as stopped:
            self.refusal = self.refusal or str(stopped)
            raise Refused(str(stopped)) from None
        except StudentError as error:
            self._fail(str(error), error)
        self._weight += _weight(answer)
        if self._weight > WEIGHT:
            self._fail(_("the notebook's answers were too large"))
        if (
            not isinstance(answer, dict)
            or not {"printed", "complained", "changed", "bound", "kept", "going"} <= answer.keys()
        ):
            self._fail(_("the answer is not in the agreed form"))
        self._drawn = answer.get("drawn") is True
        return answer

    def _value(self, answer: Any, action: str) -> Any:
        value = answer.get("value") if type(answer) is dict else None
        try:
            (shared,) = value  # type: ignore[misc]
            if type(shared) is list and shared[0] == "shared":
                return self._given.object(shared[1])
            if type(shared) is list and shared[0] == "window":
                return self._given.window(*shared[1:])
        except (LookupError, TypeError, ValueError):
            pass
        if type(value) is not list:
            self._fail(_("the answer is not in the agreed form"))
        return self._taken(self._read(value), answer.get("lent"), action)

    def _taken(self, value: Any, numbers: Any, action: str) -> Any:
        """Return what has arrived; what the region may change of the student's own is lent."""
        if action not in LENDING:
            return value
        try:
            return self._lent.take(value, numbers, LENDING[action])
        except (TypeError, ValueError) as error:
            self._fail(_("the answer is not in the agreed form"), error)

    def _read(self, instructions: Any, whole: bool = True) -> Any:
        """Return a value of the kernel's; a whole one may hold parts of what was handed over."""
        known = self._given.part if whole else None
        token = libraries.joins.set(self._joined)
        try:
            return carry.unpack(instructions, self._foreign, known)
        except carry.CarryError as error:
            self._fail(_("the answer is not plain data: {error}").format(error=error), error)
        finally:
            libraries.joins.reset(token)

    def _joined(self, value: Any, number: Any) -> Any:
        """Return a tensor that has a graph in the kernel with one here, which leads there."""
        if not is_tensor(value) or not value.is_floating_point() or type(number) is not int:
            raise carry.CarryError("a graph of what is no tensor")
        handed = self._given.tensors()

        def ask(number: int, gradient: Any, wanted: list[int]) -> list[Any]:
            found: list[Any] = self.ask("gradients", number, gradient, wanted)
            ends = [handed[one] for one in wanted]
            fits = type(found) is list and len(found) == len(ends)
            if not fits or not all(map(is_gradient, found, ends)):
                self._fail(_("the answer is not in the agreed form"))
            return found

        return joined(value, number, handed, ask)

    def _pack(self, value: Any, order: list[carry.Part] | None = None) -> list[Any]:
        return carry.pack(value, self._instruction, self._lent.known, order)

    def _instruction(self, value: Any) -> list[Any]:
        """Return the instruction for an object that is not data, the student's or the region's."""
        return self._of_student(value) or self._given.instruction(value)

    def _of_student(self, value: Any) -> list[Any] | None:
        if known := description(value):
            return ["remote", known.number]
        for number, kind in self._errors.items():
            if kind is value:
                return ["remote", number]
        return None

    def _foreign(self, instruction: list[Any]) -> Any:
        """Return the object for an instruction of the kernel's."""
        word, number, kind, name, class_, origin, family = instruction
        if word == "given":
            return self._given.object(number)
        if word == "made":
            return self._given.adopted(number, class_, self._read(family, whole=False))
        if word != "remote" or type(number) is not int or type(class_) is not int:
            raise carry.CarryError("an instruction of an unknown kind")
        if kind == "exception":
            return self._error_class(family)
        if number not in self._remotes:
            known = Described(self, number, str(kind), str(name)[:80], class_, str(origin))
            self._remotes[number] = KINDS.get(known.kind, Remote)(known)
        return self._remotes[number]

    def _error_class(self, family: Any) -> type[BaseException]:
        return error_class(family, self._errors)

    def _error(self, raised: dict[str, Any], most: int = CAUSES) -> BaseException:
        """Return the exception of the grader's that stands for one of the student's."""
        kind = self._error_class(raised["family"])
        arguments = self._read(raised["arguments"])
        if type(arguments) not in (list, tuple):
            raise carry.CarryError("an exception without arguments")
        error = made_error(kind, list(arguments), str(raised["text"]))
        for name, instructions in raised["attributes"].items():
            if name.isidentifier() and not name.startswith("_") and not hasattr(error, name):
                setattr(error, name, self._read(instructions))
        error.of_the_student = True  # type: ignore[attr-defined]
        error.where = tuple(map(str, raised["where"][-3:]))  # type: ignore[attr-defined]
        error.stub = raised["stub"] is True  # type: ignore[attr-defined]
        if most and raised["cause"] is not None:
            error.__cause__ = self._error(raised["cause"], most - 1)
        return error

    def items(self, iterator: Remote) -> Iterator[Any]:
        """Yield what an iterator has, asking for more at a time as it goes on."""
        buffer = of(iterator).buffer
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
                self._fail(_("an iteration was still going after {n} items").format(n=ITEMS))
            self.fill(iterator, most)
            most = min(2 * most, MOST)

    def fill(self, iterator: Remote, most: int) -> None:
        """Ask an iterator for its next items."""
        answer = self._put("take", iterator, most)
        items, lent, buffer = answer.get("items"), answer.get("lent"), of(iterator).buffer
        if type(items) is not list or type(lent) is not list or len(items) != len(lent):
            self._fail(_("the answer is not in the agreed form"))
        if not (items or "raised later" in answer):
            self._fail(_("the answer is not in the agreed form"))
        pairs = zip(items, lent, strict=True)
        buffer.extend(self._taken(self._read(one), numbers, "take") for one, numbers in pairs)
        if "raised later" in answer:
            buffer.append(Later(self._error(answer["raised later"])))

    def end(self) -> None:
        """Close the figures that the region has looked at, as a cell's end does."""
        if self._drawn:
            self.ask("close figures")

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
        return described.kind == "instance" and described.class_ in self._class_numbers


def _say(printed: Any, stream: TextIO, own: TextIO) -> None:
    """Print what the student's code printed, if the region collects what is printed there."""
    if isinstance(printed, str) and stream is not own:
        stream.write(printed)


def _weight(answer: Any) -> int:
    """Return about how large an answer is."""
    if isinstance(answer, dict):
        return sum(map(_weight, answer.values())) + 50
    if isinstance(answer, list):
        return sum(map(_weight, answer)) + 50
    if isinstance(answer, np.ndarray):
        return answer.nbytes + 200
    return len(answer) if isinstance(answer, str) else 20
