"""How a hidden region is run: by the grader, never beside the student.

It ends in a `Report`. A region of plain assertions on what `student.call(...)` returns works
too: it gives all of the cell's points, or none. A region that imports nothing of the kit's and
tests the notebook's names, as everywhere in nbgrader, is for `autograder.judge.plain`.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from autograder.course import load_course
from autograder.errors import AutograderError, CourseError, FaultyTest, StudentError
from autograder.i18n import _
from autograder.judge.deadline import SECONDS, Overdue, deadline
from autograder.judge.place import place_of, told
from autograder.judge.plain import judge
from autograder.judge.region import Released, is_plain
from autograder.judge.report import Finding, Report
from autograder.judge.running import run
from autograder.judge.settings import kept
from autograder.judge.student import NotebookStudent, Student

UNLIKE = (TypeError, ValueError, LookupError, ArithmeticError, AttributeError)
"""What assertions raise about an answer of another kind than they are written for."""

_examined: ContextVar[Student | None] = ContextVar("_examined", default=None)


def here() -> Student:
    """Return the student whose grade cell is being judged.

    In the grader it is the submission in its kernel; in an instructor's notebook, the notebook
    itself.

    Raises:
        CourseError: judge and student would share a process while grading, as they do under a
            stock `nbgrader autograde`; or there is no notebook at all.
    """
    student = _examined.get()
    if student is not None:
        return student
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":
        _refuse_unsealed()
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    if shell is None:
        raise CourseError(_("here() works in a notebook or while grading, not in a plain script"))
    return NotebookStudent(shell.user_ns)


def _refuse_unsealed() -> None:
    if not load_course(Path.cwd()).allow_unsealed:
        raise CourseError(
            _(
                "hidden tests would run in the student's process, which can forge them; grade with "
                "this course's own course_config.py, or set c.Course.allow_unsealed = True"
            )
        )


@contextmanager
def _examining(student: Student) -> Iterator[None]:
    token = _examined.set(student)
    try:
        yield
    finally:
        _examined.reset(token)


def examine(
    region: str,
    student: Student,
    points: float,
    name: str = "hidden tests",
    released: Released | None = None,
) -> Report:
    """Run one hidden region outside the student's process and return its report.

    Args:
        region: Python source, from the course's own copy of the notebook only.
        student: the channel to the submission.
        points: what the cell is worth.
        name: the grade cell, for messages.
        released: what names stand for in the course's own notebook.

    Raises:
        FaultyTest: the region itself is at fault, or disagrees with the cell about the points.
    """
    try:
        tree = ast.parse(region, filename=name)
    except SyntaxError as error:
        raise FaultyTest(
            _("hidden region of {name!r} is not Python: {error}").format(name=name, error=error)
        ) from error
    if is_plain(region):
        return judge(region, student, points, name, released)
    with _examining(student):
        try:
            with deadline(), kept(student, tree, {}):
                value = _value(tree, name)
        except AssertionError as failed:
            title = _("Hidden assertion")
            value = Report(
                Finding(title, False, observed=str(failed) or _("it failed")), points=points
            )
        except StudentError as error:
            value = Report(Finding(_("Hidden test"), False, observed=str(error)), points=points)
        except AutograderError:
            raise
        except Overdue as error:
            text = _(
                "hidden region of {name!r} computes for more than {seconds:g} s ({place}): is "
                "there an endless loop?"
            )
            place = place_of(error)
            raise FaultyTest(text.format(name=name, seconds=SECONDS, place=place)) from error
        except (Exception, SystemExit) as error:
            if not (student.has_answered and _asserts(tree) and isinstance(error, UNLIKE)):
                text = _("hidden region of {name!r} failed: {error}")
                raise FaultyTest(text.format(name=name, error=told(error))) from error
            value = Report(Finding(_("Hidden test"), False, observed=told(error)), points=points)
    return _agreed(value, points, name)


def _value(tree: ast.Module, name: str) -> object:
    """Run a region and return its report; nothing, if it consists of assertions that hold.

    Raises:
        FaultyTest: it would give its points for nothing.
    """
    names: dict[str, Any] = {"__name__": "hidden"}
    value = run(tree, name, names)
    _refuse_loose_ends(tree, value, names, name)
    return value


def _refuse_loose_ends(tree: ast.Module, value: object, names: dict[str, Any], name: str) -> None:
    """Refuse a region that would give its points for nothing.

    A finding that is not part of the region's last report, or a region without any test, is an
    author's slip.

    Raises:
        FaultyTest: it is one of these.
    """
    loose = [n for n, v in names.items() if isinstance(v, Report | Finding)]
    if isinstance(value, Report):
        return
    if value is not None or loose or not _asserts(tree):
        raise FaultyTest(
            _("hidden region of {name!r} must end in a Report, or consist of assertions").format(
                name=name
            )
        )


def _asserts(tree: ast.Module) -> bool:
    return any(isinstance(node, ast.Assert) for node in ast.walk(tree))


def _agreed(value: object, points: float, name: str) -> Report:
    if not isinstance(value, Report):
        return Report(Finding(_("Hidden assertions"), True), points=points)
    if value.max_score != points:
        raise FaultyTest(
            _("grade cell {name!r} is worth {points:g} points and its report {max_score:g}").format(
                name=name, points=points, max_score=value.max_score
            )
        )
    return value
