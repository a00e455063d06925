"""Canvas's gradebook, exported as CSV."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from autograder.lms.layout import as_maximum, as_number
from autograder.lms.moodle import EMAIL
from autograder.lms.names import first_and_last
from autograder.lms.person import Person
from autograder.lms.table import Cell, Table

POSSIBLE = "Points Possible"
TITLE = re.compile(r"(?P<title>.+) \((?P<id>\d+)\)")  # of an assignment's column


@dataclass(frozen=True)
class Column:
    """An assignment's column.

    Attributes:
        number: of the column.
        title: of the assignment.
        id: Canvas's of the assignment.
    """

    number: int
    title: str
    id: str

    @property
    def heading(self) -> str:
        """What is written above it."""
        return f"{self.title} ({self.id})"


class Gradebook:
    """A gradebook.

    Attributes:
        table: the file.
        people: everyone in it, in its order.
        others: numbers of the rows that name somebody and belong to no student, such as averages.
        columns: the assignments', in their order.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        header = table.header
        self._id = header.index("ID")
        self._names = header[: self._id]
        self._login = header.index("SIS Login ID") if "SIS Login ID" in header else None
        self._section = header.index("Section")
        self.columns = [
            Column(number, found["title"], found["id"])
            for number, heading in enumerate(header)
            if number > self._id and (found := TITLE.fullmatch(heading))
        ]
        self._possible = self._find_possible()
        self._students = [row for row in table.rows if self._is_student(row)]
        self.people = [self._person(row) for row in self._students]
        ours = {person.row for person in self.people}
        self.others = [
            table.number(row)
            for row in table.rows
            if row is not self._possible and self._is_named(row) and not self._is_test(row)
            if table.number(row) not in ours
        ]

    @classmethod
    def of(cls, table: Table) -> Gradebook | None:
        """Return a table as a gradebook, if it is one."""
        forms = (["Student", "ID"], ["LastName", "FirstName", "ID"])
        ours = any(table.header[: len(form)] == form for form in forms)
        return cls(table) if ours and "Section" in table.header else None

    def rows(self) -> Iterable[tuple[Person, list[Cell]]]:
        """Return everyone with their row."""
        return zip(self.people, self._students, strict=True)

    def possible(self, column: int) -> str:
        """Return what is written where the gradebook says how many points a column can have."""
        return self.table.value(self._possible, column) if self._possible else ""

    def maximum(self, column: int) -> Decimal | None:
        """Return how many points an assignment's column can have; None: it does not say."""
        return as_maximum(self.possible(column))

    def _find_possible(self) -> list[Cell] | None:
        """Return the row of points: it is above the students, whatever its name is."""
        for row in self.table.rows:
            if POSSIBLE in self.table.value(row, 0):
                return row
        for row in self.table.rows:
            if self._is_enrolled(row):
                return None
            told = [self.table.value(row, column.number) for column in self.columns]
            if self._is_named(row) and any(as_number(text) is not None for text in told):
                return row
        return None

    def _is_student(self, row: list[Cell]) -> bool:
        """Return whether a row is a student's; others say something of the columns."""
        told = row is self._possible or not self._is_named(row)
        return not told and self._is_enrolled(row) and not self._is_test(row)

    def _is_test(self, row: list[Cell]) -> bool:
        names = [self.table.value(row, number) for number in range(self._id)]
        return ", ".join(names) == "Student, Test"

    def _is_named(self, row: list[Cell]) -> bool:
        """Return whether a row says whose it is."""
        columns = [*range(self._id + 1), self._login]
        return any(self.table.value(row, number) for number in columns)

    def _is_enrolled(self, row: list[Cell]) -> bool:
        """Return whether a row has anything that Canvas knows of a student but the name."""
        columns = (self._id, self._login, self._section)
        return any(self.table.value(row, number) for number in columns)

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
            row=self.table.number(row),
        )
