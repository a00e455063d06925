"""What solves nothing earns nothing: constants, what was handed over, and errors.

What a teacher pays all the same, such as fair dice, is a row of the bank (hostile/solves_nothing).
"""

from typing import Any

import pytest

from autograder.bank.entries import Entry, fill, strip_hidden
from tests.support.fork import judge
from tests.support.lazy import GIVEN, NOTHING, RAISED, lazy, solutions
from tests.support.marks import some
from tests.test_bank import source_of

ASSIGNMENTS = ("generative-pytorch", "generative-tensorflow", "word-lab")
FAST = {("generative-pytorch", "raise ValueError('no')")}
WAYS = [
    pytest.param(name, what, marks=[] if (name, what) in FAST else [pytest.mark.slow])
    for name in ASSIGNMENTS
    for what in (*NOTHING, *GIVEN, *RAISED)
]
CHOICES = {"a", "b", "c", "d", "e"}
GUESSES = ("'a'", "['a']")  # answers to a question with options, as good as any other guess


def paid(name: str, cells: dict[str, str]) -> dict[str, float]:
    """Return what a notebook with these solutions earns, by grade id."""
    source = source_of(name)
    filled = fill(source, strip_hidden(source), Entry("lazy", "", cells, {}))
    reports: dict[str, Any] = judge(source, filled).reports
    return {cell: report.score for cell, report in reports.items() if report.score}


@pytest.mark.parametrize(("name", "what"), WAYS)
def test_functions_that_all_do_the_same_earn_nothing(name: str, what: str) -> None:
    cells = {cell: lazy(text, what) for cell, text in solutions(source_of(name))}

    assert len(cells) > 5
    assert paid(name, cells) == {}


NO_ANSWERS = [what for what in NOTHING if what not in GUESSES]


FITS_ALL = [*NO_ANSWERS, repr(sorted(CHOICES)), "{*'abcde'}"]
OF_A_FORM = {"test-q5", "test-q6", "test-q8", "test-q9"}  # several letters, or a number
"""Questions before the lesson that such an answer fits: there, answering is what earns points."""


def paid_for_one_answer(name: str, what: str) -> dict[str, float]:
    return paid(name, {f"q{number}": f"q{number} = {what}" for number in range(1, 11)})


@pytest.mark.parametrize("what", some(FITS_ALL, 3))
def test_an_answer_that_fits_every_question_earns_nothing(what: str) -> None:
    assert paid_for_one_answer("quiz-after", what) == {}


@pytest.mark.parametrize("what", FITS_ALL)
def test_before_the_lesson_it_earns_points_only_where_it_has_the_form_asked_for(what: str) -> None:
    found = paid_for_one_answer("quiz-before", what)

    assert found.keys() <= OF_A_FORM
    assert len(found) <= 2
