"""What goes back beside a grade: points, where some were lost, and what to look at first."""

from __future__ import annotations

import json
import re
from pathlib import Path

from autograder.course import Course
from autograder.grade import receipt
from autograder.gradebook.attempts import Counted
from autograder.gradebook.outcome import Row
from autograder.gradebook.totals import Total
from autograder.i18n import N_, _
from autograder.text import printable

NAMED = 6  # tasks; others are counted
TAG = re.compile(r"<[^<>]*>")
POINTS = N_("{total:g} of {most:g} points.")


def comment(counted: Counted, total: Total) -> str:
    """Return what a student reads beside the grade, in one line and the course's language."""
    points = round(total.total or 0.0, 2)
    text = _(POINTS).format(total=points, most=total.max_score)
    if counted.note:
        text += f" {counted.note[0].upper()}{counted.note[1:]}."
    lost = [row for row in counted.rows if (row.score or 0.0) < row.max_score]
    penalty = total.penalty
    late = [_("Late: {points:g} points less.").format(points=penalty)] if penalty else []
    if not lost:
        return " ".join([text, *(late or [_("Everything is right.")])])
    parts = [f"{row.grade_id} {row.score or 0:g}/{row.max_score:g}" for row in lost[:NAMED]]
    if len(lost) > NAMED:
        parts.append(_("and {more} more").format(more=len(lost) - NAMED))
    tasks = _("Points lost in: {tasks}.").format(tasks=", ".join(parts))
    title = _finding(counted.place, lost[0])
    look = f"{lost[0].grade_id} ({title})" if title else lost[0].grade_id
    return " ".join([text, tasks, *late, _("Look first at {task}.").format(task=look)])


def by_hand(text: str) -> str:
    """Return what a person wrote in front of a comment of ours, or in its place."""
    ours = re.escape(_(POINTS).format(total=0, most=0)).replace("0", r"\d\S*")
    theirs = re.split(ours, text, maxsplit=1)[0].rstrip()
    return theirs if TAG.sub("", theirs).strip() else ""


def _finding(place: Course, row: Row) -> str:
    """Return the first property that a test cell did not find, as its receipt has it."""
    path: Path = receipt.path_of(place, row.student, row.assignment, row.notebook)
    if not path.is_file():
        return ""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    findings = [f for cell in cells if cell["grade_id"] == row.grade_id for f in cell["findings"]]
    titles = [printable(one["title"], 120) for one in findings if not one["passed"]]
    return next((title for title in titles if title != _("Hidden assertion")), "")
