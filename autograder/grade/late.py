"""Lateness: the penalty is what the course's policy says of the points that are there now."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import AssignLatePenalties

from autograder.course import load_course
from autograder.gradebook.access import open_gradebook
from autograder.gradebook.lateness import update_penalty


class LatePenalties(AssignLatePenalties):  # type: ignore[misc]
    """Note the penalty of one submission.

    nbgrader calls it instead of its AssignLatePenalties, whose settings it has: when a submission
    was graded, and again before its feedback is written, when a person may have given points.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Note the penalty of one submission (nbgrader calls this)."""
        where = resources["nbgrader"]
        course = load_course(Path(resources["metadata"]["path"]), self.config)
        with open_gradebook(where["db_url"]) as gradebook:
            update_penalty(gradebook, where["assignment"], where["student"], course.config)
        return nb, resources
