"""Cleaning: a graded notebook's outputs become what can only be shown, in a process of its own."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import astuple
from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat import from_dict
from nbformat.notebooknode import NotebookNode
from traitlets import Bool, Integer
from traitlets.config import Config

from autograder.judge.report import Report
from autograder.limits import Limits
from autograder.notebook import display, grade_id
from autograder.sanitize.outputs import (
    OutputLimits,
    clean_apart,
    clean_attachments,
    clean_metadata,
    plain_outputs,
)
from autograder.sanitize.process import cleaner


class CleanOutputs(Preprocessor):
    """Reduce a graded notebook's outputs and metadata to what can only be shown.

    nbgrader calls it directly after SealedExecute: later steps meet outputs of the right types.
    Text, pictures, errors, plain HTML, Markdown and formulas stay, each of them checked; sources
    stay as they are. The report of a grade cell is written once more from the grader's own memory,
    so that nothing that a kernel sent can pass for it; whatever else such a cell shows is text
    or a picture, never HTML.
    """

    enabled = Bool(True, help="Whether to use it; nbconvert's own are off by default.").tag(
        config=True
    )
    max_outputs = Integer(50, min=0, help="Most outputs of one cell.").tag(config=True)
    max_text = Integer(100_000, min=0, help="Most characters of one text output.").tag(config=True)
    max_size = Integer(
        5_000_000, min=0, help="Most characters of a cell's outputs together, pictures included."
    ).tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Clean one notebook in place (nbgrader calls this)."""
        reports: Mapping[str, Report] = resources.get("autograder", {}).get("reports", {})
        limits = OutputLimits(self.max_outputs, self.max_text, self.max_size)
        clean_metadata(nb)
        begin_cleaning(self.config)
        for cell in nb.cells:
            if "attachments" in cell:
                cell.attachments = attachments(cell)
            if cell.cell_type == "code":
                report = reports.get(grade_id(cell))
                ours = [] if report is None else [_shown(report)]
                given = cell.get("outputs")
                given = given if isinstance(given, list) else []
                theirs = [output for output in given if output not in ours]
                cell.outputs = cleaned(theirs, limits, html=report is None) + ours
        return nb, resources


def cleaned(outputs: list[Any], limits: OutputLimits, *, html: bool) -> list[NotebookNode]:
    """Return what `clean_outputs` leaves of outputs, or less if that takes too long."""
    found = cleaner()(clean_apart, outputs, astuple(limits), html) if outputs else []
    return plain_outputs(outputs) if found is None else [from_dict(one) for one in found]


def attachments(cell: NotebookNode) -> NotebookNode:
    """Return the pictures that were pasted into a cell."""
    kept: NotebookNode = from_dict(cleaner()(clean_attachments, cell.attachments) or {})
    return kept


def begin_cleaning(config: Config) -> None:
    """Begin with the cleaning of one notebook, sealed as students' code is.

    A page may be made on a machine without bubblewrap, where nothing is graded.
    """
    sealed = config.Course.get("sandbox") != "none" and shutil.which("bwrap") is not None
    cleaner().begin(Limits(config=config), sealed=sealed)


def _shown(report: Report) -> NotebookNode:
    """Return the output that SealedExecute adds for a report."""
    data = {"text/plain": repr(report), "text/html": report._repr_html_()}
    return display(data)
