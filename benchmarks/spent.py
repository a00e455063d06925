"""What a class costs: its processor seconds, by whom they were spent, and its time by the clock."""

from __future__ import annotations

import json
import os
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path

import psutil

from autograder.course import Course, Submission, submissions
from autograder.engine.cluster import Cluster, cluster
from autograder.engine.driver import grade
from autograder.grade.receipt import folder_of
from autograder.gradebook.outcome import Outcome, rows
from tests.support.grading import exam_course, hand_in_exam, right_exam

WARM_UP = 2  # submissions a worker, before anything is measured: their parents' start


@dataclass
class Cost:
    """What a class cost.

    Attributes:
        count: of submissions.
        cpu: processor seconds of all processes.
        wall: seconds by the clock.
        code: processor seconds in students' own code.
        command: processor seconds of the command's own process, Dask's scheduler included.
        memory: bytes, the most that driver and workers held, sandboxes apart.
    """

    count: int
    cpu: float
    wall: float
    code: float = 0.0
    command: float = 0.0
    memory: int = 0

    @property
    def overhead(self) -> float:
        """Processor seconds of a submission, students' own code apart."""
        return (self.cpu - self.code) / self.count


def engine(course: Course, count: int, most: int = 0, scheduler: str = "") -> Cost:
    """Grade a class anew with some workers, which are warm already.

    Args:
        course: with the class's submissions.
        count: of workers.
        most: how many submissions; 0: all of them.
        scheduler: address of a Dask scheduler; empty: workers of this machine's own.
    """
    todo = submissions(course)[: most or None]
    with cluster(course, count, scheduler) as workforce:
        workforce.client.wait_for_workers(count, timeout=60)
        again(course, todo[: WARM_UP * count], workforce)
        with spending(workforce) as spent:
            again(course, todo, workforce)
        cpu, wall, command = spent()
        sealed = used(course, todo, "seconds")
        own = used(course, todo, "code_seconds")
        return Cost(len(todo), cpu + sealed, wall, own, command, memory(workforce))


def again(course: Course, todo: list[Submission], workforce: Cluster) -> None:
    """Grade submissions anew."""
    outcomes = grade(course, todo, lambda outcome: None, workforce=workforce)
    assert not any(outcome.problem for outcome in outcomes), outcomes


@contextmanager
def spending(workforce: Cluster) -> Iterator[Callable[[], tuple[float, float, float]]]:
    """Yield a function that returns, afterwards, what was spent meanwhile, in seconds.

    These are processor seconds of all, seconds by the clock, processor seconds of this process.

    Counted are this process, the workers and their fork servers. Sandboxes are not: their processes
    are killed with their namespaces, so that nobody inherits their times (see `used`).
    """
    before, began, mine = standing(workforce), time.perf_counter(), time.process_time()
    found: list[tuple[float, float, float]] = []
    yield lambda: found[0]
    wall, command = time.perf_counter() - began, time.process_time() - mine
    found.append((standing(workforce) - before, wall, command))


def standing(workforce: Cluster) -> float:
    """Return the processor seconds so far of all processes that live on after a submission."""
    others: dict[str, float] = workforce.client.run(tree)
    return sum(others.values()) + time.process_time()


def tree() -> float:
    """Return the processor seconds of this process, its children that ended, and its parents."""
    own = psutil.Process()
    times = [sum(os.times()[:4])]
    for child in own.children(recursive=True):
        used = child.cpu_times()
        times.append(used.user + used.system)
    return sum(times)


def used(course: Course, todo: list[Submission], name: str) -> float:
    """Return what the sandboxes of submissions used, from their receipts."""
    paths = [p for one in todo for p in folder_of(course, *astuple(one)).glob("*.json")]
    receipts = (json.loads(path.read_text(encoding="utf-8")) for path in paths)
    return sum(float(receipt["usage"][name]) for receipt in receipts)


def memory(workforce: Cluster) -> int:
    """Return the most bytes that the driver and its workers have held."""
    others: dict[str, int] = workforce.client.run(_peak)
    return 1024 * (_peak() + sum(others.values()))


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def points(course: Course) -> dict[tuple[str, str], float | None]:
    """Return all automatic points of a class, by student and grade id."""
    table = rows(course, [Outcome(one) for one in submissions(course)])
    return {(row.student, row.grade_id): row.score for row in table}


def small_class(course: Course, folder: Path, size: int) -> Course:
    """Let a class hand in the small exam of the tests."""
    there = exam_course(course, folder)
    notebook = right_exam(there)
    for number in range(size):
        hand_in_exam(there, f"s{number:04}", notebook)
    return there
