"""Where students' text is made harmless: a process of its own, under limits, sealed as their code.

A cleaner or a parser that some text makes compute for ever, or use all memory, is ended there. The
process that grades goes on, and shows the beginning of that text as it is.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import select
import subprocess
import tempfile
import threading
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from traitlets.log import get_logger

from autograder.errors import NotGraded
from autograder.i18n import _
from autograder.limits import Limits
from autograder.sandbox.bubblewrap import (
    KIT,
    MODULES,
    PYTHON,
    clean_environment,
    command,
    write_settings,
)
from autograder.sanitize.process_main import receive, send
from lesson.i18n import language

PROGRAM = "autograder.sanitize.process_main"
PATIENCE = 300.0  # seconds by the clock that one answer may take
MAX_TAGS = 200_000  # in all answers of one notebook: nbconvert parses them again, as browsers do
ATTEMPTS = 3  # where something outside ends the process
VARIABLES = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class Cleaner:
    """Calls functions of the kit on students' text in another process.

    Each call of `begin` starts a new budget. One call may take half of what is left of it, so that
    something is left for every other text.

    Attributes:
        seconds: of the processor that were used since `begin`, by children that have ended.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._working = False
        self._limits, self._sealed, self.seconds, self._tags = Limits(), True, 0.0, 0
        self._modules: dict[str, None] = {}

    def begin(self, limits: Limits, *, sealed: bool) -> None:
        """Begin with a notebook.

        Args:
            limits: of its cleaning.
            sealed: whether the process runs in a sandbox.
        """
        with self._lock:
            self._rest()
            if sealed != self._sealed:
                self.close()
            self._limits, self._sealed, self.seconds, self._tags = limits, sealed, 0.0, 0

    def __call__(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Return what a function makes of plain data; None where that passes the limits.

        Args:
            function: of a module of the kit.
            arguments: what JSON can hold.

        Raises:
            NotGraded: something outside has ended the process, again and again.
            RuntimeError: the function failed, which is our own mistake.
        """
        request = [function.__module__, function.__qualname__, arguments]
        with self._lock:
            for _attempt in range(ATTEMPTS):
                try:
                    return self._call(request)
                except (OSError, EOFError):
                    self.close()
        raise NotGraded(
            _("the process that makes students' outputs harmless was ended; grade it again")
        )

    def close(self) -> None:
        """End the process; the next call starts another."""
        with self._lock:
            if self._process is not None:
                self._process.kill()
                self._process.communicate()
            if self._folder is not None:
                self._folder.cleanup()
            self._process, self._folder, self._working = None, None, False

    def _call(self, request: Sequence[Any]) -> Any:
        self._modules[request[0]] = None
        if not self._working and not self._start():
            return None
        self._send(request)
        answer = self._receive()
        if "ended" in answer:
            self._working = False
            self.seconds += answer["ended"]
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer.get("result") if self._tags <= MAX_TAGS else None

    def _start(self) -> bool:
        """Let a child begin; return whether there is time left for it."""
        left = self._limits.cleaning_seconds - self.seconds
        if left <= 0:
            return False
        if self._process is None:
            self._open()
        self._send(
            {
                "modules": list(self._modules),  # all so far: those of the last notebook come again
                "language": language(),
                "seconds": left,
                "memory": self._limits.cleaning_memory,
            }
        )
        self._working = True
        return True

    def _rest(self) -> None:
        """Let the child end."""
        if self._working:
            try:
                self._send(None)
                self._receive()
            except (OSError, EOFError):
                self.close()
            self._working = False

    def _open(self) -> None:
        """Start the process, sealed if that is possible: what runs there is our own.

        Raises:
            NotGraded: it did not start.
        """
        if self._sealed:
            words = self._launch(sealed=True)
            if not words:
                return
            self.close()
            get_logger().warning("outputs are made harmless outside of a sandbox: %s", words)
        if words := self._launch(sealed=False):
            text = _("the process that makes students' outputs harmless did not start: {words}")
            raise NotGraded(text.format(words=words))

    def _launch(self, *, sealed: bool) -> str:
        """Start the process; return why it did not start, if it did not."""
        folder = self._folder = tempfile.TemporaryDirectory(prefix="cleaning-")
        with (
            open(os.devnull, "wb") as nothing,
            Path(folder.name, "log").open("wb") as log,
        ):
            program = [PYTHON, "-B", "-P", "-m", PROGRAM]
            if sealed:
                limits = Limits()  # of a program of ours; a notebook's may be narrower
                write_settings(Path(folder.name), limits)
                program = command(
                    Path(folder.name), (), limits, nothing.fileno(), program, kit=True
                )
                variables = clean_environment({**VARIABLES, "PYTHONPATH": MODULES})
            else:
                paths = (str(KIT.parent), os.environ.get("PYTHONPATH"))
                path = os.pathsep.join(path for path in paths if path)
                variables = {**os.environ, **VARIABLES, "PYTHONPATH": path}
            self._process = subprocess.Popen(  # noqa: S603 - our own command
                program,
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=variables,
                cwd="/",
                pass_fds=(nothing.fileno(),),
            )
        with contextlib.suppress(EOFError):
            self._receive()  # that it is ready
            return ""
        words = Path(folder.name, "log").read_text(encoding="utf-8", errors="replace").strip()
        return words[-500:] or _("it said nothing")

    def _pipe(self, number: int) -> int:
        assert self._process is not None
        pipe = (self._process.stdin, self._process.stdout)[number]
        assert pipe is not None
        return pipe.fileno()

    def _send(self, message: Any) -> None:
        send(self._pipe(0), message)

    def _receive(self) -> Any:
        """Return the next answer.

        Raises:
            NotGraded: none comes in time, which is the machine's doing.
        """
        answers = self._pipe(1)
        if not select.select([answers], [], [], PATIENCE)[0]:
            self.close()
            raise NotGraded(
                _("the machine was too busy to make students' outputs harmless; grade it again")
            )
        answer, tags = receive(answers)
        self._tags += tags
        return answer


@cache
def cleaner() -> Cleaner:
    """Return this process's cleaner; however this process ends, it ends too: it waits on a pipe."""
    made = Cleaner()
    atexit.register(made.close)
    return made
