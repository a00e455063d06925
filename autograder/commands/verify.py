"""Verifying: a receipt's signature is checked, its submission graded again, and both compared."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from stat import S_ISDIR
from typing import Any

from autograder.course import Course, Submission, copy_course
from autograder.engine.driver import grade
from autograder.grade.receipt import path_of, read
from autograder.gradebook.access import require_gradebook
from autograder.gradebook.extract import (
    assignment_gradebook,
    assignment_id,
    read_rows,
    write_extract,
)
from autograder.i18n import _, shown_points
from autograder.intake.files import unfit

PASSING = ("graded_at", "usage", "signature")  # differ from one grading to the next


def verify(course: Course, path: Path) -> list[str]:
    """Check a receipt's signature, grade its submission again, and compare.

    The second grading happens in an extract of the gradebook, which is thrown away.

    Returns:
        What differs, a line each; empty if the grade was reached again.

    Raises:
        ReceiptError: the receipt is not the course's.
        CourseError: the course has no gradebook.
    """
    require_gradebook(course.db_url)
    before = read(course, path)
    names = (before["student"], before["assignment"], before["notebook"])
    with tempfile.TemporaryDirectory(prefix="verify-") as folder:
        again = _copy(course, Path(folder), before["student"], before["assignment"])
        (outcome,) = grade(again, [Submission(*names[:2])], lambda _outcome: None)
        path = path_of(again, *names)
        if not path.exists():
            return [_("it was not graded this time: {outcome}").format(outcome=outcome.problem)]
        return differences(before, read(again, path))


def _copy(course: Course, target: Path, student: str, assignment: str) -> Course:
    """Copy what one submission's grading needs into a folder of its own."""
    again = copy_course(course, target, [assignment])
    (target / again.secret_file).write_bytes(course.secret())
    (target / again.receipt_key_file).write_bytes(course.receipt_key())
    for path in course.root.glob("release/*/*.ipynb"):  # what tests rely on, and marks
        there = target / path.relative_to(course.root)
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, there)
    rows = read_rows(course.db_url, student, assignment_id(course.db_url, assignment))
    blank = assignment_gradebook(course.db_url, assignment)
    write_extract(target / "gradebook.db", blank, rows)
    folder = Path("submitted") / student / assignment
    shutil.copytree(course.root / folder, target / folder, symlinks=True, ignore=_unfit)
    return again


def _unfit(folder: str, names: list[str]) -> list[str]:
    """Return what the intake leaves out of a folder, subfolders aside."""
    statuses = {name: Path(folder, name).lstat() for name in names}
    return [
        name for name, status in statuses.items() if unfit(status) and not S_ISDIR(status.st_mode)
    ]


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return how two receipts of the same submission differ, a line each."""
    names = sorted((before.keys() | after.keys()) - set(PASSING) - {"cells"})
    lines = [
        _("{name}: {before} then, {after} now").format(
            name=name, before=before.get(name), after=after.get(name)
        )
        for name in names
        if before.get(name) != after.get(name)
    ]
    return lines + list(_cell_differences(before["cells"], after["cells"]))


def _cell_differences(
    before: Iterable[Mapping[str, Any]], after: Iterable[Mapping[str, Any]]
) -> Iterable[str]:
    now = {cell["grade_id"]: cell for cell in after}
    for cell in before:
        name = cell["grade_id"]
        if name not in now:
            yield _("{name}: not judged this time").format(name=name)
        elif cell["points"] != now[name]["points"]:
            yield _("{name}: {before} points then, {after} now").format(
                name=name,
                before=shown_points(cell["points"]),
                after=shown_points(now[name]["points"]),
            )
        elif cell != now[name]:
            yield _("{name}: the same points on different evidence").format(name=name)
