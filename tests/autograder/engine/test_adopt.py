"""A course of nbgrader's becomes one of this kit's, and gives the points that it gave."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.course import Course, Submission
from autograder.engine.adopt import copy, try_out
from autograder.engine.reference import hand_in
from autograder.errors import CourseError
from autograder.files import contents
from autograder.notebook import load_notebook
from autograder.release.cells import unaskable
from autograder.settings import CONFIG
from lesson.i18n import ENGLISH
from tests.support.arena import scores
from tests.support.grading import graded_csv, nbgrader, points, stock_course, workforce
from tests.support.guides import KERNEL, marks
from tests.support.shell import environment

WRONG = {
    "squares": {"squares": "def squares(n):\n    return [i ** 2 for i in range(1, n)]"},
    "errors": {"squares": "def squares(n):\n    return [i ** 2 for i in range(1, n + 1)]"},
    "alone": {
        "sum_of_squares": "def sum_of_squares(n):\n    return sum(i * i for i in range(n + 1))"
    },
    "forged": {
        "squares": "class Same:\n    def __eq__(self, other):\n        return True\n"
        "def squares(n):\n    if n < 1:\n        raise ValueError\n    return Same()",
        "sum_of_squares": "def sum_of_squares(n):\n    squares\n    return Same()",
    },
}
"""Submissions of nbgrader's own example; the last one cheats, and gets its points from stock."""
HONEST = ("squares", "errors", "alone")
TESTS = ("correct_squares", "squares_invalid_input", "correct_sum_of_squares")


def quickstart(folder: Path, *options: str) -> Path:
    """Make the example course that nbgrader brings along."""
    command = [sys.executable, "-m", "nbgrader", "quickstart", "course", *options]
    subprocess.run(command, cwd=folder, env=environment(), capture_output=True, check=True)
    return folder / "course"


def hand_in_wrong(course: Course) -> list[Submission]:
    made = []
    hand_in(course, "ps1")
    for student, cells in WRONG.items():
        made.append(hand_in(course, "ps1", student))
        path = course.root / "submitted" / student / "ps1" / "problem1.ipynb"
        notebook = load_notebook(path)
        solved = load_notebook(course.root / "submitted/reference/ps1/problem1.ipynb")
        answers = {
            cell.metadata.nbgrader.grade_id: cell.source
            for cell in solved.cells
            if "nbgrader" in cell.metadata
        }
        for cell in notebook.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            if cell.metadata.get("nbgrader", {}).get("solution"):
                cell.source = cells.get(name, answers[name])
        nbformat.write(notebook, path)
    return made


@pytest.mark.slow
@pytest.mark.filterwarnings(  # nbgrader leaves the kernel open in which it makes its tests
    "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"
)
@pytest.mark.parametrize("options", [(), ("--autotest",)], ids=["plain", "autotest"])
def test_nbgraders_own_example_is_judged_outside(tmp_path: Path, options: tuple[str, ...]) -> None:
    course = copy(quickstart(tmp_path, *options), tmp_path / "new", ENGLISH)

    verdicts = try_out(course, workforce())

    assert [one for one in verdicts if one.problem] == []
    judged = [one for one in verdicts if one.solution is not None]
    assert len(judged) >= 4
    assert all(one.solution == one.points and not one.untouched for one in judged)
    assert not (course.root / "submitted").exists()


@pytest.mark.slow
def test_honest_submissions_get_what_stock_nbgrader_gives_them(tmp_path: Path) -> None:
    course = copy(quickstart(tmp_path), tmp_path / "new", ENGLISH)
    try_out(course, workforce())
    todo = hand_in_wrong(course)
    stock = stock_course(course, tmp_path / "stock")
    nbgrader(stock, "autograde", "ps1")

    outcomes, _csv = graded_csv(course, todo)

    for student in HONEST:
        theirs = scores(stock.root, student)
        ours = points(course, outcomes, student, "ps1")
        assert {name: ours[name] for name in TESTS} == {name: theirs[name] for name in TESTS}
    forged = points(course, outcomes, "forged", "ps1")
    assert scores(stock.root, "forged")["correct_squares"] == 1
    assert forged["correct_squares"] == forged["correct_sum_of_squares"] == 0


def test_a_course_is_copied_with_its_settings_and_without_its_students(tmp_path: Path) -> None:
    folder = tmp_path / "course"
    (folder / "source" / "ps1").mkdir(parents=True)
    (folder / "source" / "ps1" / "problem1.ipynb").touch()
    (folder / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.course_id = 'course'\n"
    )
    (folder / "submitted" / "ana").mkdir(parents=True)

    course = copy(folder, tmp_path / "new", ENGLISH)

    assert course.config.CourseDirectory.course_id == "course"
    assert "autograder.steps.SealedExecute" in course.config.Autograde.autograde_preprocessors
    assert not (course.root / "submitted").exists()
    assert (folder / "nbgrader_config.py").read_text() == (
        course.root / "course_before.py"
    ).read_text()


def test_an_adopted_course_has_its_own_gradebook_and_all_files_of_assignments(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "course"
    for name in ("problem1.ipynb", "release/data.csv", "submitted/.hidden", "__pycache__/a.pyc"):
        path = folder / "source" / "ps1" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (folder / "release" / "ps1").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.db_url = 'postgresql://grades/course'\n"
        f"c.CourseDirectory.root = {str(folder)!r}\n"
    )

    course = copy(folder, tmp_path / "new", ENGLISH)

    assert course.db_url == f"sqlite:///{course.root}/gradebook.db"
    assert contents(course.root / "source" / "ps1").keys() == {
        *("problem1.ipynb", "release/data.csv", "submitted/.hidden")
    }
    assert not (course.root / "release").exists()
    assert not (course.root / ".git").exists()


@pytest.mark.parametrize("there", [False, True])
def test_no_course_and_a_folder_in_the_way_are_refused(tmp_path: Path, there: bool) -> None:
    if there:
        (tmp_path / "source" / "ps1").mkdir(parents=True)
        (tmp_path / "source" / "ps1" / "problem1.ipynb").touch()
    with pytest.raises(CourseError, match="already exists" if there else "not an nbgrader course"):
        copy(tmp_path, tmp_path, ENGLISH)


def test_a_course_of_the_kit_is_not_adopted(tmp_path: Path) -> None:
    (tmp_path / "theirs" / "source" / "ps1").mkdir(parents=True)
    (tmp_path / "theirs" / "source" / "ps1" / "problem1.ipynb").touch()
    (tmp_path / "theirs" / CONFIG).touch()

    with pytest.raises(CourseError, match=f"has the kit's settings already, {CONFIG}: copy"):
        copy(tmp_path / "theirs", tmp_path / "ours", ENGLISH)

    assert not (tmp_path / "ours").exists()


def test_a_test_that_cannot_be_asked_is_named() -> None:
    cells = [
        new_code_cell("def sum(x):\n    return 0", metadata=marks("sum", solution=True)),
        new_code_cell(
            "assert total(1)\n%matplotlib inline",
            metadata=marks("magic", grade=True, locked=True, points=1),
        ),
        new_code_cell(
            "assert total(1) == sum(1)",
            metadata=marks("shadow", grade=True, locked=True, points=1),
        ),
    ]
    found = unaskable(new_notebook(cells=cells, metadata={"kernelspec": KERNEL}))

    assert found.keys() == {"magic", "shadow"}
    assert found["magic"].startswith("line 2: a magic")
