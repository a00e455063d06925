"""Every entry of the bank through the whole pipeline: the same points as in the fork."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from autograder.bank.demo import prepare, submit
from autograder.bank.entries import read
from autograder.course import Course, Submission
from autograder.gradebook.outcome import Row, rows
from autograder.gradebook.points import GRADED, MANUAL
from autograder.release.build import release
from tests.support.grading import graded_csv
from tests.test_bank import entries, name_of

CLASS = 40  # entries that are handed in and graded together
Class = tuple[str, int]  # its assignment and its number


def classes() -> dict[Class, list[Path]]:
    """Return the bank's entries, the attacks among them, by the class that they sit in."""
    found: dict[Class, list[Path]] = {}
    for path in entries("right", "wrong", "hostile"):
        assignment = path.parts[-3]
        number = sum(len(some) for (name, _n), some in found.items() if name == assignment)
        found.setdefault((assignment, number // CLASS), []).append(path)
    return found


CLASSES = classes()
EVERY_ENTRY = [
    pytest.param(
        of, path, id=name_of(path), marks=[pytest.mark.slow, pytest.mark.xdist_group(f"bank {of}")]
    )
    for of, paths in CLASSES.items()
    for path in paths
]


def student_of(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


@pytest.fixture(scope="session")
def graded(
    course: Course, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Class], list[Row]]:
    """Grade one class of the bank, once a process."""

    @cache
    def of_class(of: Class) -> list[Row]:
        assignment, _number = of
        there = prepare(course, tmp_path_factory.mktemp("bank") / "course", [assignment])
        release(there)
        members = {student_of(path): f"{path.parent.name}/{path.stem}" for path in CLASSES[of]}
        submit(course, there, assignment, members)
        outcomes, _csv = graded_csv(there, [Submission(name, assignment) for name in members])
        return rows(there, outcomes)

    return of_class


@pytest.mark.parametrize(("of", "path"), EVERY_ENTRY)
def test_an_entry_gets_its_points_in_the_pipeline(
    graded: Callable[[Class], list[Row]], of: Class, path: Path
) -> None:
    mine = [row for row in graded(of) if row.student == student_of(path)]
    declared = read(path).scores

    assert mine
    for row in mine:
        if row.grade_id.startswith("answer-"):
            assert (row.score, row.status) == (None, MANUAL)
        else:
            expected = declared.get(row.grade_id, row.max_score)
            assert (row.score, row.status) == (expected, GRADED), row.grade_id
