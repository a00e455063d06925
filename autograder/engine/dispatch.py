"""Jobs go out and results come in, in whatever order they are done."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from distributed import Client, Future, as_completed
from distributed.scheduler import KilledWorker

from autograder.engine.job import Job, Result
from autograder.errors import NotGraded
from autograder.i18n import _

Answer = Result | BaseException


def dispatch(
    client: Client,
    work: Callable[[Job], Result],
    jobs: Iterable[Job],
    running: Callable[[int], None],
) -> Iterator[tuple[Job, Answer]]:
    """Let workers do jobs, each worker one at a time; yield each with what came of it.

    Jobs are made while workers work, a few ahead of them, so that neither waits for the other.
    None lies with a worker that is busy: a job that ends its worker takes no other along.

    Args:
        client: of the workers.
        work: what a worker does with a job.
        jobs: made when they are asked for.
        running: called with the number of jobs that are out.
    """
    made = iter(jobs)
    out: dict[Future[Result], Job] = {}
    ready: deque[Job] = deque()
    done = as_completed(loop=client.loop)

    def send() -> None:
        job = ready.popleft()
        future = client.submit(work, job, pure=False)
        out[future] = job
        done.add(future)

    while True:
        most = max(1, sum(client.nthreads().values()))
        while len(out) < most and (ready or _fetch(made, ready)):
            send()
        running(len(out))
        while len(ready) < most and not done.has_ready() and _fetch(made, ready):
            pass
        if not out:
            return
        future = next(done)
        job = out.pop(future)
        if ready:
            send()  # before the result is looked at
        yield job, _answer(future)


def _fetch(made: Iterator[Job], ready: deque[Job]) -> bool:
    """Make one more job, if there is one."""
    for job in made:
        ready.append(job)
        return True
    return False


def _answer(future: Future[Result]) -> Answer:
    """Return what a worker found, or why there is nothing."""
    error = future.exception()
    if isinstance(error, KilledWorker):
        count = error.allowed_failures + 1
        return NotGraded(
            _("{count} workers ended while they worked on it, so it was given up").format(
                count=count
            )
        )
    if error is not None:
        return error  # type: ignore[no-any-return]
    return future.result()
