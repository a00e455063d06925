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
from autograder.text import number, printable

NAMED = 6  # tasks; others are counted
TAG = re.compile(r"<[^<>]*>")
POINTS = N_("{total} of {most} points.")
RIGHT = N_("Everything is right.")
LATE = N_("Late: {points} points less.")
LOST = N_("Points lost in: {tasks}.")
FIRST = N_("Look first at {task}.")


def comment(counted: Counted, total: Total, sign: str = ".") -> str:
    """Return what a student reads beside the grade, in one line and the course's language.

    Args:
        counted: what counts of the submission.
        total: its points.
        sign: between a number and its decimals, as in the file that the comment goes into.
    """

    def shown(points: float) -> str:
        return number(round(points, 2)).replace(".", sign)

    text = _(POINTS).format(total=shown(total.total or 0.0), most=shown(total.max_score))
    if counted.note:
        text += f" {counted.note[0].upper()}{counted.note[1:]}."
    lost = [row for row in counted.rows if (row.score or 0.0) < row.max_score]
    penalty = total.penalty
    late = [_(LATE).format(points=shown(penalty))] if penalty else []
    if not lost:
        return " ".join([text, *(late or [_(RIGHT)])])
    parts = [
        f"{row.grade_id} {shown(row.score or 0)}/{shown(row.max_score)}" for row in lost[:NAMED]
    ]
    if len(lost) > NAMED:
        parts.append(_("and {more} more").format(more=len(lost) - NAMED))
    tasks = _(LOST).format(tasks=", ".join(parts))
    title = _finding(counted.place, lost[0])
    look = f"{lost[0].grade_id} ({title})" if title else lost[0].grade_id
    return " ".join([text, tasks, *late, _(FIRST).format(task=look)])


def by_hand(text: str) -> str:
    """Return what a person wrote beside a comment of ours, or in its place."""
    theirs = "\n".join(part for part in map(str.strip, re.split(_ours(), text)) if part)
    return theirs if TAG.sub("", theirs).strip() else ""


def _ours() -> re.Pattern[str]:
    """Return what comments of ours look like, from their first word to the last one."""
    number = r"\d\S*"
    points, late = (_pattern(one, number) for one in (POINTS, LATE))
    lost, first = _pattern(LOST, ".+?"), _pattern(FIRST, r"[\w-]+(?: \(.*?\))?")
    note = rf"(?:(?!{points})[^.]{{1,300}}\.\s+)?"
    ends = f"(?:{_pattern(RIGHT, '')}|{lost}\\s+(?:{late}\\s+)?{first}|{late})"
    return re.compile(rf"{points}\s+{note}{ends}", re.DOTALL)


def _pattern(message: str, value: str) -> str:
    """Return a regular expression for a message in the course's language, whatever its values."""
    parts = (re.escape(part) for part in re.split(r"\{.*?\}", _(message)))
    return value.join(parts).replace(r"\ ", r"\s+")


def _finding(place: Course, row: Row) -> str:
    """Return the first property that a test cell did not find, as its receipt has it."""
    path: Path = receipt.path_of(place, row.student, row.assignment, row.notebook)
    if not path.is_file():
        return ""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    findings = [f for cell in cells if cell["grade_id"] == row.grade_id for f in cell["findings"]]
    titles = [printable(one["title"], 120) for one in findings if not one["passed"]]
    return next((title for title in titles if title != _("Hidden assertion")), "")
