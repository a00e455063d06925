"""Hidden regions: where they begin and end, and whose copy counts."""

import pytest

from autograder.course import Course
from autograder.errors import NotGraded
from autograder.gradebook.released import grade_cells, known_notebook, known_notebooks
from autograder.notebook import Parts, split


def test_split_parts_the_visible_from_the_hidden_lines() -> None:
    source = "a\n### BEGIN HIDDEN TESTS\nb\n### END HIDDEN TESTS\nc"

    assert split(source) == Parts(visible="a\nc", hidden="b", above="a", below="c")


def test_a_cell_without_a_region_is_all_visible() -> None:
    assert split("a\nb") == Parts(visible="a\nb", hidden="", above="", below="a\nb")


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
    cells = grade_cells(known_notebooks(released.db_url, "generative-pytorch")["GenerativePyTorch"])

    assert sum(cell.points for cell in cells.values()) == 90
    assert all("Report(" in cell.hidden for cell in cells.values())
    assert "answer-cycles" not in cells


def test_a_notebook_that_the_gradebook_does_not_know_is_not_graded(released: Course) -> None:
    where = {
        "db_url": released.db_url,
        "assignment": "generative-pytorch",
        "notebook": "Other",
    }

    with pytest.raises(NotGraded, match="does not know generative-pytorch/Other, only: Gen"):
        known_notebook({"nbgrader": where})
