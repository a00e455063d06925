"""What the tests share."""

import os

# As while grading: quick budgets, embedded corpora, one thread, no progress bars. Set before
# anything imports a framework.
os.environ.update(LESSON_GRADING="1", OMP_NUM_THREADS="1", TQDM_DISABLE="1")

from pathlib import Path

import pytest

from autograder.course import Course, load_course
from autograder.demo import prepare

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def course() -> Course:
    """The course of this repository, to read from."""
    return load_course(ROOT)


@pytest.fixture
def scratch(course: Course, tmp_path: Path) -> Course:
    """A course folder of one's own, with this course's source."""
    return prepare(course, tmp_path / "course")
