"""What of the student's own a region may change, and what stays a copy."""

import pytest

from autograder.judge import lent
from tests.autograder.judge.test_plain import judged

SEEN = """
class Kept:
    def __init__(self):
        self.values = [1, 2]

kept = [3, 4]
answers = []

def answer():
    answers.append([5, 6])
    return answers[-1]

def seen():
    return [list(one) for one in answers]
"""


def test_an_array_that_a_call_has_returned_is_a_copy() -> None:
    """Else a test that subtracts what it expects would tell it."""
    notebook = SEEN.replace("[5, 6]", "np.array([5, 6])")
    region = "found = answer()\nfound -= 77\nassert seen() == [[5, 6]]\nassert found[0] == -72"

    assert judged(f"import numpy as np\n{notebook}", region).score == 2


def test_a_list_that_a_call_has_returned_is_the_student_s_if_their_code_keeps_it() -> None:
    region = "found = answer()\nfound.append(7)\nassert seen() == [[5, 6, 7]]"

    assert judged(SEEN, region).score == 2


def test_what_the_region_does_not_hold_is_changed_before_it_is_forgotten() -> None:
    region = "one = Kept()\none.values.append(3)\none.values.append(4)\nassert len(one.values) == 4"

    assert judged(SEEN, region).score == 2


def test_what_is_much_is_a_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lent, "MOST", 0)
    region = "kept.append(5)\nassert seen() == []\nassert kept == [3, 4]"

    assert judged(SEEN, region).score == 2


def test_a_change_on_both_sides_is_the_last_one() -> None:
    notebook = f"{SEEN}\ndef turn():\n    kept.reverse()"
    region = "held = kept\nheld.append(5)\nturn()\nassert held == [5, 4, 3]\nassert kept is held"

    assert judged(notebook, region).score == 2


def test_many_that_are_held_at_once_stay_apart() -> None:
    notebook = f"{SEEN}\ndef total(several):\n    return sum(sum(one.values) for one in several)"
    region = (
        "several = [Kept() for _ in range(30)]\nlists = [one.values for one in several]\n"
        "for number, one in enumerate(lists):\n    one.append(number)\n"
        "assert total(several) == 30 * 3 + sum(range(30))"
    )

    assert judged(notebook, region).score == 2
