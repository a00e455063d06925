"""Feedback: what students may read of a graded notebook."""

from __future__ import annotations

from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat.notebooknode import NotebookNode
from nbgrader import utils
from traitlets import Bool

from autograder.notebook import split


class StripHiddenTests(Preprocessor):
    """Take the hidden regions out of grade cells; their reports, with hints, stay.

    nbgrader calls it for each graded notebook before it becomes a feedback page.
    """

    enabled = Bool(True, help="Whether to use it; nbconvert's own are off by default.").tag(
        config=True
    )

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Strip one cell. Only locked grade cells hold regions; other markers are plain text."""
        if utils.is_grade(cell) and utils.is_locked(cell):
            cell.source = split(cell.source).visible.rstrip()
        return cell, resources
