"""The course's own solutions are graded before students get the tasks.

A test that fails its author's solution, cannot be read, or disagrees with its cell about the points
would otherwise be found after the deadline, by a whole class that is not graded.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader import utils

from autograder.bank.entries import fill
from autograder.course import Course, Submission, assignments, copy_course
from autograder.engine.dispatch import Workforce
from autograder.engine.driver import grade
from autograder.engine.jobs import portable
from autograder.errors import ReleaseError
from autograder.files import contents, digest_of
from autograder.grade import receipt
from autograder.gradebook.outcome import Outcome, Row, rows
from autograder.gradebook.recorded import FOLDER
from autograder.i18n import _, shown_points
from autograder.notebook import grade_id, load_notebook
from autograder.release.build import release
from autograder.text import printable

REFERENCE, UNTOUCHED = "reference", "untouched"
CHECKED = Path(FOLDER, "checked.json")
SHOWN = 10  # problems that are named
SLOW = 10.0  # seconds for the tests of one cell, which their author should know of
TAG = re.compile(r"<[^>]*>")


def unchecked(course: Course) -> list[str]:
    """Return the assignments that have changed, or their judges, since their solution passed."""
    known = _checked(course)
    return [
        name
        for name in assignments(course)
        if known.get(name) != _fingerprint(course, name) and _has_tests(course, name)
    ]


def check_reference(
    course: Course,
    names: list[str],
    done: Callable[[Outcome], None],
    *,
    running: Callable[[int], None] = lambda count: None,
    workforce: Workforce | None = None,
) -> list[str]:
    """Grade the course's own solutions with all hidden tests, sealed, in a copy of the course.

    Args:
        course: the course; nothing of it changes.
        names: the assignments.
        done: called after each.
        running: called with the number of those that are being graded.
        workforce: workers that are there already; else this machine's cores work.

    Returns:
        Which tests take long, and which the untouched release passes as well, a line each.

    Raises:
        ReleaseError: a solution does not get all of its points; it says where and why.
    """
    with graded_copy(course, names, done, running, workforce) as (there, solved, blank):
        found = list(_problems(there, solved))
        remarks = [*_slow(there, [one.submission for one in solved]), *_for_nothing(there, blank)]
    if found:
        more = len(found) - SHOWN
        lines = [*found[:SHOWN], *([_("and {n} more").format(n=more)] if more > 0 else ())]
        text = _(
            "nothing was released: the course's own solution does not get all of its points, and "
            "neither would a class. Fix the test or the solution:"
        )
        raise ReleaseError("\n".join([text, *(f"- {line}" for line in lines)]))
    known = {**_checked(course), **{name: _fingerprint(course, name) for name in names}}
    path = course.root / CHECKED
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(known), encoding="utf-8")
    return remarks


@contextmanager
def graded_copy(
    course: Course,
    names: list[str],
    done: Callable[[Outcome], None] = lambda outcome: None,
    running: Callable[[int], None] = lambda count: None,
    workforce: Workforce | None = None,
) -> Iterator[tuple[Course, list[Outcome], list[Outcome]]]:
    """Grade solutions and untouched releases in a copy of the course, whose students they are not.

    Yields:
        The copy, which is thrown away, and what became of the solutions and of the releases.
    """
    build = course.root / "build"
    build.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="check-", dir=build) as folder:
        there = copy_course(course, Path(folder), names)
        release(there)
        todo = [hand_in(there, name, who) for name in names for who in (REFERENCE, UNTOUCHED)]
        outcomes = grade(there, todo, done, running=running, workforce=workforce)
        solved, blank = (
            [one for one in outcomes if one.submission.student == who]
            for who in (REFERENCE, UNTOUCHED)
        )
        yield there, solved, blank


def _checked(course: Course) -> dict[str, str]:
    path = course.root / CHECKED
    found: dict[str, str] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return found


def _fingerprint(course: Course, name: str) -> str:
    """Return a hash of all that the grade of an assignment's solution depends on."""
    return digest_of(
        contents(course.root / "source" / name),
        contents(course.root / "locale"),
        json.dumps(portable(course.config), sort_keys=True, default=repr),
        receipt.hash_of_judges(course),
        receipt.versions(),
    )


def _has_tests(course: Course, name: str) -> bool:
    notebooks = map(load_notebook, (course.root / "source" / name).glob("*.ipynb"))
    return any(utils.is_grade(cell) for notebook in notebooks for cell in notebook.cells)


def hand_in(course: Course, name: str, student: str = REFERENCE) -> Submission:
    """Hand in the course's own solution of an assignment; another student leaves it as released."""
    folder = course.root / "submitted" / student / name
    folder.mkdir(parents=True)
    for path in (course.root / "source" / name).glob("*.ipynb"):
        released = load_notebook(course.root / "release" / name / path.name)
        if student == REFERENCE:
            released = fill(load_notebook(path), released, None)
        nbformat.write(released, folder / path.name)
    return Submission(student, name)


def _problems(course: Course, outcomes: list[Outcome]) -> Iterator[str]:
    """Yield what is wrong, a line each."""
    for outcome in outcomes:
        name = outcome.submission.assignment
        for notebook, problem in outcome.problems.items():
            yield f"{name}, {notebook or name}: {problem}"
        for notebook, faults in outcome.faults.items():
            yield from (f"{name}, {notebook}: {fault}" for fault in faults.values())
        for row in rows(course, [outcome]):
            if row.score is not None and row.score != row.max_score:
                text = _("{cell}: the solution gets {score} of {points} points: {reason}")
                reason = reason_of(course, row)
                cell = f"{name}, {row.notebook}, {row.grade_id}"
                yield text.format(cell=cell, reason=reason, **_points(row))


def _slow(course: Course, todo: list[Submission]) -> Iterator[str]:
    """Yield which cells' tests take long, a line each."""
    text = _(
        "{cell}: its tests take {seconds:.0f} s with your own solution, and as long for each "
        "submission. Every question to the student's code takes some milliseconds: ask fewer."
    )
    for one in todo:
        for path in sorted(receipt.folder_of(course, one.student, one.assignment).glob("*.json")):
            found = receipt.read(course, path)
            tests = {cell["grade_id"] for cell in found["cells"]}
            for name, seconds in found["usage"]["cells"].items():
                if name in tests and seconds >= SLOW:
                    cell = f"{one.assignment}, {path.stem}, {name}"
                    yield text.format(cell=cell, seconds=seconds)


def _for_nothing(course: Course, outcomes: list[Outcome]) -> Iterator[str]:
    """Yield which tests the untouched release passes, a line each."""
    for row in rows(course, outcomes):
        if row.score:
            yield f"{row.assignment}, {row.notebook}, {row.grade_id}: {for_nothing(row)}"


def for_nothing(row: Row) -> str:
    """Return what is said of a test that the untouched release passes."""
    text = _("the notebook as you release it gets {score} of {points} points. Can its tests fail?")
    return text.format(**_points(row))


def _points(row: Row) -> dict[str, str]:
    return {"score": shown_points(row.score or 0), "points": shown_points(row.max_score)}


def reason_of(course: Course, row: Row) -> str:
    """Return what the feedback says of a cell, as plain text."""
    folder = course.root / "autograded" / REFERENCE / row.assignment
    cells = load_notebook(folder / f"{row.notebook}.ipynb").cells
    found = [_text(one) for cell in cells if grade_id(cell) == row.grade_id for one in cell.outputs]
    return printable("; ".join(filter(None, found)), 300)


def _text(output: NotebookNode) -> str:
    if output.output_type == "error":
        return f"{output.ename}: {output.evalue}"
    shown = html.unescape(TAG.sub(" ", output.get("data", {}).get("text/html", "")))
    return " ".join(shown.split())
