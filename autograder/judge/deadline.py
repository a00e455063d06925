"""An end to what a region makes of a student's answers: a number may be the length of a loop."""

from __future__ import annotations

import ctypes
import resource
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder.i18n import _

SECONDS = 60.0  # of processor time of the grader's own, the kernel's not counted
MEMORY = 4 * 1024**3  # bytes
EVERY = 0.5
GRACE = 15.0  # of the process's time; code in C, such as a regular expression, hears no exception


class Overdue(BaseException):
    """The region computes for too long."""

    def __str__(self) -> str:
        return _("the test took too long with what the notebook returned")


@contextmanager
def deadline(seconds: float = SECONDS, grace: float = GRACE) -> Iterator[None]:
    """Raise `Overdue` in this thread once it has computed for so long.

    Where it goes on all the same, the system ends the process: a worker, which another follows.
    What takes more than `MEMORY` besides what the process has already is a MemoryError.
    """
    thread = threading.get_ident()
    clock = time.pthread_getcpuclockid(thread)
    until = time.clock_gettime(clock) + seconds
    over = threading.Event()

    def watch() -> None:
        while not over.wait(EVERY):
            if time.clock_gettime(clock) > until:
                kind = ctypes.py_object(Overdue)
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), kind)
                return

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    before = signal.setitimer(signal.ITIMER_PROF, seconds + grace)
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = _address_space() + MEMORY
    if soft == resource.RLIM_INFINITY or most < soft:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    try:
        yield
    finally:
        try:
            over.set()
            watcher.join()
        except Overdue:  # it comes as the region ends
            watcher.join()
        finally:
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
            signal.setitimer(signal.ITIMER_PROF, *before)


def _address_space() -> int:
    """Return how many bytes of addresses this process has."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    return int(pages) * resource.getpagesize()
