"""A released notebook that is opened alone: its first cell finds lesson/, or says what to do."""

import shutil
import site
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.bank.demo import prepare
from autograder.course import Course, load_course
from autograder.errors import ReleaseError
from autograder.notebook import load_notebook
from autograder.release.alone import CELL
from autograder.release.build import release
from tests.support.web import serving

QUIZ = "quiz-after/QuizAfter.ipynb"
WITHOUT_LESSON = {"PYTHONPATH": site.getsitepackages()[0], "PATH": ""}
"""With -S, Python finds the packages, and not what `pip install --editable` put beside them."""


def opened_alone(notebook: Path, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run a notebook's code up to its first task, in a folder with nothing in it."""
    folder.mkdir()
    shutil.copy(notebook, folder)
    cells = [cell for cell in load_notebook(notebook).cells if cell.cell_type == "code"]
    source = "\n".join(cell.source for cell in cells[:2]) + "\nprint(answers.__file__)\n"
    return subprocess.run(
        [sys.executable, "-S", "-c", source],
        cwd=folder,
        env=WITHOUT_LESSON,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def web(course: Course, tmp_path: Path) -> Iterator[Course]:
    """A course whose release can be fetched."""
    made = prepare(course, tmp_path / "course", ["quiz-after"])
    (made.root / "release").mkdir()
    with serving(made.root / "release") as address:
        with (made.root / "course_config.py").open("a") as config:
            config.write(f'\nc.Course.release_url = "{address}"\n')
        published = load_course(made.root)
        release(published)
        yield published


def test_it_fetches_the_lesson_and_goes_on(web: Course, tmp_path: Path) -> None:
    done = opened_alone(web.root / "release" / QUIZ, tmp_path / "alone")

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(tmp_path / "alone" / "lesson" / "answers.py")
    assert sorted(path.name for path in (tmp_path / "alone").iterdir()) == [
        "QuizAfter.ipynb",
        "lesson",
    ]
    language = tmp_path / "alone" / "lesson" / "language.txt"
    assert language.read_text() == f"{web.language}\n"


def test_it_takes_no_other_lesson_than_was_released(web: Course, tmp_path: Path) -> None:
    with zipfile.ZipFile(web.root / "release/quiz-after.zip", "a") as archive:
        archive.writestr("quiz-after/lesson/more.py", "print('not from the course')")

    done = opened_alone(web.root / "release" / QUIZ, tmp_path / "alone")

    assert "is not the release that this notebook belongs to" in done.stderr.splitlines()[-1]
    assert not (tmp_path / "alone" / "lesson").exists()


@pytest.mark.parametrize("there", [None, b"<!DOCTYPE html><title>Sign in</title>"])
def test_where_there_is_no_release_it_says_what_to_unpack(
    web: Course, tmp_path: Path, there: bytes | None
) -> None:
    path = web.root / "release/quiz-after.zip"
    path.unlink()
    if there:
        path.write_bytes(there)

    done = opened_alone(web.root / "release" / QUIZ, tmp_path / "alone")

    last = done.stderr.splitlines()[-1]
    assert last.startswith(f"ModuleNotFoundError: {web.release_url}quiz-after.zip cannot be")
    assert last.endswith("unpack quiz-after.zip and open the notebook in the folder quiz-after")


def test_without_an_address_it_says_what_to_unpack(course: Course, tmp_path: Path) -> None:
    made = prepare(course, tmp_path / "course", ["quiz-after"])
    release(made)

    done = opened_alone(made.root / "release" / QUIZ, tmp_path / "alone")

    assert done.stderr.splitlines()[-1] == (
        "ModuleNotFoundError: lesson/ is not beside this notebook: unpack quiz-after.zip and open "
        "the notebook in the folder quiz-after"
    )


def test_beside_its_lesson_it_fetches_nothing(web: Course, tmp_path: Path) -> None:
    shutil.copytree(web.root / "release/quiz-after/lesson", tmp_path / "there/lesson")
    (web.root / "release/quiz-after.zip").unlink()
    notebook = load_notebook(web.root / "release" / QUIZ)
    source = next(cell.source for cell in notebook.cells if cell.id == CELL)

    subprocess.run(
        [sys.executable, "-S", "-c", source], cwd=tmp_path / "there", env=WITHOUT_LESSON, check=True
    )


def test_a_notebook_that_imports_no_lesson_is_left_alone(small: Course) -> None:
    cells = load_notebook(small.root / "release/exam/Exam.ipynb").cells

    assert CELL not in {cell.id for cell in cells}


@pytest.mark.parametrize("address", ["example.org/release", "file:///release"])
def test_an_address_that_is_not_on_the_web_is_refused(
    course: Course, tmp_path: Path, address: str
) -> None:
    made = prepare(course, tmp_path / "course", ["quiz-after"])
    made.release_url = address

    with pytest.raises(ReleaseError, match=r"c\.Course\.release_url"):
        release(made)
