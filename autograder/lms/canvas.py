"""Canvas's gradebook, exported as CSV."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from autograder.lms.moodle import EMAIL, as_number
from autograder.lms.names import first_and_last
from autograder.lms.person import Person
from autograder.lms.table import Cell, Table

POSSIBLE = "Points Possible"
TITLE = re.compile(r"(?P<title>.+) \((?P<id>\d+)\)")  # of an assignment's column
POSTING = re.compile(r"(?:Muted|Manual Posting.*)?", re.IGNORECASE)


class Gradebook:
    """A gradebook.

    Attributes:
        table: the file.
        people: everyone in it, in its order.
        columns: numbers of the assignments' columns, by title.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        header = table.header
        self._id = header.index("ID")
        self._names = header[: self._id]
        self._login = header.index("SIS Login ID") if "SIS Login ID" in header else None
        self.columns = {
            found["title"]: number
            for number, heading in enumerate(header)
            if number > self._id and (found := TITLE.fullmatch(heading))
        }
        self._possible = next((row for row in table.rows if POSSIBLE in table.value(row, 0)), None)
        self._students = [row for row in table.rows if self._is_student(row)]
        self.people = [self._person(row) for row in self._students]

    @classmethod
    def of(cls, table: Table) -> Gradebook | None:
        """Return a table as a gradebook, if it is one."""
        forms = (["Student", "ID"], ["LastName", "FirstName", "ID"])
        ours = any(table.header[: len(form)] == form for form in forms)
        return cls(table) if ours and "Section" in table.header else None

    def rows(self) -> Iterable[tuple[Person, list[Cell]]]:
        """Return everyone with their row."""
        return zip(self.people, self._students, strict=True)

    def maximum(self, column: int) -> Decimal | None:
        """Return how many points an assignment's column can have."""
        return as_number(self.table.value(self._possible, column)) if self._possible else None

    def _is_student(self, row: list[Cell]) -> bool:
        """Return whether a row is a student's; above them are what Canvas says of columns."""
        told = row is self._possible or all(POSTING.fullmatch(cell.value.strip()) for cell in row)
        return not told and self.table.value(row, 0) != "Student, Test"

    def _person(self, row: list[Cell]) -> Person:
        names = [self.table.value(row, number) for number in range(len(self._names))]
        first, last = (names[1], names[0]) if len(names) > 1 else first_and_last(names[0])
        login = self.table.value(row, self._login)
        return Person(
            f"{first} {last}".strip(),
            first,
            last,
            login.lower() if EMAIL.fullmatch(login) else "",
            self.table.value(row, self._id),
            login,
        )
