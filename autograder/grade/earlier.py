"""An attempt is kept when a later one takes its place: files, points, comments and receipts."""

from __future__ import annotations

import shutil
from dataclasses import astuple
from itertools import count
from pathlib import Path

from autograder.course import Course, Submission
from autograder.grade import receipt
from autograder.grade.notes import notes_path
from autograder.gradebook.access import make_gradebook
from autograder.gradebook.attempts import holds, keep_grades, place_of, places
from autograder.gradebook.recorded import answers_path, recorded, recorded_path


def keep_attempt(course: Course, submission: Submission, handed_in: Path) -> None:
    """Keep what a student handed in before, with its grade if it has one that is not kept yet.

    Its files are written last: until they are there, it is not taken for an attempt.

    Args:
        course: the course.
        submission: whose.
        handed_in: the folder with the files.
    """
    numbers = (place_of(course, number) for number in count(1))
    place = next(one for one in numbers if not holds(one, submission))
    place.root.mkdir(parents=True, exist_ok=True)
    make_gradebook(place.db_url)
    names = astuple(submission)
    if _has_grade_to_keep(course, submission):
        keep_grades(course, place, submission)
        for path in _graded(course, submission):
            _copy(path, place.root / path.relative_to(course.root))
    part = place.root.joinpath("submitted", f".{names[0]}.{names[1]}")
    shutil.rmtree(part, ignore_errors=True)
    _copy(handed_in, part)
    target = place.root.joinpath("submitted", *names)
    target.parent.mkdir(parents=True, exist_ok=True)
    part.rename(target)


def keep_graded_attempt(course: Course, submission: Submission, now: str) -> None:
    """Keep what was graded last, if something else was put into submitted/ since.

    Its files are those in autograded/: the ones that were handed in are no longer there.

    Args:
        course: the course.
        submission: whose.
        now: hash of what is handed in now; empty: not known.
    """
    before = recorded(course, submission)
    folder = course.root.joinpath("autograded", *astuple(submission))
    changed = before is not None and before.handed and now and before.handed != now
    if changed and folder.is_dir() and _has_grade_to_keep(course, submission):
        keep_attempt(course, submission, folder)


def _has_grade_to_keep(course: Course, submission: Submission) -> bool:
    """Return whether a submission was graded, and no earlier attempt has that grade already."""
    entry = recorded(course, submission)
    if entry is None:
        return False
    kept = (recorded(place, submission) for place in places(course) if holds(place, submission))
    return all(one is None or one.handed != entry.handed for one in kept)


def _graded(course: Course, submission: Submission) -> list[Path]:
    """Return what grading has left of a submission."""
    student, assignment = astuple(submission)
    return [
        course.root.joinpath("autograded", student, assignment),
        notes_path(course.root / "autograded", student, assignment),
        receipt.folder_of(course, student, assignment),
        answers_path(course, submission),
        recorded_path(course, submission),
    ]


def _copy(path: Path, target: Path) -> None:
    """Copy a file or a folder, if it is there; links in it stay links."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        shutil.copytree(path, target, symlinks=True, dirs_exist_ok=True)
    elif path.is_file():
        shutil.copyfile(path, target)
