"""What a release has in the place of a solution."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.course import Course
from autograder.release.answers import ClearAnswers

STUB = "# YOUR CODE HERE\nraise NotImplementedError()"
MARKED = "### BEGIN SOLUTION\n{}\n### END SOLUTION"


@pytest.mark.parametrize(
    ("solution", "left"),
    [
        ('q1 = "b"', "q1 = None"),
        ('q1 = {"a", "c"}', "q1 = None"),
        ("q1 = -0.5", "q1 = None"),
        ("q1 = 1 / 4", "q1 = None"),
        ("q1 = half / 2", STUB),
        ("q1 = dict()", STUB),
        ("q1 = q2 = 3", STUB),
        ("q1, q2 = 3, 4", STUB),
        ("q1 = 3\nq2 = 4", STUB),
        ("%load q1", STUB),
        ("return 3", STUB),
    ],
)
@pytest.mark.parametrize("form", [MARKED, "{}"])
def test_a_plain_value_becomes_none_and_other_code_the_stub(
    course: Course, solution: str, left: str, form: str
) -> None:
    marks = {"grade_id": "q1", "solution": True, "grade": False, "locked": False, "task": False}
    cell = new_code_cell(form.format(solution), metadata={"nbgrader": marks})

    ClearAnswers(config=course.config).preprocess(new_notebook(cells=[cell]), {})

    assert cell.source == left


def test_a_picture_in_an_answer_is_not_released(course: Course) -> None:
    marks = {"grade_id": "why", "solution": True, "grade": True, "locked": False, "points": 2}
    drawn = {"image/png": "aGVsbG8="}
    written = new_markdown_cell(
        "![](attachment:answer.png)",
        metadata={"nbgrader": {**marks, "task": False}},
        attachments={"answer.png": drawn},
    )
    task = "Look: ![](attachment:my%20map.png)\n### BEGIN SOLUTION\n![](attachment:a.png)\n"
    half = new_markdown_cell(
        f"{task}### END SOLUTION",
        metadata={"nbgrader": {**marks, "grade_id": "how", "task": False}},
        attachments={"my map.png": drawn, "a.png": drawn},
    )

    ClearAnswers(config=course.config).preprocess(new_notebook(cells=[written, half]), {})

    assert "attachments" not in written
    assert list(half.attachments) == ["my map.png"]
