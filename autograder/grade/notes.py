"""What is said of a submission beside its points, kept from grading to the feedback pages.

Feedback is written by a later command, perhaps on another day. So what grading found is kept
below autograded/, in a folder with a dot, which nbgrader passes over.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = ".outcomes"
NOTES = "autograder_notes"  # where a converter finds what to say, in nbconvert's resources


@dataclass(frozen=True)
class Notes:
    """What grading said of one submission.

    Attributes:
        problems: what its student is told of why it was not graded, by notebook; "" stands for
            one whose name is not known.
        notes: what was repaired or left out, a sentence each.
    """

    problems: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def notes_path(autograded: Path, student: str, assignment: str) -> Path:
    """Return where it is kept what grading said of a submission."""
    return autograded / FOLDER / student / f"{assignment}.json"


def write_notes(autograded: Path, student: str, assignment: str, notes: Notes) -> None:
    """Keep what grading said, for the feedback, instead of what it said before."""
    path = notes_path(autograded, student, assignment)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"problems": dict(notes.problems), "notes": list(notes.notes)})
    path.write_text(text, encoding="utf-8")


def read_notes(autograded: Path, student: str, assignment: str) -> Notes | None:
    """Return what grading said last, or None if nothing is known of it."""
    path = notes_path(autograded, student, assignment)
    if not path.is_file():
        return None
    found = json.loads(path.read_text(encoding="utf-8"))
    return Notes(found["problems"], tuple(found["notes"]))


def delete_notes(autograded: Path, student: str, assignment: str) -> None:
    """Forget what grading said; it is being graded anew."""
    notes_path(autograded, student, assignment).unlink(missing_ok=True)
