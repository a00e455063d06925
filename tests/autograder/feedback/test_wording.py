"""The feedback page says everything in the course's language."""

from importlib.resources import files
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory

from autograder.course import load_course
from autograder.feedback.wording import FeedbackPage, words
from lesson.i18n import ENGLISH, use
from tests.conftest import ROOT
from tests.support.guides import KERNEL, marks

TEMPLATES = Path(str(files("nbgrader"))) / "server_extensions" / "formgrader" / "templates"
CELLS = [
    new_code_cell("1", metadata=marks("a", solution=True, comment="nada")),
    new_code_cell("2", metadata=marks("test-a", grade=True, locked=True, score=1, points=2)),
    new_code_cell("3", metadata=marks("b", grade=True, solution=True, score=1, points=2)),
    new_markdown_cell("4", metadata=marks("c", grade=True, solution=True, score=1, points=2)),
    new_markdown_cell("5", metadata=marks("d", task=True, score=1, points=2)),
]


def page(language: str) -> str:
    """Return the page of a notebook with every type of cell, as the course's settings make it."""
    course = load_course(ROOT)
    use(language)
    converter = GenerateFeedback(coursedir=CourseDirectory(), config=course.config)
    assert issubclass(converter.exporter_class, FeedbackPage)
    exporter = converter.exporter_class(config=converter.config)
    where = {"notebook": "N", "score": 4, "max_score": 8, "late_penalty": 1}
    notebook = new_notebook(cells=CELLS, metadata={"kernelspec": KERNEL})
    html: str = exporter.from_notebook_node(notebook, {"nbgrader": where})[0]
    return html.split("<body", 1)[1]


@pytest.mark.parametrize("theirs", words())
def test_nbgraders_page_says_it_still(theirs: str) -> None:
    assert theirs in (TEMPLATES / "feedback" / "index.html.j2").read_text(encoding="utf-8")


def test_a_portuguese_page_has_none_of_nbgraders_english() -> None:
    shown = page("pt_BR")

    for theirs in words():
        assert theirs not in shown


def test_an_english_page_is_as_complete() -> None:
    shown = page(ENGLISH)

    for word in ("Score: 4.0 / 8.0", ">Your answer<", ">Test cell: <code>test-a<", ">Comment: a<"):
        assert word in shown
    assert "Student's" not in shown


def test_a_portuguese_page_has_decimal_commas() -> None:
    shown = page("pt_BR")

    assert "N (Pontos: 4,0 / 8,0)" in shown
    assert "Pontos: 1,0 / 2,0" in shown
    assert "(Pontos: -1,0)" in shown


def test_the_table_of_contents_names_the_cells() -> None:
    assert '<a href="#test-a">test-a</a> (Score: 1.0 / 2.0)' in page(ENGLISH)
