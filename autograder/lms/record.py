"""What is remembered of an archive: who had which number in it, and what was left out of it.

Kept below `.collected/` in the course's folder, a file for each assignment.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from autograder.course import Course
from autograder.files import replacing

FOLDER = ".collected"


@dataclass(frozen=True)
class Origin:
    """Where a submission came from.

    Attributes:
        number: Moodle's of the student in this assignment.
        prefix: how the names of files begin under which Canvas takes feedback.
        left_out: which of its files are not in submitted/ and why, a sentence each.
    """

    number: str = ""
    prefix: str = ""
    left_out: tuple[str, ...] = ()


def read_origins(course: Course, assignment: str) -> dict[str, Origin]:
    """Return where the submissions to an assignment came from, by student."""
    path = _path(course, assignment)
    if not path.is_file():
        return {}
    found = json.loads(path.read_text(encoding="utf-8"))
    return {
        student: Origin(one["number"], one["prefix"], tuple(one.get("left_out", ())))
        for student, one in found.items()
    }


def students_by_number(origins: Mapping[str, Origin]) -> dict[str, str]:
    """Return who had which of Moodle's numbers in an assignment."""
    return {one.number: student for student, one in origins.items() if one.number}


def write_origins(course: Course, assignment: str, origins: Mapping[str, Origin]) -> None:
    """Remember where submissions came from, beside those of earlier archives.

    Whose number is another student's now, who was removed say, has none any more.
    """
    path = _path(course, assignment)
    path.parent.mkdir(exist_ok=True)
    numbers = students_by_number(origins)
    before = {
        student: replace(one, number="") if one.number in numbers else one
        for student, one in read_origins(course, assignment).items()
    }
    every = {**before, **origins}
    text = json.dumps({name: asdict(one) for name, one in sorted(every.items())}, indent=1)
    with replacing(path) as file:
        file.write(text + "\n")


def _path(course: Course, assignment: str) -> Path:
    return course.root / FOLDER / f"{assignment}.json"
