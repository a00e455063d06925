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


def add_read_only(source: NotebookNode) -> None:
    given = source.cells[2] | {"id": "given", "source": "x = 1"}
    given["metadata"] = {
        "nbgrader": {
            "grade": False,
            "solution": False,
            "locked": True,
            "schema_version": 3,
            "grade_id": "given",
        }
    }
    source.cells.append(NotebookNode(given))


def change_type(source: NotebookNode) -> None:
    source.cells[1].metadata.nbgrader |= {"grade": True, "points": 1}


CHANGES: dict[str, tuple[Callable[[NotebookNode], object], str]] = {
    "removed": (lambda source: source.cells.pop(2), "new: none; missing: 'test-double'"),
    "renamed": (rename_a_cell, "new: 'test-twice'; missing: 'test-double'"),
    "read-only": (add_read_only, "new: 'given'; missing: none"),
    "of another type": (change_type, "new: 'double'; missing: none"),
}


def test_two_cells_of_one_id_are_named(small: Course) -> None:
    change(small, copy_a_cell)

    with pytest.raises(ReleaseError, match=r"exam/Exam.ipynb: more than one .* 'test-double'"):
        release(small)


UNFIT: list[tuple[dict[str, object], str]] = [
    ({"grade_id": "with space"}, "cell 3 ('with space'): its ID in the panel Create Assignment"),
    ({"grade_id": "ação"}, "cell 3 ('ação'): its ID in the panel Create Assignment"),
    ({"grade_id": ""}, "cell 3 ('pass'): its ID in the panel Create Assignment"),
    ({"points": -1}, "cell 3 ('test-double'): its points in the panel"),
    ({"points": "two"}, "cell 3 ('test-double'): its points in the panel"),
    ({"points": None}, "cell 3 ('test-double'): its points in the panel"),
    ({"locked": "yes"}, "cell 3 ('test-double'): 'yes' is not of type 'boolean'"),
]


@pytest.mark.parametrize(("metadata", "said"), UNFIT)
def test_what_nbgrader_calls_corrupted_is_named(
    small: Course, metadata: dict[str, object], said: str
) -> None:
    change(small, lambda source: source.cells[2].metadata.nbgrader.update(metadata))

    with pytest.raises(ReleaseError) as refused:
        release(small)

    assert f"exam/Exam.ipynb, {said}" in str(refused.value)


def test_a_written_answer_that_is_not_graded_is_named(small: Course) -> None:
    change(small, lambda source: source.cells[1].update(cell_type="markdown"))

    with pytest.raises(ReleaseError, match=r"cell 2 \('double'\): a Markdown cell is graded by"):
        release(small)


@pytest.mark.parametrize(
    ("region", "number", "said"),
    [
        ("HIDDEN TESTS", 1, "cell 2 ('double'): hidden tests may stand only in a cell of type"),
        ("SOLUTION", 2, "cell 3 ('test-double'): a solution may stand only in a cell of type"),
    ],
)
def test_a_region_where_nbgrader_takes_none_is_named(
    small: Course, region: str, number: int, said: str
) -> None:
    text = f"### BEGIN {region}\nx = 1\n### END {region}"
    change(small, lambda source: source.cells[number].update(source=text))

    with pytest.raises(ReleaseError) as refused:
        release(small)

    assert said in str(refused.value)


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
