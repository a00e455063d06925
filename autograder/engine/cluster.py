"""Workers of Dask's: on this machine, or wherever a Dask scheduler has some."""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import current_thread, main_thread

import dask
import psutil
from dask.system import CPU_COUNT
from distributed import (
    Client,
    Future,
    LocalCluster,
    Worker,
    WorkerPlugin,
    as_completed,
    get_worker,
)
from distributed.scheduler import KilledWorker
from distributed.system import MEMORY_LIMIT
from distributed.utils import get_mp_context

from autograder.course import Course
from autograder.engine.dispatch import LIVES, Answer, Work, given_up
from autograder.engine.job import Job, Prepared, Result
from autograder.engine.runner import JobRunner
from autograder.errors import CourseError
from autograder.i18n import _
from autograder.limits import Limits

BRIEF = {
    "distributed.admin.low-level-log-length": 1,  # else the last thousand messages, jobs and all
    "distributed.admin.large-graph-warning-threshold": "1TB",  # a submission may be large
}
LOCAL = {
    **BRIEF,
    "distributed.worker.multiprocessing-method": "forkserver",  # imports once for all workers
    "distributed.scheduler.allowed-failures": LIVES - 1,
    "distributed.worker.profile.enabled": False,  # it looks a hundred times a second
    "distributed.admin.tick.interval": "1s",  # instead of fifty times a second
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.comm.timeouts.connect": "60s",  # a machine that is busy with imports
}
PRELOADED = ["autograder.engine.apart", "autograder.engine.cluster"]
PATIENCE = 60  # seconds until a scheduler must have a worker
LASTS = 1.0  # seconds for which a count of the workers holds; to ask costs as much as to record
NAME = "autograder"


class HasRunner(WorkerPlugin):
    """Keeps a runner of jobs in each worker process.

    The worker's fork servers end with its process; their folders lie in the worker's own, which
    dask removes, at the latest when the next worker of this machine starts.
    """

    name = NAME

    def setup(self, worker: Worker) -> None:
        """Take up work (dask calls this in each worker, also in those that come later)."""
        self.runner = JobRunner(worker.local_directory, str(Path(worker.local_directory).parent))

    def teardown(self, worker: Worker) -> None:
        """Leave off (dask calls this when a worker ends normally)."""
        self.runner.close()


def _do(work: Work, job: Job) -> Prepared | Result:
    """Do a job; runs in a worker."""
    plugin = get_worker().plugins[NAME]
    assert isinstance(plugin, HasRunner)
    return work(plugin.runner, job)


class Cluster:
    """A `Workforce` of Dask's workers.

    Args:
        client: of theirs.
    """

    def __init__(self, client: Client) -> None:
        self.client = client
        client.register_plugin(HasRunner())
        self._counted = float("-inf")
        self.drop()

    def count(self) -> int:
        """Return how many workers there are now, or were just before, at least one."""
        if time.monotonic() - self._counted > LASTS:
            threads: dict[str, int] = self.client.nthreads()
            self._count = max(1, sum(threads.values()))
            self._counted = time.monotonic()
        return self._count

    def start(self, work: Work, job: Job) -> None:
        """Give a job to a worker that has none."""
        future = self.client.submit(_do, work, job, pure=False)
        self._out[future] = job
        self._done.add(future)

    def has_ready(self) -> bool:
        """Return whether there is a finished job that has not been taken yet."""
        return bool(self._done.has_ready())

    def take(self) -> tuple[Job, Answer]:
        """Wait for a job that is done; return it with what came of it."""
        future = next(self._done)
        return self._out.pop(future), _answer(future)

    def drop(self) -> None:
        """Forget the jobs that were not taken."""
        self._out: dict[Future[Prepared | Result], Job] = {}
        self._done = as_completed(loop=self.client.loop)


def _answer(future: Future[Prepared | Result]) -> Answer:
    """Return what a worker found, or why there is nothing."""
    error = None if future.status == "finished" else future.exception()  # which asks a scheduler
    if isinstance(error, KilledWorker):
        return given_up(error.allowed_failures + 1)
    if error is not None:
        return error  # type: ignore[no-any-return]
    return future.result()


def worker_count(course: Course, most: int) -> int:
    """Return how many submissions may run here at a time.

    As many as there are cores, but never more than there is memory for if each takes all that its
    limit allows: no submission can push another out.

    Args:
        course: whose limit counts.
        most: how many there are.
    """
    free = min(psutil.virtual_memory().available, MEMORY_LIMIT)
    fitting = int(free // Limits(config=course.config).memory)
    return max(1, min(CPU_COUNT, fitting, most))


@contextmanager
def cluster(course: Course, most: int, scheduler: str = "") -> Iterator[Cluster]:
    """Provide workers of Dask's, one job each at a time.

    Args:
        course: whose submissions they work on.
        most: how many submissions there are.
        scheduler: address of a Dask scheduler; empty: workers of this machine's own.

    Raises:
        CourseError: the scheduler cannot be reached, or has no worker.
    """
    if scheduler:
        with dask.config.set(BRIEF), _connected(scheduler) as client:
            yield Cluster(client)
        return
    with dask.config.set(LOCAL), ExitStack() as stack:
        get_mp_context().set_forkserver_preload(PRELOADED)
        with undisturbed():
            ours = stack.enter_context(
                LocalCluster(
                    n_workers=worker_count(course, most),
                    threads_per_worker=1,
                    env=dict(os.environ),  # else they would have that of the first cluster's start
                    memory_limit=0,  # a sandbox has a limit, and its watchdog watches the worker
                    dashboard_address=":0",  # any port that is free
                    silence_logs=logging.CRITICAL,  # what is lost is named in the summary
                )
            )
            client = stack.enter_context(Client(ours))
        yield Cluster(client)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let a Ctrl-C wait: workers that are only just starting cannot be ended in good order."""
    before = signal.getsignal(signal.SIGINT)
    if current_thread() is not main_thread() or before is not signal.default_int_handler:
        yield  # only a main thread is interrupted, and only by Python's own handler
        return
    came: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _frame: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        raise KeyboardInterrupt


@contextmanager
def _connected(scheduler: str) -> Iterator[Client]:
    try:
        client = Client(scheduler, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise CourseError(
            _("no Dask scheduler at {scheduler}: {error}").format(scheduler=scheduler, error=error)
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise CourseError(
                _("the scheduler at {scheduler} has no worker").format(scheduler=scheduler)
            ) from error
        yield client
