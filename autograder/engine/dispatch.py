"""Jobs go out and results come in, in whatever order they are done."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from autograder.engine.job import Job, Prepared, Result
from autograder.engine.runner import JobRunner
from autograder.errors import NotGraded
from autograder.i18n import _

Answer = Prepared | Result | BaseException
Work = Callable[[JobRunner, Job], Prepared | Result]
"""What a worker does with a job."""
Task = tuple[Work, Job]
LIVES = 4  # workers that one job may cost


class Workforce(Protocol):
    """Workers, each of which does one job at a time."""

    def count(self) -> int:
        """Return how many workers there are now, at least one."""

    def start(self, work: Work, job: Job) -> None:
        """Give a job to a worker that has none."""

    def has_ready(self) -> bool:
        """Return whether there is a finished job that has not been taken yet."""

    def take(self) -> tuple[Job, Answer]:
        """Wait for a job that is done; return it with what came of it."""

    def drop(self) -> None:
        """Forget the jobs that were not taken."""


def dispatch(
    workforce: Workforce,
    tasks: Iterable[Task],
    running: Callable[[int], None],
    then: Callable[[Job, Answer], Task | None] = lambda job, answer: None,
) -> Iterator[tuple[Job, Answer]]:
    """Let workers do jobs, each worker one at a time; yield each with what came of it at last.

    Jobs are made while workers work, a few ahead of them, so that neither waits for the other.
    None waits with a worker that is busy: a job that ends its worker takes no other with it.

    Args:
        workforce: the workers.
        tasks: jobs, each with what a worker does with it; made when they are asked for.
        running: called with the number of jobs that are out.
        then: called with what came of a job; returns what is to be done next of it, if anything.
    """
    made = iter(tasks)
    ready: deque[Task] = deque()
    out = 0
    try:
        while True:
            most = workforce.count()
            while out < most and (ready or _fetch(made, ready)):
                workforce.start(*ready.popleft())
                out += 1
            running(out)
            while len(ready) < most and not workforce.has_ready() and _fetch(made, ready):
                pass
            if not out:
                return
            job, answer = workforce.take()
            if more := then(job, answer):
                workforce.start(*more)
                continue
            if ready:
                workforce.start(*ready.popleft())  # before the result is looked at
            else:
                out -= 1
            yield job, answer
    finally:
        workforce.drop()


def _fetch(made: Iterator[Task], ready: deque[Task]) -> bool:
    """Make one more job, if there is one."""
    for task in made:
        ready.append(task)
        return True
    return False


def given_up(count: int) -> NotGraded:
    """Return what to say of a job that ended each worker that took it."""
    text = _("{count} workers died while working on it, so it was given up")
    return NotGraded(text.format(count=count))
