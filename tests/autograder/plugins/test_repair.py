"""Sanitising: whatever was done to the cells, each known one is there once, as it should be."""

import copy
from typing import Any

import pytest
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.bank import load_notebook
from autograder.course import Course
from autograder.demo import prepare
from autograder.plugins import RepairCells
from autograder.release import release
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def released(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course whose gradebook knows the assignment."""
    scratch = prepare(course, tmp_path_factory.mktemp("repair") / "course")
    release(scratch)
    return scratch


@pytest.fixture
def notebook() -> NotebookNode:
    return load_notebook(ROOT / "release/generative-pytorch/GenerativePyTorch.ipynb")


def repaired(course: Course, notebook: NotebookNode) -> NotebookNode:
    where = {
        "db_url": course.db_url,
        "notebook": "GenerativePyTorch",
        "assignment": "generative-pytorch",
    }
    resources: dict[str, Any] = {"nbgrader": where}
    return RepairCells().preprocess(copy.deepcopy(notebook), resources)[0]


def graded(notebook: NotebookNode) -> dict[str, float]:
    marks = [c.metadata.nbgrader for c in notebook.cells if "nbgrader" in c.metadata]
    return {m.grade_id: m.points for m in marks if m.grade}


def cell(notebook: NotebookNode, name: str) -> NotebookNode:
    return next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == name)


def test_a_proper_submission_keeps_its_cells(released: Course, notebook: NotebookNode) -> None:
    fixed = repaired(released, notebook)

    assert [c.source for c in notebook.cells] == [c.source for c in fixed.cells]
    assert sum(graded(fixed).values()) == 100


def test_a_missing_test_is_put_back_after_the_code_it_tests(
    released: Course, notebook: NotebookNode
) -> None:
    notebook.cells.remove(cell(notebook, "test-model-causal"))

    fixed = repaired(released, notebook)
    names = [c.metadata.get("nbgrader", {}).get("grade_id") for c in fixed.cells]

    assert sum(graded(fixed).values()) == 100
    assert names.index("char-generator") < names.index("test-model-causal")
    assert names.index("test-model-causal") < names.index("train")


def test_all_tests_missing_are_put_back_in_order(released: Course, notebook: NotebookNode) -> None:
    expected = list(graded(notebook))
    notebook.cells = [c for c in notebook.cells if not c.metadata.get("nbgrader", {}).get("grade")]

    assert expected == list(graded(repaired(released, notebook)))


def test_of_a_duplicated_test_one_stays(released: Course, notebook: NotebookNode) -> None:
    notebook.cells.append(copy.deepcopy(cell(notebook, "test-encode")))

    fixed = repaired(released, notebook)
    names = [c.metadata.get("nbgrader", {}).get("grade_id") for c in fixed.cells]

    assert names.count("test-encode") == 1
    assert sum(graded(fixed).values()) == 100


@pytest.mark.parametrize(
    "change",
    [
        {"points": 1000},
        {"grade": False},
        {"locked": False},
        {"solution": True},
        {"schema_version": 99},
        {"points": "NaN", "grade": "yes"},
    ],
)
def test_edited_metadata_are_restored(
    released: Course, notebook: NotebookNode, change: dict[str, Any]
) -> None:
    marks = cell(notebook, "test-generate-text").metadata.nbgrader
    original = dict(marks)
    marks.update(change)

    fixed = cell(repaired(released, notebook), "test-generate-text").metadata.nbgrader

    assert {**original, "checksum": fixed.checksum} == fixed


def test_tags_are_taken_off_everywhere(released: Course, notebook: NotebookNode) -> None:
    for each in notebook.cells:
        each.metadata.tags = ["skip-execution"]

    assert [c.id for c in repaired(released, notebook).cells if "tags" in c.metadata] == []


def test_grading_metadata_of_an_unknown_cell_are_taken_off(
    released: Course, notebook: NotebookNode
) -> None:
    marks = {"grade_id": "gift", "grade": True, "locked": True, "points": 50, "solution": False}
    notebook.cells.append(new_code_cell("1", metadata={"nbgrader": marks}))
    notebook.cells.append(new_code_cell("2", metadata={"nbgrader": "nonsense"}))

    assert sum(graded(repaired(released, notebook)).values()) == 100
