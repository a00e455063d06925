"""A person of a class, as an LMS lists them."""

from __future__ import annotations

from dataclasses import dataclass, field

from autograder.text import printable


@dataclass(frozen=True)
class Person:
    """A person of a class.

    Attributes:
        name: in full, as the LMS writes it; empty where the LMS keeps it secret.
        first, last: parts of it.
        email: in small letters.
        lms_id: Canvas's number of this person, or the identification number in Moodle.
        login: the name under which they sign in.
        number: Moodle's of this person in this one assignment.
        time: when something was handed in, as the worksheet writes it.
        student: the id in the gradebook; empty for one who has none yet.
        row: the number of their row in the list, as a spreadsheet program counts; 0: not known.
    """

    name: str = ""
    first: str = ""
    last: str = ""
    email: str = ""
    lms_id: str = ""
    login: str = ""
    number: str = ""
    time: str = ""
    student: str = ""
    row: int = field(default=0, compare=False)

    @property
    def shown(self) -> str:
        """How they are called in messages: in one line, nothing of it unseen."""
        more = self.email or self.login or self.lms_id or self.student
        both = f"{self.name} <{more}>" if self.name and more else self.name or more or self.number
        return printable(both)
