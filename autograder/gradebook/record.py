"""What a job found comes back by value, and is recorded in the course's gradebook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import astuple, dataclass, field
from datetime import datetime
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import Connection, Select, bindparam, insert, select, update
from sqlalchemy.exc import OperationalError

from autograder.course import Submission
from autograder.errors import CourseError
from autograder.gradebook.access import address, connected, open_gradebook
from autograder.i18n import _

GRADED = ("GradeCell", "TaskCell")
COMMENTED = ("SolutionCell", "TaskCell")
"""Types of cells for which nbgrader keeps a grade, and a comment."""

# Put together once, which costs more than to ask a question. Rows are sought by what nbgrader's
# indices begin with, notebooks or cells: otherwise all of a university's would be looked at.
ENTRY = (
    select(SubmittedAssignment.id)
    .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
    .where(SubmittedAssignment.student_id == bindparam("student"))
    .where(Assignment.name == bindparam("assignment"))
)
NOTEBOOKS = (
    select(SubmittedNotebook.id, Notebook.name)
    .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
    .where(SubmittedNotebook.assignment_id == bindparam("entry"))
    .where(
        SubmittedNotebook.notebook_id.in_(
            select(Notebook.id)
            .join(SubmittedAssignment, SubmittedAssignment.assignment_id == Notebook.assignment_id)
            .where(SubmittedAssignment.id == bindparam("entry"))
        )
    )
)
HANDED_IN = (
    update(SubmittedAssignment.__table__)
    .where(SubmittedAssignment.__table__.c.id == bindparam("entry"))
    .values(timestamp=bindparam("time"))
)
PENALTY = (
    update(SubmittedNotebook.__table__)
    .where(SubmittedNotebook.__table__.c.id == bindparam("notebook"))
    .values(late_submission_penalty=bindparam("penalty"))
)
POINTS = (
    update(Grade.__table__)
    .where(Grade.__table__.c.id == bindparam("key"))
    .values(auto_score=bindparam("points"), needs_manual_grade=bindparam("waits"))
)
REMARKS = (
    update(Comment.__table__)
    .where(Comment.__table__.c.id == bindparam("key"))
    .values(auto_comment=bindparam("text"))
)


def _of_cells(kind: type[Grade | Comment]) -> Select[Any]:
    """Return the query for a notebook's grades or comments, with the names of their cells."""
    query = select(kind.__table__, BaseCell.__table__.c.name)
    joined = query.join(BaseCell.__table__, BaseCell.__table__.c.id == kind.cell_id)
    cells = (
        select(BaseCell.__table__.c.id)
        .join(SubmittedNotebook, SubmittedNotebook.notebook_id == BaseCell.__table__.c.notebook_id)
        .where(SubmittedNotebook.id == bindparam("notebook"))
    )
    return joined.where(kind.notebook_id == bindparam("notebook"), kind.cell_id.in_(cells))


GRADES, COMMENTS = _of_cells(Grade), _of_cells(Comment)


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
        late, connection = submitted.total_seconds_late, gradebook.db.connection()
        found = {
            one.name: _scores_of(connection, one, late)
            for one in submitted.notebooks
            if one.name in wanted
        }
        return found, submitted.timestamp


def _scores_of(connection: Connection, notebook: SubmittedNotebook, late: float) -> Scores:
    grades = connection.execute(GRADES, {"notebook": notebook.id})
    comments = connection.execute(COMMENTS, {"notebook": notebook.id})
    return Scores(
        notebook.late_submission_penalty,
        {one.name: (one.auto_score, bool(one.needs_manual_grade)) for one in grades},
        {one.name: one.auto_comment for one in comments},
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
        if "readonly" in str(error.orig):  # nobody holds it: the command says what helps
            raise
        raise CourseError(
            _(
                "{address} cannot be written ({error}): close whatever else is using it and "
                "run the same command again, which goes on where this one stopped"
            ).format(address=address(db_url), error=error.orig)
        ) from error


def _record(
    db_url: str,
    submission: Submission,
    found: Mapping[str, Scores],
    timestamp: datetime | None,
    changed: Mapping[str, Set[str]],
) -> None:
    with connected(db_url) as connection:
        if not found and _entry(connection, submission) is None:
            return
        entry = _enter(connection, submission, timestamp)
        for notebook in connection.execute(NOTEBOOKS, {"entry": entry}):
            again = changed.get(notebook.name, frozenset())
            _write(connection, notebook.id, found.get(notebook.name), again)


def enter(db_url: str, submission: Submission, timestamp: datetime | None) -> None:
    """See that a submission has an entry, and note when it was handed in, if that is known."""
    with connected(db_url) as connection:
        _enter(connection, submission, timestamp)


def _enter(connection: Connection, submission: Submission, timestamp: datetime | None) -> str:
    entry = _entry(connection, submission) or _make_entry(connection, submission)
    if timestamp is not None:
        connection.execute(HANDED_IN, {"entry": entry, "time": timestamp})
    return entry


def _write(connection: Connection, notebook: str, found: Scores | None, again: Set[str]) -> None:
    scores = found or Scores()
    connection.execute(PENALTY, {"notebook": notebook, "penalty": scores.penalty})
    grades = []
    for given in connection.execute(GRADES, {"notebook": notebook}):
        points, waits = scores.grades.get(given.name, (None, True))
        if given.manual_score is not None:
            look = bool(found) and (given.name in again or must_look(given, points))
            waits = look or given.needs_manual_grade
        grades.append({"key": given.id, "points": points, "waits": waits})
    if grades:
        connection.execute(POINTS, grades)
    if found:
        said = [
            {"key": one.id, "text": scores.comments.get(one.name)}
            for one in connection.execute(COMMENTS, {"notebook": notebook})
        ]
        if said:
            connection.execute(REMARKS, said)


def must_look(given: Any, points: float | None) -> bool:
    """Return whether new automatic points differ from those over which a person gave others."""
    return given.auto_score is not None and points is not None and given.auto_score != points


def _entry(connection: Connection, submission: Submission) -> str | None:
    """Return the id of a submission's entry, if there is one."""
    student, assignment = astuple(submission)
    asked = {"student": student, "assignment": assignment}
    found: str | None = connection.execute(ENTRY, asked).scalar()
    return found


def _make_entry(connection: Connection, submission: Submission) -> str:
    """Make a submission's entry as nbgrader does; return its id."""
    student = select(Student.id).where(Student.id == submission.student)
    if connection.execute(student).first() is None:
        connection.execute(insert(Student.__table__).values(id=submission.student))
    named = select(Assignment.id).where(Assignment.name == submission.assignment)
    assignment = connection.execute(named).scalar_one()
    entry = _insert(
        connection, SubmittedAssignment, assignment_id=assignment, student_id=submission.student
    )
    query = select(Notebook.id).where(Notebook.assignment_id == assignment)
    for notebook in connection.execute(query).scalars().all():
        one = _insert(connection, SubmittedNotebook, assignment_id=entry, notebook_id=notebook)
        cells = BaseCell.__table__
        kinds = select(cells.c.id, cells.c.type).where(cells.c.notebook_id == notebook)
        types = connection.execute(kinds).all()
        for kind, of in ((Grade, GRADED), (Comment, COMMENTED)):
            rows = [{"notebook_id": one, "cell_id": c.id} for c in types if c.type in of]
            if rows:
                connection.execute(insert(kind.__table__), rows)
    return entry


def _insert(connection: Connection, kind: type[Any], **values: str) -> str:
    key = connection.execute(insert(kind.__table__).values(values)).inserted_primary_key
    assert key is not None
    return str(key[0])


def see_to_entry(gradebook: Gradebook, submission: Submission) -> None:
    """See that a submission has an entry, such as nbgrader makes; it is not committed."""
    connection = gradebook.db.connection()
    if _entry(connection, submission) is None:
        _make_entry(connection, submission)
