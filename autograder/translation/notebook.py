"""A notebook's messages: what its reader reads, cell by cell."""

from __future__ import annotations

from collections.abc import Callable

from nbformat.notebooknode import NotebookNode

from autograder.notebook import is_whole_answer
from autograder.translation.code import translate_code
from autograder.translation.markdown import translate_markdown
from lesson.i18n import ENGLISH

Translate = Callable[[str], str]

MARKED = "translate"
"""Metadata of a code cell: strings that are prose although nothing around them says so."""
WRITTEN_IN = "written_in"
"""Metadata of a notebook: the language its author wrote it in, where that is not English."""


def written_in(notebook: NotebookNode) -> str:
    """Return the language that a source notebook is written in."""
    return str(notebook.metadata.get(WRITTEN_IN, ENGLISH))


def translate_cell(cell: NotebookNode, translate: Translate) -> str:
    """Return a cell's source with each of its messages put through `translate`.

    Reference code without regions is replaced as a whole by a stub: it has no messages. A written
    reference answer does: the person grading reads it.

    Raises:
        SyntaxError: the cell is not Python.
    """
    source: str = cell.source
    if cell.cell_type == "markdown":
        return translate_markdown(source, translate)
    if is_whole_answer(cell):
        return source
    if cell.cell_type == "code":
        return translate_code(source, translate, tuple(cell.metadata.get(MARKED, ())))
    return source
