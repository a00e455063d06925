"""Every entry of the bank through the whole pipeline: the same points as in the fork."""

from pathlib import Path

import pytest

from autograder.bank.demo import prepare, submit
from autograder.bank.entries import read
from autograder.course import Course, Submission, assignments
from autograder.gradebook.outcome import rows
from autograder.gradebook.points import GRADED, MANUAL
from autograder.release.build import release
from tests.support.grading import graded_csv
from tests.test_bank import entries, name_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def whole(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A released course, one a worker."""
    there = prepare(course, tmp_path_factory.mktemp("bank") / "course", assignments(course))
    release(there)
    return there


@pytest.mark.parametrize("path", entries("right", "wrong", "hostile"), ids=name_of)
def test_an_entry_gets_its_points_in_the_pipeline(
    course: Course, whole: Course, path: Path
) -> None:
    student = f"{path.parent.name}-{path.stem}"
    assignment = path.parts[-3]
    submit(course, whole, assignment, {student: f"{path.parent.name}/{path.stem}"})

    outcomes, _csv = graded_csv(whole, [Submission(student, assignment)])

    declared = read(path).scores
    for row in rows(whole, outcomes):
        if row.grade_id.startswith("answer-"):
            assert (row.score, row.status) == (None, MANUAL)
        else:
            expected = declared.get(row.grade_id, row.max_score)
            assert (row.score, row.status) == (expected, GRADED), row.grade_id
