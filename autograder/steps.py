"""The kit's part of nbgrader's pipelines: `configure(c)` adds each step.

course_config.py calls it; nbgrader's commands and formgrader then use these steps by the names
below. What is in the course's own settings is not touched.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

from traitlets.config import Config

from autograder.course import path_with_ours

STEPS = {
    "CleanOutputs": "autograder.sanitize.clean",
    "ExportTotals": "autograder.gradebook.export",
    "FeedbackPage": "autograder.feedback.wording",
    "GradeButton": "autograder.engine.button",
    "LatePenalties": "autograder.grade.late",
    "LatePolicy": "autograder.policy",
    "LocalStubs": "autograder.release.translate",
    "RefuseLinks": "autograder.grade.links",
    "RepairCells": "autograder.grade.repair",
    "SafePage": "autograder.feedback.pages",
    "SaveReports": "autograder.grade.save",
    "SealedExecute": "autograder.grade.execute",
    "ShowGrades": "autograder.feedback.grades",
    "ShowNotes": "autograder.feedback.notes",
    "ShowSchemes": "autograder.feedback.schemes",
    "StripHiddenTests": "autograder.feedback.strip",
    "Translate": "autograder.release.translate",
    "WholeRelease": "autograder.release.button",
    "complete_release": "autograder.release.button",
    "ansi2html": "autograder.feedback.pages",
    "highlight_code": "autograder.feedback.pages",
    "markdown2html": "autograder.feedback.pages",
}
"""The module of each step. A course's settings are read often, and most need none of them."""


def __getattr__(name: str) -> Any:
    if name not in STEPS:
        raise AttributeError(f"autograder.steps has no step {name!r}")
    return getattr(import_module(STEPS[name]), name)


def configure(c: Config) -> None:
    """Set nbgrader's pipelines, so that submissions are graded outside the students' processes.

    Args:
        c: the configuration that course_config.py makes.
    """
    os.environ["PATH"] = path_with_ours()  # for nbgrader's commands where nothing is activated
    _configure_release(c)
    _configure_grading(c)
    _configure_pages(c)


def _configure_release(c: Config) -> None:
    c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\nraise NotImplementedError()"}
    c.GenerateAssignment.exporter_class = "autograder.steps.WholeRelease"  # refuses in time
    c.GenerateAssignment.post_convert_hook = "autograder.steps.complete_release"
    c.GenerateAssignment.preprocessors = [
        "nbgrader.preprocessors.IncludeHeaderFooter",
        "nbgrader.preprocessors.InstantiateTests",
        "autograder.steps.Translate",  # before cells are locked, cleared, checksummed and saved
        "nbgrader.preprocessors.LockCells",
        "autograder.steps.LocalStubs",  # stubs in the course's language
        "nbgrader.preprocessors.ClearOutput",
        "nbgrader.preprocessors.CheckCellMetadata",
        "nbgrader.preprocessors.ComputeChecksums",
        "nbgrader.preprocessors.SaveCells",
        "nbgrader.preprocessors.ClearHiddenTests",
        "nbgrader.preprocessors.ClearMarkScheme",
        "nbgrader.preprocessors.ComputeChecksums",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]


def _configure_grading(c: Config) -> None:
    c.Autograde.exporter_class = "autograder.steps.GradeButton"  # opens no pipe
    c.Autograde.sanitize_preprocessors = [
        "autograder.steps.RefuseLinks",  # a link could show another file than was handed in
        "nbgrader.preprocessors.ClearOutput",
        "autograder.steps.RepairCells",  # every known cell once, as the gradebook has it
    ]
    c.Autograde.autograde_preprocessors = [
        "autograder.steps.SealedExecute",  # hidden tests run in the grader, not in the kernel
        "autograder.steps.CleanOutputs",  # outputs that can only be shown, of the right types
        "nbgrader.preprocessors.LimitOutput",
        "autograder.steps.SaveReports",  # points come from reports, not from outputs
        "autograder.steps.LatePenalties",
    ]
    c.AssignLatePenalties.plugin_class = "autograder.steps.LatePolicy"  # by the day, if set
    c.SealedExecute.skip_cells_with_tag = ""  # a student's tag must not skip a test
    c.ExportApp.plugin_class = "autograder.steps.ExportTotals"  # "not graded" is not 0


def _configure_pages(c: Config) -> None:
    """Make the feedback and formgrader harmless to read.

    A submission's HTML, JavaScript and TeX must not act in a reader's browser. nbgrader's
    templates do not sanitise; these settings of nbconvert's do it for both pages.
    """
    c.GenerateFeedback.exporter_class = "autograder.steps.FeedbackPage"  # the course's language
    c.GenerateFeedback.preprocessors = [
        "autograder.steps.LatePenalties",  # of points that a person gave since, too
        "autograder.steps.ShowGrades",  # "not yet read" is not 0
        "autograder.steps.ShowNotes",  # last: what was repaired or left out of the submission
    ]
    c.HTMLExporter.preprocessors = [
        "autograder.steps.StripHiddenTests",  # people read reports and hints, not the tests
        "autograder.steps.SafePage",
        "autograder.steps.ShowSchemes",  # in formgrader only: what a full answer says
    ]
    c.HTMLExporter.filters = {
        "ansi2html": "autograder.steps.ansi2html",
        "markdown2html": "autograder.steps.markdown2html",
        "highlight_code": "autograder.steps.highlight_code",
    }
    c.CSSHTMLHeaderPreprocessor.enabled = False  # SafePage writes the page's style sheet, and more
