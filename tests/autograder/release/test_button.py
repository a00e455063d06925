"""nbgrader's own generate_assignment, which formgrader's button calls: whole, or not at all."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from autograder.course import Course, load_course
from autograder.files import contents
from autograder.release.build import release
from autograder.release.stamp import edited
from tests.support.grading import EXAM, nbgrader
from tests.support.marks import some
from tests.support.shell import environment


def press(course: Course) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nbgrader", "generate_assignment", "exam", "--force"],
        cwd=course.root,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )


def in_zip(course: Course) -> dict[str, bytes]:
    with zipfile.ZipFile(course.root / "release" / "exam.zip") as archive:
        return {name.removeprefix("exam/"): archive.read(name) for name in archive.namelist()}


def edit(course: Course, old: str, new: str) -> None:
    path = course.root / "source" / EXAM
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_what_it_makes_is_whole_and_the_zip_is_new(small: Course) -> None:
    before = contents(small.root / "release")
    edit(small, "# Exam", "# Another exam")

    done = press(small)
    after = contents(small.root / "release")

    assert done.returncode == 0, done.stderr
    assert before.keys() == after.keys()
    assert "exam/lesson/text.py" in after
    assert "exam/requirements.txt" in after
    assert b"Another exam" in after["exam/Exam.ipynb"]
    assert in_zip(small) == contents(small.root / "release" / "exam")
    assert edited(small, ["exam"]) == []


FAULTS = {
    "a marker without its end": ("### END HIDDEN TESTS", "###", "BEGIN HIDDEN TESTS without END"),
    "an ID twice": ('"grade_id": "test-greet"', '"grade_id": "test-double"', "more than one cell"),
    "no points": ('"points": 3,', "", "its points in the panel Create Assignment"),
}


@pytest.mark.parametrize("fault", some(FAULTS, 3))
def test_a_run_that_fails_deletes_nothing(small: Course, fault: str) -> None:
    old, new, said = FAULTS[fault]
    before = contents(small.root / "release")
    edit(small, old, new)

    done = press(small)

    assert done.returncode != 0
    assert said in done.stderr
    assert contents(small.root / "release") == before


def test_a_release_that_is_there_is_left_alone_without_force(small: Course) -> None:
    before = contents(small.root)
    edit(small, "# Exam", "# Another exam")

    nbgrader(small, "generate_assignment", "exam")

    after = contents(small.root)
    assert {path for path in after if path.startswith(("release", "gradebook"))} == {
        path for path in before if path.startswith(("release", "gradebook"))
    }
    assert after["release/exam/Exam.ipynb"] == before["release/exam/Exam.ipynb"]
    assert after["gradebook.db"] == before["gradebook.db"]


@pytest.mark.slow
def test_the_first_release_can_be_nbgraders(small: Course, tmp_path: Path) -> None:
    whole = contents(small.root / "release" / "exam")
    for name in ("release", "build"):
        shutil.rmtree(small.root / name, ignore_errors=True)
    (small.root / "gradebook.db").unlink()

    nbgrader(load_course(small.root), "generate_assignment", "exam")

    assert contents(small.root / "release" / "exam") == whole
    release(small)
