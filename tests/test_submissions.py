"""Single submissions with something wrong about them: what it costs, and that it is said."""

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from autograder.bank import fill, load_notebook
from autograder.course import Course, load_course
from autograder.grading import Outcome, submissions
from tests.grading import graded_csv, points

NOTEBOOK = Path("generative-pytorch/GenerativePyTorch.ipynb")


def hand_in(course: Course, notebook: nbformat.NotebookNode) -> tuple[list[Outcome], dict]:
    """Let one student hand in, grade, and return the outcomes and the points by grade id."""
    path = course.root / "submitted" / "nina" / NOTEBOOK
    path.parent.mkdir(parents=True)
    nbformat.write(notebook, path)
    outcomes, _csv = graded_csv(course, submissions(course))
    return outcomes, points(course, outcomes, "nina")


def reference(course: Course) -> nbformat.NotebookNode:
    return fill(
        load_notebook(course.root / "source" / NOTEBOOK),
        load_notebook(course.root / "release" / NOTEBOOK),
        None,
    )


def by_id(notebook: nbformat.NotebookNode, name: str) -> nbformat.NotebookNode:
    return next(cell for cell in notebook.cells if cell.id == name)


def test_messed_up_test_cells_and_noise_on_stderr_cost_nothing(released: Course) -> None:
    notebook = reference(released)
    notebook.cells.append(new_code_cell("", metadata=by_id(notebook, "test-encode").metadata))
    notebook.cells.remove(by_id(notebook, "test-model-state"))
    by_id(notebook, "test-decode").metadata.tags = ["skip-execution"]
    by_id(notebook, "test-temperature-divides").source = "raise SystemExit"
    by_id(notebook, "encode").source += "\nimport sys; print('noise', file=sys.stderr)"
    by_id(notebook, "temperature").source += "\nimport warnings; warnings.warn('more noise')"
    notebook.cells.insert(0, new_code_cell("raise RuntimeError('a cell that fails')"))

    _outcomes, scores = hand_in(released, notebook)

    assert sum(score or 0 for score in scores.values()) == 90


def test_a_kernel_that_ends_loses_what_comes_after_and_says_so(released: Course) -> None:
    notebook = reference(released)
    by_id(notebook, "train").source += "\nimport os; os._exit(0)"

    outcomes, scores = hand_in(released, notebook)

    assert [outcome.problem for outcome in outcomes] == [""]
    assert sum(score or 0 for score in scores.values()) == 40  # tasks 1 to 3
    graded = load_notebook(released.root / "autograded" / "nina" / NOTEBOOK)
    assert "the kernel ended in the cell" in str(by_id(graded, "test-train-learns"))


def test_an_answer_that_never_comes_costs_its_cell_only(released: Course) -> None:
    config = released.root / "course_config.py"
    config.write_text(config.read_text() + "\nc.Course.question_timeout = 5\n")
    notebook = reference(released)
    by_id(notebook, "sample-token").source += (
        "\nhonest = sample_token\n"
        "def sample_token(logits, temperature, generator=None):\n"
        "    while generator is None and len(logits) == 6:\n"
        "        pass\n"
        "    return honest(logits, temperature, generator)\n"
    )

    _outcomes, scores = hand_in(load_course(released.root), notebook)

    assert scores["test-sampler-independent"] == scores["test-sampler-generator"] == 0
    assert sum(score or 0 for score in scores.values()) == 87


STOCK = """
c.Autograde.sanitize_preprocessors = [
    "nbgrader.preprocessors.ClearOutput", "nbgrader.preprocessors.OverwriteCells"]
c.Autograde.autograde_preprocessors = [
    "nbgrader.preprocessors.Execute", "nbgrader.preprocessors.SaveAutoGrades"]
c.Execute.timeout = 120
"""


@pytest.mark.parametrize(("allowed", "total"), [(False, 0), (True, 90)])
def test_a_stock_autograde_is_refused_unless_the_course_allows_it(
    released: Course, allowed: bool, total: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = released.root / "course_config.py"
    config.write_text(config.read_text() + STOCK + f"\nc.Course.allow_unsealed = {allowed}\n")

    _outcomes, scores = hand_in(load_course(released.root), reference(released))

    assert total == sum(score or 0 for score in scores.values())
    if not allowed:
        graded = (released.root / "autograded" / "nina" / NOTEBOOK).read_text()
        assert "hidden tests would run in the student's process" in graded


def test_a_submission_that_cannot_be_read_gets_a_status_and_no_zero(released: Course) -> None:
    path = released.root / "submitted" / "nina" / NOTEBOOK
    path.parent.mkdir(parents=True)
    path.write_text('{"cells": [')

    outcomes, csv = graded_csv(released, submissions(released))

    assert "JSON" in outcomes[0].problem
    assert csv.count(",not graded\n") == 34
