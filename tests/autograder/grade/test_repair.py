"""Sanitising: whatever was done to the cells, each known one is there once, as it should be."""

import copy
from typing import Any

import nbformat
import pytest
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader import utils
from nbgrader.preprocessors import CheckCellMetadata

from autograder.course import Course
from autograder.grade.notes import NOTES
from autograder.grade.repair import RELEASE
from autograder.notebook import load_notebook, split
from autograder.steps import RepairCells
from tests.support.marks import some


@pytest.fixture
def notebook(released: Course) -> NotebookNode:
    return load_fresh(released)


def resources_of(course: Course) -> dict[str, Any]:
    where = {
        "db_url": course.db_url,
        "notebook": "GenerativePyTorch",
        "assignment": "generative-pytorch",
    }
    return {"nbgrader": where, RELEASE: course.root / "release"}


def repaired(course: Course, notebook: NotebookNode) -> NotebookNode:
    repaired: NotebookNode
    repaired, _resources = RepairCells().preprocess(copy.deepcopy(notebook), resources_of(course))
    return repaired


def said(course: Course, notebook: NotebookNode) -> list[str]:
    """Return what the student and the instructor are told of a repair."""
    resources = resources_of(course)
    RepairCells().preprocess(copy.deepcopy(notebook), resources)
    said: list[str] = resources[NOTES]
    return said


def sanitised(course: Course, notebook: NotebookNode) -> NotebookNode:
    """Return a notebook as it is executed: every step of sanitising, one after the other."""
    resources = resources_of(course)
    made = copy.deepcopy(notebook)
    for step in (RepairCells, CheckCellMetadata):
        made, resources = step().preprocess(made, resources)
    nbformat.validate(made)
    return made


def names(notebook: NotebookNode) -> list[str | None]:
    return [c.metadata.get("nbgrader", {}).get("grade_id") for c in notebook.cells]


def graded(notebook: NotebookNode) -> dict[str, float]:
    marks = [c.metadata.nbgrader for c in notebook.cells if "nbgrader" in c.metadata]
    return {m.grade_id: m.points for m in marks if m.grade}


def cell(notebook: NotebookNode, name: str) -> NotebookNode:
    cells: list[NotebookNode] = notebook.cells
    return next(c for c in cells if c.metadata.get("nbgrader", {}).get("grade_id") == name)


def test_a_proper_submission_keeps_its_cells(released: Course, notebook: NotebookNode) -> None:
    fixed = repaired(released, notebook)

    students = [split(c.source)[0].rstrip() for c in fixed.cells]  # the gradebook has all of it
    assert [c.source.rstrip() for c in notebook.cells] == students
    assert sum(graded(fixed).values()) == 100


def test_a_missing_test_is_put_back_after_the_code_it_tests(
    released: Course, notebook: NotebookNode
) -> None:
    notebook.cells.remove(cell(notebook, "test-model-causal"))

    fixed = repaired(released, notebook)
    order = names(fixed)

    assert sum(graded(fixed).values()) == 100
    assert order.index("char-generator") < order.index("test-model-causal")
    assert order.index("test-model-causal") < order.index("train")


def test_all_tests_missing_are_put_back_in_order(released: Course, notebook: NotebookNode) -> None:
    expected = list(graded(notebook))
    notebook.cells = [c for c in notebook.cells if not c.metadata.get("nbgrader", {}).get("grade")]

    assert expected == list(graded(repaired(released, notebook)))


def test_of_a_duplicated_test_one_stays(released: Course, notebook: NotebookNode) -> None:
    notebook.cells.append(copy.deepcopy(cell(notebook, "test-encode")))

    fixed = repaired(released, notebook)

    assert names(fixed).count("test-encode") == 1
    assert sum(graded(fixed).values()) == 100


@pytest.mark.parametrize(
    "change",
    some(
        [
            {"points": 1000},
            {"grade": False},
            {"locked": False},
            {"solution": True},
            {"schema_version": 99},
            {"points": "NaN", "grade": "yes"},
            {"points": float("nan")},
            {"schema_version": 1},
            {"schema_version": "x"},
            {"cell_type": "raw", "task": True},
            {"checksum": "0" * 32},
            {"checksum": []},
            {"unknown": {"deep": [[]]}},
        ],
        3,
    ),
)
def test_edited_metadata_are_restored(
    released: Course, notebook: NotebookNode, change: dict[str, Any]
) -> None:
    marks = cell(notebook, "test-generate-text").metadata.nbgrader
    original = dict(marks)
    marks.update(change)

    fixed = cell(sanitised(released, notebook), "test-generate-text").metadata.nbgrader

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


@pytest.mark.parametrize(
    "marks", [[], ["grade_id"], "test-encode", 7, None, True, {"grade_id": "encode"}]
)
def test_a_test_whose_marks_are_lost_is_put_back(
    released: Course, notebook: NotebookNode, marks: object
) -> None:
    cell(notebook, "test-encode").metadata["nbgrader"] = marks

    fixed = sanitised(released, notebook)

    assert sum(graded(fixed).values()) == 100
    assert names(fixed).index("decode") < names(fixed).index("test-encode")


@pytest.mark.parametrize("name", [7, None, True, [], ["test-encode"], {"a": 1}, "", "x" * 9999])
def test_a_grade_id_of_any_type_and_length_is_taken(
    released: Course, notebook: NotebookNode, name: object
) -> None:
    cell(notebook, "test-encode").metadata.nbgrader["grade_id"] = name

    fixed = sanitised(released, notebook)

    assert sum(graded(fixed).values()) == 100
    assert said(released, notebook) == ["missing, and put back as released: 'test-encode'"]


@pytest.mark.parametrize("metadata", [[], None, "x", 7, {"kernelspec": 7, "language_info": []}])
def test_metadata_of_wrong_types_become_empty(
    released: Course, notebook: NotebookNode, metadata: Any
) -> None:
    notebook["metadata"] = metadata
    notebook.cells[0]["metadata"] = metadata

    fixed = sanitised(released, notebook)

    assert set(fixed.metadata) == {"kernelspec"}
    assert fixed.cells[0].metadata == {}


def test_the_kernel_is_the_courses_own(released: Course, notebook: NotebookNode) -> None:
    notebook.metadata.kernelspec.name = "evil"
    notebook.metadata.language_info = {"name": "evil"}

    metadata = sanitised(released, notebook).metadata

    assert metadata.kernelspec.name == "python3"
    assert "language_info" not in metadata


def test_cells_of_other_types_are_named_together(released: Course, notebook: NotebookNode) -> None:
    for name in ("encode", "test-encode", "setup"):
        cell(notebook, name).cell_type = "Code"
    assert "'encode', 'test-encode'" in "".join(said(released, notebook))


@pytest.mark.parametrize("wrong", ["markdown", "raw"])
@pytest.mark.parametrize("name", ["encode", "test-encode", "setup"])
def test_code_turned_into_another_type_is_code_again(
    released: Course, notebook: NotebookNode, name: str, wrong: str
) -> None:
    """An honest student pressed M; the code is there, so it runs."""
    changed = cell(notebook, name)
    changed.cell_type = wrong
    del changed["outputs"], changed["execution_count"]
    changed["attachments"] = {}

    fixed = cell(sanitised(released, notebook), name)

    assert (fixed.cell_type, fixed.outputs) == ("code", [])
    (sentence,) = said(released, notebook)
    assert sentence == f"'{name}': turned into {wrong}, and counted as code, as it was released"
    if name == "encode":
        assert fixed.source == changed.source


@pytest.mark.parametrize("wrong", ["code", "raw"])
def test_a_written_answer_in_another_type_of_cell_is_an_answer(
    released: Course, notebook: NotebookNode, wrong: str
) -> None:
    answer = cell(notebook, "answer-cycles")
    answer.update(cell_type=wrong, source="Because the most likely token repeats.")
    if wrong == "code":
        answer.update(outputs=[], execution_count=3)

    fixed = cell(sanitised(released, notebook), "answer-cycles")

    assert (fixed.cell_type, fixed.source) == ("markdown", answer.source)
    assert utils.determine_grade(fixed) == (None, fixed.metadata.nbgrader.points)


def test_both_halves_of_a_split_solution_run(released: Course, notebook: NotebookNode) -> None:
    whole = cell(notebook, "encode")
    whole.source = "first = 1"
    second = copy.deepcopy(whole)
    second.update(source="second = 2", id="half")
    notebook.cells.insert(notebook.cells.index(whole) + 1, second)

    fixed = sanitised(released, notebook)

    sources = [c.source for c in fixed.cells if c.cell_type == "code"]
    assert sources.index("first = 1") + 1 == sources.index("second = 2")
    assert cell(fixed, "encode").source == "second = 2"
    assert "there is more than one of 'encode'" in said(released, notebook)[0]


def test_a_copy_kept_as_text_is_not_the_solution(released: Course, notebook: NotebookNode) -> None:
    """An old version, kept below as markdown, must not run in the place of the new one."""
    new = cell(notebook, "encode")
    old = new_markdown_cell("def encode(): old", metadata=copy.deepcopy(new.metadata))
    notebook.cells.insert(notebook.cells.index(new) + 1, old)

    fixed = sanitised(released, notebook)

    assert cell(fixed, "encode").source == new.source
    assert [c.cell_type for c in fixed.cells if c.source == old.source] == ["markdown"]


def test_an_untouched_copy_of_an_answer_does_not_hide_the_answer(
    released: Course, notebook: NotebookNode
) -> None:
    answer = cell(notebook, "answer-cycles")
    notebook.cells.append(copy.deepcopy(answer))
    notebook.cells[-1].id = "copy"
    answer.source = "Because the most likely token repeats."

    assert cell(sanitised(released, notebook), "answer-cycles").source == answer.source


def test_a_missing_answer_waits_for_a_person(released: Course, notebook: NotebookNode) -> None:
    """Its text may stand in another cell; zero without a look would be unfair."""
    notebook.cells.remove(cell(notebook, "answer-cycles"))

    fixed = cell(sanitised(released, notebook), "answer-cycles")

    assert "was missing from the submission" in fixed.source
    assert utils.determine_grade(fixed)[0] is None


def test_an_untouched_answer_is_still_known_as_such(
    released: Course, notebook: NotebookNode
) -> None:
    assert utils.determine_grade(cell(sanitised(released, notebook), "answer-cycles"))[0] == 0


def test_locked_cells_are_put_back_and_solutions_are_not(
    released: Course, notebook: NotebookNode
) -> None:
    """A stub put back could take the place of what was written in another cell."""
    for name in ("setup", "vocabulary", "encode"):
        notebook.cells.remove(cell(notebook, name))

    order = names(sanitised(released, notebook))

    assert order.index("setup") < order.index("build-vocabulary")
    assert order.index("decode") < order.index("vocabulary") < order.index("test-encode")
    assert "encode" not in order
    assert "missing, and put back as released: 'setup', 'vocabulary'" in said(released, notebook)[0]


def move(notebook: NotebookNode, name: str, place: int) -> None:
    moved = cell(notebook, name)
    notebook.cells.remove(moved)
    notebook.cells.insert(place if place >= 0 else len(notebook.cells), moved)


def test_a_test_dragged_above_its_solution_runs_behind_it(
    released: Course, notebook: NotebookNode
) -> None:
    before = names(sanitised(released, notebook))
    move(notebook, "test-encode", 0)

    order = names(sanitised(released, notebook))

    assert order.index("vocabulary") + 1 == order.index("test-encode")
    assert [n for n in order if n] == [n for n in before if n]
    assert "'test-encode' came before what they test" in said(released, notebook)[0]


def test_a_solution_dragged_below_its_test_runs_before_it(
    released: Course, notebook: NotebookNode
) -> None:
    """The student's own cells stay where they are, in their own order."""
    move(notebook, "encode", -1)
    own = [c.source for c in notebook.cells if not utils.is_grade(c)]

    fixed = sanitised(released, notebook)

    order = names(fixed)
    assert own == [c.source for c in fixed.cells if not utils.is_grade(c)]
    assert order.index("test-vocabulary-order") < order.index("decode")
    assert order.index("encode") < order.index("test-encode") < order.index("test-decode")
    assert len(said(released, notebook)) == 1


def test_a_test_may_be_run_later_than_in_the_release(
    released: Course, notebook: NotebookNode
) -> None:
    move(notebook, "test-encode", -1)

    assert names(sanitised(released, notebook))[-1] == "test-encode"
    assert said(released, notebook) == []


def test_cells_in_reverse_order_are_tested_all_the_same(
    released: Course, notebook: NotebookNode
) -> None:
    notebook.cells.reverse()

    fixed = sanitised(released, notebook)

    order = names(fixed)
    assert sum(graded(fixed).values()) == 100
    assert len(order) == len(notebook.cells)
    assert order.index("setup") < order.index("test-vocabulary-order")
    assert order.index("build-vocabulary") < order.index("test-vocabulary-order")


def test_a_proper_submission_hears_nothing(released: Course, notebook: NotebookNode) -> None:
    assert said(released, notebook) == []


def test_a_copied_test_under_anothers_name_gains_nothing(
    released: Course, notebook: NotebookNode
) -> None:
    """Two tests swap their ids: each id gets its own source and points back."""
    one, two = cell(notebook, "test-encode"), cell(notebook, "test-generate-text")
    one.metadata.nbgrader.grade_id, two.metadata.nbgrader.grade_id = (
        two.metadata.nbgrader.grade_id,
        one.metadata.nbgrader.grade_id,
    )

    fixed = sanitised(released, notebook)

    with_hidden = {name: cell(fixed, name) for name in ("test-encode", "test-generate-text")}
    assert graded(fixed) == graded(sanitised(released, load_fresh(released)))
    for name, found in with_hidden.items():
        assert found.source == cell(sanitised(released, load_fresh(released)), name).source


def load_fresh(course: Course) -> NotebookNode:
    return load_notebook(course.root / "release/generative-pytorch/GenerativePyTorch.ipynb")
