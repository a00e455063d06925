"""What a person who grades sees below an answer, and a student never."""

from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.course import Course
from autograder.feedback.schemes import ShowSchemes
from tests.support.grading import EXAM, ask_in_writing
from tests.support.guides import KERNEL, marks

REGIONS = """Say why.
=== BEGIN MARK SCHEME ===
1 for a reason, $x^2$.
=== END MARK SCHEME ===
### BEGIN SOLUTION
It is so.
### END SOLUTION"""
CODE = "### BEGIN SOLUTION\nprint('done')\n### END SOLUTION"


def scheme_step() -> ShowSchemes:
    return ShowSchemes()  # type: ignore[no-untyped-call]


def shown(course: Course, **more: str) -> list[str]:
    """Return the sources of what a page shows of a submission of the exam."""
    answer = marks("why", grade=True, solution=True, points=3)
    cells = [new_markdown_cell("# Exam"), new_markdown_cell("Mine.", metadata=answer)]
    notebook = new_notebook(cells=cells)
    resources = {"metadata": {"path": str(course.root / "autograded" / "ana" / "exam")}, **more}
    made, _resources = scheme_step().preprocess(notebook, resources)
    return [cell.source for cell in made.cells]


FORMGRADER = {"submission_id": "1", "assignment_id": "exam", "notebook_id": "Exam"}


def test_the_reference_answer_stands_below_the_students_in_formgrader_alone(small: Course) -> None:
    ask_in_writing(small)

    assert shown(small)[1:] == ["Mine."]
    assert shown(small, **FORMGRADER)[1:] == [
        "Mine.",
        "> **For the person grading: the reference answer**\n>\n> Because it is so.",
    ]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (new_markdown_cell(REGIONS), "> It is so.\n>\n> 1 for a reason, $x^2$."),
        (new_code_cell(CODE), "> ```python\n> print('done')\n> ```"),
    ],
    ids=["regions", "code"],
)
def test_regions_are_shown_without_their_markers(
    small: Course, cell: nbformat.NotebookNode, expected: str
) -> None:
    cell.metadata.update(marks("why", grade=True, solution=True, points=3))
    notebook = new_notebook(cells=[cell], metadata={"kernelspec": KERNEL})
    nbformat.write(notebook, small.root / "source" / EXAM)

    assert shown(small, **FORMGRADER)[-1].partition("\n>\n")[2] == expected


def test_a_course_without_the_source_shows_the_answer_alone(small: Course) -> None:
    Path(small.root / "source" / EXAM).unlink()

    assert shown(small, **FORMGRADER) == ["# Exam", "Mine."]


def test_the_courses_own_schemes_are_in_its_language(as_configured: Course) -> None:
    answer = marks("answer-limits", grade=True, solution=True, points=3)
    notebook = new_notebook(cells=[new_markdown_cell("Meu.", metadata=answer)])
    folder = as_configured.root / "autograded" / "ana" / "generative-pytorch"
    where = {"assignment_id": "generative-pytorch", "notebook_id": "GenerativePyTorch"}
    resources = {"metadata": {"path": str(folder)}, "submission_id": "1", **where}

    made, _resources = scheme_step().preprocess(notebook, resources)

    assert "*Critérios:* 1 pelo limite em 0" in made.cells[1].source
    assert "Mark scheme" not in made.cells[1].source


def test_pages_show_no_hidden_test(small: Course) -> None:
    cell = new_code_cell("pass\n### BEGIN HIDDEN TESTS\nsecret()\n### END HIDDEN TESTS")
    cell.metadata.update(marks("test-double", grade=True, locked=True, points=2))
    exporter = HTMLExporter(config=small.config)  # type: ignore[no-untyped-call]

    page, _resources = exporter.from_notebook_node(new_notebook(cells=[cell]))

    assert "secret" not in page
    assert ">pass<" in page
