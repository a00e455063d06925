"""Mark schemes: what the course expects, below each answer that a person grades in formgrader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader import utils
from traitlets import Bool

from autograder.course import load_course
from autograder.i18n import _
from autograder.notebook import (
    SCHEME,
    SOLUTION,
    grade_id,
    is_whole_answer,
    load_notebook,
    marked_lines,
)
from autograder.translation.translator import Translator


class ShowSchemes(Preprocessor):
    """Put the reference answer and its mark scheme below each answer that a person grades.

    nbconvert calls it for formgrader's pages and for students' feedback; those it leaves alone.
    """

    enabled = Bool(True, help="Whether to use it; nbconvert's own are off by default.").tag(
        config=True
    )

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Change one notebook in place (nbconvert calls this)."""
        if "submission_id" in resources:  # formgrader says whose page it is; feedback does not
            folder = Path(resources["metadata"]["path"])
            found = schemes(folder, resources["assignment_id"], resources["notebook_id"])
            nb.cells = [
                shown
                for cell in nb.cells
                for shown in (cell, found.get(grade_id(cell)))
                if shown is not None
            ]
        return nb, resources


def schemes(folder: Path, assignment: str, notebook: str) -> dict[str, NotebookNode]:
    """Return what is shown below answers, by grade id; in the course's language."""
    course = load_course(folder)
    path = course.root / "source" / assignment / f"{notebook}.ipynb"
    if not path.is_file():
        return {}
    source = load_notebook(path)
    Translator(course).notebook(source)
    by_hand = [cell for cell in source.cells if utils.is_grade(cell) and utils.is_solution(cell)]
    expected = {grade_id(cell): _expected(cell) for cell in by_hand}
    return {name: _quoted(text) for name, text in expected.items() if text}


def _expected(cell: NotebookNode) -> str:
    """Return an answer's reference solution and mark scheme, as Markdown."""
    lines = marked_lines(cell.source)
    if is_whole_answer(cell):
        lines = [line._replace(region=line.region or SOLUTION) for line in lines]
    parts = [
        "\n".join(line.text for line in lines if line.region == region and not line.marker).strip()
        for region in (SOLUTION, SCHEME)
    ]
    if parts[0] and cell.cell_type == "code":
        parts[0] = f"```python\n{parts[0]}\n```"
    return "\n\n".join(filter(None, parts))


def _quoted(text: str) -> NotebookNode:
    title = _("**For the person grading: the reference answer**")
    lines = [title, "", *text.split("\n")]
    quoted: NotebookNode = new_markdown_cell("\n".join(f"> {line}".rstrip() for line in lines))
    return quoted
