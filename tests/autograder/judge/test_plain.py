"""Ordinary hidden regions, unchanged: what they give for right and for wrong notebooks."""

import os
import statistics
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from autograder.errors import FaultyTest, NotGraded, StudentStopped
from autograder.judge import wire
from autograder.judge.hidden import examine
from autograder.judge.plain import Scope
from autograder.judge.region import (
    Released,
    Source,
    classes,
    is_plain,
    released_by,
)
from autograder.judge.remote import is_remote
from autograder.judge.report import Report
from autograder.judge.student import KernelStudent, NotebookStudent, Student
from tests.support import idioms
from tests.support.fork import forked
from tests.support.idioms_in_place import IN_PLACE
from tests.support.idioms_of_classes import OF_CLASSES
from tests.support.idioms_of_functions import OF_FUNCTIONS
from tests.support.idioms_of_gradients import OF_GRADIENTS
from tests.support.idioms_of_libraries import OF_LIBRARIES
from tests.support.idioms_of_lists import IN_LISTS
from tests.support.idioms_of_names import OF_NAMES
from tests.support.idioms_that_go_on import GOING_ON
from tests.support.marks import some

IDIOMS = (
    idioms.IDIOMS
    | OF_LIBRARIES
    | OF_NAMES
    | OF_CLASSES
    | OF_GRADIENTS
    | IN_PLACE
    | OF_FUNCTIONS
    | GOING_ON
    | IN_LISTS
)


def judged(notebook: str, region: str, released: Released | None = None) -> Report:
    """Run a notebook and judge a region about it; the cell is worth 2 points."""
    names = {"__name__": "__main__"}
    exec(compile(notebook, "<cell>", "exec"), names)  # noqa: S102 - a notebook of the bank
    return examine(region, NotebookStudent(names), 2, "test", released)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder for what a notebook saves."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", some(IDIOMS, 8))
def test_a_right_notebook_gets_all_points(name: str) -> None:
    one = IDIOMS[name]
    report = judged(one.right, one.region)

    assert report.score == 2, report.findings


@pytest.mark.parametrize("name", some(IDIOMS, 8))
def test_a_wrong_notebook_gets_none_and_is_told_what_was_observed(name: str) -> None:
    one = IDIOMS[name]
    report = judged(one.wrong, one.region)

    assert report.score == 0
    (finding,) = report.findings
    assert one.observed in f"{finding.observed} {finding.hint}"


GIVEN = """
import numpy as np
from math import isclose as close

def relative(a, b):
    return abs(a - b) / abs(b)
"""


def test_what_a_task_asks_for_is_never_run_by_the_grader() -> None:
    names: dict[str, Any] = {}
    exec("from statistics import median", names)  # noqa: S102 - a student's import
    student, region = NotebookStudent(names), "assert median([1, 2]) == 1.5"
    task = released_by([Source("def median(values):\n    raise NotImplementedError", given=False)])

    assert Scope(region, student, Released()).find("median") is statistics.median
    assert is_remote(Scope(region, student, task).find("median"))
    assert examine(region, student, 2, "test", task).score == 2


def test_what_the_course_gives_stays_the_course_s() -> None:
    released = released_by([Source(GIVEN, given=True), Source("def double(x):\n    ...", False)])
    forged = "def relative(a, b):\n    return 0\nclose = lambda *a: True\nnp = None\ndouble = abs"

    assert released.imports == {"np": "numpy", "close": "math:isclose"}
    assert judged(forged, "assert relative(double(2), 4) < 0.1", released).score == 0
    assert judged(forged, "assert close(double(2), 4)", released).score == 0
    assert judged(forged, "assert np.all(double(4) == 4)", released).score == 2


SETUP = """
from math import *
try:
    import numpy as np
except ImportError:
    np = None
TOLERANCE = EPS = 1e-6
CASES = [(1, 1), (3, 9)]
SEEN = []
near = lambda a, b: abs(a - b) < TOLERANCE
same = np.allclose
steps = 0
"""


@pytest.mark.parametrize(
    "region",
    [
        "assert abs(square(3) - 9) < TOLERANCE",
        "for x, y in CASES:\n    assert square(x) == y",
        "assert near(square(3), 9)",
        "assert isclose(square(3), 9)",
        "assert np.allclose(square(3), 9)",
        "assert same(square(3), 9)",
    ],
)
def test_constants_and_functions_that_the_course_gives_stay_the_course_s(region: str) -> None:
    task = Source("def square(x):\n    ...", given=False)
    released = released_by([Source(SETUP, given=True), task])
    forged = (
        "TOLERANCE, CASES, np = 1e9, [], None\ndef square(x):\n    return 0\n"
        "near = isclose = same = lambda *values: True"
    )

    assert judged(f"{SETUP}\n{forged}", region, released).score == 0
    assert judged(f"{SETUP}\ndef square(x):\n    return x * x", region, released).passed


def test_what_a_student_is_to_fill_or_to_count_is_the_student_s() -> None:
    released = released_by([Source(SETUP, given=True)])
    work = "def visit(x):\n    global steps\n    steps += 1\n    SEEN.append(x)"
    region = "visit(3)\nassert steps == 1\nassert SEEN == [3]"

    assert judged(f"{SETUP}\n{work}", region, released).passed


def test_what_a_student_is_to_write_is_the_student_s() -> None:
    cells = [Source(GIVEN, given=True), Source("def relative(a, b):\n    ...", given=False)]
    released = released_by(cells)

    assert judged(
        "def relative(a, b):\n    return 3", "assert relative(1, 1) == 3", released
    ).passed


@pytest.mark.parametrize("module", ["random", "np.random"])
@pytest.mark.parametrize("seed", ["3", "seed"])
def test_a_seed_reaches_the_student_s_process(module: str, seed: str) -> None:
    """In one process, as the idioms are tried, both would share a generator anyway."""
    imports = "import random\nimport numpy as np\n"
    sow, draw = f"{module}.seed({seed})", f"{module}.randint(1, 10**6)"
    region = f"{imports}seed = 3\n{sow}\nobserved = roll()\n{sow}\nassert observed == {draw}"
    with forked() as student:
        student.run(f"{imports}def roll():\n    return {draw}")
        assert examine(region, student, 2, "test").score == 2


def test_a_region_that_cannot_be_asked_is_not_graded() -> None:
    with pytest.raises(FaultyTest, match="get_ipython"):
        judged("def f():\n    pass", "f()\nassert get_ipython()")


def test_a_region_with_checks_is_not_an_ordinary_one() -> None:
    assert not is_plain("from autograder.judge import here\nassert here().call('f') == g")
    assert not is_plain("assert 1 == 1")
    assert is_plain("assert f() == 1")


def test_a_share_of_the_points_is_what_the_last_line_says() -> None:
    report = judged("def double(x):\n    return 2 * x if x else 1", "s = 0.5 * (double(0) == 0)\n"
                    "s += 1.5 * (double(2) == 4)\ns")  # fmt: skip

    assert report.score == 1.5


def test_more_points_than_the_cell_has_are_the_test_s_fault() -> None:
    with pytest.raises(FaultyTest, match="worth 2 points"):
        judged("x = 1", "assert x\n2.5 + len([x])")


def test_a_missing_library_of_the_grader_is_the_test_s_fault() -> None:
    with pytest.raises(FaultyTest, match="no_such_library"):
        judged("x = 1", "import no_such_library\nassert x == 1")


def test_a_failure_of_the_machine_is_not_the_student_s_whatever_the_region_catches() -> None:
    def evaluate(expression: str) -> Mapping[str, Any]:
        raise NotGraded("the disk is full")

    region = "try:\n    f()\nexcept Exception:\n    pass\nassert True"
    with pytest.raises(NotGraded, match="the disk is full"):
        examine(region, KernelStudent(evaluate, b""), 2)


def test_a_kernel_that_stopped_raises_nothing_that_a_region_expects() -> None:
    def evaluate(expression: str) -> Mapping[str, Any]:
        raise StudentStopped("no answer within 60 s")

    region = "try:\n    f()\nexcept Exception:\n    pass\nassert True"
    report = examine(region, KernelStudent(evaluate, b""), 2)

    assert report.score == 0
    assert report.findings[0].observed == "no answer within 60 s"


def test_what_cannot_leave_the_grader_is_the_test_s_fault() -> None:
    region = (
        "import threading\ntry:\n    f(threading.Lock())\nexcept Exception:\n    pass\nassert f"
    )
    with pytest.raises(FaultyTest, match="type lock"):
        judged("def f(x):\n    pass", region)


class Forger(Student):
    """A kernel that answers what it likes."""

    def __init__(self, answer: dict[str, Any]) -> None:
        super().__init__()
        self._answer = answer

    def _exchange(self, source: str, name: str, payload: str) -> str:
        names = {"f": {"value": [["remote", 0, "function", "f", -1, "", []]]}}
        asked = wire.loads(payload).get("action")
        answer = (
            {"names": names} if asked == "names" and "names" not in self._answer else self._answer
        )
        usual = {
            "printed": "",
            "complained": "",
            "changed": [],
            "warned": [],
            "bound": {},
            "kept": [],
        }
        return wire.dumps({"returned": {**usual, **answer}})


@pytest.mark.parametrize(
    "answer",
    [
        {"value": [["shared", 0], ["shared", 0], ["list", 2]]},
        {"value": [["shared", 9]]},
        {"value": 3},
        {"changed": [[0, [["shared", 0], ["list", 1]]]], "value": [3]},
        {"changed": [[7, [3]]], "value": [3]},
        {"unread": "the test is at fault"},
        {
            "raised": {
                "family": [],
                "arguments": [],
                "attributes": {},
                "text": "",
                "where": [],
                "stub": 1,
            }
        },
        {"warned": [["builtin", 1]], "value": [3]},
        {"value": [["part", 0, 5]]},
        {"value": [["part", 9, 0]]},
        {"changed": [[0, [["part", 0, 0], ["list", 1]]]], "value": [3]},
        {"value": [["window", 0, 0, [1], [8]]]},
        {"value": [["window", 1, 0, [10**12], [0]]]},
        {"value": [["window", 1, -8, [1], [8]]]},
        {"value": [["window", 1, 0, [2], [8]]]},
        {"value": [["shared", -1]]},
        {"changed": [[-1, [3], [["list", 0]]]], "value": [3]},
        {"kept": [[0, 1]], "value": [3]},
        {"kept": 3, "value": [3]},
        {"bound": [["x", [7]]], "value": [3]},
        {"bound": 3, "value": [3]},
        {"names": 3},
        {"names": {"f": 3}},
        {"names": {"f": {"value": [["list", 0]], "lent": 1}}},
    ],
    ids=str,
)
def test_a_forged_answer_costs_its_author_the_points(answer: dict[str, Any]) -> None:
    report = examine(
        "import numpy as np\nx, y = [1], np.ones(1)\n"
        "try:\n    f(x, y)\nexcept Exception:\n    pass\nassert True",
        Forger(answer),
        2,
    )

    assert report.score == 0


def test_files_are_those_of_the_notebook(tmp_path: Path) -> None:
    there, here = tmp_path / "there", tmp_path / "here"
    there.mkdir()
    here.mkdir()
    region = """
import os, tempfile
from os.path import exists
with open("kept.txt", "w") as file:
    file.write("a")
assert os.path.exists("kept.txt") and exists("kept.txt") and "kept.txt" in os.listdir()
assert read("kept.txt") == "a"
os.remove("kept.txt")
assert not exists("kept.txt")
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "x")
    with open(path, "w") as file:
        file.write("b")
    assert read(path) == "b"
"""
    os.chdir(there)
    with forked() as student:
        os.chdir(here)
        student.run("def read(path):\n    return open(path).read()")
        report = examine(region, student, 2, "test")

    assert report.score == 2, report.findings
    assert not list(here.iterdir())


def test_a_matrix_called_x_is_not_a_class() -> None:
    assert classes("assert abs(X - 3) < 1\nassert X.mean()", {"X"}) == frozenset()
    assert classes("v = Vector(1)\nassert isinstance(v * 2, (A, B))", {"Vector", "A", "B"}) == {
        "Vector",
        "A",
        "B",
    }
