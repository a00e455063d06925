"""What a submission loses for being late, always of the points that it has now.

nbgrader takes the penalty when it grades automatically. What a person gives afterwards would never
lose anything, and an extension would change nothing.
"""

from __future__ import annotations

from nbgrader.api import Gradebook, SubmittedAssignment, SubmittedNotebook
from nbgrader.plugins import BasePlugin
from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import Config

from autograder.course import Course
from autograder.gradebook.access import open_gradebook
from autograder.gradebook.points import cells_by_hand, counted, dropped_cells, points_of
from autograder.i18n import _, shown_points


def late_policy(config: Config) -> BasePlugin:
    """Return the plug-in that a course's settings name: `c.AssignLatePenalties.plugin_class`."""
    step = AssignLatePenalties(config=config)
    step.init_plugin()
    return step.plugin_inst


def update_penalties(course: Course) -> None:
    """Take the penalty of every submission of a course from the points that it has now."""
    policy = late_policy(course.config)
    with open_gradebook(course.db_url) as gradebook:
        for submitted in gradebook.db.query(SubmittedAssignment):
            _penalise(submitted, policy, course.config)
        gradebook.db.commit()


def update_penalty(gradebook: Gradebook, assignment: str, student: str, config: Config) -> None:
    """Take the penalty of one submission from the points that it has now."""
    _penalise(gradebook.find_submission(assignment, student), late_policy(config), config)
    gradebook.db.commit()


def _penalise(submitted: SubmittedAssignment, policy: BasePlugin, config: Config) -> None:
    late = submitted.total_seconds_late
    dropped = dropped_cells(config, submitted.name)
    for notebook in submitted.notebooks:
        penalty = None
        if late > 0:
            points = points_of(notebook, cells_by_hand(notebook.notebook), dropped)
            score = counted(points.values())
            penalty = policy.late_submission_penalty(submitted.student_id, score, late)
            penalty = None if penalty is None else round(min(max(penalty, 0.0), score), 2)
        if notebook.late_submission_penalty != penalty:
            notebook.late_submission_penalty = penalty


def late_note(notebook: SubmittedNotebook) -> str:
    """Return what a notebook loses for being late, in a sentence; empty: nothing."""
    if not notebook.late_submission_penalty:
        return ""
    return _("'{name}' was handed in {time} after the due date: {points} points off").format(
        name=f"{notebook.name}.ipynb",
        time=_spell(notebook.assignment.total_seconds_late),
        points=shown_points(notebook.late_submission_penalty),
    )


def _spell(seconds: float) -> str:
    """Return a length of time in days, hours and minutes, as both languages write it."""
    minutes = round(seconds / 60)
    days, hours = divmod(minutes // 60, 24)
    clock = f"{hours}:{minutes % 60:02} h"
    return f"{days} d {clock}" if days else clock
