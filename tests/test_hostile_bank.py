"""The hostile bank: every attack fails here, every control succeeds against stock nbgrader."""

import re
import shutil
import signal
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import psutil
import pytest

from autograder.bank.entries import read
from autograder.course import Course
from autograder.gradebook.outcome import rows
from tests.conftest import ROOT
from tests.support import arena

BANK = sorted((ROOT / "tests" / "submissions" / "hostile").glob("*.py"))
STATUS = re.compile(r"^status: (.+)$", re.MULTILINE)
GROUPS = 6  # classes; `make test` grades the first, `make test-all` every one
EVERY = 3  # attackers between two honest students


def group(path: Path) -> int:
    """Return which class an attack belongs to."""
    return BANK.index(path) % GROUPS


def declared(path: Path, pattern: re.Pattern[str], otherwise: str) -> str:
    found = pattern.search(path.read_text())
    return found.group(1) if found else otherwise


class Graded:
    """A class in which attackers stand between honest students."""

    def __init__(self, course: Course, root: Path, attacks: list[Path]) -> None:
        self.attacks = attacks
        running = psutil.Process().children(recursive=True)  # of other tests in this process
        with arena.trapped(root) as traps:
            self.course = arena.sealed_course(course, root / "course", traps)
            folder = self.course.root
            students = [f"{number:02}-a-honest" for number in range(0, len(attacks), EVERY)]
            students.append("99-a-honest")
            for student in students:
                arena.hand_in(folder, student, None, traps)
            for path in attacks:
                arena.hand_in(folder, self.name(path), read(path), traps)
                students.append(self.name(path))
            before = traps.state(folder)
            self.outcomes = arena.grade_sealed(self.course, traps, students)
            self.left = [process for process in strays() if process not in running]
            self.effects = {
                path: arena.effects(folder, self.name(path), self.honest(path), traps, before)
                for path in attacks
            }
        self.rows = rows(self.course, self.outcomes)

    def name(self, path: Path) -> str:
        return f"{self.attacks.index(path):02}-b-{path.stem}"

    def honest(self, path: Path) -> list[str]:
        """Return the honest students before and after an attacker, in the order of grading."""
        before = self.attacks.index(path) // EVERY * EVERY
        after = before + EVERY
        last = f"{after:02}" if after < len(self.attacks) else "99"
        return [f"{before:02}-a-honest", f"{last}-a-honest"]


def strays() -> list[psutil.Process]:
    """Return what runs below this process and is neither a worker nor a fork server at rest.

    A parent is the child of bubblewrap; what it forked is the child of a parent.
    """
    found = []
    for process in psutil.Process().children(recursive=True):
        above = process.parent()
        resting = above is not None and above.name() == "bwrap"
        of_workers = "multiprocessing" in " ".join(process.cmdline())
        if not (of_workers or process.name() == "bwrap" or resting):
            found.append(process)
    return found


@pytest.fixture(scope="session")
def classes(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Graded]:
    """Grade one part of the bank, once a process."""

    @cache
    def graded(number: int) -> Graded:
        attacks = [path for path in BANK if group(path) == number]
        return Graded(course, tmp_path_factory.mktemp("arena"), attacks)

    return graded


def in_group(number: int, *values: object, name: str) -> object:
    """Return a case that one worker runs together with the others of its class."""
    marks = [pytest.mark.xdist_group(f"attacks {number}"), *([pytest.mark.slow] if number else [])]
    return pytest.param(number, *values, marks=marks, id=name)


every_attack = pytest.mark.parametrize(
    ("number", "path"), [in_group(group(path), path, name=path.stem) for path in BANK]
)
Classes = Callable[[int], Graded]


@every_attack
def test_an_attack_gains_nothing_and_touches_nothing(
    classes: Classes, number: int, path: Path
) -> None:
    graded = classes(number)
    mine = [row for row in graded.rows if row.student == graded.name(path)]
    status = declared(path, STATUS, "graded")

    assert len(mine) == len(arena.POINTS)
    assert {(0.0 if status == "graded" else None, status)} == {(r.score, r.status) for r in mine}
    assert graded.effects[path] == (set() if status == "graded" else {"unscored"})


@every_attack
def test_the_honest_students_around_an_attack_get_everything(
    classes: Classes, number: int, path: Path
) -> None:
    graded = classes(number)
    for student in graded.honest(path):
        found = {row.grade_id: row.score for row in graded.rows if row.student == student}
        assert found == arena.POINTS


@pytest.mark.parametrize("number", [in_group(n, name=str(n)) for n in range(GROUPS)])
def test_nothing_runs_when_the_class_has_been_graded(classes: Classes, number: int) -> None:
    assert classes(number).left == []


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A course of stock nbgrader's, to be copied for each control, and its canary."""
    root = tmp_path_factory.mktemp("stock")
    with arena.trapped(root) as traps:
        return arena.stock_course(root / "course", traps), traps.canary


@pytest.mark.slow
@pytest.mark.parametrize("path", BANK, ids=lambda path: path.stem)
def test_the_attack_succeeds_against_stock_nbgrader(
    stock: tuple[Path, str], path: Path, tmp_path: Path
) -> None:
    check_control(stock, path, tmp_path)


def check_control(stock: tuple[Path, str], path: Path, root: Path) -> None:
    """Let an attacker sit between two honest students in a course of stock nbgrader's."""
    control = declared(path, arena.CONTROL, "")
    if control.startswith("none, "):
        return  # the entry says why, which a test of its own requires
    assert control in arena.EFFECTS
    master, canary = stock
    with arena.trapped(root, canary) as traps:
        folder = root / "course"
        shutil.copytree(master, folder)
        shutil.copytree(master.parent / "home", traps.home)
        arena.hand_in(folder, "a-honest", None, traps)
        arena.hand_in(folder, "b-attacker", read(path), traps)
        arena.hand_in(folder, "c-honest", None, traps)
        before = traps.state(folder)
        arena.grade_stock(folder, traps)
        found = arena.effects(folder, "b-attacker", ["a-honest", "c-honest"], traps, before)
        _end_what_is_left(traps.home)
    assert control in found


def _end_what_is_left(home: Path) -> None:
    """End the processes that an attack has left behind in a course without a sandbox.

    Nobody is their parent any more, but they inherit the home folder, which only this course has.
    """
    for process in psutil.process_iter(["environ"]):
        if (process.info["environ"] or {}).get("HOME") == str(home):
            process.kill()


def test_only_processes_of_the_course_are_ended(tmp_path: Path) -> None:
    with (
        subprocess.Popen(["sleep", "60"], env={"HOME": str(tmp_path)}) as left,
        subprocess.Popen(["sleep", "60"]) as other,
    ):
        _end_what_is_left(tmp_path)
        assert left.wait(timeout=10) == -signal.SIGKILL
        assert other.poll() is None
        other.kill()


@pytest.mark.parametrize("path", BANK, ids=lambda path: path.stem)
def test_an_attack_has_a_control_or_says_why_not(path: Path) -> None:
    control = declared(path, arena.CONTROL, "")

    assert control in arena.EFFECTS or re.match(r"none, \S+( \S+){2}", control)


def test_the_bank_is_large_enough() -> None:
    assert len(BANK) >= 50
