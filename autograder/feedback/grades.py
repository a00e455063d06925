"""The points that a feedback page shows: what nobody has read yet has none, which is not 0."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import GetGrades

from autograder.course import load_course
from autograder.grade.notes import read_notes
from autograder.gradebook.access import open_gradebook
from autograder.gradebook.points import (
    MANUAL,
    NOT_GRADED,
    cells_by_hand,
    counted,
    dropped_cells,
    points_of,
)


class ShowGrades(GetGrades):  # type: ignore[misc]
    """Put points and comments into a graded notebook, as its page shows them.

    nbgrader calls it instead of its GetGrades. `FeedbackPage` says of a cell with a `status` that
    it has no points yet, and of the notebook which of its points are missing.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Change one notebook in place (nbgrader calls this)."""
        nb, resources = super().preprocess(nb, resources)
        where = resources["nbgrader"]
        course = load_course(Path(resources["metadata"]["path"]), self.config)
        with open_gradebook(where["db_url"]) as gradebook:
            notebook = gradebook.find_submission_notebook(
                where["notebook"], where["assignment"], where["student"]
            )
            dropped = dropped_cells(course.config, where["assignment"])
            points = points_of(notebook, cells_by_hand(notebook.notebook), dropped)
        statuses = [one.status for one in points.values()]
        autograded = Path(resources["metadata"]["path"]).parent.parent
        kept = read_notes(autograded, where["student"], where["assignment"])
        score = counted(points.values()) - where["late_penalty"]
        where["score"] = kept.totals.get(where["notebook"], score) if kept else score
        where["waiting"], where["unjudged"] = statuses.count(MANUAL), statuses.count(NOT_GRADED)
        for cell in nb.cells:
            marks = cell.metadata.get("nbgrader", {})
            if marks.get("grade_id") in points and marks.grade_id in dropped:
                marks["score"] = points[marks.grade_id].score
            status = points[marks.grade_id].status if marks.get("grade_id") in points else ""
            marks["status"] = status if status in (MANUAL, NOT_GRADED) else ""
        return nb, resources
