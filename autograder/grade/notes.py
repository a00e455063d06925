"""What is said of a submission beside its points, kept from grading to the feedback pages.

Feedback is written by a later command, perhaps on another day. So what grading found is kept
below autograded/, in a folder with a dot, which nbgrader passes over.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
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
        totals: what notebooks are worth, where that is not the sum of their cells.
    """

    problems: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    totals: Mapping[str, float] = field(default_factory=dict)

    def as_bytes(self) -> bytes:
        """Return them as the content of a file."""
        return json.dumps(asdict(self)).encode()


def notes_path(autograded: Path, student: str, assignment: str) -> Path:
    """Return where it is kept what grading said of a submission."""
    return autograded / FOLDER / student / f"{assignment}.json"


def write_notes(autograded: Path, student: str, assignment: str, notes: Notes) -> None:
    """Keep what grading said, for the feedback, instead of what it said before."""
    path = notes_path(autograded, student, assignment)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(notes.as_bytes())


def read_notes(autograded: Path, student: str, assignment: str) -> Notes | None:
    """Return what grading said last, or None if nothing is known of it."""
    path = notes_path(autograded, student, assignment)
    if not path.is_file():
        return None
    found = json.loads(path.read_text(encoding="utf-8"))
    return Notes(found["problems"], tuple(found["notes"]), found.get("totals", {}))


def delete_notes(autograded: Path, student: str, assignment: str) -> None:
    """Forget what grading said; it is being graded again."""
    notes_path(autograded, student, assignment).unlink(missing_ok=True)
