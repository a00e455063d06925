"""What a job found comes back by value, and is recorded in the course's gradebook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from datetime import datetime

from nbgrader.api import (
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy.exc import OperationalError

from autograder.course import Submission
from autograder.errors import CourseError
from autograder.gradebook.access import open_gradebook
from autograder.i18n import _


@dataclass(frozen=True)
class Scores:
    """What grading wrote into a gradebook for one notebook.

    Attributes:
        penalty: for being late, in points.
        grades: automatic points, and whether a person must look, by grade id.
        comments: nbgrader's own remarks, by grade id.
        late: seconds from the due date to when it was handed in.
    """

    penalty: float | None = None
    grades: Mapping[str, tuple[float | None, bool]] = field(default_factory=dict)
    comments: Mapping[str, str | None] = field(default_factory=dict)
    late: float = 0.0


def read_scores(
    db_url: str, submission: Submission, notebooks: Iterable[str]
) -> tuple[dict[str, Scores], datetime | None]:
    """Return what grading has written into a submission's gradebook, and when it was handed in."""
    wanted = set(notebooks)
    with open_gradebook(db_url) as gradebook:
        submitted = gradebook.find_submission(submission.assignment, submission.student)
        late = submitted.total_seconds_late
        found = {
            one.name: _scores_of(one, late) for one in submitted.notebooks if one.name in wanted
        }
        return found, submitted.timestamp


def _scores_of(notebook: SubmittedNotebook, late: float) -> Scores:
    return Scores(
        notebook.late_submission_penalty,
        {g.name: (g.auto_score, bool(g.needs_manual_grade)) for g in notebook.grades},
        {c.name: c.auto_comment for c in notebook.comments},
        late,
    )


def record(
    db_url: str,
    submission: Submission,
    found: Mapping[str, Scores],
    timestamp: datetime | None = None,
    changed: Mapping[str, Set[str]] | None = None,
) -> None:
    """Record what was found of a submission, in one transaction.

    Automatic points of its other notebooks are taken out: nbgrader keeps the points of an earlier
    submission when a later one fails. Here they do not count; what was not graded waits for a
    grade. A person's points and comments stay; a person is asked to look at points again only
    where the answer has changed, or the automatic points beside them.

    Args:
        db_url: of the course's gradebook.
        submission: whose.
        found: by notebook, of those that were graded.
        timestamp: when it was handed in, if that is known.
        changed: grade ids of answers that have changed since they were graded, by notebook.

    Raises:
        CourseError: another program holds the gradebook; nothing of this was recorded.
    """
    try:
        _record(db_url, submission, found, timestamp, changed or {})
    except OperationalError as error:
        raise CourseError(
            _(
                "{address} cannot be written ({error}): end whatever else uses it and give the "
                "same command again, which goes on where this one stopped"
            ).format(address=db_url.removeprefix("sqlite:///"), error=error.orig)
        ) from error


def _record(
    db_url: str,
    submission: Submission,
    found: Mapping[str, Scores],
    timestamp: datetime | None,
    changed: Mapping[str, Set[str]],
) -> None:
    with open_gradebook(db_url) as gradebook:
        submitted = entry_of(gradebook, submission, make=bool(found))
        if submitted is None:
            return
        if timestamp is not None:
            submitted.timestamp = timestamp
        cells = gradebook.db.query(BaseCell).join(BaseCell.notebook)
        known = cells.filter_by(assignment_id=submitted.assignment_id).all()
        names = {cell.id: cell.name for cell in known}
        for notebook in submitted.notebooks:
            again = changed.get(notebook.name, frozenset())
            _write(notebook, found.get(notebook.name), names, again)
        gradebook.db.commit()


def _write(
    notebook: SubmittedNotebook, found: Scores | None, names: Mapping[str, str], again: Set[str]
) -> None:
    scores = found or Scores()
    notebook.late_submission_penalty = scores.penalty
    for given in notebook.grades:
        name = names[given.cell_id]
        points, waits = scores.grades.get(name, (None, True))
        if given.manual_score is None:
            given.needs_manual_grade = waits
        elif found and (name in again or must_look(given, points)):
            given.needs_manual_grade = True
        given.auto_score = points
    for said in notebook.comments if found else ():
        said.auto_comment = scores.comments.get(names[said.cell_id])


def must_look(given: Grade, points: float | None) -> bool:
    """Return whether new automatic points differ from those over which a person gave others."""
    return given.auto_score is not None and points is not None and given.auto_score != points


def entry_of(
    gradebook: Gradebook, submission: Submission, make: bool
) -> SubmittedAssignment | None:
    """Return a submission's entry; if there is none, make it as nbgrader does, uncommitted."""
    try:
        return gradebook.find_submission(submission.assignment, submission.student)
    except MissingEntry:
        if not make:
            return None
    with gradebook.db.no_autoflush:
        student = gradebook.db.get(Student, submission.student) or Student(id=submission.student)
        assignment = gradebook.find_assignment(submission.assignment)
        submitted = SubmittedAssignment(assignment=assignment, student=student)
        for notebook in assignment.notebooks:
            one = SubmittedNotebook(notebook=notebook, assignment=submitted)
            graded = (*notebook.grade_cells, *notebook.task_cells)
            said = (*notebook.solution_cells, *notebook.task_cells)
            one.grades = [Grade(cell_id=cell.id) for cell in graded]
            one.comments = [Comment(cell_id=cell.id) for cell in said]
        gradebook.db.add(submitted)
    gradebook.db.flush()
    return submitted
