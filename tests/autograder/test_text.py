"""Cells of tables that people open in a spreadsheet."""

import pytest

from autograder.text import harmless, number


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+1", "-1", "@x", "\t=1", " =1", "\r=1", "\n@a", "\0=1", "\ufeff=1", "\u200b-1"),
        *("\u00a0@a", "＝1", "＋1", "－1", "＠a"),
    ],
)
def test_a_table_begins_no_formula(text: str) -> None:
    assert harmless([text]) == [f"'{text}"]


def test_other_cells_are_as_they_were() -> None:
    cells = ("Ana", "d'Ávila", "", " ", "1=1", "a-b", "1e3", None, -0.25, 3)
    assert harmless(cells) == ["Ana", "d'Ávila", "", " ", "1=1", "a-b", "1e3", "", "-0.25", "3"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *((0.0, "0"), (-0.0, "0"), (5.0, "5"), (2.5, "2.5"), (-1.25, "-1.25"), (100, "100")),
        *((1234.567, "1234.567"), (1e6, "1000000"), (1e-9, "0"), (0.1 + 0.2, "0.3")),
        *((10 / 3, "3.333333"), (None, "")),
    ],
)
def test_a_number_loses_nothing_and_has_no_exponent(value: float | None, text: str) -> None:
    assert number(value) == text
