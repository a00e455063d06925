"""A cluster whose machines share no network but cables: each has a network namespace of its own.

The process that grades starts itself again in a network namespace, where it may make others. A
worker's is joined with it by a pair of virtual devices, as by a cable, and reaches neither the
other worker nor this machine's loopback.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path

from autograder.course import Course, load_course
from benchmarks.spent import Cost, engine, points, small_class

APART = ["unshare", "--net", "--kill-child"]  # of util-linux
WITHOUT_ROOT = ["--user", "--map-current-user", "--keep-caps"]  # who may not make networks outside
MACHINES = 2
PORT = 8786


def on_machines(course: Course, root: Path, size: int) -> list[str]:
    """Return a table: the small exam graded by workers of this machine, and of others.

    Raises:
        subprocess.CalledProcessError: this machine makes no such namespaces, or grading failed.
    """
    exam = small_class(course, root / "machines" / "exam", size)
    apart = APART if os.geteuid() == 0 else APART + WITHOUT_ROOT
    command = [*apart, sys.executable, "-m", "benchmarks.machines", str(exam.root)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)  # noqa: S603 - our own
    here, there = (Cost(**fields) for fields in json.loads(done.stdout.splitlines()[-1]))
    lines = [
        f"{size} submissions of the small exam, {MACHINES} workers. Machines of their own are "
        "network namespaces, joined by cables with the command's; their cores are the same. "
        "There, Dask's scheduler is a process of its own, which is not counted.",
        "",
        "| workers | processor, s a submission | command's, s | by the clock, s |",
        "|---|---|---|---|",
    ]
    for name, cost in (("of this machine", here), ("on machines of their own", there)):
        seconds = " | ".join(f"{s / size:.3f}" for s in (cost.cpu, cost.command, cost.wall))
        lines.append(f"| {name} | {seconds} |")
    ratios = (there.cpu / here.cpu, there.command / here.command, there.wall / here.wall)
    lines.append(f"| ratio | {' | '.join(f'{ratio:.2f}' for ratio in ratios)} |")
    return lines


def _measure(folder: Path) -> None:
    """Print what both cost, as one line of JSON (the process in namespaces of its own)."""
    _ip("link", "set", "lo", "up")
    course = load_course(folder)
    here = engine(course, MACHINES)
    expected = points(course)
    with _machines(folder.parent) as address:
        there = engine(course, MACHINES, scheduler=address)
    assert points(course) == expected, "another machine gives other points"
    print(json.dumps([asdict(here), asdict(there)]))


@contextmanager
def _machines(folder: Path) -> Iterator[str]:
    """Start a scheduler here and a worker on each machine; yield the scheduler's address."""
    with ExitStack() as stack:
        options = ("--host", "0.0.0.0", "--port", str(PORT), "--dashboard-address", ":0")  # noqa: S104
        stack.enter_context(_started(folder / "scheduler", _dask("dask_scheduler", *options)))
        for number in range(1, MACHINES + 1):
            stack.enter_context(_machine(folder / f"machine{number}", number))
        yield f"tcp://127.0.0.1:{PORT}"


@contextmanager
def _machine(folder: Path, number: int) -> Iterator[None]:
    """Start a worker in a network namespace, once its cable is there."""
    ours, theirs = f"10.88.{number}.1", f"10.88.{number}.2"
    worker = _dask(
        "dask_worker", f"tcp://{ours}:{PORT}", "--host", theirs, "--nthreads", "1", "--no-nanny",
        "--memory-limit", "0", "--dashboard-address", ":0",
    )  # fmt: skip
    network = f"ip link set lo up; ip addr add {theirs}/30 dev cable; ip link set cable up"
    command = ["unshare", "--net", "sh", "-c", f'read there; {network}; exec "$@"', "sh", *worker]
    with _started(folder, command) as process:
        _leave_network(process.pid)
        name = f"cable{number}"
        _ip("link", "add", name, "type", "veth", "peer", "name", "cable", "netns", str(process.pid))
        _ip("addr", "add", f"{ours}/30", "dev", name)
        _ip("link", "set", name, "up")
        assert process.stdin is not None
        process.stdin.write(b"there\n")
        process.stdin.flush()
        yield


def _dask(*arguments: str) -> list[str]:
    return [sys.executable, "-m", f"distributed.cli.{arguments[0]}", *arguments[1:]]


@contextmanager
def _started(folder: Path, command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program in a folder of its own, in which it finds this project, until the block ends.

    Its children end with it.
    """
    folder.mkdir()
    environment = {**os.environ, "PYTHONPATH": os.getcwd(), "TMPDIR": str(folder)}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - our own command
            command, cwd=folder, env=environment, stdin=subprocess.PIPE, stdout=log, stderr=log
        )
        try:
            yield process
        finally:
            process.terminate()
            process.wait()


def _leave_network(process: int) -> None:
    """Wait until a process has left the network of this one."""
    ours = os.readlink("/proc/self/ns/net")
    while os.readlink(f"/proc/{process}/ns/net") == ours:
        time.sleep(0.01)


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True)  # noqa: S603, S607 - of iproute2


if __name__ == "__main__":
    _measure(Path(sys.argv[1]))
