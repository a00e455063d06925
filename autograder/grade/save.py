"""Saving: points come from the reports, never from a notebook's outputs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader import utils
from nbgrader.api import BaseCell
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool

from autograder.course import Submission, load_course
from autograder.errors import NotGraded
from autograder.grade import receipt
from autograder.grade.answers import (
    changed_answers,
    hashes_of_answers,
    keep_answers,
    known_answers,
)
from autograder.gradebook.access import open_gradebook
from autograder.gradebook.record import must_look
from autograder.i18n import _

RECEIPT = "autograder_receipt"  # where a converter finds an unsigned one, in nbconvert's resources
ANSWERS = "autograder_answers"  # and there, the hashes of the notebook's answers


class SaveReports(NbGraderPreprocessor):  # type: ignore[misc]
    """Record each report's points, in one transaction, and write the notebook's receipt.

    nbgrader calls it after the notebook was executed, instead of SaveAutoGrades. Written
    answers are treated as there: an untouched one gets 0, any other waits for a person.
    """

    sign = Bool(
        True, help="Sign and write receipts; a worker of the engine hands them over unsigned."
    ).tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Record one notebook (nbgrader calls this)."""
        where = resources["nbgrader"]
        course = load_course(Path(resources["metadata"]["path"]), self.config)
        submission = Submission(where["student"], where["assignment"])
        answers = {where["notebook"]: hashes_of_answers(nb)}
        known = known_answers(course, submission) if self.sign else answers  # else the driver's
        self._changed = changed_answers(known, answers)[where["notebook"]]
        with open_gradebook(where["db_url"]) as gradebook:
            found = gradebook.find_submission_notebook(
                where["notebook"], where["assignment"], where["student"]
            )
            cells = gradebook.db.query(BaseCell).filter_by(notebook_id=found.notebook_id)
            names = {cell.id: cell.name for cell in cells}
            self._grades = {names[one.cell_id]: one for one in found.grades}
            self._comments = {names[one.cell_id]: one for one in found.comments}
            for cell in nb.cells:
                self._save(cell, resources)
            gradebook.db.commit()
        found = receipt.content(course, where, nb, resources["autograder"])
        if self.sign:
            keep_answers(course, submission, answers)
            folder = receipt.folder_of(course, where["student"], where["assignment"])
            receipt.write(course, found, folder)
        else:
            resources[RECEIPT] = found
            resources[ANSWERS] = answers
        return nb, resources

    def _save(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        """Record one cell: its points, or that nothing was written into it."""
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if utils.is_grade(cell):
            grade, points = self._grades[name], self._points(cell, resources)
            if grade.manual_score is None:
                grade.needs_manual_grade = points is None
            elif name in self._changed or must_look(grade, points):
                grade.needs_manual_grade = True
            grade.auto_score = points
        if utils.is_solution(cell) or utils.is_task(cell):
            untouched = cell.metadata.nbgrader.get("checksum") == utils.compute_checksum(cell)
            nothing = untouched and not utils.is_task(cell)
            self._comments[name].auto_comment = _("No response.") if nothing else None

    def _points(self, cell: NotebookNode, resources: dict[str, Any]) -> float | None:
        """Return what a grade cell is worth by itself; None: a person says, or nobody can."""
        if utils.is_solution(cell) or cell.cell_type != "code":
            points: float | None = utils.determine_grade(cell, self.log)[0]
            return points
        name = cell.metadata.nbgrader["grade_id"]
        report = resources["autograder"]["reports"].get(name)
        if name in resources["autograder"]["faults"]:
            return None
        if report is None:
            raise NotGraded(_("grade cell {name!r} was not judged").format(name=name))
        return float(report.score)
