"""A cluster of processes that share nothing but loopback: one worker killed, another cut off."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from autograder.course import Course, submissions
from autograder.engine.cluster import cluster
from autograder.engine.driver import grade
from autograder.gradebook.outcome import Outcome, rows, write_csv
from tests.conftest import ROOT
from tests.support.grading import hand_in_exam, right_exam, workforce

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("cluster")]
CLASS = 200
SETTINGS = {  # of scheduler and workers: how soon one that does not answer is given up
    "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "10s",
    "DASK_DISTRIBUTED__COMM__TIMEOUTS__TCP": "20s",
}


@contextmanager
def started(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a program of Dask's in a folder, a home and a temporary folder of its own."""
    folder.mkdir()
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        **SETTINGS,
    }
    command = [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGCONT)
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def hand_in(course: Course) -> None:
    """Let a class of right and wrong hand in."""
    for number in range(CLASS):
        notebook = right_exam(course)
        if number % 3 == 0:
            notebook.cells[1].source = f"def double(x):\n    return {number + 3} * x"
        hand_in_exam(course, f"s{number:03}", notebook)


def written(course: Course, outcomes: list[Outcome]) -> dict[str, bytes]:
    """Return grades.csv and all that is in autograded/."""
    write_csv(course.root / "grades.csv", rows(course, outcomes))
    paths = [course.root / "grades.csv", *(course.root / "autograded").rglob("*")]
    return {str(p.relative_to(course.root)): p.read_bytes() for p in paths if p.is_file()}


def test_two_hundred_are_graded_as_in_a_row_though_a_worker_dies_and_one_is_cut_off(
    small: Course, tmp_path: Path
) -> None:
    hand_in(small)
    todo = submissions(small)
    serial = written(small, grade(small, todo, lambda outcome: None, workforce=workforce()))
    address = tmp_path / "address.json"
    with ExitStack() as stack:
        options = ("--host", "127.0.0.1", "--port", "0", "--dashboard-address", ":0")
        file = ("--scheduler-file", str(address))
        program = started(tmp_path / "scheduler", "dask_scheduler", *options, *file)
        scheduler = stack.enter_context(program)
        while not address.exists():
            assert scheduler.poll() is None
            time.sleep(0.1)  # until the scheduler says where it is
        one = ("dask_worker", *file, "--nthreads", "1", "--no-nanny", "--memory-limit", "0")
        three = [stack.enter_context(started(tmp_path / f"worker{n}", *one)) for n in range(3)]
        done: list[Outcome] = []

        def harm(outcome: Outcome) -> None:
            done.append(outcome)
            if len(done) == 20:
                three[0].kill()
            if len(done) == 60:
                three[1].send_signal(signal.SIGSTOP)  # its connections stay open, and silent

        where = json.loads(address.read_text())["address"]
        with cluster(small, CLASS, where) as many:
            many.client.wait_for_workers(3, timeout=60)
            outcomes = grade(small, todo, harm, workforce=many)

    assert len(done) == CLASS
    assert [outcome.problem for outcome in outcomes] == [""] * CLASS
    assert serial == written(small, outcomes)
