"""The watchdog: a thread of the grader that watches one sandbox and ends what passes its limits."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import psutil

from autograder.i18n import _
from autograder.limits import Limits, MiB
from autograder.sandbox.provisioner import Sandbox

PERIOD = 0.05  # seconds between two looks
PATIENCE = 2.0  # processor seconds that an interrupted cell gets to end by itself
FIRST = "1"  # the first process, which shows nothing of itself to the others
GROWTH = 512 * MiB  # bytes by which the grader itself may grow while it serves one submission


@dataclass(frozen=True)
class Stop:
    """Why something was stopped.

    Attributes:
        limit: the name of the limit, as `Limits` has it.
        text: what is told to the student.
        machine: it was not the student's doing; the submission is not graded.
    """

    limit: str
    text: str
    machine: bool = False


@dataclass
class Usage:
    """What a sandbox uses at a moment: bytes, counts, processor seconds."""

    memory: int = 0
    processes: int = 0
    disk: int = 0
    files: int = 0
    seconds: float = 0.0


class Watchdog:
    """Watches a sandbox until it is dismissed.

    A cell that passes its time is interrupted, as by Jupyter's stop button, and killed with the
    whole sandbox if that does not help; any other limit kills at once.

    Args:
        sandbox: the sandbox.
        limits: what it may use.

    Attributes:
        stops: why something was stopped.
        killed: why the sandbox was ended, if it was.
        peak: the most that was used.
        code_seconds: of the processor, while cells ran and questions were answered.
    """

    def __init__(self, sandbox: Sandbox, limits: Limits) -> None:
        self.stops: list[Stop] = []
        self.killed: Stop | None = None
        self.peak = Usage()
        self.code_seconds = 0.0
        self._sandbox, self._limits = sandbox, limits
        self._label, self._since = "", 0.0
        self._used = self._last = 0.0  # processor seconds as a cell began; as the last ended
        self._most = self._lost = 0.0  # processor seconds so far; of children nobody waited for
        self._interrupted: float | None = None  # processor seconds of the cell at that moment
        self._running: list[Stop] = []
        self._now = Usage()
        self._began = time.monotonic()
        self._grader = psutil.Process()
        self._size = self._grader.memory_info().rss
        self._lock = threading.Lock()
        self._dismissed = threading.Event()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="watchdog", daemon=True)
        self._thread.start()

    @contextlib.contextmanager
    def watching(self, label: str) -> Iterator[list[Stop]]:
        """Apply the limits of one cell or question while it runs.

        What something that it left running uses after it counts for the next one.

        Args:
            label: what runs, for the message, such as "in cell *train*".

        Yields:
            A list; why it was interrupted is in it afterwards, if it was.
        """
        stops: list[Stop] = []
        with self._lock:
            self._used, self._since = self._last or self._computed(), time.monotonic()
            self._interrupted, self._label, self._running = None, label, stops
        try:
            yield stops
        finally:
            with self._lock:
                self._label = ""
                self._last = self._computed()
                self.code_seconds += max(0.0, self._last - self._used)

    def _computed(self, seconds: float | None = None) -> float:
        """Return the processor seconds used so far, which never become fewer.

        What a child has used is its parent's once that waits for it; of one that ignores its
        children's ends, it would be nobody's.

        Args:
            seconds: what the processes have now; None: it is looked up.
        """
        now = _seconds(self._sandbox) if seconds is None else seconds
        if now + self._lost < self._most:  # or a child was in neither list while they were read
            now = max(now, _seconds(self._sandbox))
            self._lost += max(0.0, self._most - self._lost - now)
        self._most = now + self._lost
        return self._most

    def _interrupt(self, stop: Stop, used: float) -> None:
        self.stops.append(stop)
        self._running.append(stop)
        self._interrupted = used
        self._sandbox.interrupt()

    def stop(self, stop: Stop) -> None:
        """End the sandbox at once, for a reason that is told."""
        if self.killed is None:
            self.killed = stop
            if stop not in self.stops:
                self.stops.append(stop)
        self._sandbox.kill()

    def dismiss(self) -> None:
        """Stop watching.

        Raises:
            RuntimeError: the watching itself had failed.
        """
        self._dismissed.set()
        self._thread.join()
        if self._failure is not None:
            raise RuntimeError(_("the sandbox could not be watched")) from self._failure

    def _run(self) -> None:
        try:
            while not self._dismissed.wait(PERIOD) and self.killed is None:
                self._look()
        except ProcessLookupError:
            return  # the sandbox has ended by itself
        except BaseException as error:
            self._failure = error
            self._sandbox.kill()  # unwatched is unsealed

    def _look(self) -> None:
        self._now = measure(self._sandbox)
        with self._lock:
            self._now.seconds = self._computed(self._now.seconds)
        for name in vars(self.peak):
            setattr(self.peak, name, max(getattr(self.peak, name), getattr(self._now, name)))
        if stop := self._passed() or self._overtime():
            self.stop(stop)

    def _passed(self) -> Stop | None:
        """Return what is told of a limit on size or number that was passed."""
        now, most = self._now, self._limits
        if now.memory > most.memory and exact_memory(self._sandbox, now.disk) > most.memory:
            size = most.memory / MiB
            return Stop("memory", _("stopped: it used more than {size:g} MiB").format(size=size))
        if now.processes > most.processes:
            text = _("stopped: it ran more than {count} processes and threads")
            return Stop("processes", text.format(count=most.processes))
        if now.files > most.files:
            text = _("stopped: it made more than {count} files")
            return Stop("files", text.format(count=most.files))
        if now.disk > most.disk:
            text = _("stopped: it wrote more than {size:g} MiB of files")
            return Stop("disk", text.format(size=most.disk / MiB))
        if self._grader.memory_info().rss - self._size > GROWTH:
            return Stop("output", _("stopped: its answers take more memory than the grader has"))
        return None

    def _overtime(self) -> Stop | None:
        """Interrupt a cell that has had its time; return what is told if more is needed."""
        with self._lock:
            now, most = time.monotonic(), self._limits
            if self._now.seconds > most.notebook_seconds:
                text = _("stopped after {seconds:g} s of computing in the whole notebook")
                return Stop("notebook_seconds", text.format(seconds=most.notebook_seconds))
            if now - self._began > most.notebook_wall:
                return self._waited("notebook_wall", most.notebook_wall, self._now.seconds)
            if not self._label:
                return None
            used = self._now.seconds - self._used
            if self._interrupted is not None and used - self._interrupted > PATIENCE:
                return self._running[-1]
            if self._interrupted is None and used > most.cell_seconds:
                text = _("stopped after {seconds:g} s of computing {where}")
                text = text.format(seconds=most.cell_seconds, where=self._label)
                self._interrupt(Stop("cell_seconds", text), used)
            if now - self._since > most.cell_wall:
                return self._waited("cell_wall", most.cell_wall, used)
            return None

    def _waited(self, limit: str, seconds: float, used: float) -> Stop:
        text = _(
            "stopped after {seconds:g} s {where}, of which it computed {used:.1f} s: the "
            "machine was too busy, or the code waits for something that never comes"
        )
        where = self._label or _("in the whole notebook")
        text = text.format(seconds=seconds, where=where, used=used)
        return Stop(limit, text, machine=True)


def measure(sandbox: Sandbox) -> Usage:
    """Return what a sandbox uses now.

    Memory is what belongs to no file outside, counted twice where processes share it (see
    `exact_memory`), and what lies in files of the sandbox, which are in memory too.

    Raises:
        ProcessLookupError: the sandbox has ended.
    """
    usage = Usage()
    ticks = os.sysconf("SC_CLK_TCK")
    for number in _processes(sandbox):
        try:
            fields = _stat(sandbox, number)
            own = _kilobytes(_read(sandbox, number, "status"), ("RssAnon:", "RssShmem:"))
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended while we looked
        usage.memory += own * 1024
        usage.processes += int(fields[17])  # threads
        usage.seconds += _ticks(fields) / ticks
    for descriptor in sandbox.written:
        volume = os.statvfs(f"/proc/self/fd/{descriptor}")
        usage.disk += (volume.f_blocks - volume.f_bfree) * volume.f_frsize
        usage.files += volume.f_files - volume.f_ffree
    usage.memory += usage.disk
    return usage


def exact_memory(sandbox: Sandbox, disk: int) -> int:
    """Return the bytes of memory of all processes, each shared page parted among its users.

    Args:
        sandbox: the sandbox.
        disk: bytes of files of the sandbox; these count once if processes have mapped them.
    """
    anonymous = shared = 0
    for number in _processes(sandbox):
        try:
            text = _read(sandbox, number, "smaps_rollup")
        except (FileNotFoundError, ProcessLookupError):
            continue
        except PermissionError:
            if number != FIRST:
                raise
            continue
        anonymous += _kilobytes(text, ("Pss_Anon:",)) * 1024
        shared += _kilobytes(text, ("Pss_Shmem:",)) * 1024
    return anonymous + max(shared, disk)


def _kilobytes(text: str, names: tuple[str, ...]) -> int:
    """Return the sum of some lines of a file of /proc, in kB."""
    return sum(int(line.split()[1]) for line in text.splitlines() if line.startswith(names))


def _seconds(sandbox: Sandbox) -> float:
    """Return the processor seconds that a sandbox has used so far; 0 if it has ended."""
    ticks = 0
    with contextlib.suppress(ProcessLookupError):
        for number in _processes(sandbox):
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                ticks += _ticks(_stat(sandbox, number))
    return ticks / os.sysconf("SC_CLK_TCK")


def _processes(sandbox: Sandbox) -> list[str]:
    names = os.listdir(f"/proc/self/fd/{sandbox.processes}")
    numbers = [name for name in names if name.isdecimal()]
    if not numbers:
        raise ProcessLookupError("the sandbox has ended")
    return numbers


def _read(sandbox: Sandbox, number: str, name: str) -> str:
    path = f"/proc/self/fd/{sandbox.processes}/{number}/{name}"
    with open(path, "rb", buffering=0) as file:
        return file.read().decode("utf-8", "replace")


def _stat(sandbox: Sandbox, number: str) -> list[str]:
    """The fields of /proc/PID/stat after the name, which may hold anything: state is the first."""
    return _read(sandbox, number, "stat").rpartition(")")[2].split()


def _ticks(fields: list[str]) -> int:
    """Own time, and that of children that have ended: utime, stime, cutime, cstime."""
    return sum(map(int, fields[11:15]))
