"""What the tests share."""

import os
from pathlib import Path

import pytest

from autograder.course import Course, load_course
from autograder.demo import prepare
from autograder.plugins.execute import GRADING

ROOT = Path(__file__).parent.parent
os.environ.update(GRADING)  # before any test imports a framework


@pytest.fixture(scope="session")
def course() -> Course:
    """The course of this repository, to read from."""
    return load_course(ROOT)


@pytest.fixture
def scratch(course: Course, tmp_path: Path) -> Course:
    """A course folder of one's own, with this course's source."""
    return prepare(course, tmp_path / "course")
