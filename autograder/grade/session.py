"""The session: a submission's running kernel, asked within limits, and how it ended."""

from __future__ import annotations

import ast
import time
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import cached_property
from typing import Any

import zmq
from jupyter_core.utils import run_sync
from nbclient.exceptions import DeadKernelError

from autograder.errors import NotGraded, StudentStopped, Unfinished
from autograder.i18n import _
from autograder.limits import Limits
from autograder.sandbox.watchdog import PATIENCE, Stop, Watchdog

IMPORTS = 60.0  # seconds more for the first answer
ENTER = """
import contextlib, importlib, os, sys
for name in {first}:
    with contextlib.suppress(Exception):
        importlib.import_module(name)
sys.path.insert(0, {modules!r})
os.chdir({folder!r})
"""
AT_ONCE = 100  # messages that are discarded before the reply is looked for again


class Session:
    """One kernel from its start to its end.

    Args:
        manager: its kernel manager.
        client: connected to it.
        limits: of the submission.
        watchdog: enforces them; None where there is no sandbox.

    Attributes:
        ended: why the kernel takes no more code, for the student; empty while it still does.
        unsettled: names of cells that left something running (see sandbox/kernel.py).
    """

    def __init__(
        self, manager: Any, client: Any, limits: Limits, watchdog: Watchdog | None
    ) -> None:
        self._manager, self._client = manager, client
        self._limits, self._watchdog = limits, watchdog
        self.ended = ""
        self.unsettled: list[str] = []

    @property
    def stops(self) -> list[Stop]:
        """Everything that the watchdog has stopped."""
        return self._watchdog.stops if self._watchdog else []

    @property
    def usage(self) -> dict[str, float]:
        """What the sandbox used at most, and the processor seconds of the student's code."""
        if self._watchdog is None:
            return {}
        return {**vars(self._watchdog.peak), "code_seconds": self._watchdog.code_seconds}

    def watching(self, where: str) -> AbstractContextManager[list[Stop]]:
        """Enforce the limits of one cell or question; yield what was stopped meanwhile."""
        return self._watchdog.watching(where) if self._watchdog else nullcontext([])

    def stop(self, stop: Stop) -> None:
        """End the sandbox, where there is one."""
        if self._watchdog is not None:
            self._watchdog.stop(stop)

    def enter(self, folder: str, modules: str, first: Sequence[str]) -> None:
        """Let the kernel enter the student's folder: from here on it may be the student's.

        Before, its modules came from the environment alone, so that no file in a submission can
        pass for one of them; a kernel that started cold imports here what a forked one has
        imported. From here on the course's own come first, wherever the notebook goes: a
        submission's folders may hold a lesson.py.

        Args:
            folder: the student's.
            modules: a folder that holds the course's own modules and nothing else.
            first: modules to import; one that cannot be fails again where the notebook imports it.

        Raises:
            NotGraded: it does not answer.
        """
        code = ENTER.format(first=[*first], modules=modules, folder=folder)
        message = self._client.execute(f"exec({code!r}, {{}})", silent=True)
        if self._reply_to(message, IMPORTS) is None:
            raise NotGraded(_("the kernel did not answer its first question"))

    def ask(self, expression: str, where: str) -> Mapping[str, Any]:
        """Put one question to the kernel (an `autograder.judge.student.Evaluator`).

        Raises:
            StudentStopped: the kernel has ended, or did not answer in time.
        """
        if self.ended:
            raise StudentStopped(self.ended)
        with self.watching(where) as stops:
            message = self._client.execute(
                "", silent=True, allow_stdin=False, user_expressions={"answer": expression}
            )
            try:
                reply = self._reply_to(message)
            except DeadKernelError:
                self.end(_("the kernel ended {where}").format(where=where))
                raise StudentStopped(self.ended) from None
        if stops:
            raise StudentStopped(stops[0].text)
        if reply is None:
            raise StudentStopped(self._silence(message))
        answers = reply.get("user_expressions")
        answer = answers.get("answer") if isinstance(answers, dict) else None
        return answer if isinstance(answer, dict) else {}

    def compiles(self, code: str) -> bool:
        """Return whether the kernel takes a text for code; it is not run.

        Raises:
            StudentStopped: the kernel has ended, or did not answer in time.
        """
        flags = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        expression = f"compile({code!r}, 'cell', 'exec', {flags}) and None"
        return self.ask(expression, _("while a cell was being read")).get("status") == "ok"

    def end(self, text: str) -> None:
        """Note that the kernel has ended, and why.

        Raises:
            NotGraded: it was the machine's fault, or may have been.
        """
        killed = self._watchdog.killed if self._watchdog else None
        if killed is not None and killed.machine:
            raise Unfinished(killed.text)
        if killed is None and self._watchdog and self._manager.provisioner.lost():
            raise NotGraded(
                _(
                    "the sandbox was ended, from outside or by the notebook's own code, for "
                    "instance by killing every process; grade it again"
                )
            )
        if killed is None and self.unsettled:
            names = ", ".join(f"*{name}*" for name in self.unsettled)
            text = _("{text}; something started in {cells} was still running").format(
                text=text, cells=names
            )
        self.ended = killed.text if killed else text

    def _reply_to(self, message: str, more: float = 0.0) -> dict[str, Any] | None:
        """Return the kernel's reply to this very message, or None when time is up.

        Raises:
            DeadKernelError: the kernel has ended.
        """
        deadline = time.monotonic() + self._limits.cell_wall + 2 * PATIENCE + more
        replies, outputs, poller = self._sockets
        while (left := deadline - time.monotonic()) > 0:
            ready = dict(poller.poll(round(1000 * min(left, 1.0))))
            if not ready and not run_sync(self._manager.is_alive)():
                raise DeadKernelError("the kernel ended while it was asked")
            if outputs in ready:
                _discard(outputs)
            if replies in ready:
                _identities, reply = self._client.session.recv(replies)
                if reply is not None and reply["parent_header"].get("msg_id") == message:
                    return dict(reply["content"])
        return None

    @cached_property
    def _sockets(self) -> tuple[Any, Any, zmq.Poller]:
        """The sockets of replies and of outputs, and what waits for either.

        Without asyncio, which would double the cost of a question.
        """
        replies: Any = zmq.Socket.shadow(self._client.shell_channel.socket)
        outputs: Any = zmq.Socket.shadow(self._client.iopub_channel.socket)
        poller = zmq.Poller()
        for socket in (replies, outputs):
            poller.register(socket, zmq.POLLIN)
        return replies, outputs, poller

    def _silence(self, message: str) -> str:
        """Interrupt an answer that takes too long where no watchdog does it; return why."""
        run_sync(self._manager.interrupt_kernel)()
        if self._reply_to(message) is None:
            self.ended = _("the kernel no longer answers")
        return _("no answer within {seconds:g} s").format(seconds=self._limits.cell_wall)


def _discard(outputs: Any) -> None:
    """Read what is put out while a question is answered; else the kernel would wait in the end."""
    with suppress(zmq.Again):
        for _number in range(AT_ONCE):
            outputs.recv_multipart(zmq.NOBLOCK, copy=False)
