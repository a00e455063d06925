"""What nbgrader refuses of a source is said in the course's language, with what to do."""

from collections.abc import Callable

import nbformat
import pytest
from nbformat.notebooknode import NotebookNode

from autograder.course import Course, Submission
from autograder.errors import ReleaseError
from autograder.files import contents
from autograder.gradebook.record import Scores, record
from autograder.notebook import load_notebook
from autograder.release.build import release
from lesson.i18n import use
from tests.support.grading import EXAM


def change(course: Course, how: Callable[[NotebookNode], object]) -> None:
    path = course.root / "source" / EXAM
    source = load_notebook(path)
    how(source)
    nbformat.write(source, path)


def copy_a_cell(source: NotebookNode) -> None:
    source.cells.append(NotebookNode(source.cells[2] | {"id": "copy"}))


def rename_a_cell(source: NotebookNode) -> None:
    source.cells[2].metadata.nbgrader.grade_id = "test-twice"


def change_type(source: NotebookNode) -> None:
    source.cells[1].metadata.nbgrader |= {"grade": True, "points": 1}


CHANGES: dict[str, tuple[Callable[[NotebookNode], object], str]] = {
    "removed": (lambda source: source.cells.pop(2), "new: none; missing: 'test-double'"),
    "renamed": (rename_a_cell, "new: 'test-twice'; missing: 'test-double'"),
    "of another type": (change_type, "new: 'double'; missing: none"),
}


def test_two_cells_of_one_id_are_named(small: Course) -> None:
    change(small, copy_a_cell)

    with pytest.raises(ReleaseError, match=r"exam/Exam.ipynb: more than one .* 'test-double'"):
        release(small)


@pytest.mark.parametrize("name", CHANGES)
def test_graded_cells_stay_once_students_have_submitted(small: Course, name: str) -> None:
    how, said = CHANGES[name]
    change(small, how)
    record(small.db_url, Submission("ana", "exam"), {"Exam": Scores()})
    before = contents(small.root / "release")

    with pytest.raises(ReleaseError) as refused:
        release(small)

    assert said in str(refused.value)
    assert contents(small.root / "release") == before


@pytest.mark.parametrize("name", CHANGES)
def test_before_that_they_may_change(small: Course, name: str) -> None:
    change(small, CHANGES[name][0])

    release(small)


def test_it_is_said_in_portuguese(small: Course) -> None:
    change(small, copy_a_cell)
    use("pt_BR")

    with pytest.raises(ReleaseError, match="mais de uma célula"):
        release(small)
