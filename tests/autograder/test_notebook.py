"""nbgrader's markers: one parser, which refuses what nbgrader would guess at."""

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, ClearSolutions

from autograder.course import Course
from autograder.errors import CourseError
from autograder.notebook import (
    HIDDEN,
    SCHEME,
    SOLUTION,
    check_markers,
    is_whole_answer,
    load_notebook,
    marked_lines,
    solution,
    split,
)
from autograder.release.build import release

CELL = """\
def f():
    ### BEGIN SOLUTION
    return 1
    ### END SOLUTION
assert f() > 0
### BEGIN HIDDEN TESTS
assert f() == 1
### END HIDDEN TESTS"""


def test_lines_know_their_region() -> None:
    regions = [(line.region, line.marker) for line in marked_lines(CELL)]

    inside = [("SOLUTION", True), ("SOLUTION", False), ("SOLUTION", True)]
    hidden = [("HIDDEN TESTS", True), ("HIDDEN TESTS", False), ("HIDDEN TESTS", True)]
    assert regions == [("", False), *inside, ("", False), *hidden]


def test_a_test_cell_is_split_and_a_solution_loses_its_markers() -> None:
    assert split(CELL)[1] == "assert f() == 1"
    assert "f() == 1" not in split(CELL)[0]
    assert solution("a\n### BEGIN SOLUTION\nb\n### END SOLUTION\nc") == "a\nb\nc"


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("x\n### BEGIN SOLUTION\ny", "line 2: BEGIN SOLUTION without END SOLUTION after it"),
        ("### END SOLUTION", "line 1: END SOLUTION without BEGIN SOLUTION before it"),
        (
            "### BEGIN SOLUTION\n### BEGIN HIDDEN TESTS",
            "line 2: BEGIN HIDDEN TESTS within the region that begins in line 1",
        ),
        (
            "### BEGIN HIDDEN TESTS\n### END SOLUTION",
            "line 2: END SOLUTION without BEGIN SOLUTION before it",
        ),
        (
            "# BEGIN SOLUTION, not nested\n# END SOLUTION and BEGIN SOLUTION",
            "line 2: a marker needs a line of its own",
        ),
        (
            "### BEGIN SOLUTION\n### END SOLUTION\n### END SOLUTION",
            "line 3: END SOLUTION without BEGIN SOLUTION before it",
        ),
    ],
)
def test_a_region_without_both_markers_is_refused_with_its_line(source: str, problem: str) -> None:
    with pytest.raises(ValueError, match=f"^{problem}$"):
        marked_lines(source)


def test_the_refusal_names_notebook_and_cell() -> None:
    nbgrader = {"nbgrader": {"grade_id": "double"}}
    cells = [new_code_cell("1"), new_code_cell("### BEGIN SOLUTION", metadata=nbgrader)]

    with pytest.raises(CourseError, match=r"^Exam.ipynb, cell double: line 1: .* Each region"):
        check_markers(new_notebook(cells=cells), "Exam.ipynb")


def test_release_refuses_an_end_that_nbgrader_would_swallow(small: Course) -> None:
    path = small.root / "source" / "exam" / "Exam.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(new_code_cell("x = 1\n### END HIDDEN TESTS"))
    nbformat.write(notebook, path)

    with pytest.raises(CourseError, match="line 2: END HIDDEN TESTS without BEGIN"):
        release(small)


def test_the_markers_are_those_that_nbgrader_looks_for() -> None:
    steps = ClearSolutions(), ClearHiddenTests(), ClearMarkScheme()
    values = [item for step in steps for item in step.trait_values().items()]

    theirs = {value for name, value in values if name.endswith("_delimeter")}

    names = (SOLUTION, HIDDEN, SCHEME)
    assert theirs == {f"{side} {name}" for side in ("BEGIN", "END") for name in names}


@pytest.mark.parametrize(("source", "whole"), [("1", True), (CELL, False)])
@pytest.mark.parametrize("make", [new_code_cell, new_markdown_cell])
def test_a_solution_cell_without_a_region_is_a_whole_answer(
    make: Callable[..., NotebookNode], source: str, whole: bool
) -> None:
    solution = {"nbgrader": {"schema_version": 3, "solution": True, "grade_id": "a"}}

    assert is_whole_answer(make(source, metadata=solution)) is whole
    assert not is_whole_answer(make(source))


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "{}", "<<<<<<< HEAD\n{}", '{"nbformat": 99, "nbformat_minor": 0, "cells": []}'],
)
def test_a_notebook_that_cannot_be_read_is_named(content: str, tmp_path: Path) -> None:
    path = tmp_path / "Broken.ipynb"
    path.write_text(content)

    with pytest.raises(CourseError, match=r"Broken\.ipynb is not a notebook that can be read"):
        load_notebook(path)
