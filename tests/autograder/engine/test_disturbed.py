"""Whatever goes on outside, kills or another's load: no point is lost, and the end is the same."""

import json
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import psutil
import pytest

from autograder.course import Course, load_course
from autograder.notebook import load_notebook
from tests.support.grading import EXAM, hand_in_exam, right_exam
from tests.support.load import busy
from tests.support.shell import environment

STUDENTS = 4
KILLS = 3  # in one run of the command
MANY = 60  # in all
LOAD = 10  # processes for each core that do nothing but count
COUNTING = "\nfor number in range(2_000_000):\n    pass"  # so that kills meet cells that run
KINDS = {  # what is killed, by words of its command line
    "fork server": "/run/forkserver.py",
    "sandbox": "bwrap",
    "worker": "multiprocessing",
    "command": "autograder grade",
}
GRADES = (
    "select submitted_assignment.student_id, base_cell.name, grade.auto_score, grade.manual_score,"
    " grade.needs_manual_grade, grade.extra_credit from grade"
    " join base_cell on base_cell.id = grade.cell_id"
    " join submitted_notebook on submitted_notebook.id = grade.notebook_id"
    " join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id"
    " order by 1, 2"
)


def hand_in(course: Course) -> None:
    """Let a class hand in: right and wrong solutions, and one that ends its own kernel."""
    for number in range(STUDENTS):
        notebook = right_exam(course)
        for cell in notebook.cells:
            if cell.id == "double":
                cell.source = cell.source.replace("2 *", "3 *") if number == 1 else cell.source
                cell.source += COUNTING
            if cell.id == "greet" and number == 2:
                cell.source += "\nimport os\nos.kill(os.getpid(), 9)"
        hand_in_exam(course, f"{number:02}", notebook)


def command(course: Course) -> subprocess.Popen[bytes]:
    """Begin to grade the class, as an instructor does."""
    return subprocess.Popen(
        [sys.executable, "-m", "autograder", "grade"],
        cwd=course.root,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def targets(kind: str, running: psutil.Process) -> Iterator[psutil.Process]:
    """Yield the processes of a kind, of all that a command has started, itself included."""
    for process in (running, *running.children(recursive=True)):
        try:
            if KINDS[kind] in " ".join(process.cmdline()):
                yield process
        except psutil.NoSuchProcess:
            continue


def kill(kind: str, course: Course, chance: random.Random, most: int) -> int:
    """Grade, and kill at random; return how many were killed before the command ended."""
    count = 0
    running = command(course)
    seen = psutil.Process(running.pid)
    while count < most:
        try:
            running.wait(timeout=chance.uniform(0.05, 2.0))
            return count
        except subprocess.TimeoutExpired:
            found = [process for process in targets(kind, seen) if process.is_running()]
        if found:
            chance.choice(found).kill()
            count += 1
    running.wait()
    return count


def state(course: Course) -> dict[str, Any]:
    """Return all that grading leaves behind, apart from times and addresses in memory."""
    found: dict[str, Any] = {"grades.csv": (course.root / "grades.csv").read_text()}
    with closing(sqlite3.connect(course.root / "gradebook.db")) as database:
        found["gradebook"] = database.execute(GRADES).fetchall()
    for path in sorted((course.root / "receipts").rglob("*.json")):
        receipt = json.loads(path.read_text())
        for name in ("graded_at", "usage", "signature"):
            receipt.pop(name, None)
        found[str(path.relative_to(course.root))] = receipt
    for path in sorted((course.root / "autograded").glob(f"*/{EXAM}")):
        cells = load_notebook(path).cells
        found[str(path.relative_to(course.root))] = str([cell.get("outputs") for cell in cells])
    return found


@pytest.fixture(scope="module")
def undisturbed(_exam_once: Course, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What grading leaves behind where nothing is killed."""
    folder = tmp_path_factory.mktemp("undisturbed") / "course"
    shutil.copytree(_exam_once.root, folder)
    course = load_course(folder)
    hand_in(course)
    assert command(course).wait() == 0
    return state(course)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_after_kills_at_random_the_result_is_that_of_an_undisturbed_run(
    small: Course, undisturbed: dict[str, Any], kind: str
) -> None:
    hand_in(small)
    chance = random.Random(kind)

    killed = 0
    while killed < MANY:
        killed += kill(kind, small, chance, min(KILLS, MANY - killed))
    assert command(small).wait() == 0

    assert state(small) == undisturbed


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_a_busy_machine_changes_no_grade(small: Course, undisturbed: dict[str, Any]) -> None:
    hand_in(small)

    with busy(LOAD):
        assert command(small).wait() == 0

    assert state(small) == undisturbed
