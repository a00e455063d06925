"""The gradebook by value: what one job needs of it goes out, what the job found comes back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

import nbgrader.api
from nbgrader.api import (
    Base,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import Connection, Table, create_engine, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import StaticPool

from autograder.errors import CourseError, NotGraded
from autograder.i18n import _
from autograder.submission import Submission

ASSIGNMENT = (  # tables, each with the column that leads to the one that it hangs on
    ("notebook", "assignment_id", "assignment"),
    ("base_cell", "notebook_id", "notebook"),
    ("grade_cells", "id", "base_cell"),
    ("solution_cells", "id", "base_cell"),
    ("task_cells", "id", "base_cell"),
    ("source_cell", "notebook_id", "notebook"),
)
SUBMISSION = (
    ("submitted_notebook", "assignment_id", "submitted_assignment"),
    ("grade", "notebook_id", "submitted_notebook"),
    ("comment", "notebook_id", "submitted_notebook"),
)


def share_engines() -> None:
    """Let all gradebooks that nbgrader opens at one address in this process share an engine.

    nbgrader makes an engine for each, several a submission, and so compiles every query anew. A
    gradebook that is closed still lets its connections go.
    """
    nbgrader.api.create_engine = lru_cache(maxsize=4)(create_engine)


@dataclass(frozen=True)
class Marks:
    """What grading wrote into a gradebook for one notebook.

    Attributes:
        penalty: for being late, in points.
        grades: automatic points, and whether a person must look, by grade id.
        comments: nbgrader's own remarks, by grade id.
    """

    penalty: float | None = None
    grades: Mapping[str, tuple[float | None, bool]] = field(default_factory=dict)
    comments: Mapping[str, str | None] = field(default_factory=dict)


class Extracts:
    """Cuts gradebooks of a single submission out of a course's: SQLite files, as bytes.

    Args:
        db_url: of the course's gradebook.
    """

    def __init__(self, db_url: str) -> None:
        self._db_url = db_url
        self._assignments: dict[str, bytes] = {}

    def of_assignment(self, name: str) -> bytes:
        """Return a gradebook that knows one assignment and nobody's submission.

        Raises:
            NotGraded: the course's gradebook does not know the assignment.
        """
        if name not in self._assignments:
            with Gradebook(self._db_url) as gradebook:
                self._assignments[name] = _assignment(gradebook.db.connection(), name)
        return self._assignments[name]

    def of(self, submission: Submission) -> bytes:
        """Return a gradebook that knows one assignment, and one student as far as this one does.

        Raises:
            NotGraded: the course's gradebook does not know the assignment.
        """
        blank = self.of_assignment(submission.assignment)
        with Gradebook(self._db_url) as gradebook:
            return _with_student(gradebook.db.connection(), blank, submission)


def _table(name: str) -> Table:
    return Base.metadata.tables[name]  # type: ignore[no-any-return]


def _assignment(source: Connection, name: str) -> bytes:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.begin() as target:
        Base.metadata.create_all(target)
        target.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        for version in source.execute(text("SELECT version_num FROM alembic_version")).scalars():
            target.execute(text("INSERT INTO alembic_version VALUES (:v)"), {"v": version})
        _copy(source, target, "course")
        copied = {"assignment": _copy(source, target, "assignment", "name", [name])}
        if not copied["assignment"]:
            raise NotGraded(_("the gradebook does not know {name}").format(name=name))
        _copy_below(source, target, ASSIGNMENT, copied)
    return _bytes(engine)


def _with_student(source: Connection, blank: bytes, submission: Submission) -> bytes:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.connect() as target:
        _driver(target).deserialize(blank)
    with engine.begin() as target:
        if not _copy(source, target, "student", "id", [submission.student]):
            return blank
        (assignment,) = target.execute(select(_table("assignment").c.id)).scalars()
        submitted = _table("submitted_assignment")
        found = source.execute(
            select(submitted).where(
                submitted.c.student_id == submission.student,
                submitted.c.assignment_id == assignment,
            )
        ).mappings()
        rows = [dict(row) for row in found]
        if rows:
            target.execute(submitted.insert(), rows)
        copied = {"submitted_assignment": [row["id"] for row in rows]}
        _copy_below(source, target, SUBMISSION, copied)
    return _bytes(engine)


def _copy(
    source: Connection,
    target: Connection,
    name: str,
    column: str = "",
    values: Iterable[str] = (),
) -> list[str]:
    """Copy the rows of a table in which a column has one of some values; return their ids."""
    table = _table(name)
    query = select(table).where(table.c[column].in_(list(values))) if column else select(table)
    rows = [dict(row) for row in source.execute(query).mappings()]
    if rows:
        target.execute(table.insert(), rows)
    return [row["id"] for row in rows]


def _copy_below(
    source: Connection,
    target: Connection,
    tables: Iterable[tuple[str, str, str]],
    copied: dict[str, list[str]],
) -> None:
    for name, column, above in tables:
        copied[name] = _copy(source, target, name, column, copied[above])


def _driver(connection: Connection) -> sqlite3.Connection:
    return connection.connection.driver_connection  # type: ignore[return-value]


def _bytes(engine: Any) -> bytes:
    with engine.connect() as connection:
        content = _driver(connection).serialize()
    engine.dispose()
    return content


def marks(
    db_url: str, submission: Submission, notebooks: Iterable[str]
) -> tuple[dict[str, Marks], datetime | None]:
    """Return what grading has written into a submission's gradebook, and when it was handed in."""
    wanted = set(notebooks)
    with Gradebook(db_url) as gradebook:
        submitted = gradebook.find_submission(submission.assignment, submission.student)
        found = {one.name: _marks(one) for one in submitted.notebooks if one.name in wanted}
        return found, submitted.timestamp


def _marks(notebook: SubmittedNotebook) -> Marks:
    return Marks(
        notebook.late_submission_penalty,
        {g.name: (g.auto_score, bool(g.needs_manual_grade)) for g in notebook.grades},
        {c.name: c.auto_comment for c in notebook.comments},
    )


def record(
    db_url: str,
    submission: Submission,
    found: Mapping[str, Marks],
    timestamp: datetime | None = None,
) -> None:
    """Record what was found of a submission, in one transaction.

    Automatic points of its other notebooks are taken out: nbgrader keeps the points of an earlier
    submission when a later one fails. Here they do not count; what was not graded waits for a
    grade. A person's points and comments stay.

    Args:
        db_url: of the course's gradebook.
        submission: whose.
        found: by notebook, of those that were graded.
        timestamp: when it was handed in, if that is known.

    Raises:
        CourseError: another program holds the gradebook; nothing of this was recorded.
    """
    try:
        _record(db_url, submission, found, timestamp)
    except OperationalError as error:
        raise CourseError(
            _(
                "{address} cannot be written ({error}): end whatever else uses it and give the "
                "same command again, which goes on where this one stopped"
            ).format(address=db_url.removeprefix("sqlite:///"), error=error.orig)
        ) from error


def _record(
    db_url: str, submission: Submission, found: Mapping[str, Marks], timestamp: datetime | None
) -> None:
    with Gradebook(db_url) as gradebook:
        submitted = _submitted(gradebook, submission, make=bool(found))
        if submitted is None:
            return
        if timestamp is not None:
            submitted.timestamp = timestamp
        cells = gradebook.db.query(BaseCell).join(BaseCell.notebook)
        known = cells.filter_by(assignment_id=submitted.assignment_id).all()
        names = {cell.id: cell.name for cell in known}
        for notebook in submitted.notebooks:
            _write(notebook, found.get(notebook.name), names)
        gradebook.db.commit()


def _write(notebook: SubmittedNotebook, found: Marks | None, names: Mapping[str, str]) -> None:
    marks = found or Marks()
    notebook.late_submission_penalty = marks.penalty
    for given in notebook.grades:
        points, waits = marks.grades.get(names[given.cell_id], (None, True))
        given.auto_score = points
        given.needs_manual_grade = waits or given.manual_score is not None
    for said in notebook.comments if found else ():
        said.auto_comment = marks.comments.get(names[said.cell_id])


def _submitted(
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
