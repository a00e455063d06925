"""What a student wrote where it does not count: nothing of it is lost, and nothing of it runs."""

import copy
from typing import Any

import nbformat
import pytest
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader import utils
from nbgrader.preprocessors import CheckCellMetadata

from autograder.course import Course
from autograder.grade.kept import explanation, locked_names
from autograder.grade.notes import NOTES
from autograder.grade.repair import RELEASE
from autograder.notebook import code, load_notebook
from autograder.steps import RepairCells

ANSWER = "The state has no randomness, so the same choices follow again."


@pytest.fixture
def notebook(released: Course) -> NotebookNode:
    return load_notebook(released.root / "release/generative-pytorch/GenerativePyTorch.ipynb")


def sanitised(course: Course, notebook: NotebookNode) -> tuple[NotebookNode, list[str]]:
    """Return a notebook as it is executed, and what is said of it."""
    names = {"notebook": "GenerativePyTorch", "assignment": "generative-pytorch"}
    resources: dict[str, Any] = {
        "nbgrader": {"db_url": course.db_url, **names},
        RELEASE: course.root / "release",
    }
    made = copy.deepcopy(notebook)
    for step in (RepairCells, CheckCellMetadata):
        made, resources = step().preprocess(made, resources)
    nbformat.validate(made)
    return made, resources[NOTES]


def index(notebook: NotebookNode, name: str) -> int:
    cells = enumerate(notebook.cells)
    return next(i for i, c in cells if c.metadata.get("nbgrader", {}).get("grade_id") == name)


def cell(notebook: NotebookNode, name: str) -> NotebookNode:
    cells: list[NotebookNode] = notebook.cells
    return cells[index(notebook, name)]


def points(notebook: NotebookNode, name: str) -> float | None:
    """Return what an answer is worth before a person has looked."""
    found: float | None = utils.determine_grade(cell(notebook, name))[0]
    return found


@pytest.mark.parametrize("name", ["setup", "vocabulary", "test-encode"])
def test_code_added_to_a_locked_cell_is_kept_beside_it_and_does_not_run(
    released: Course, notebook: NotebookNode, name: str
) -> None:
    proper, _notes = sanitised(released, notebook)
    theirs = cell(notebook, name).source = f"import math  # ```\n{cell(notebook, name).source}"

    fixed, notes = sanitised(released, notebook)

    kept = fixed.cells[index(fixed, name) + 1]
    assert (kept.cell_type, cell(fixed, name).source) == ("markdown", cell(proper, name).source)
    assert f"locked cell *{name}*" in kept.source
    assert f"````python\n{theirs}\n````" in kept.source
    assert code(proper) == code(fixed)
    assert [f"'{name}': what was added to this locked code does not run" in n for n in notes] == [
        True
    ]


def test_white_space_and_lines_taken_away_are_no_text_of_a_students(
    released: Course, notebook: NotebookNode
) -> None:
    setup = cell(notebook, "setup")
    setup.source = setup.source.replace("\n", "  \n").partition("torch.manual_seed")[0] + "\n\n"

    fixed, notes = sanitised(released, notebook)

    assert (len(notebook.cells), []) == (len(fixed.cells), notes)


def test_an_answer_under_the_locked_question_is_kept_and_a_person_grades_it(
    released: Course, notebook: NotebookNode
) -> None:
    question = cell(notebook, "question-cycles")
    question.source += f"\n\n{ANSWER} ![](attachment:a.png)"
    question.attachments = {"a.png": {"image/png": "AAAA"}}

    fixed, notes = sanitised(released, notebook)

    kept = fixed.cells[index(fixed, "question-cycles") + 1]
    assert ANSWER in kept.source
    assert kept.attachments == question.attachments
    assert ANSWER not in cell(fixed, "question-cycles").source
    assert points(fixed, "answer-cycles") is None
    assert points(fixed, "answer-limits") == 0
    assert "'question-cycles': what was written into this locked text is kept" in notes[0]
    assert "'answer-cycles': left empty, but there is new text next to it" in notes[1]


@pytest.mark.parametrize("new", [new_markdown_cell, new_code_cell])
@pytest.mark.parametrize("offset", [-1, 0, 1])
def test_an_answer_in_a_cell_of_its_own_next_to_the_stub_is_graded_by_a_person(
    released: Course, notebook: NotebookNode, new: Any, offset: int
) -> None:
    """Above the question, between it and its stub, and below the stub; in code cells as well."""
    notebook.cells.insert(index(notebook, "answer-limits") + offset, new(ANSWER))

    fixed, notes = sanitised(released, notebook)

    assert points(fixed, "answer-limits") is None
    assert "(Nothing was written into this cell" in cell(fixed, "answer-limits").source
    if offset < 1:  # behind the stub, it may as well be the next question's
        assert points(fixed, "answer-choice") == 0
    assert "'answer-limits'" in notes[0]
    assert [c for c in fixed.cells if c.source == ANSWER]


def test_all_answers_in_one_cell_at_the_end_are_graded_by_a_person(
    released: Course, notebook: NotebookNode
) -> None:
    notebook.cells += [new_code_cell("  "), new_markdown_cell(f"a) {ANSWER}\n\nb) {ANSWER}")]

    fixed, notes = sanitised(released, notebook)

    *others, last = ("answer-cycles", "answer-limits", "answer-choice")
    assert [points(fixed, name) for name in (*others, last)] == [None] * 3
    assert f"'{last}': left empty, but there is new text next to it" in notes[0]
    assert f"'{others[0]}', '{others[1]}': left empty, but there is new text at the end" in notes[1]
    assert "new text at the end" in cell(fixed, others[0]).source


def test_text_of_the_release_next_to_an_empty_answer_is_not_new(
    released: Course, notebook: NotebookNode
) -> None:
    """After the last answer comes prose that is neither locked nor the student's."""
    notebook.cells.append(new_markdown_cell("  \n"))

    fixed, notes = sanitised(released, notebook)

    answers = ("answer-cycles", "answer-limits", "answer-choice")
    assert [points(fixed, name) for name in answers] == [0, 0, 0]
    assert notes == []


def test_code_kept_beside_a_test_is_no_answer(released: Course, notebook: NotebookNode) -> None:
    cell(notebook, "test-soft-temperature").source += "\nprint(1)"

    fixed, _notes = sanitised(released, notebook)

    assert points(fixed, "answer-cycles") == 0


def test_a_missing_name_is_explained_by_the_locked_cell_that_it_was_added_to(
    released: Course, notebook: NotebookNode
) -> None:
    cell(notebook, "setup").source += "\nimport math"
    fixed, _notes = sanitised(released, notebook)

    names = locked_names(fixed.cells)

    said = explanation(["NameError: name 'math' is not defined", "name 'b' is not defined"], names)
    assert said == (
        "`math` is not defined: what you added to the locked cell *setup* does not run; put it "
        "into a cell of your own"
    )


def test_a_submission_cannot_pass_for_kept_text(released: Course, notebook: NotebookNode) -> None:
    about = {"beside": "setup", "cell_type": "code", "names": ["x"]}
    notebook.cells.append(new_markdown_cell("x", metadata={"autograder": about}))

    assert locked_names(sanitised(released, notebook)[0].cells) == {}
