"""`release` grades the course's own solutions first, and refuses what would fail a class."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.notebooknode import NotebookNode
from typer.testing import CliRunner

from autograder.commands.app import app
from autograder.course import Course
from autograder.engine.reference import CHECKED, check_reference, unchecked
from autograder.errors import ReleaseError
from autograder.files import contents
from autograder.notebook import load_notebook
from tests.support.grading import EXAM, ask_in_writing, workforce
from tests.support.marks import slow


def check(course: Course) -> None:
    check_reference(course, unchecked(course), lambda outcome: None, workforce=workforce())


FEW = ("points that disagree", "a solution that loses points", "an error in the check")


def change(course: Course, name: str, how: Callable[[NotebookNode], None]) -> None:
    """Change a cell of the exam's source."""
    path = course.root / "source" / EXAM
    source = load_notebook(path)
    how(next(cell for cell in source.cells if cell.id == name))
    nbformat.write(source, path)


def replacing(old: str, new: str) -> Callable[[NotebookNode], None]:
    def replace(cell: NotebookNode) -> None:
        assert old in cell.source
        cell.source = cell.source.replace(old, new)

    return replace


REPORT = """from autograder.judge import Report, check, here
Report(check('x')(lambda s: None)(here()), points=4)
"""
FAULTS = {
    "points that disagree": ("test-greet", "assert here", f"{REPORT}#", "is worth 3 points"),
    "a syntax error": ("test-greet", "assert here()", "assert here((", "is not Python"),
    "a name that is not there": ("test-greet", "here().call", "there().call", "there"),
    "a solution that loses points": ("greet", "Hello", "Good day", "gets 0 of 3 points"),
    "a solution that is no Python": ("greet", "return", "retrun", "gets 0 of 3 points"),
    "a module that is not there": ("test-greet", "autograder.judge", "autograder.judges", "judges"),
    "an error in the check": (
        "test-greet",
        "assert here",
        "1 / 0\nassert here",
        "ZeroDivisionError: division by zero (test-greet, line",
    ),
    "a check that is none": (
        "test-greet",
        "assert here",
        "from autograder.judge import Report\nReport(None, points=3)\n#",
        "not NoneType: is a function without @check, or was it not called?",
    ),
    "a check that returns its verdict": (
        "test-greet",
        "assert here",
        "from autograder.judge import Report, check\n"
        "Report(check('x')(lambda s: True)(here()), points=3)\n#",
        "a check raises Mismatch where something is wrong",
    ),
    "a test that proves nothing": ("test-greet", "assert here", "here", "must end in a Report"),
}


@pytest.mark.slow
def test_tests_that_take_long_are_named_with_their_time(
    small: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.engine.reference.SLOW", 1.0)
    change(small, "test-greet", replacing("assert here", "import time\ntime.sleep(2)\nassert here"))

    lines = check_reference(small, unchecked(small), lambda outcome: None, workforce=workforce())

    assert len(lines) == 1
    assert "exam, Exam, test-greet: its tests take 2 s" in lines[0]


def test_a_test_that_cannot_fail_is_named(small: Course) -> None:
    change(small, "test-greet", replacing("assert here", "assert True or here"))

    lines = check_reference(small, unchecked(small), lambda outcome: None, workforce=workforce())

    assert lines == [
        "exam, Exam, test-greet: the notebook as you release it gets 3 of 3 points. Can its tests "
        "fail?"
    ]


@pytest.mark.parametrize("fault", [*FEW, *(slow(one) for one in FAULTS if one not in FEW)])
def test_what_would_fail_a_class_is_named_and_nothing_is_written(small: Course, fault: str) -> None:
    name, old, new, said = FAULTS[fault]
    change(small, name, replacing(old, new))
    before = contents(small.root)

    with pytest.raises(ReleaseError) as refused:
        check(small)

    assert said in str(refused.value)
    assert "test-greet" in str(refused.value)
    assert "test-double" not in str(refused.value)
    after = contents(small.root)
    assert {path for path in after if after[path] != before.get(path)} <= {".nbgrader.log"}
    assert not any((small.root / "build").iterdir())


def test_a_right_source_is_graded_once(small: Course) -> None:
    ask_in_writing(small)
    assert unchecked(small) == ["exam"]
    check(small)
    passed = unchecked(small)
    change(small, "test-greet", replacing("Ana", "Bia"))

    assert passed == []
    assert unchecked(small) == ["exam"]


def test_another_version_of_the_kit_checks_again(small: Course) -> None:
    check(small)
    path = small.root / CHECKED
    path.write_text(json.dumps({"exam": "of another kit"}))

    assert unchecked(small) == ["exam"]


def run(course: Course, *arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["release", "--course", str(course.root), *map(str, arguments)])
    return done.exit_code, f"{done.output} {done.exception or ''}"


def test_the_command_refuses_before_it_writes_and_can_be_told_not_to_look(small: Course) -> None:
    change(small, "greet", replacing("Hello", "Good day"))
    shutil.rmtree(small.root / "release")

    code, said = run(small)
    written = (small.root / "release").exists()
    anyway, _said = run(small, "--unchecked")

    assert (code, written) == (1, False)
    assert "gets 0 of 3 points" in said
    assert anyway == 0
    assert (small.root / "release" / EXAM).is_file()
