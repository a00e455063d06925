"""The cleaning process: a program that works on students' text, and is ended where that takes long.

It stays warm: for each notebook it forks a child, which does the work within limits on processor
time and memory. Requests come on stdin and answers go to stdout, each behind its length. It runs
no code of a student's, only the kit's own on what a student wrote.
"""

from __future__ import annotations

import gc
import importlib
import json
import math
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn

from autograder.sandbox import inside
from lesson.i18n import use

LENGTH = 8  # bytes before each message that say how long it is
REQUESTS, ANSWERS = 0, 1
GRACE = 60  # seconds by which the last limit exceeds the budget: for sending an answer


def send(descriptor: int, message: Any) -> None:
    """Write a message."""
    text = json.dumps(message).encode()
    view = memoryview(len(text).to_bytes(LENGTH, "big") + text)
    while view:
        view = view[os.write(descriptor, view) :]


def receive(descriptor: int) -> tuple[Any, int]:
    """Read a message; return it, and how many tags its texts can have.

    Raises:
        EOFError: there is no more.
    """
    length = int.from_bytes(_read(descriptor, LENGTH), "big")
    text = _read(descriptor, length)
    return json.loads(text), text.count(b"<")


def _read(descriptor: int, size: int) -> bytes:
    pieces: list[bytes] = []
    while size:
        piece = os.read(descriptor, min(size, 1 << 20))
        if not piece:
            raise EOFError
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def main() -> None:
    """Serve one notebook after the other, until the grader closes its end."""
    sys.stdout = sys.stderr  # an answer must not be mixed with what a library prints
    send(ANSWERS, "ready")
    try:
        while True:
            _serve(receive(REQUESTS)[0])
    except EOFError:
        return


def _serve(settings: dict[str, Any]) -> None:
    """Fork for one notebook; say how much it used, and whether it was ended."""
    for module in settings["modules"]:
        importlib.import_module(module)  # before the fork, so that it is done once
    gc.freeze()  # a child need not look through all of this
    child = os.fork()
    if child == 0:
        _work(settings)
    _number, status, usage = os.wait4(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        raise EOFError  # from outside: nothing in here sends it
    ended: dict[str, Any] = {"ended": usage.ru_utime + usage.ru_stime}
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        ended["error"] = "the cleaning process failed; its log says why"
    send(ANSWERS, ended)


def _work(settings: dict[str, Any]) -> NoReturn:
    """Answer questions until there are no more."""
    try:
        use(settings["language"])
        _limit(settings)
        while (request := receive(REQUESTS)[0]) is not None:
            answer = _answer(request, settings["seconds"])
            signal.setitimer(signal.ITIMER_PROF, 0)  # sending takes as long as the reader lets it
            send(ANSWERS, answer)
        os._exit(0)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def _limit(settings: dict[str, Any]) -> None:
    """Lower the limits of this process for ever."""
    with suppress(ValueError):  # sealed, it has such a limit already, and is refused another
        inside.limit({"RLIMIT_CPU": math.ceil(settings["seconds"]) + GRACE})
    inside.limit({"RLIMIT_CORE": 0})
    if sys.platform == "linux":  # nothing else says how large a process is already
        with open("/proc/self/statm", encoding="ascii") as file:
            size = int(file.read().split()[0]) * resource.getpagesize()
        inside.limit({"RLIMIT_AS": size + settings["memory"]})


def _answer(request: tuple[str, str, list[Any]], budget: float) -> dict[str, Any]:
    """Return what a function makes of a text, in half of the time that is left at the most."""
    module, name, arguments = request
    used = resource.getrusage(resource.RUSAGE_SELF)
    left = budget - used.ru_utime - used.ru_stime
    if left <= 0:
        return {"over": True}
    signal.setitimer(signal.ITIMER_PROF, left / 2)  # of the processor; its signal ends this process
    function: Callable[..., Any] = getattr(importlib.import_module(module), name)
    try:
        return {"result": function(*arguments)}
    except (MemoryError, RecursionError):
        return {"over": True}
    except Exception:
        return {"error": traceback.format_exc()}


if __name__ == "__main__":
    main()
