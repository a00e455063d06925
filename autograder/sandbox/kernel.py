"""The student's kernel: it replies to a cell only when what the cell began has settled.

`kernel.py -f CONNECTION …` is what `python -m ipykernel_launcher` would be, with five differences,
the same in kernels that start cold, that a fork server forks, and that have no sandbox:

- `exit()` and `quit()` end their cell, as `sys.exit()` does. ipykernel's own stop its event loop
  a moment later, so that it is chance which of the next cells still run.
- What a cell began and what may end the kernel gets time before the reply: threads, tasks and
  timers of asyncio, alarms, processes. If the kernel ends by one of them, it ends in this cell.
- Where the grader reads output slowly, the kernel waits, and no output is lost.
- Output beyond what the grader keeps of a cell is not sent, nor kept for IPython's history: a flood
  costs nobody anything, and the cell that made it ends as soon as it is interrupted.
- A magic for what is not here says so, and is not an error; `%matplotlib` then draws inline.

An end that comes within SETTLES seconds of the end of the cell's own code, on however busy a
machine, comes in that cell; an alarm that is further off, and whose signal nobody handles, is
switched off. A later end, or one that is brought about by something invisible here (a thread of a C
library, say), comes in whichever cell is running then: the reply names what was still running. All
of this is for honest mistakes, as the student's own process may change it; no point depends on it.

It is a script of the sandbox: the standard library and ipykernel alone.
"""

from __future__ import annotations

import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    del sys.path[0]  # this script's folder, before anything is imported

import _thread
import asyncio
import concurrent.futures.thread
import contextlib
import functools
import os
import signal
import sysconfig
import threading
import time
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Any

import zmq
from ipykernel.iostream import OutStream
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from IPython.core.autocall import ZMQExitAutocall
from traitlets import Float, Integer, Type

SETTLES = 10.0  # seconds that what a cell began gets at most
ALL = 60.0  # seconds that all cells together may wait in this way
PAUSES = (0.001, 0.05)  # seconds between two looks, at first and at last
ALARMS = {
    signal.ITIMER_REAL: signal.SIGALRM,
    signal.ITIMER_VIRTUAL: signal.SIGVTALRM,
    signal.ITIMER_PROF: signal.SIGPROF,
}
LIBRARIES = tuple({sysconfig.get_path(name) for name in ("purelib", "platlib")})
PYTHON = (*LIBRARIES, sysconfig.get_path("stdlib"), "<frozen")
WAITING = ("multiprocessing.connection", "multiprocessing.pool")  # for work, if they run last
MESSAGE = 100  # characters that a display counts for beside its data
SPARE: list[int] = []  # a descriptor to look at processes with when the code has used up all others
STARTING: list[object] = []  # threads of `_thread` that have no frame yet, which nothing else shows


class EndCell(ZMQExitAutocall):
    """`exit` and `quit`."""

    def __call__(self, keep_kernel: object = None) -> None:
        """End the cell; the argument, an exit status, means nothing here."""
        raise SystemExit


class BoundedStream(OutStream):
    """Standard output or error, of which each cell has a limited number of characters.

    Attributes:
        left: characters that the running cell may still write, to both together.
    """

    left, _written = 0, False

    def write(self, string: str) -> int:
        """Write what there is room for, and take the rest as written."""
        kept = string[: BoundedStream.left] if isinstance(string, str) else string
        self._written = True
        if kept or not string:
            super().write(kept)
        BoundedStream.left -= len(kept)
        return len(string)

    def flush(self) -> None:
        """Send what was written; ipykernel's own wakes another thread even if nothing was."""
        if self._written:
            self._written = False
            super().flush()  # type: ignore[no-untyped-call]


def _bounded(message: dict[str, Any]) -> dict[str, Any] | None:
    """Return what is to be displayed, a message; None if there is no room for more."""
    data = message["content"].get("data", {}).values()
    room = BoundedStream.left
    BoundedStream.left = max(0, room - MESSAGE - sum(len(str(part)) for part in data))
    return message if room else None


class SettledKernel(IPythonKernel):
    """A kernel whose replies wait for what the code began."""

    wall = Float(300.0, help="Wall-clock seconds of one cell.").tag(config=True)
    output = Integer(8 * 1024**2, help="Characters that a cell may write.").tag(config=True)
    _execute_sleep = Float(0.0)  # the grader waits for all output itself

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)  # type: ignore[no-untyped-call]
        self._left = ALL
        shell: Any = self.shell
        shell.exiter = EndCell(shell)  # type: ignore[no-untyped-call]
        for names in (shell.user_ns, shell.user_ns_hidden):
            names.update(exit=shell.exiter, quit=shell.exiter)
        shell._tee = lambda channel: contextlib.nullcontext()  # else all that is printed is kept
        shell.display_pub.register_hook(_bounded)

    async def do_execute(self, *values: Any, **named: Any) -> dict[str, Any]:
        """Run code, and wait for what it began (ipykernel calls this for each request)."""
        process, began = os.getpid(), time.monotonic()
        before, BoundedStream.left = Before(), self.output
        try:
            reply = dict(await super().do_execute(*values, **named))  # type: ignore[no-untyped-call]
        except Exception as error:  # else nothing would answer: of code nested too deeply, as it is
            reply = self._failed(error)
        finally:
            if os.getpid() != process:
                os._exit(0)  # a fork that went on to the end of the cell: one kernel is enough
        left = (self.wall - (time.monotonic() - began)) / 2
        settled = await self._settled(before, min(SETTLES, self._left, left))
        return reply if settled else {**reply, "running": True}

    def _publish_status(self, status: str, channel: str, parent: Any = None) -> None:
        """Say whether the kernel is busy; nobody looks while it answers a question, silently."""
        asked: Any = parent or self.get_parent(channel)  # type: ignore[no-untyped-call]
        if not asked.get("content", {}).get("silent"):
            super()._publish_status(status, channel, parent)  # type: ignore[no-untyped-call]

    def _failed(self, error: Exception) -> dict[str, Any]:
        """Show an error that IPython raised itself, and return the reply to its request."""
        name, text = type(error).__name__, str(error)
        content = {"ename": name, "evalue": text, "traceback": [f"{name}: {text}"]}
        self.send_response(self.iopub_socket, "error", content)  # type: ignore[no-untyped-call]
        return {"status": "error", "execution_count": self.execution_count, **content}

    async def _settled(self, before: Before, seconds: float) -> bool:
        """Wait for what was begun; return whether all of it has ended, or waits for others."""
        interrupted = threading.Event()
        handler = signal.signal(signal.SIGINT, lambda *_signal: interrupted.set())
        began, pause = time.monotonic(), 0.0
        _switch_off_alarms(seconds)
        try:
            while True:
                await asyncio.sleep(pause)  # what is due runs, even if nothing else was begun
                running = before.begun_since()
                spent = time.monotonic() - began
                if not running or spent > seconds or interrupted.is_set():
                    break
                pause = min(max(2 * pause, PAUSES[0]), PAUSES[1])
        finally:
            signal.signal(signal.SIGINT, handler or signal.default_int_handler)
        self._left -= spent
        return not running


class Before:
    """What runs beside a cell when it begins."""

    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self._tasks = asyncio.all_tasks(loop)
        self._timers = {id(timer): timer for timer in _timers(loop)}
        self._threads = _threads()
        self._alarm = signal.getitimer(signal.ITIMER_REAL)
        self._processes = set(_processes())

    def begun_since(self) -> bool:
        """Return whether something was begun since that runs and may end the kernel by itself."""
        loop = asyncio.get_running_loop()
        if STARTING or asyncio.all_tasks(loop) - self._tasks or self._alarmed():
            return True
        if any(id(timer) not in self._timers for timer in _timers(loop)):
            return True
        return bool(self._acting()) or bool(set(_processes()) - self._processes)

    def _alarmed(self) -> bool:
        left, interval = signal.getitimer(signal.ITIMER_REAL)
        return left > self._alarm[0] and (interval == 0 or interval != self._alarm[1])

    def _acting(self) -> list[int]:
        """Return the threads that do not only wait until another one wakes them."""
        threads = _threads()
        return [
            ident
            for ident, frame in sys._current_frames().items()
            if not (ident in self._threads and self._threads[ident] is threads.get(ident))
            and not _waits(frame)
            and not _of_a_library(threads.get(ident), frame)
        ]


def _timers(loop: Any) -> list[asyncio.TimerHandle]:
    """Return what an event loop is to call later, except for what wakes a future."""
    timers: list[asyncio.TimerHandle] = list(getattr(loop, "_scheduled", ()))
    waking = asyncio.futures._set_result_unless_cancelled  # type: ignore[attr-defined]
    left = (timer for timer in timers if not timer.cancelled())
    return [timer for timer in left if getattr(timer, "_callback", None) is not waking]


def _threads() -> dict[int, threading.Thread | None]:
    """Return all threads that run Python by their numbers; those of `_thread` have no object."""
    known = {thread.ident: thread for thread in threading.enumerate()}
    return {ident: known.get(ident) for ident in sys._current_frames()}


def _note_what_starts() -> None:
    """Let `_thread.start_new_thread` note a thread until it runs.

    `threading.Thread.start` returns only then; this one returns at once, and on a busy machine a
    cell could be over before its thread is seen.
    """
    start = _thread.start_new_thread

    @functools.wraps(start)
    def start_new_thread(function: Callable[..., object], *arguments: Any) -> int:
        @functools.wraps(function)
        def run(*args: Any, **kwargs: Any) -> None:
            STARTING.remove(run)
            function(*args, **kwargs)

        STARTING.append(run)
        try:
            return start(run, *arguments)
        except BaseException:
            STARTING.remove(run)
            raise

    _thread.start_new_thread = start_new_thread


def _of_a_library(thread: threading.Thread | None, frame: FrameType) -> bool:
    """Return whether a thread is a library's own, and runs none of the student's code."""
    work = getattr(thread, "_target", None) or getattr(thread, "function", None)
    owner = type(thread) if type(thread).__module__ != "threading" else work
    module = sys.modules.get(getattr(owner, "__module__", None) or "")
    if not (getattr(module, "__file__", None) or "").startswith(LIBRARIES):
        return False
    above: FrameType | None = frame
    while above is not None and above.f_code.co_filename.startswith(PYTHON):
        above = above.f_back
    return above is None


def _waits(frame: FrameType) -> bool:
    """Return whether a thread that is here waits, without limit, until another one wakes it."""
    if frame.f_code is threading.Condition.wait.__code__:
        return frame.f_locals["timeout"] is None
    if frame.f_code is concurrent.futures.thread._worker.__code__:
        found = frame.f_locals
        return "work_item" not in found and found["work_queue"].empty()
    module = frame.f_globals.get("__name__")
    return module in WAITING or (module == "selectors" and frame.f_locals.get("timeout", 0) is None)


def _processes() -> list[int]:
    """Return the processes that the student's code has started and that have not ended."""
    while SPARE:
        with contextlib.suppress(OSError):  # the code may have closed it
            os.close(SPARE.pop())
    try:
        return _living()
    finally:
        with contextlib.suppress(OSError):  # the code may run on, and take it
            SPARE.append(os.open(os.devnull, os.O_RDONLY | os.O_CLOEXEC))


def _living() -> list[int]:
    if os.getppid() == 1:  # in a sandbox: whatever is there but its first process, which is ours
        numbers = [int(name) for name in os.listdir("/proc") if name.isdecimal()]
        return [number for number in numbers if number not in (1, os.getpid()) and _acts(number)]
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return []
    return [number for number in _children() if _acts(number)]


def _children() -> list[int]:
    found: list[int] = []
    for thread in os.listdir("/proc/self/task") if os.path.isdir("/proc/self/task") else ():
        try:
            with open(f"/proc/self/task/{thread}/children", encoding="ascii") as file:
                found += map(int, file.read().split())
        except OSError:
            continue  # the thread has ended, or this system does not say
    return found


def _acts(number: int) -> bool:
    """Return whether a process runs, and not only to clear up behind multiprocessing."""
    try:
        with open(f"/proc/{number}/stat", encoding="utf-8", errors="replace") as file:
            state = file.read().rpartition(")")[2].split()[0]
        with open(f"/proc/{number}/cmdline", "rb") as command:
            return state not in "ZX" and b"multiprocessing.resource_tracker" not in command.read()
    except OSError:
        return False


def _switch_off_alarms(seconds: float) -> None:
    """Switch off what would end the kernel only later: alarms whose signals nobody handles.

    Those that count processor time would not come while this kernel waits for them.
    """
    for which, number in ALARMS.items():
        late = which != signal.ITIMER_REAL or signal.getitimer(which)[0] > seconds
        if late and signal.getsignal(number) == signal.SIG_DFL:
            signal.setitimer(which, 0)


class App(IPKernelApp):
    """ipykernel's application, with the kernel of this module."""

    kernel_class = Type(SettledKernel)
    relays: Sequence[Any] = ()  # stand for the streams in modules imported before

    def init_iopub(self, context: zmq.Context[Any]) -> None:
        """Open the channel for output, which waits where the grader reads slowly.

        ZeroMQ would drop messages, and with them the one that says that the cell has ended.
        """
        context.setsockopt(zmq.XPUB_NODROP, 1)
        super().init_iopub(context)  # type: ignore[no-untyped-call]

    def init_io(self) -> None:
        """Redirect what is written (ipykernel calls this)."""
        super().init_io()  # type: ignore[no-untyped-call]
        for stream in (sys.stdout, sys.stderr):  # ipykernel would look for the class by its name
            stream.__class__ = BoundedStream
        for relay in self.relays:
            relay.lead_to_kernel()

    def init_kernel(self) -> None:
        """Make the kernel (ipykernel calls this), and do what imports would do once it is there."""
        super().init_kernel()  # type: ignore[no-untyped-call]
        if "ipywidgets" in sys.modules:
            sys.modules["ipywidgets"].register_comm_target(self.kernel)
        if "matplotlib.pyplot" in sys.modules:  # Keras imports it as well
            sys.modules["matplotlib.pyplot"].install_repl_displayhook()
        shell = self.kernel.shell
        shell.run_line_magic = _without_what_is_not_here(shell)


DRAW = ("matplotlib", "pylab")  # magics
NEED_MORE = (*DRAW, "load_ext", "reload_ext", "conda", "mamba", "micromamba")


def _without_what_is_not_here(shell: Any) -> Callable[..., Any]:
    """Return what `%name` does: it prints an error only where it is unknown or needs more."""
    run = shell.run_line_magic

    def run_line_magic(name: str, line: str, _stack_depth: int = 1) -> Any:
        try:
            return run(name, line, _stack_depth=_stack_depth + 1)  # this function lies between
        except Exception as error:
            if name not in NEED_MORE and shell.find_line_magic(name) is not None:
                raise
            print(error, file=sys.stderr)
            return run(name, "inline") if name in DRAW else None

    return run_line_magic


def launch(arguments: list[str], relays: Sequence[Any] = ()) -> None:
    """Be the kernel, with ipykernel_launcher's arguments, until the grader ends it."""
    App.relays = relays
    _note_what_starts()
    App.launch_instance(arguments)


if __name__ == "__main__":
    launch(sys.argv[1:])
