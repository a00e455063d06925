"""Mutants are made of what only the instructor wrote; one that stands for another is left out."""

import ast

import pytest
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from autograder.errors import CourseError
from autograder.prove.mutants import Mutant, mutants
from autograder.release.tasks import own_tests
from tests.support.guides import marks


def solution(code: str, name: str = "task") -> NotebookNode:
    made: NotebookNode = new_code_cell(code, metadata=marks(name, solution=True))
    return made


def graded(visible: str, name: str) -> NotebookNode:
    metadata = marks(name, grade=True, locked=True, points=1)
    made: NotebookNode = new_code_cell(visible, metadata=metadata)
    return made


def changes(code: str) -> list[tuple[str, str]]:
    return [mutant.lines for mutant in mutants(new_notebook(cells=[solution(code)]))]


def region(body: str) -> str:
    return f"def f(x, n=1):\n    ### BEGIN SOLUTION\n{body}\n    ### END SOLUTION"


def test_only_lines_of_the_solution_are_changed() -> None:
    before = {lines[0] for lines in changes(region("    return x + 1"))}

    assert before == {"return x + 1"}


def test_a_cell_without_markers_is_changed_throughout() -> None:
    assert ("n = 3", "n = 4") in changes("n = 3")


@pytest.mark.parametrize(
    "body",
    [
        '    raise ValueError(f"{len(x) + 1} are too few")',
        "    total: dict[int, str] = x",
        '    """Return 1 + 1."""\n    return x',
    ],
)
def test_words_of_errors_annotations_and_docstrings_are_left_as_they_are(body: str) -> None:
    for _before, after in changes(region(body)):
        assert after in ("pass", 'raise RuntimeError(f"{len(x) + 1} are too few")')


def test_a_block_that_is_marked_is_left_as_it_is() -> None:
    body = "    if x:  # pragma: no mutate\n        x = 1\n        n = 2\n    return x - 3"

    assert {lines[0] for lines in changes(region(body))} == {"return x - 3"}


def test_mutants_of_the_same_code_are_one() -> None:
    found = mutants(new_notebook(cells=[solution(region("    return (x * 2) + max(x, n)"))]))
    codes = [ast.dump(ast.parse(one.source)) for one in found]

    assert len(codes) == len(set(codes))
    assert ast.dump(ast.parse(found[0].reference)) not in codes


def test_a_name_depends_on_the_change_alone() -> None:
    one, same, other = (Mutant("a", "x = 1", f"x = {n}") for n in (2, 2, 3))

    assert one.name == same.name != other.name
    assert one.diff.splitlines()[-2:] == ["-x = 1", "+x = 2"]


def test_a_solution_that_is_not_python_is_named() -> None:
    with pytest.raises(CourseError, match="task"):
        mutants(new_notebook(cells=[solution("%matplotlib inline")]))


def test_a_test_belongs_to_the_solutions_before_it_that_it_names() -> None:
    cells = [
        graded("assert True", "test-setup"),
        solution("def encode(x): return x", "encode"),
        solution("def decode(x): return x", "decode"),
        graded("assert encode(1) == 1", "test-encode"),
        graded("assert decode(1) == 1", "test-decode"),
        graded("assert decode(encode(1)) == 1", "test-both"),
        solution("def train(x): return x", "train"),
        graded("assert small", "test-train"),
    ]

    assert own_tests(new_notebook(cells=cells)) == {
        "encode": ["test-encode", "test-both"],
        "decode": ["test-decode", "test-both"],
        "train": ["test-train"],
    }


def test_tests_are_found_of_cells_with_magics_and_of_what_is_no_python() -> None:
    cells = [
        solution("%matplotlib inline\ndef encode(x): return x", "encode"),
        solution("def decode(x) return x", "decode"),
        graded("assert encode(1) == 1", "test-encode"),
        graded("assert small", "test-small"),
    ]

    assert own_tests(new_notebook(cells=cells)) == {
        "encode": ["test-encode", "test-small"],
        "decode": ["test-encode", "test-small"],
    }


def test_what_no_test_names_is_asked_for_by_all() -> None:
    cells = [
        solution("if True:\n    class Network: pass", "network"),
        solution("def train(): return Network()", "train"),
        graded("assert train()", "test-train"),
        graded("assert small", "test-small"),
    ]

    assert own_tests(new_notebook(cells=cells)) == {
        "network": ["test-train", "test-small"],
        "train": ["test-train", "test-small"],
    }
