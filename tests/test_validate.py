"""The button Validate on each released notebook: nbgrader's own Validator, as a student has it."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from autograder.bank.demo import prepare
from autograder.bank.entries import fill
from autograder.course import load_course
from autograder.notebook import load_notebook
from autograder.release.build import release
from tests.conftest import ROOT
from tests.support.shell import environment
from tests.test_release import NOTEBOOKS

SLOW = {"generative-pytorch", "generative-tensorflow", "word-lab", "quiz-after"}
"""They import a framework, or are what quiz-before is."""
TASKS = [
    pytest.param(path, marks=pytest.mark.slow if path.parent.name in SLOW else (), id=path.stem)
    for path in NOTEBOOKS
    if path.parent.name != "generative-networks"  # the lecture: nothing in it is graded
]
FORMS = (
    "Falta fazer: ",
    "Ainda não existe ",
    "esperad",  # an assertion's or an answer's own sentence
    "You did not provide a response.",  # nbgrader's, of a written answer
)


@pytest.fixture
def notebooks(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path]:
    """A source notebook and what students get of it, in a folder with its lesson/."""
    source: Path = request.param
    name = source.parent.name
    course = prepare(load_course(ROOT), tmp_path / "course", [name])
    release(course)
    return source, course.root / "release" / name / source.name


def validate(notebook: Path) -> str:
    """Return what `nbgrader validate` prints on a laptop, with nothing of the grader's set."""
    left_out = ("LESSON_GRADING", "PYTHONPATH", "OMP_NUM_THREADS")
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "validate", notebook.name],
        cwd=notebook.parent,
        env={name: value for name, value in environment().items() if name not in left_out},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("notebooks", TASKS, indirect=True)
def test_the_solution_passes_within_nbgraders_own_time_limit(notebooks: tuple[Path, Path]) -> None:
    source, released = notebooks
    nbformat.write(fill(load_notebook(source), load_notebook(released), None), released)

    assert validate(released) == "Success! Your notebook passes all the tests.\n"


@pytest.mark.parametrize("notebooks", TASKS, indirect=True)
def test_what_is_still_open_is_a_sentence_each(notebooks: tuple[Path, Path]) -> None:
    """Of every stub, and of every cell that waits for one."""
    _source, released = notebooks
    graded = [cell for cell in load_notebook(released).cells if cell.metadata.get("nbgrader")]

    errors = [part.strip() for part in validate(released).split("The error was:\n")[1:]]
    told = [part.partition("\n\n")[0] for part in errors]

    assert len(told) == sum(bool(cell.metadata.nbgrader.grade) for cell in graded)
    assert [one for one in told if not any(form in one for form in FORMS)] == []
    assert [one for one in told if len(one.splitlines()) > 2] == []
