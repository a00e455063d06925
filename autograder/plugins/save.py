"""Saving: points come from the reports, never from a notebook's outputs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader import utils
from nbgrader.preprocessors import SaveAutoGrades
from traitlets import Bool

from autograder import receipt
from autograder.course import load_course
from autograder.errors import NotGraded

RECEIPT = "autograder_receipt"  # where a converter finds an unsigned one, in nbconvert's resources


class SaveReports(SaveAutoGrades):  # type: ignore[misc]
    """Record each report's points in the gradebook, and write the notebook's receipt.

    nbgrader calls it after the notebook was executed, in the place of SaveAutoGrades. Written
    answers are treated as there: an untouched one gets 0, any other waits for a person.
    """

    sign = Bool(
        True, help="Sign and write receipts; a worker of the engine hands them over unsigned."
    ).tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Record one notebook (nbgrader calls this)."""
        nb, resources = super().preprocess(nb, resources)
        course = load_course(Path(resources["metadata"]["path"]), self.config)
        where = resources["nbgrader"]
        found = receipt.content(course, where, nb, resources["autograder"])
        if self.sign:
            folder = receipt.folder_of(course, where["student"], where["assignment"])
            receipt.write(course, found, folder)
        else:
            resources[RECEIPT] = found
        return nb, resources

    def _add_score(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        """Record one grade cell (SaveAutoGrades calls this for each)."""
        if utils.is_solution(cell) or cell.cell_type != "code":
            super()._add_score(cell, resources)
            return
        name = cell.metadata.nbgrader["grade_id"]
        report = resources["autograder"]["reports"].get(name)
        if report is None:
            raise NotGraded(f"grade cell {name!r} was not judged")
        grade = self.gradebook.find_grade(
            name, self.notebook_id, self.assignment_id, self.student_id
        )
        grade.auto_score = report.score
        grade.needs_manual_grade = grade.manual_score is not None
        self.gradebook.db.commit()
