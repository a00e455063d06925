"""What the sandbox costs: the same submissions with and without it, in turn, in one run.

    python -m benchmarks.sandbox [ROUNDS]

Makes one table of benchmarks/RESULTS.md. Seconds are of processor time, the grader's and the
kernel's, of one notebook through `nbgrader autograde`, whose kernels start cold on both sides: a
busy machine changes them little.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
from pathlib import Path

from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory

from autograder.bank.demo import prepare, submit
from autograder.course import Course, Submission, load_course, nbgrader_session
from autograder.grade.receipt import FOLDER
from autograder.release.build import release
from benchmarks.results import keep, origin

ASSIGNMENTS = ("generative-pytorch", "generative-tensorflow")
WALLS = ("bubblewrap", "none")


def main(rounds: int) -> None:
    """Measure, print and write."""
    made_by = origin()
    lines = [
        f"Processor seconds of one notebook through `nbgrader autograde`, the median of {rounds}",
        "rounds; cost is the median of the ratios within a round.",
        "",
        "| assignment | sealed, s | `--sandbox none`, s | cost |",
        "|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for name in ASSIGNMENTS:
            course = prepare(load_course(Path()), Path(folder) / name, [name])
            release(course)
            submit(load_course(Path()), course, name, {"ana": "reference"})
            sealed, bare = measure(course, Submission("ana", name), rounds)
            cost = statistics.median(s / b for s, b in zip(sealed, bare, strict=True)) - 1
            seconds = f"{statistics.median(sealed):.2f} | {statistics.median(bare):.2f}"
            lines.append(f"| {name} | {seconds} | {cost:+.1%} |")
            print(lines[-1], flush=True)
    keep("The sandbox", lines, made_by)


def measure(course: Course, one: Submission, rounds: int) -> tuple[list[float], list[float]]:
    """Return the seconds of each round, sealed and bare; the two take turns, each first in half."""
    seconds: dict[str, list[float]] = {walls: [] for walls in WALLS}
    for number in range(-1, rounds):
        for walls in WALLS if number % 2 else WALLS[::-1]:
            course.sandbox = course.config.Course.sandbox = walls
            began = spent()
            autograde(course, one)
            used = spent() - began + (inside(course, one) if walls == "bubblewrap" else 0)
            if number >= 0:  # the round before the first warms the caches
                seconds[walls].append(used)
    return seconds["bubblewrap"], seconds["none"]


def autograde(course: Course, one: Submission) -> None:
    """Grade one submission anew, as `nbgrader autograde` does."""
    coursedir = CourseDirectory(config=course.config)
    coursedir.assignment_id, coursedir.student_id = one.assignment, one.student
    with nbgrader_session(course) as log:
        converter = Autograde(coursedir=coursedir, config=course.config, log=log)
        converter.force = True
        converter.start()


def spent() -> float:
    """Return the processor seconds of this process and of all children that have ended."""
    return sum(os.times()[:4])


def inside(course: Course, one: Submission) -> float:
    """Return the processor seconds that a sandbox used, from the receipt.

    Its processes are killed with their namespace, so that nobody inherits their times.
    """
    (path,) = (course.root / FOLDER / one.student / one.assignment).glob("*.json")
    return float(json.loads(path.read_text(encoding="utf-8"))["usage"]["seconds"])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 6)
