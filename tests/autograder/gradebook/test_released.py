"""Hidden regions: where they begin and end, and whose copy counts."""

import pytest

from autograder.course import Course
from autograder.errors import NotGraded
from autograder.gradebook.released import grade_cells
from autograder.notebook import split


def test_split_parts_the_visible_from_the_hidden_lines() -> None:
    source = "a\n### BEGIN HIDDEN TESTS\nb\n### END HIDDEN TESTS\nc"

    assert split(source) == ("a\nc", "b")


def test_a_cell_without_a_region_is_all_visible() -> None:
    assert split("a\nb") == ("a\nb", "")


@pytest.mark.parametrize(
    "source",
    [
        "### BEGIN HIDDEN TESTS\nb",
        "b\n### END HIDDEN TESTS",
        "### BEGIN HIDDEN TESTS\n### BEGIN HIDDEN TESTS\n### END HIDDEN TESTS",
    ],
)
def test_an_unpaired_marker_is_an_error(source: str) -> None:
    with pytest.raises(ValueError, match="HIDDEN TESTS"):
        split(source)


def test_the_gradebook_gives_the_region_of_every_locked_test(released: Course) -> None:
    cells = grade_cells(released.db_url, "GenerativePyTorch", "generative-pytorch")

    assert sum(cell.points for cell in cells.values()) == 90
    assert all("Report(" in cell.hidden for cell in cells.values())
    assert "answer-cycles" not in cells


def test_a_notebook_that_the_gradebook_does_not_know_is_not_graded(released: Course) -> None:
    with pytest.raises(NotGraded, match="does not know"):
        grade_cells(released.db_url, "Other", "generative-pytorch")
