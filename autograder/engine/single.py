"""A single worker, forked from the command: where one submission is graded, nothing is faster."""

from __future__ import annotations

import ctypes
import fcntl
import multiprocessing
import os
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from autograder.engine.dispatch import LIVES, Answer, Work, given_up
from autograder.engine.job import Job
from autograder.engine.runner import JobRunner
from autograder.files import remove

PREFIX = "autograder-worker-"
PR_SET_PDEATHSIG = 1


class SingleWorker:
    """A `Workforce` of one process; another one follows where it dies.

    Args:
        folder: its own.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._task: tuple[Work, Job] | None = None
        threads = threading.active_count() > 1  # a lock that one holds would stay locked in a fork
        self._begin("spawn" if threads else "fork")  # a fork has all that is imported here

    def count(self) -> int:
        """Return how many workers there are."""
        return 1

    def start(self, work: Work, job: Job) -> None:
        """Give a job to the worker, which has none."""
        self._task = (work, job)
        self._send()

    def has_ready(self) -> bool:
        """Return whether there is a finished job that has not been taken yet."""
        return self._task is not None and self._connection.poll()

    def take(self) -> tuple[Job, Answer]:
        """Wait for the job; return it with what came of it."""
        assert self._task is not None
        _work, job = self._task
        answer: Answer = given_up(LIVES)
        for life in range(LIVES):
            if life:
                self._begin_again()
                self._send()
            with suppress(EOFError, ConnectionResetError):  # it has died
                answer = self._connection.recv()
                break
        else:
            self._begin_again()
        self._task = None
        return job, answer

    def drop(self) -> None:
        """Forget a job that was not taken."""
        if self._task is not None:
            self._begin_again()
            self._task = None

    def close(self) -> None:
        """End the worker and what it has started."""
        if self._task is not None:
            self._process.kill()
        self._connection.close()
        self._process.join()

    def _send(self) -> None:
        with suppress(BrokenPipeError):  # it has died: `take` sees it
            self._connection.send(self._task)

    def _begin_again(self) -> None:
        self._process.kill()
        self.close()
        self._begin("spawn")  # this process may have threads by now

    def _begin(self, way: str) -> None:
        context = multiprocessing.get_context(way)
        self._connection, theirs = context.Pipe()
        arguments = (theirs, self._connection, str(self._folder))
        self._process: BaseProcess = context.Process(target=_serve, args=arguments, daemon=True)  # type: ignore[attr-defined]
        self._process.start()
        theirs.close()


def _serve(connection: Connection, other: Connection, folder: str) -> None:
    """Do jobs, one after the other, until nobody asks any more; this is the worker.

    Args:
        connection: to the command.
        other: the command's end of it, which must not stay open here.
        folder: the worker's own.
    """
    other.close()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # the command is killed, so is this
    signal.signal(signal.SIGINT, lambda *_: None)  # the command's to handle; not for its children
    runner = JobRunner(folder, folder)
    try:
        while True:
            work, job = connection.recv()
            connection.send(_answer(work, runner, job))
    except (EOFError, BrokenPipeError):
        runner.close()


def _answer(work: Work, runner: JobRunner, job: Job) -> Answer:
    try:
        return work(runner, job)
    except Exception as error:  # the driver says what it means
        return error


@contextmanager
def single_worker() -> Iterator[SingleWorker]:
    """Provide a single worker, in a folder of its own."""
    _clear_up()
    with (
        tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as folder,
        (Path(folder) / "lock").open("w") as lock,
    ):
        fcntl.flock(lock, fcntl.LOCK_EX)  # first: another command may clear up as the worker starts
        with closing(SingleWorker(Path(folder))) as worker:
            yield worker


def _clear_up() -> None:
    """Remove what workers of commands that were killed have left."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(FileNotFoundError, PermissionError, BlockingIOError):
            if folder.stat().st_uid == os.getuid():
                with (folder / "lock").open() as lock:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    remove(folder)
