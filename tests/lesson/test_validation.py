"""What nbgrader's Validate shows a student of the errors in a notebook."""

from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell
from nbgrader.validator import Validator
from traitlets.config import Config

from lesson.validation import WIDTH, sentence
from tests.conftest import ROOT
from tests.support.guides import marks, write_notebook

SETUP = "from lesson import budget"


@pytest.fixture(autouse=True)
def _as_a_student(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but nbgrader says that a notebook is validated."""
    monkeypatch.delenv("LESSON_GRADING")
    monkeypatch.setenv("LESSON_LANGUAGE", "en")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


def shown(folder: Path, student: str, *tests: str, timeout: int = 30) -> list[str]:
    """Return what Validate says of a notebook's tests, one after the other."""
    cells = [new_code_cell(SETUP), new_code_cell(student)]
    for number, test in enumerate(tests):
        metadata = marks(f"test-{number}", grade=True, locked=True, points=1)
        cells.append(new_code_cell(test, metadata=metadata))
    write_notebook(folder / "N.ipynb", cells)
    validator = Validator(config=Config({"Execute": {"timeout": timeout}}))
    failed = validator.validate(str(folder / "N.ipynb")).get("failed", [])
    return [one["raw_error"] for one in failed]


STUDENT = """
import json

def stub():
    raise NotImplementedError()

class Net:
    def __init__(self):
        raise NotImplementedError()

def wrong(x):
    return x + 1

def deep(text):
    return json.loads(text)

def typo():
    return undefined_thing
"""
"""Functions of a student's, each with an error of its own kind."""


def test_each_error_is_a_sentence_that_names_the_students_own_place(tmp_path: Path) -> None:
    expected = {
        "stub()": "Still to do: `stub`.",
        "Net()": "Still to do: `Net.__init__`.",
        "raise NotImplementedError()": "Still to do: this cell.",
        "assert wrong(1) == 3, f'wrong(1): expected 3, observed {wrong(1)}'": (
            "wrong(1): expected 3, observed 2"
        ),
        "losses[-1]": (
            "There is no `losses` yet: a cell above is unfinished, or the name is misspelt."
        ),
        "typo()": (
            "There is no `undefined_thing` yet: a cell above is unfinished, or the name is "
            "misspelt."
        ),
        "wrong('a')": (
            'TypeError: can only concatenate str (not "int") to str (in `wrong`: return x + 1)'
        ),
        "1 / 0": "ZeroDivisionError: division by zero (in this cell: 1 / 0)",
        "assert wrong(1) == 3": "AssertionError (in this cell: assert wrong(1) == 3)",
        "deep('{')": (
            "JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column "
            "2 (char 1) (in `deep`: return json.loads(text))"
        ),
        "raise NotImplementedError('only for batches')": (
            "NotImplementedError: only for batches (in this cell: raise "
            "NotImplementedError('only for batches'))"
        ),
    }

    observed = shown(tmp_path, STUDENT, *expected)

    assert [" ".join(one.split()) for one in observed] == list(expected.values())
    assert max(len(line) for one in observed for line in one.splitlines()) <= WIDTH


def test_a_passing_notebook_succeeds_with_the_quick_budget(tmp_path: Path) -> None:
    assert shown(tmp_path, "steps = budget(full=1800, quick=20)", "assert steps == 20") == []


def test_a_syntax_error_and_a_loop_without_end_do_not_hide_the_rest(tmp_path: Path) -> None:
    tests = ("def f(:", "while True:\n    pass", "assert False, 'still told'")

    syntax, loop, last = shown(tmp_path, STUDENT, *tests, timeout=3)

    assert "SyntaxError" in syntax
    assert loop.startswith("It took too long and was stopped (in this cell: ")
    assert last == "still told"


def test_an_error_without_a_notebook_names_no_place() -> None:
    assert sentence(ValueError("odd"), {}) == "ValueError: odd"
