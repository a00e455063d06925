"""Where the workers are: on this machine, or wherever a Dask scheduler has some."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager

import dask
import psutil
from dask.system import CPU_COUNT
from distributed import Client, LocalCluster
from distributed.system import MEMORY_LIMIT
from distributed.utils import get_mp_context

from autograder.course import Course
from autograder.engine.worker import JobRunner
from autograder.errors import CourseError
from autograder.i18n import _
from autograder.limits import Limits

BRIEF = {"distributed.admin.low-level-log-length": 1}
"""Else each connection keeps the last thousand messages that it sent, with the jobs in them."""
LOCAL = {
    **BRIEF,
    "distributed.worker.multiprocessing-method": "forkserver",  # imports once for all workers
    "distributed.scheduler.allowed-failures": 3,  # workers that one submission may cost
    "distributed.worker.profile.enabled": False,  # it looks a hundred times a second
    "distributed.admin.tick.interval": "1s",  # instead of fifty times a second
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.comm.timeouts.connect": "60s",  # a machine that is busy with imports
}
PRELOADED = ["distributed", "autograder.engine.worker"]
PATIENCE = 60  # seconds until a scheduler must have a worker


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
def workers(course: Course, most: int, scheduler: str = "") -> Iterator[Client]:
    """Provide workers, one job each at a time; yields a client of theirs.

    Args:
        course: whose submissions they work on.
        most: how many submissions there are.
        scheduler: address of a Dask scheduler; empty: workers of this machine's own.

    Raises:
        CourseError: the scheduler cannot be reached, or has no worker.
    """
    if scheduler:
        with dask.config.set(BRIEF), _connected(scheduler) as client:
            yield client
        return
    with dask.config.set(LOCAL):
        get_mp_context().set_forkserver_preload(PRELOADED)
        with (
            LocalCluster(
                n_workers=worker_count(course, most),
                threads_per_worker=1,
                env=dict(os.environ),  # else they would have that of the first cluster's start
                memory_limit=0,  # a sandbox has a limit, and its watchdog watches the worker too
                dashboard_address=":0",  # any port that is free
                silence_logs=logging.CRITICAL,  # what is lost is named in the summary
            ) as cluster,
            Client(cluster) as client,
        ):
            client.register_plugin(JobRunner())
            yield client


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
        client.register_plugin(JobRunner())
        yield client
