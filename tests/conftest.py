"""What the tests share."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.bank.demo import prepare
from autograder.course import Course, assignments, load_course
from autograder.grade.stage import GRADING
from autograder.release.build import release
from lesson.i18n import ENGLISH, use
from tests.support.grading import BUSY, copied, exam_course

ROOT = Path(__file__).parent.parent
os.environ.update(GRADING)  # before any test imports a framework


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Every test begins in English, the language that tests quote."""
    use(ENGLISH)
    yield
    use(ENGLISH)


def pytest_sessionfinish() -> None:
    """Let the worker go that graded for the tests of this process."""
    BUSY.close()


@pytest.fixture(scope="session")
def course() -> Course:
    """The course of this repository in English, to read from; so are the copies made of it."""
    english = load_course(ROOT)
    english.speak(ENGLISH)
    return english


@pytest.fixture
def as_configured(tmp_path: Path) -> Course:
    """A course folder of one's own, in the language that course_config.py says."""
    ours = load_course(ROOT)
    return prepare(ours, tmp_path / "configured", assignments(ours))


@pytest.fixture
def scratch(course: Course, tmp_path: Path) -> Course:
    """A course folder of one's own, with this course's source."""
    return prepare(course, tmp_path / "course")


@pytest.fixture(scope="session")
def _released_once(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    there = prepare(course, tmp_path_factory.mktemp("once") / "course", ["generative-pytorch"])
    release(there)
    return there


@pytest.fixture
def released(_released_once: Course, tmp_path: Path) -> Course:
    """A course folder of one's own with the PyTorch assignment, released."""
    return copied(_released_once, tmp_path)


@pytest.fixture(scope="session")
def _exam_once(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    return exam_course(course, tmp_path_factory.mktemp("exam") / "course")


@pytest.fixture
def small(_exam_once: Course, tmp_path: Path) -> Course:
    """A course folder of one's own with the small exam, released."""
    return copied(_exam_once, tmp_path)
