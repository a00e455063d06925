"""Code for a later Python is told from code that no Python runs."""

import ast
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from autograder.errors import SubmissionError
from autograder.grade.newer import HERE, check_version, older

FLAGS = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT


def compiles(code: str) -> bool:
    try:
        compile(code, "cell", "exec", FLAGS)
    except (SyntaxError, ValueError):
        return False
    return True


NEWER = [
    ('f"{x["a"]}"', (3, 12)),
    ('f"{"".join(x)}"', (3, 12)),
    ("f'{'\\n'.join(x)}'", (3, 12)),
    ('f"{"\\n".join(x):>10} and {y!r}"', (3, 12)),
    ('f"{"a" "b"}"', (3, 12)),
    ('f"{f"{f"{1}"}"}"', (3, 12)),
    ('f"{x # a comment\n}"', (3, 12)),
    ('f"{\n    x\n}"', (3, 12)),
    ('%matplotlib inline\nprint(f"{d["k"]:.2f}")', (3, 12)),
    ("type X = int", (3, 12)),
    ("if True:\n    type Pair[T] = tuple[T, T]", (3, 12)),
    ("def f[T: (int, str)](x: T) -> T:\n    return x", (3, 12)),
    ("class A[T, *Ts]:\n    pass", (3, 12)),
    ("class A[T = int]:\n    pass", (3, 13)),
    ('t"{x}"', (3, 14)),
]


@pytest.mark.parametrize(("source", "version"), NEWER)
def test_what_a_later_python_knows_is_named(source: str, version: tuple[int, int]) -> None:
    found = older(source)

    assert found is not None
    assert found.version == version
    assert compiles(found.text)


@pytest.mark.parametrize(
    "source",
    [
        "type(x)",
        "type = 3",
        "type[0] == 2",
        "x = 'def f[T]()'  # class A[T]",
        "f'{x!r:>{width}}' 'a'",
        'f"{x:%Y-%m}{{}}{y=}"',
        "f'''{\n x}'''",
        "def f(x):\n    return x[0]",
        r"rb'\\' + b'f[T]'",
    ],
)
def test_what_is_valid_here_needs_no_later_python(source: str) -> None:
    found = older(source)

    assert found is not None
    assert found.version is None
    assert compiles(found.text)


@pytest.mark.parametrize(
    "source",
    [
        "def f(:",
        'f"{x',
        'f"{x" + "y}"',
        'print(f"{x["a"]}"',
        'f"{a["b"]',
        "type X int",
        "type X = ",
        "def f[T](x) return x",
        "print 'a'",
        "x = 'abc",
        '"""',
    ],
)
def test_an_ordinary_error_is_not_taken_for_a_novelty(source: str) -> None:
    assert not compiles(source)

    check_version("cell", source, "", compiles)
    check_version("cell", source, ".".join(map(str, HERE)), compiles)


def test_an_error_in_a_notebook_of_a_later_python_is_not_a_zero() -> None:
    with pytest.raises(SubmissionError, match=r"saved with Python 3\.99, where it may be valid"):
        check_version("cell", "novelty 1 -> 2", "3.99", compiles)


def test_an_error_while_a_cell_runs_is_none_of_its_own() -> None:
    check_version("cell", "eval('1 +')", "3.99", compiles)


@pytest.mark.parametrize("part", ["f'{", '"', "[", "f'{x}' ", "def f[", "\\", "#", "type X[", "{"])
def test_reading_takes_steps_in_proportion_to_the_text(part: str) -> None:
    """Whether they end or not: twice as much of anything takes twice as many steps."""
    for form in ("{}", 'f"{{{}}}"'):
        few, many = (_steps(form.format(part * count)) for count in (1_000, 2_000))
        assert many <= 2.1 * few


def _steps(text: str) -> int:
    """Return how many calls and lines reading a text takes."""
    count = 0

    def step(_frame: FrameType, _event: str, _value: object) -> Callable[..., Any]:
        nonlocal count
        count += 1
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        older(text)
    finally:
        sys.settrace(before)
    return count
