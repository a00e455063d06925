"""Marks that a tool has stripped: found again by ids or by text, or refused with a reason."""

import json
from collections.abc import Callable
from random import Random

import pytest
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.course import Course
from autograder.gradebook.released import known_notebooks, released_cells
from autograder.intake.document import Document
from autograder.intake.marks import find_again
from autograder.limits import NotebookLimits
from autograder.notebook import load_notebook

NAMES = ("generative-pytorch", "GenerativePyTorch")


@pytest.fixture
def notebook(released: Course) -> NotebookNode:
    return load_notebook(released.root / "release/generative-pytorch/GenerativePyTorch.ipynb")


def stripped(notebook: NotebookNode, ids: bool = False) -> Document:
    """Return a notebook as it is read when a tool has cleaned it."""
    for number, cell in enumerate(notebook.cells):
        cell.metadata = NotebookNode()
        if not ids:
            cell.id = f"new-{number}"
    return Document("a.ipynb", json.dumps(notebook).encode(), NotebookLimits())


def found_again(course: Course, found: Document) -> list[str | None]:
    """Return the grade id that each cell has in the end."""
    known = known_notebooks(course.db_url, NAMES[0])[NAMES[1]].cells
    find_again(found, known, released_cells(course.root / "release", *NAMES))
    return [c.metadata.get("nbgrader", {}).get("grade_id") for c in found.notebook.cells]


def marks(notebook: NotebookNode) -> list[str | None]:
    return [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]


def solved(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = f"solved: {cell.metadata.nbgrader.grade_id}"


@pytest.mark.parametrize("ids", [True, False])
def test_every_mark_is_found_again(released: Course, notebook: NotebookNode, ids: bool) -> None:
    before = marks(notebook)
    solved(notebook)
    found = stripped(notebook, ids)

    assert found_again(released, found) == before
    assert found.grade_ids == {name for name in before if name}
    assert len(found.notes) == 1
    assert ("ids" if ids else "locked text") in found.notes[0]


@pytest.mark.parametrize("make", [new_code_cell, new_markdown_cell])
def test_cells_of_ones_own_take_no_mark_from_a_locked_cell(
    released: Course, notebook: NotebookNode, make: Callable[[str], NotebookNode]
) -> None:
    solved(notebook)
    generator = Random(0)
    for number in range(20):
        notebook.cells.insert(generator.randrange(len(notebook.cells)), make(f"own {number}"))
    locked = [bool(c.metadata.get("nbgrader", {}).get("locked")) for c in notebook.cells]
    before = marks(notebook)

    after = found_again(released, stripped(notebook))

    pairs = list(zip(locked, before, after, strict=True))
    assert [new for one, _old, new in pairs if one] == [old for one, old, _new in pairs if one]
    assert [new for one, old, new in pairs if not one and new not in (None, old)] == []


def test_a_locked_cell_twice_gets_its_mark_twice(released: Course, notebook: NotebookNode) -> None:
    """Which one counts is decided as for a copy that kept its marks."""
    setup = next(cell for cell in notebook.cells if cell.id == "setup")
    notebook.cells.append(new_code_cell(setup.source))

    assert found_again(released, stripped(notebook)).count("setup") == 2


def test_another_notebook_with_the_same_ids_gets_no_marks(
    released: Course, notebook: NotebookNode
) -> None:
    for cell in notebook.cells:
        cell.source = f"another text of {cell.id}"
    found = stripped(notebook, ids=True)

    assert set(found_again(released, found)) == {None}
    assert (set(), []) == (found.grade_ids, found.notes)
