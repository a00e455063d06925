"""What grading found last of each submission, kept below .runs/ in the course's folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path
from typing import Any

from nbgrader.api import (
    Assignment,
    Grade,
    Gradebook,
    SubmittedAssignment,
    SubmittedNotebook,
)

from autograder.course import Course, Submission, handed_in
from autograder.gradebook.access import open_gradebook
from autograder.gradebook.outcome import Outcome
from autograder.i18n import _

FOLDER = ".runs"


@dataclass(frozen=True)
class Recorded:
    """What is known of a submission that was graded, or could not be.

    Attributes:
        run: which run found it.
        fingerprint: of all that it depends on; empty: it failed by no fault of the student's, and
            is to be tried again.
        graded: notebooks that have a grade.
        problems: why notebooks were not graded, for the instructor, by notebook.
        notes: what was repaired or left out.
        faults: why cells of graded notebooks have no verdict, by notebook and grade id.
        handed: hash of what the student wrote; empty: not known.
        files: hash of the files that were handed in; empty: not known.
    """

    run: str
    fingerprint: str
    graded: tuple[str, ...]
    problems: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    faults: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    handed: str = ""
    files: str = ""

    def outcome(self, submission: Submission, kept: bool = False) -> Outcome:
        """Return it as what became of a submission."""
        return Outcome(submission, dict(self.problems), tuple(self.notes), kept, self.faults)


def recorded_path(course: Course, submission: Submission) -> Path:
    """Return where it is kept what was found last of a submission."""
    return course.root / FOLDER / "outcomes" / submission.student / f"{submission.assignment}.json"


def answers_path(course: Course, submission: Submission) -> Path:
    """Return where the hashes of a submission's answers are kept, as they were graded last."""
    return course.root / FOLDER / "answers" / submission.student / f"{submission.assignment}.json"


def recorded(course: Course, submission: Submission) -> Recorded | None:
    """Return what was found last of a submission; None: it was never graded by this kit."""
    path = recorded_path(course, submission)
    if not path.is_file():
        return None
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Recorded(**found)


def outcomes(course: Course) -> list[Outcome]:
    """Return what became of all that was ever handed in, sorted; in submitted/ or graded before.

    What lies in submitted/ and was never graded is there as well, as not graded.
    """
    with open_gradebook(course.db_url) as gradebook:
        known = set(_with_points(gradebook))
    lying = set(handed_in(course))
    return [_outcome(course, one, one in lying) for one in sorted(known | lying)]


def outcome_of(course: Course, submission: Submission) -> Outcome | None:
    """Return what became of one submission; None: nothing was handed in."""
    with open_gradebook(course.db_url) as gradebook:
        known = submission in _with_points(gradebook, submission)
    lying = submission in handed_in(course)
    return _outcome(course, submission, lying) if known or lying else None


def _with_points(gradebook: Gradebook, only: Submission | None = None) -> Iterable[Submission]:
    """Yield the submissions for which anybody or anything has ever given points.

    nbgrader also has an entry for whom nothing is there but an extension.
    """
    query = (
        gradebook.db.query(SubmittedAssignment.student_id, Assignment.name)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .filter((Grade.auto_score != None) | (Grade.manual_score != None))  # noqa: E711 - SQL's
        .distinct()
    )
    if only is not None:
        query = query.filter(
            SubmittedAssignment.student_id == only.student, Assignment.name == only.assignment
        )
    return (Submission(student, assignment) for student, assignment in query)


def _outcome(course: Course, submission: Submission, lying: bool) -> Outcome:
    """Return what became of a submission.

    Where nbgrader's own command, or formgrader, graded a notebook later, it lies in autograded/.

    Args:
        course: the course.
        submission: whose.
        lying: whether it is in submitted/.
    """
    folder = course.root.joinpath("autograded", *astuple(submission))
    entry = recorded(course, submission)
    if entry is not None:
        outcome = entry.outcome(submission)
        problems = {n: p for n, p in outcome.problems.items() if not _is_there(folder, n)}
        return replace(outcome, problems=problems)
    if lying and not folder.is_dir():
        text = _("handed in and not graded yet: run python -m autograder grade")
        return Outcome(submission, {"": text})
    return Outcome(submission)


def _is_there(folder: Path, notebook: str) -> bool:
    """Return whether a notebook was graded; "" stands for all."""
    return (folder / f"{notebook}.ipynb").is_file() if notebook else folder.is_dir()
