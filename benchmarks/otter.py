"""The small exam as otter-grader has it: the same cells, the same hidden assertions."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

from autograder.course import Course
from tests.support.grading import EXAM, EXAM_POINTS

VERSION = "7.0.0"
BUILD = Path(__file__).parent.parent / "build" / "otter"
ASSERTIONS = {"test-double": "double(21) == 42", "test-greet": "greet('Ana') == 'Hello, Ana'"}
TEST = """
OK_FORMAT = False
from otter.test_files import test_case
name = {name!r}
points = {points}

@test_case(points={points}, hidden=True)
def test_it(env):
    assert eval({assertion!r}, env)
"""


def otter_exam(course: Course, folder: Path, size: int) -> tuple[float, float]:
    """Let `otter run` grade the same submissions, one after the other.

    Args:
        course: with the small exam, handed in.
        folder: to work in.
        size: how many submissions.

    Returns:
        Processor seconds, and seconds by the clock.
    """
    otter = _installed()
    tests = folder / "tests"
    for part in (tests, folder / "out"):
        part.mkdir(parents=True)
    for name, assertion in ASSERTIONS.items():
        text = TEST.format(name=name, points=EXAM_POINTS[name], assertion=assertion)
        (tests / f"{name.replace('-', '_')}.py").write_text(text, encoding="utf-8")
    _call(folder, otter, "generate", "-t", "tests", "-o", "autograder.zip", "--no-environment")
    before, began = ended(), time.perf_counter()
    for path in sorted((course.root / "submitted").glob(f"*/{EXAM}"))[:size]:
        _call(folder, otter, "run", str(path), "-a", "autograder.zip", "-o", "out", "--no-logo")
    return ended() - before, time.perf_counter() - began


def _installed() -> Path:
    """Return otter-grader's program, in an environment of its own that is made on first use."""
    program = BUILD / "bin" / "otter"
    if not program.exists():
        _call(Path(), Path(sys.executable), "-m", "venv", str(BUILD))
        pip = BUILD / "bin" / "pip"
        _call(Path(), pip, "install", "-q", f"otter-grader=={VERSION}", "ipykernel")
    return program


def _call(folder: Path, program: Path, *arguments: str) -> None:
    subprocess.run(  # noqa: S603 - our own command
        [program, *arguments], cwd=folder, stdout=subprocess.DEVNULL, check=True
    )


def ended() -> float:
    """Return the processor seconds of all child processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
