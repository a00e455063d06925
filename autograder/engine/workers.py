"""The workers of a command: a cluster's, or a single process where there is a single submission."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from autograder.course import Course
from autograder.engine.dispatch import Workforce
from autograder.engine.single import single_worker


@contextmanager
def workers(course: Course, most: int, scheduler: str = "") -> Iterator[Workforce]:
    """Provide workers, one job each at a time.

    Args:
        course: whose submissions they work on.
        most: how many submissions there are.
        scheduler: address of a Dask scheduler; empty: workers of this machine's own.

    Raises:
        CourseError: the scheduler cannot be reached, or has no worker.
    """
    if most == 1 and not scheduler:
        with single_worker() as single:
            yield single
        return
    from autograder.engine.cluster import cluster  # Dask, whose start would be half of the time

    with cluster(course, most, scheduler) as workforce:
        yield workforce
