"""Item analysis: numbers that were computed by hand or by SciPy, and classes without any spread."""

from collections.abc import Sequence
from typing import Literal

import pytest
from scipy.stats import pearsonr, pointbiserialr

from autograder.gradebook.outcome import Row
from autograder.gradebook.points import GRADED
from autograder.report.gather import items_of
from autograder.report.items import Item, correlation, discrimination, item


def test_discrimination_is_upper_minus_lower_share() -> None:
    totals = [float(n) for n in range(11)]  # 27% of 11 are 3
    shares = [0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 0.5]

    assert discrimination(shares, totals) == pytest.approx(2.5 / 3 - 1 / 3)


def test_students_of_equal_points_at_the_edge_count_in_part() -> None:
    totals = [0.0, 1, 1, 1, 2, 2, 2, 3]  # 27% of 8 are 2
    shares = [0.0, 1, 0, 0, 1, 1, 0, 1]

    found = discrimination(shares, totals)

    assert found == pytest.approx((1 + 2 / 3) / 2 - (0 + 1 / 3) / 2)
    assert discrimination(shares[::-1], totals[::-1]) == pytest.approx(found)


def test_correlation_is_the_point_biserial_coefficient() -> None:
    shares: list[Literal[0, 1]] = [0, 1, 1, 0, 1, 0, 1, 1]
    rest = [3.0, 7, 6, 4, 9, 5, 2, 8]

    assert correlation(shares, rest) == pytest.approx(pointbiserialr(shares, rest).statistic)


def test_with_credit_in_parts_it_is_pearson_s() -> None:
    shares, rest = [0, 0.5, 1, 0.25], [1.0, 2, 5, 3]

    assert correlation(shares, rest) == pytest.approx(pearsonr(shares, rest).statistic)


@pytest.mark.parametrize(
    ("shares", "totals"),
    [
        ([], []),
        ([1.0], [3.0]),
        ([1.0, 1.0, 1.0], [3.0, 3.0, 3.0]),
        ([0.0, 1.0], [3.0, 3.0]),
        ([0.1 + 0.2, 0.3], [0.1 + 0.2, 0.1 + 0.2]),
    ],
)
def test_without_spread_there_is_no_number(
    shares: Sequence[float], totals: Sequence[float]
) -> None:
    assert discrimination(shares, totals) is None
    assert correlation(shares, totals) is None


def test_the_item_itself_is_not_in_the_rest() -> None:
    scores = {"a": 0.0, "b": 4.0, "c": 4.0}
    totals = {"a": 1.0, "b": 5.0, "c": 5.0}  # all else is the same for all

    assert item("N", "t", 4, scores, totals).correlation is None


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Item("N", "t", 2, 9, 1.0, None, None), "Everybody"),
        (Item("N", "t", 2, 9, 0.0, 0.0, None), "Nobody"),
        (Item("N", "t", 2, 9, 0.5, -0.3, 0.1), "few points elsewhere"),
        (Item("N", "t", 2, 9, 0.5, 0.1, 0.1), "hardly"),
        (Item("N", "t", 2, 9, 0.5, 0.5, 0.1), ""),
        (Item("N", "t", 2, 0, None, None, None), ""),
        (Item("N", "t", 2, 1, 1.0, None, None), ""),
        (Item("N", "t", 2, 3, None, None, None, waiting=4), "read first: 4"),
    ],
)
def test_an_item_that_does_not_discriminate_is_remarked_upon(found: Item, words: str) -> None:
    assert words in found.remark
    assert bool(words) == bool(found.remark)


def test_extra_cells_without_points_divide_nothing() -> None:
    found = item("N", "t", 0, {"a": 1.0}, {"a": 1.0})

    assert found.difficulty is None


def test_extra_credit_makes_no_question_easier() -> None:
    given = {"ana": (3.0, 2.0), "bia": (1.0, None)}  # of 2 points; ana's are two of them beyond
    rows = [
        Row(who, "exam", "Exam", "essay", score, 2.0, GRADED, extra_credit=extra)
        for who, (score, extra) in given.items()
    ]

    (one,) = items_of(rows)

    assert one.difficulty == pytest.approx((0.5 + 0.5) / 2)
