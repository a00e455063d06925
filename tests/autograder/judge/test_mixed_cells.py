"""An ordinary test of which students see some lines: what of these runs outside the kernel."""

import pytest

from autograder.judge.lines import region_of
from autograder.notebook import split
from tests.autograder.judge.test_plain import judged

MIXED = """
import numpy as np
expected = [1, 4]
assert squares(1) == [1]
other = slow()
for n in range(3):
    np.testing.assert_array_equal(squares(n), np.arange(1, n + 1) ** 2)
def longest(n):
    assert len(squares(n)) == n
longest(4)
print("so far, so good")
### BEGIN HIDDEN TESTS
assert squares(2) == expected
### END HIDDEN TESTS
last = [9]
assert squares(3)[-1:] == last
plot(squares(3))
"""


def test_visible_assertions_and_what_a_region_needs_are_the_grader_s() -> None:
    region = region_of(*split(MIXED))

    assert [one for one in ("slow", "print", "plot") if one in region] == []
    assert judged("squares = lambda n: [i * i for i in range(1, n + 1)]", region).passed
    assert judged("squares = lambda n: [0]\nexpected = [0]", region).score == 0


@pytest.mark.parametrize(
    "wrong",
    ["n != 1 or [2]", "n != 0 or [5]", "n != 4 or [1]", "n != 3 or [1, 4, 8]"],
    ids=["above", "in a loop", "in a function", "below"],
)
def test_no_visible_assertion_is_believed_of_the_kernel(wrong: str) -> None:
    """A notebook can switch them off, for instance by a transformer of its syntax trees."""
    right = "[i * i for i in range(1, n + 1)]"
    condition, answer = wrong.split(" or ")
    region = region_of(*split(MIXED))

    assert (
        judged(f"def squares(n):\n    return {right} if {condition} else {answer}", region).score
        == 0
    )


FILLED = {
    "in a loop": "for i in range(4):\n    cases.append((i, i * i))",
    "at an index": "cases[1:] = [(2, 4)]",
    "by a condition": "if True:\n    cases.extend([(2, 4)])",
    "by a function": "def add(where, x):\n    where.append((x, x * x))\nadd(cases, 2)",
    "by a library": "import bisect\nbisect.insort(cases, (2, 4))",
    "in a comprehension": "[cases.append((i, i * i)) for i in range(4)]",
    "for its own sake": "cases += [(2, 4)]",
}


@pytest.mark.parametrize("how", FILLED)
def test_what_visible_lines_fill_in_is_what_a_region_tests(how: str) -> None:
    visible = f"cases = [(0, 0)]\n{FILLED[how]}\nprint(cases)"
    hidden = "for x, right in cases:\n    assert square(x) == right"
    region = region_of(visible, hidden, visible, "")

    assert "print" not in region
    assert judged("def square(x):\n    return x * x", region).passed
    assert judged("def square(x):\n    return 0", region).score == 0


def test_hidden_lines_in_a_block_of_visible_ones_run_with_it() -> None:
    cell = (
        "for i in range(3):\n    assert inc(i) == i + 1\n    ### BEGIN HIDDEN TESTS\n"
        "    assert inc(-i) == 1 - i\n    ### END HIDDEN TESTS"
    )
    region = region_of(*split(cell))

    assert judged("def inc(i):\n    return i + 1", region).score == 2
    assert judged("def inc(i):\n    return abs(i) + 1", region).score == 0
