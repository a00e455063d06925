"""The channel between a check and the student's code: plain data in, plain data out.

A check holds a `Student` and asks it questions. The check cannot tell what is behind the channel:
the namespace of the notebook at hand, or a kernel of its own.
"""

from __future__ import annotations

import hashlib
import hmac
import inspect
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, Protocol

import numpy as np

from autograder.errors import StudentError, StudentRaised, StudentStopped
from autograder.i18n import _
from autograder.judge import wire
from autograder.judge.probe import Probe, Probes

PLAIN = Probes(__file__, "plain")
COLOURS = re.compile(r"\x1b\[[0-9;:]*[A-Za-z]?")
"""A terminal's colours, in which libraries such as Keras write their errors."""


class Student(ABC):
    """One student's code, seen from outside.

    Args:
        seed: what the secret inputs derive from. The same seed puts the same questions.
    """

    def __init__(self, seed: bytes = b"") -> None:
        self._seed = seed
        self.has_answered = False

    def ask(self, probe: Probe, **inputs: object) -> Any:
        """Run a probe beside the student's code and return its answer.

        Args:
            probe: a question, see `autograder.judge.probe`. The function's first argument is the
                mapping of names that the student defined; `inputs` follow by name.
            inputs: plain data (see `autograder.judge.wire`).

        Returns:
            Plain data; a tensor arrives as `wire.Tensor`, anything foreign as `wire.Opaque`.

        Raises:
            StudentRaised: the student's code raised.
            StudentStopped: the kernel is gone, or the answer did not come in time.
            StudentError: the answer was not in the agreed form.
        """
        answer = _opened(self._exchange(probe.source, probe.name, wire.dumps(inputs)))
        self.has_answered = True
        return answer

    def call(self, name: str, *arguments: object) -> Any:
        """Call the student's function `name` on plain data: for a test of one's own.

        Raises:
            StudentError: as `ask` does; a missing name is a `StudentRaised` NameError.
        """
        return self.ask(PLAIN.call, name=name, arguments=list(arguments))

    def rng(self, label: str) -> np.random.Generator:
        """Return the generator from which the check `label` draws its secret inputs.

        It depends on the seed and the label alone, so the order of checks changes nothing.
        """
        digest = hmac.new(self._seed, label.encode(), hashlib.sha256).digest()
        return np.random.default_rng(int.from_bytes(digest, "big"))

    @abstractmethod
    def _exchange(self, source: str, name: str, payload: str) -> str:
        """Carry one question to the student's code and its answer back.

        `ask` calls this once a question. A subclass runs `wire.answer(source, name, payload,
        namespace)` at its end of the channel and returns the text.

        Raises:
            StudentStopped: nobody is there to answer any more.
        """


class NotebookStudent(Student):
    """An instructor's own notebook: same process, no secrecy, same answers.

    Args:
        namespace: the notebook's names, as `get_ipython().user_ns` has them.
        seed: see `Student`.
    """

    def __init__(self, namespace: dict[str, Any], seed: bytes = b"") -> None:
        super().__init__(seed)
        self._namespace = namespace

    def _exchange(self, source: str, name: str, payload: str) -> str:
        return wire.answer(source, name, payload, self._namespace)


class Evaluator(Protocol):
    """What `KernelStudent` needs of a kernel."""

    def __call__(self, expression: str) -> Mapping[str, Any]:
        """Evaluate an expression in the kernel and return Jupyter's reply for it.

        The reply is a display bundle: `{"status": "ok", "data": {mime: text}}` or
        `{"status": "error", ...}`.

        Raises:
            StudentStopped: the kernel is gone or did not answer in time.
        """


DEFINED = """(
    lambda builtins, wire: (
        # Define the far end in a namespace of its own; exec returns None.
        builtins.exec(builtins.compile({wire!r}, "<wire>", "exec"), wire.__dict__)
        or __import__("sys").modules.update({{"autograder_wire": wire}})
        or wire
    )
)(__import__("builtins"), __import__("types").ModuleType("wire"))"""
KEPT = '__import__("sys").modules["autograder_wire"]'
QUESTION = """(
    # Run the probe at the far end and wrap its answer for the way back.
    lambda wire: wire.Sealed(
        wire.answer({source!r}, {name!r}, {payload!r}, __import__("IPython").get_ipython().user_ns)
    )
)({far_end})"""
"""What a kernel evaluates for one question: user_expressions take one expression only.

The far end is defined with the first question about a cell and kept: to compile it takes longer
than to answer. Where a student's code has taken it away, it is defined again.
"""


class KernelStudent(Student):
    """Real grading: a kernel of its own, reached over the Jupyter protocol.

    Args:
        evaluate: asks the kernel (see `Evaluator`).
        seed: see `Student`.
    """

    def __init__(self, evaluate: Evaluator, seed: bytes) -> None:
        super().__init__(seed)
        self._evaluate = evaluate
        self._defined = DEFINED.format(wire=inspect.getsource(wire))
        self._kept = False
        self._stopped: StudentStopped | None = None

    def _exchange(self, source: str, name: str, payload: str) -> str:
        if self._stopped is not None:
            raise self._stopped
        question = {"source": source, "name": name, "payload": payload}
        reply, text = self._put(question, KEPT) if self._kept else ({}, None)
        if text is None:
            reply, text = self._put(question, self._defined)
        self._kept = text is not None
        if text is None:
            raise StudentError(
                _("no answer came back: {error}").format(
                    error=_printable(str(reply.get("evalue", "")), 200)
                )
            )
        return text

    def _put(
        self, question: Mapping[str, str], far_end: str
    ) -> tuple[Mapping[str, Any], str | None]:
        """Put a question in one expression; return the reply and the answer in it, if there is one.

        The expression takes what it needs from modules, not from names that a student may have
        reused.
        """
        try:
            reply = self._evaluate(QUESTION.format(**question, far_end=far_end))
        except StudentStopped as stopped:
            self._stopped = stopped
            raise
        data = reply.get("data")
        text = data.get(wire.Sealed.mime) if isinstance(data, dict) else None
        return reply, text if isinstance(text, str) else None


def _opened(text: str) -> Any:
    """Return what the probe returned, or raise what the student's code raised.

    Raises:
        StudentRaised: the student's code raised.
        StudentError: the text is no such answer.
    """
    try:
        reply = wire.loads(text)
    except wire.WireError as error:
        reason = _(error.message).format(error.value)
        raise StudentError(
            _("the answer is not plain data: {error}").format(error=reason)
        ) from None
    keys = reply.keys() if isinstance(reply, dict) else set()
    if keys == {"returned"}:
        return reply["returned"]
    if keys != {"raised", "kinds", "message", "where", "stub"}:
        raise StudentError(_("the answer is not in the agreed form"))
    kinds, where = (reply[name] for name in ("kinds", "where"))
    if not isinstance(kinds, list) or not isinstance(where, list):
        raise StudentError(_("the answer is not in the agreed form"))
    kinds, where = kinds[: wire.MAX_KINDS], where[-3:]
    if not all(
        isinstance(text, str) for text in (reply["raised"], reply["message"], *kinds, *where)
    ):
        raise StudentError(_("the answer is not in the agreed form"))
    raise StudentRaised(
        _printable(reply["raised"]),
        _printable(reply["message"]),
        tuple(map(_printable, where)),
        tuple(map(_printable, kinds)),
        reply["stub"] is True,
    )


def _printable(text: str, length: int = 500) -> str:
    """Cut a student's text, without a terminal's colours, and replace what UTF-8 cannot write."""
    return COLOURS.sub("", text)[:length].encode("utf-8", "replace").decode("utf-8")
