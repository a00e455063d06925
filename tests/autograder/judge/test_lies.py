"""Attacks on remote objects: each earns nothing here, and all points beside the region."""

import signal
import subprocess
import sys

import pytest

from autograder.judge import notebook, plain
from autograder.judge.deadline import deadline
from autograder.judge.hidden import examine
from autograder.judge.region import Source, released_by
from tests.support import lies
from tests.support.fork import forked
from tests.support.idioms_of_classes import ABOUT_OBJECTS
from tests.support.lies import TIRING
from tests.support.marks import some

LIES = lies.LIES | ABOUT_OBJECTS


@pytest.mark.parametrize("name", some(LIES, 4))
def test_a_lie_earns_nothing(name: str) -> None:
    lie = LIES[name]
    imports = released_by([Source("import numpy as np\nfrom math import isclose", given=True)])
    with forked() as student:
        assert student.run(lie.notebook) == ""
        report = examine(lie.region, student, 2, "test", imports)

    assert report.score == 0


@pytest.mark.parametrize("name", some(LIES, 2))
def test_the_same_lie_earns_all_points_in_one_process(name: str) -> None:
    lie = LIES[name]
    with forked() as student:
        assert student.run(f"{lie.notebook}\n{lie.region}") == ""


@pytest.mark.parametrize("name", some(TIRING, 4))
def test_an_answer_without_end_or_measure_costs_its_author_the_points(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notebook, "QUESTIONS", 500)
    text, region = TIRING[name]
    with forked() as student:
        assert student.run(text) == ""
        report = examine(region, student, 2, "test")

    assert report.score == 0
    assert report.findings[0].observed


@pytest.mark.no_cover  # what ends it may come while coverage holds its own lock
def test_a_number_that_is_the_length_of_a_loop_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "deadline", lambda: deadline(0.2))
    region = "total = 0\nfor i in range(f()):\n    total += 1\nassert total == f()"
    with forked() as student:
        student.run("def f():\n    return 10**15")
        report = examine(region, student, 2, "test")

    assert report.score == 0
    assert "too long" in report.findings[0].observed


FORGED = {
    "UninitializedParameter": "torch.nn.parameter.UninitializedParameter",
    "Generator": "torch._C.Generator",
    "device": "torch.device",
    "MaskedArray": "numpy.ma.MaskedArray",
    "RangeIndex": "pandas.RangeIndex",
}


@pytest.mark.parametrize("name", FORGED)
def test_no_forged_class_is_taken_for_one_that_code_in_c_reads(name: str) -> None:
    module, _dot, kind = FORGED[name].rpartition(".")
    notebook = (
        f"import {module}\nclass Meta(type):\n    def mro(cls):\n"
        f"        return [cls, Posing, object]\nclass Posing:\n    pass\n"
        f"Posing.__module__, Posing.__qualname__ = {module!r}, {kind!r}\n"
        "class Lie(Posing, metaclass=Meta):\n    pass\ndef f():\n    return Lie()"
    )
    region = f"import {module}\nassert f().__class__ is not {FORGED[name]}"
    with forked() as student:
        assert student.run(notebook) == ""
        assert examine(region, student, 2, "test").score == 2


def test_a_class_of_a_library_that_is_python_s_own_is_known() -> None:
    notebook = "import torch\nclass Net(torch.nn.Module):\n    pass\ndef f():\n    return Net()"
    with forked() as student:
        assert student.run(notebook) == ""
        region = "import torch\nassert isinstance(f(), torch.nn.Module)"
        assert examine(region, student, 2, "test").score == 2


def test_what_no_exception_reaches_ends_with_its_process() -> None:
    """Code in C does not look for exceptions; its worker ends, and another one follows."""
    program = (
        "from functools import partial\n"
        "from autograder.judge import deadline, plain\n"
        "from autograder.judge.student import NotebookStudent\n"
        "plain.deadline = partial(deadline.deadline, 0.2, 0.2)\n"
        "region = 'import math\\nassert math.factorial(f()) > 1'\n"
        "print(plain.judge(region, NotebookStudent({'f': lambda: 10**8}), 2, 'test'))"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60)

    assert done.returncode == -signal.SIGPROF


COMPARED = {
    "frame": ("import pandas as pd", "pd.DataFrame({'a': [1]})", "f().equals(DATA)"),
    "compare": ("import pandas as pd", "pd.DataFrame({'a': [1]})", "f().compare(DATA).empty"),
    "tensor": ("import torch", "torch.ones(2)", "f().equal(DATA)"),
    "element by element": ("import torch", "torch.ones(2)", "f().eq(DATA).all()"),
    "array": ("import numpy as np", "np.ones(2)", "f().allclose(DATA)"),
    "text": ("import math", "'expected'", "f().startswith(DATA)"),
    "column": ("import pandas as pd", "[1, 2]", "f().eq(DATA).all()"),
    "set": ("import math", "{1, 2}", "f().issuperset(DATA)"),
}
YES = """
class Yes:
    empty = True
    def equals(self, other):
        return True
    equal = allclose = startswith = issuperset = equals
    def eq(self, other):
        return self
    compare = eq
    def all(self):
        return True
def f():
    return Yes()
"""


@pytest.mark.parametrize("name", COMPARED)
def test_a_method_that_always_says_yes_is_worth_nothing(name: str) -> None:
    imports, data, asked = COMPARED[name]
    region = f"{imports}\nassert {asked.replace('DATA', data)}"
    with forked() as student:
        assert student.run(YES) == ""
        assert examine(region, student, 2, "test").score == 0
        assert student.run(f"{imports}\ndef f():\n    return {data}") == ""
        if name not in ("array", "column"):  # whose method this is in no library
            assert examine(region, student, 2, "test").score == 2


def test_a_class_that_the_test_names_may_compare_itself() -> None:
    notebook = "class Point:\n    def equals(self, other):\n        return other == 'p'"
    with forked() as student:
        assert student.run(notebook) == ""
        region = "point = Point()\nassert point.equals('p') and not point.equals('q')"
        assert examine(region, student, 2, "test").score == 2


@pytest.mark.parametrize("made", ["'a' * f()", "list(range(f()))", "__import__('numpy').ones(f())"])
def test_a_number_that_is_the_size_of_something_ends_where_memory_does(made: str) -> None:
    with forked() as student:
        student.run("def f():\n    return 2**33")
        report = examine(f"assert len({made}) == 3", student, 2, "test")

    assert report.score == 0
    assert "Memory" in report.findings[0].observed


FEWER = """
class Few:
    def __len__(self):
        return 3
    def __iter__(self):
        return iter(())
"""


@pytest.mark.parametrize(
    "region",
    [
        "r = f()\nassert len(r) == 3 and all(v == i for i, v in enumerate(r))",
        "r = f()\nassert len(r) == 3\nfor a, b in zip(r, [0, 1, 2]):\n    assert a == b",
        "r = f()\nassert all(a == b for a, b in zip(r, [0, 1, 2]))\nassert len(r) == 3",
    ],
)
def test_an_object_without_items_is_no_sequence(region: str) -> None:
    with forked() as student:
        student.run(f"{FEWER}def f():\n    return Few()")
        report = examine(region, student, 2, "test")
        assert report.score == 0
        assert "a sequence of 3 items" in report.findings[0].observed
        student.run("def f():\n    return [0, 1, 2]")
        assert examine(region, student, 2, "test").score == 2


def test_an_object_may_grow_after_it_was_gone_through() -> None:
    notebook = (
        "class Row:\n    def __init__(self):\n        self.items = []\n"
        "    def __iter__(self):\n        return iter(self.items)\n"
        "    def __len__(self):\n        return len(self.items)\n"
        "    def add(self, item):\n        self.items.append(item)\n"
        "def f():\n    return Row()"
    )
    region = "r = f()\nassert list(r) == []\nr.add(1)\nassert len(r) == 1"
    with forked() as student:
        student.run(notebook)
        assert examine(region, student, 2, "test").score == 2


def test_a_class_that_the_test_names_may_be_longer_than_it_is() -> None:
    with forked() as student:
        student.run(FEWER)
        region = "few = Few()\nassert len(few) == 3 and list(few) == []"
        assert examine(region, student, 2, "test").score == 2
