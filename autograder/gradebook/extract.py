"""Extracts of the course's gradebook: what a job needs goes out by value."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import nbgrader.api
from nbgrader.api import Base
from sqlalchemy import Connection, Select, Table, bindparam, create_engine, select, text
from sqlalchemy.pool import StaticPool

from autograder.course import Submission
from autograder.errors import NotGraded
from autograder.gradebook.access import connected, keep_open, open_gradebook
from autograder.i18n import _

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

_shared_engine = lru_cache(maxsize=4)(create_engine)

Rows = dict[str, list[dict[str, Any]]]
"""Rows of tables, by the table's name."""


def share_engines() -> None:
    """Let all gradebooks that nbgrader opens at one address in this process share an engine.

    nbgrader makes an engine for each, several a submission, and so compiles every query again; it
    has no setting for this. A gradebook that is closed still lets its connections go.
    """
    nbgrader.api.create_engine = _shared_engine


def copy_assignments(source: Connection, target: Connection) -> None:
    """Let a gradebook know the assignments that another one knows, with the same cells.

    Grades that it has stay: cells keep their ids from release to release.
    """
    for name, *_above in reversed((("course",), ("assignment",), *ASSIGNMENT)):
        target.execute(_table(name).delete())
    _copy(source, target, "course")
    copied = {"assignment": _copy(source, target, "assignment")}
    _copy_below(source, target, ASSIGNMENT, copied)


def rows_of(source: Connection, student: str, assignment_id: str) -> Rows:
    """Return what a gradebook has of a student with one submission, points and comments included.

    Tables come in the order in which they are to be filled.
    """
    rows: Rows = {"student": _rows(source, "student", "id", [student])}
    asked: dict[str, Any] = {"wanted": [student], "assignment": assignment_id}
    for name, column, above in (("submitted_assignment", "student_id", ""), *SUBMISSION):
        if above:
            asked["wanted"] = [row["id"] for row in rows[above]]
        found = source.execute(_of_submission(name, column), asked) if asked["wanted"] else None
        rows[name] = [] if found is None else [dict(row) for row in found.mappings()]
    return rows


def put_rows(target: Connection, rows: Rows) -> None:
    """Write rows, by table, into a gradebook that has none of them."""
    for name, found in rows.items():
        if found:
            target.execute(_table(name).insert(), found)


def copy_submission(source: Connection, target: Connection, submission: Submission) -> None:
    """Copy a student with one submission, points and comments included, instead of what is there.

    The assignment has the same id in both gradebooks.
    """
    submitted = _table("submitted_assignment")
    named = _table("assignment").c.name == submission.assignment
    (assignment,) = target.execute(select(_table("assignment").c.id).where(named)).scalars()
    one = (
        submitted.c.student_id == submission.student,
        submitted.c.assignment_id == assignment,
    )
    there = list(target.execute(select(submitted.c.id).where(*one)).scalars())
    notebooks = select(_table("submitted_notebook").c.id).where(
        _table("submitted_notebook").c.assignment_id.in_(there)
    )
    for name in ("grade", "comment"):
        target.execute(_table(name).delete().where(_table(name).c.notebook_id.in_(notebooks)))
    below = _table("submitted_notebook")
    target.execute(below.delete().where(below.c.assignment_id.in_(there)))
    target.execute(submitted.delete().where(submitted.c.id.in_(there)))
    target.execute(_table("student").delete().where(_table("student").c.id == submission.student))
    put_rows(target, rows_of(source, submission.student, assignment))


def assignment_gradebook(db_url: str, name: str) -> bytes:
    """Return a gradebook, as SQLite's file, that knows one assignment and nobody's submission.

    Args:
        db_url: of the course's gradebook.
        name: of the assignment.

    Raises:
        NotGraded: the course's gradebook does not know the assignment.
    """
    with open_gradebook(db_url) as gradebook:
        return _assignment(gradebook.db.connection(), name)


def assignment_id(db_url: str, name: str) -> str:
    """Return an assignment's id in a gradebook, which it keeps from release to release."""
    with open_gradebook(db_url) as gradebook:
        return str(gradebook.find_assignment(name).id)


def read_rows(db_url: str, student: str, assignment_id: str) -> Rows:
    """Return what a gradebook, which is there, has of a submission (see `rows_of`)."""
    with connected(db_url) as connection:
        return rows_of(connection, student, assignment_id)


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


def write_extract(path: Path, blank: bytes, rows: Rows) -> str:
    """Write a gradebook that knows one assignment, and one student as far as rows say it.

    Args:
        path: of the new file.
        blank: the gradebook without the student (see `assignment_gradebook`).
        rows: what is known of the student.

    Returns:
        Its address.
    """
    db_url = f"sqlite:///{path}"
    engine = nbgrader.api.create_engine(db_url)
    engine.dispose()  # it may hold connections to an earlier file of this name
    path.write_bytes(blank)
    keep_open(db_url)
    with engine.begin() as connection:
        put_rows(connection, rows)
    return db_url


def _copy(
    source: Connection,
    target: Connection,
    name: str,
    column: str = "",
    values: Iterable[str] = (),
) -> list[str]:
    """Copy the rows of a table in which a column has one of some values; return their ids."""
    rows = _rows(source, name, column, values)
    put_rows(target, {name: rows})
    return [row["id"] for row in rows]


def _rows(
    source: Connection, name: str, column: str = "", values: Iterable[str] = ()
) -> list[dict[str, Any]]:
    wanted = {"wanted": list(values)} if column else {}
    return [dict(row) for row in source.execute(_query(name, column), wanted).mappings()]


@cache  # to put a query together costs more than to ask it
def _query(name: str, column: str) -> Select[Any]:
    """Return the query for the rows of a table in which a column has one of the `wanted` values."""
    query = select(_table(name))
    if not column:
        return query
    return query.where(_table(name).c[column].in_(bindparam("wanted", expanding=True)))


@cache
def _of_submission(name: str, column: str) -> Select[Any]:
    """Return the query for rows below a submission, whose `column` has one of the `wanted` values.

    They are sought by what nbgrader's indices begin with, too: by the assignment, its notebooks or
    their cells. Otherwise every row of a university's gradebook would be looked at.
    """
    table, notebook, cell = (_table(one) for one in (name, "notebook", "base_cell"))
    notebooks = select(notebook.c.id).where(notebook.c.assignment_id == bindparam("assignment"))
    if name == "submitted_assignment":
        known = table.c.assignment_id == bindparam("assignment")
    elif name == "submitted_notebook":
        known = table.c.notebook_id.in_(notebooks)
    else:
        known = table.c.cell_id.in_(select(cell.c.id).where(cell.c.notebook_id.in_(notebooks)))
    return _query(name, column).where(known)


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
