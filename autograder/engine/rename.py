"""Renaming a student, or merging two folders of one: gradebook, files and memory together."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from nbgrader.api import Student, SubmittedAssignment

from autograder.course import Course
from autograder.engine.run import alone
from autograder.errors import CourseError
from autograder.files import remove, replacing
from autograder.grade import receipt
from autograder.grade.notes import FOLDER as NOTES
from autograder.gradebook.access import open_gradebook
from autograder.gradebook.attempts import places
from autograder.gradebook.recorded import FOLDER as RUNS
from autograder.gradebook.students import names_of
from autograder.i18n import _
from autograder.lms.record import FOLDER as COLLECTED
from autograder.text import nearest, quoted

PLACES = (
    *("submitted", "autograded", "feedback"),
    *(f"autograded/{NOTES}", f"{RUNS}/outcomes", f"{RUNS}/answers"),
)
"""Folders with a folder for each student."""


class Renamed(NamedTuple):
    """What became of two ids.

    Attributes:
        merged: whether there was a student of the new id, whose work this is as well.
        dropped: by student, the assignments whose points are gone, as the other's work counts.
    """

    merged: bool
    dropped: dict[str, set[str]]


def rename(course: Course, old: str, new: str) -> Renamed:
    """Give a student another id, everywhere; what was stopped half way is finished by repeating it.

    Raises:
        CourseError: there is no such student, the new id cannot be one, or both have handed in the
            same assignment, in submitted/ or among earlier attempts; nothing is changed then.
    """
    if new == old:
        raise CourseError(_("{name} is the student's id already").format(name=new))
    for name in (old, new):
        if not name or name != Path(name).name or name.startswith("."):
            text = _(
                "{name} cannot be a student's id: it names a folder, so no / and no dot in front"
            )
            raise CourseError(text.format(name=repr(name)))
    with alone(course):
        merged = _known(course, new)
        if not _known(course, old):
            text = _("there is no student {name}; {nearest}")
            raise CourseError(text.format(name=old, nearest=nearest(old, _people(course))))
        gone = {place: _taken_away(place, old, new) for place in (course, *places(course))}
        counting = {place: _work(place, old) - gone[place][old] for place in gone}
        for place in gone:
            _drop_points(place, gone[place])
            _drop_leftovers(place, old, new, counting[place])
            _rename_in_gradebook(place, old, new)
            for folder in _folders(place, old):
                _merge(folder, folder.with_name(new))
            remove(place.root / receipt.FOLDER / old)  # they name the student, and are signed
        for path in sorted((course.root / COLLECTED).glob("*.json")):
            _rename_origin(path, old, new, path.stem in counting[course])
    return Renamed(merged, gone[course])


def _people(course: Course) -> set[str]:
    with open_gradebook(course.db_url) as gradebook:
        known = {student.id for student in gradebook.students}
    return known | {path.name for path in (course.root / "submitted").glob("[!.]*")}


def _known(course: Course, student: str) -> bool:
    return student in _people(course) or any(_folders(course, student))


def _folders(course: Course, student: str) -> Iterator[Path]:
    """Return the folders that hold something of a student's."""
    folders = (course.root / place / student for place in PLACES)
    return (folder for folder in folders if folder.is_dir())


def _submitted(course: Course, student: str) -> set[str]:
    """Return the assignments of which something of a student's lies in submitted/."""
    return {path.name for path in (course.root / "submitted" / student).glob("[!.]*")}


def _recorded(course: Course, student: str) -> set[str]:
    """Return the assignments of which the gradebook has a submission of a student's."""
    with open_gradebook(course.db_url) as gradebook:
        query = gradebook.db.query(SubmittedAssignment).filter_by(student_id=student)
        return {one.name for one in query}


def _work(course: Course, student: str) -> set[str]:
    """Return the assignments of which a student has handed in something."""
    return _submitted(course, student) | _recorded(course, student)


def _taken_away(course: Course, old: str, new: str) -> dict[str, set[str]]:
    """Return by student the assignments whose points go: only the other one's work is there.

    Where the gradebook does not know the old student, it was renamed already, and the folder was
    not: the points are of the work that is there.

    Raises:
        CourseError: work of both is there, or points of both and no work: two would become one.
    """
    there = {who: _submitted(course, who) for who in (old, new)}
    recorded = {who: _recorded(course, who) for who in (old, new)}
    unclear = (recorded[old] & recorded[new]) - there[old] - there[new]
    if both := sorted(there[old] & there[new] | unclear):
        text = _(
            "{old} and {new} have both handed in {names}: leave only the one that counts in "
            "{folder}"
        )
        folder = course.root / "submitted"
        raise CourseError(text.format(old=old, new=new, names=quoted(both), folder=folder))
    with open_gradebook(course.db_url) as gradebook:
        known = gradebook.db.get(Student, old) is not None
    return {
        old: recorded[old] & there[new],
        new: recorded[new] & there[old] if known else set(),
    }


def _drop_points(course: Course, gone: dict[str, set[str]]) -> None:
    """Remove the points of work that is no longer there (see `_taken_away`)."""
    with open_gradebook(course.db_url) as gradebook:
        for student, names in gone.items():
            for name in names:
                gradebook.remove_submission(name, student)


def _drop_leftovers(course: Course, old: str, new: str, counting: set[str]) -> None:
    """Remove what was made of work that is there no more, where the other one's would join it.

    Its pages would pass for those of the other one's work. `counting`: of which assignments the
    old student's work counts.
    """
    for folder in (course.root / place for place in (*PLACES, receipt.FOLDER)):
        for name in counting:
            remove(folder / new / name)
            remove(folder / new / f"{name}.json")
        for path in sorted((folder / new).glob("*")):
            remove(folder / old / path.name)


def _rename_in_gradebook(course: Course, old: str, new: str) -> None:
    with open_gradebook(course.db_url) as gradebook:
        before = gradebook.db.get(Student, old)
        if before is None:
            return
        after = gradebook.db.get(Student, new)
        if after is None:
            after = Student(id=new)
            gradebook.db.add(after)
        known = {**names_of(before), **{k: v for k, v in names_of(after).items() if v}}
        for field, value in known.items():
            setattr(after, field, value)
        for submission in list(before.submissions):
            submission.student = after
        gradebook.db.flush()
        gradebook.db.delete(before)
        gradebook.db.commit()


def _merge(old: Path, new: Path) -> None:
    """Move what is in one folder into another, in which nothing has the same name."""
    new.mkdir(exist_ok=True)
    for path in sorted(old.iterdir()):
        path.rename(new / path.name)
    old.rmdir()


def _rename_origin(path: Path, old: str, new: str, counts: bool) -> None:
    """Note where the merged student's work came from; `counts`: it is the old one's."""
    found = json.loads(path.read_text(encoding="utf-8"))
    if old in found:
        origin = found.pop(old)
        if counts or new not in found:
            found[new] = origin
        with replacing(path) as file:
            file.write(json.dumps(dict(sorted(found.items())), indent=1) + "\n")
