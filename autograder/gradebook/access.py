"""The one way to open a gradebook: none is made by accident, and a half-made one is mended."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import nbgrader.api
from alembic.script import ScriptDirectory
from nbgrader.api import Assignment, Base, Gradebook
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from autograder.errors import CourseError
from autograder.i18n import _
from autograder.text import nearest

VERSION = "alembic_version"  # the table in which a gradebook says what form it has
READ = text("SELECT version_num FROM alembic_version")
MAKE = text("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL)")
NOTE = text("INSERT INTO alembic_version VALUES (:version)")
_kept: dict[str, Gradebook] = {}


@contextmanager
def open_gradebook(db_url: str) -> Iterator[Gradebook]:
    """Open a gradebook that is there.

    nbgrader's own class makes one where there is none, which is only right in a release.

    Raises:
        CourseError: there is none yet, or it cannot be used as it stands.
    """
    if db_url in _kept:
        try:
            yield _kept[db_url]
        finally:
            _kept[db_url].db.remove()
        return
    require_gradebook(db_url)
    with Gradebook(db_url) as gradebook:
        yield gradebook


def keep_open(db_url: str) -> None:
    """Let a gradebook stay open that this process has made and nobody else knows.

    Opening one asks for every table, and once a job would be a tenth of what grading costs. Called
    again when another file lies at the same address, which has the same form.
    """
    if db_url in _kept:
        _kept[db_url].close()
    else:
        _kept[db_url] = Gradebook(db_url)


@contextmanager
def connected(db_url: str) -> Iterator[Connection]:
    """Open a transaction in a gradebook's database; its connection is closed afterwards.

    A server has few connections, and a process that lives long would keep each one it has had.
    """
    engine = nbgrader.api.create_engine(db_url)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def assignment_of(gradebook: Gradebook, name: str) -> Assignment:
    """Return an assignment of a gradebook.

    Raises:
        CourseError: there is none of this name.
    """
    known = {one.name: one for one in gradebook.assignments}
    if name not in known:
        text = _("there is no assignment {name} in the gradebook; {nearest}")
        raise CourseError(text.format(name=name, nearest=nearest(name, known)))
    return known[name]


def require_gradebook(db_url: str) -> None:
    """See that there is a gradebook, ready to be used.

    Raises:
        CourseError: there is none yet, or it cannot be used as it stands.
    """
    if not check_gradebook(db_url):
        raise CourseError(
            _(
                "there is no gradebook at {address} yet: run python -m autograder release first, "
                "which makes it"
            ).format(address=address(db_url))
        )


def check_gradebook(db_url: str) -> bool:
    """Return whether there is a gradebook, and complete one whose making was interrupted.

    Raises:
        CourseError: what is there is not a gradebook, or is another version of nbgrader's.
    """
    if _is_file(db_url) and not Path(address(db_url)).is_file():
        return False  # connecting would make an empty file
    try:
        with connected(db_url) as connection:
            return _complete(connection, db_url)
    except (ImportError, ArgumentError) as error:  # of a program that talks to the server
        text = _("no gradebook can be opened at {address}: {error}")
        raise CourseError(text.format(address=address(db_url), error=error)) from error
    except OperationalError:  # another program holds it: nothing is wrong with it
        raise
    except DatabaseError as error:
        raise CourseError(
            _(
                "{address} cannot be read as a gradebook ({error}): put a copy of yours back, or "
                "delete it and run python -m autograder release"
            ).format(address=address(db_url), error=error.orig)
        ) from error


def make_gradebook(db_url: str) -> None:
    """Make a gradebook, unless there is one.

    It is the one that nbgrader makes, which asks another program what form it has: that takes
    seconds.

    Raises:
        CourseError: see `check_gradebook`.
    """
    if not check_gradebook(db_url):
        with connected(db_url) as connection:
            _make(connection)


def _make(connection: Connection) -> None:
    """Make all tables that are not there, and note their version."""
    Base.metadata.create_all(connection)
    connection.execute(MAKE)
    connection.execute(NOTE, {"version": _current()})


def _complete(connection: Connection, db_url: str) -> bool:
    """Return whether there are tables; note their version if nbgrader was stopped before that.

    nbgrader makes the tables first and notes their version afterwards, as another program tells
    it; without that program it stops in between.
    """
    names = inspect(connection).get_table_names()
    if not names:
        return False
    versions = set(connection.execute(READ).scalars()) if VERSION in names else set()
    if not versions and _is_current(connection, names):
        _make(connection)
    elif versions != {_current()}:
        raise CourseError(
            _(
                "{address} was made by another version of nbgrader: run nbgrader db upgrade in the "
                "course's folder, which keeps a copy of it"
            ).format(address=address(db_url))
        )
    return True


def _is_current(connection: Connection, names: list[str]) -> bool:
    """Return whether the tables that are there have the columns of this version's."""
    found = inspect(connection)
    return all(
        set(table.columns.keys()) == {column["name"] for column in found.get_columns(name)}
        for name, table in Base.metadata.tables.items()
        if name in names
    )


@cache
def _current() -> str | None:
    """Return the version of gradebooks that this nbgrader makes."""
    return ScriptDirectory(ALEMBIC_DIR).get_current_head()


def address(db_url: str) -> str:
    """Return where a gradebook is, for messages: a file, or a server's address with no password."""
    url = make_url(db_url)
    return url.database or "" if _is_file(db_url) else url.render_as_string(hide_password=True)


def _is_file(db_url: str) -> bool:
    return db_url.startswith("sqlite")
