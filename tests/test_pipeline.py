"""A class of twelve through the whole pipeline, as an instructor would send it."""

import subprocess
import sys
from pathlib import Path

import pytest

from autograder.bank import read
from autograder.course import Course
from autograder.demo import CLASS, prepare, submit
from autograder.grading import (
    GRADED,
    MANUAL,
    Outcome,
    Submission,
    feedback,
    rows,
    submissions,
)
from autograder.release import release
from tests.conftest import ROOT
from tests.grading import graded_csv, points

pytestmark = pytest.mark.xdist_group("pipeline")


AGAIN = ("ana", "caio", "davi", "iara")


@pytest.fixture(scope="session")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that appears if a submission's text runs in the grader."""
    return tmp_path_factory.mktemp("canary") / "sang"


@pytest.fixture(scope="session")
def graded(
    course: Course, tmp_path_factory: pytest.TempPathFactory, canary: Path
) -> tuple[Course, list[Outcome], str]:
    """The class of the demonstration, graded once."""
    there = prepare(course, tmp_path_factory.mktemp("class") / "course")
    release(there)
    for name, members in CLASS.items():
        submit(course, there, name, members)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTOGRADER_CANARY", str(canary))
        return there, *graded_csv(there, submissions(there))


@pytest.mark.parametrize(
    ("assignment", "student"), [(name, one) for name, members in CLASS.items() for one in members]
)
def test_everyone_gets_the_points_that_the_bank_declares(
    graded: tuple[Course, list[Outcome], str], assignment: str, student: str
) -> None:
    there, outcomes, _csv = graded
    found = [r for r in rows(there, outcomes) if (r.student, r.assignment) == (student, assignment)]
    name = CLASS[assignment][student]
    declared = {}
    if name not in ("reference", "untouched"):
        declared = read(ROOT / f"tests/submissions/{assignment}/{name}.py").scores

    for row in found:
        if row.grade_id.startswith("answer-") and name != "untouched":
            assert (row.score, row.status) == (None, MANUAL)
        else:
            full = 0 if name == "untouched" else declared.get(row.grade_id, row.max_score)
            assert (full, GRADED) == (row.score, row.status), row.grade_id
    assert sum(row.max_score for row in found) == 100


def test_the_same_students_graded_again_get_the_same_lines_byte_for_byte(
    graded: tuple[Course, list[Outcome], str],
) -> None:
    """Four of each assignment here; `make test-all` grades everyone twice."""
    there, _outcomes, first = graded
    again = [one for one in submissions(there) if one.student in AGAIN]

    lines = graded_csv(there, again)[1].splitlines()

    assert len(again) == len(AGAIN) * len(CLASS)
    assert [line for line in first.splitlines() if line.split(",")[0] in AGAIN] == lines[1:]


@pytest.mark.slow
def test_the_same_class_graded_again_gets_the_same_csv_byte_for_byte(
    graded: tuple[Course, list[Outcome], str],
) -> None:
    there, _outcomes, first = graded

    assert first == graded_csv(there, submissions(there))[1]


def test_markers_in_a_students_cell_do_not_run_in_the_grader(
    graded: tuple[Course, list[Outcome], str], canary: Path
) -> None:
    assert all("hostile/markers_in_student_cell" in who.values() for who in CLASS.values())
    assert not canary.exists()


def test_feedback_shows_hints_and_no_hidden_test(
    graded: tuple[Course, list[Outcome], str],
) -> None:
    there, _outcomes, _csv = graded
    pages = feedback(there, [Submission("davi", "generative-pytorch")], lambda one: None)

    (page,) = [path.read_text() for path in pages]
    assert "the temperature is ignored" in page
    assert "BEGIN HIDDEN TESTS" not in page
    assert "checks.temperature" not in page


def nbgrader(course: Course, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one of nbgrader's own commands in a course folder."""
    return subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=course.root,
        capture_output=True,
        text=True,
        check=False,
    )


def test_nbgraders_own_commands_give_the_same_points(
    graded: tuple[Course, list[Outcome], str],
) -> None:
    there, outcomes, _csv = graded
    before = points(there, outcomes, "elis")

    done = nbgrader(there, "autograde", "generative-pytorch", "--student=elis", "--force")
    assert done.returncode == 0, done.stderr
    assert before == points(there, outcomes, "elis")
    done = nbgrader(there, "generate_feedback", "generative-pytorch", "--student=elis", "--force")
    assert done.returncode == 0, done.stderr
