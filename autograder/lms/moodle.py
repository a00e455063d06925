"""Moodle's grading worksheet, understood in whatever language the teacher reads Moodle."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from autograder.lms.headings import columns_of, named_columns
from autograder.lms.layout import Finder, Layout, as_number
from autograder.lms.names import first_and_last, loose
from autograder.lms.person import Person
from autograder.lms.table import Cell, Table

IDENTIFIER = re.compile(r"(?P<word>\D+?)\s*(?P<number>\d+)")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
NO = frozenset(
    {
        *("no", "nao", "non", "nein", "nee", "nie", "nej", "nei", "nu", "ne", "ni", "n", "ei"),
        *("nem", "hayır", "нет", "ні", "не", "οχι", "いいえ", "否", "아니요", "لا", "לא"),
    }
)
"""That a grade cannot be changed, without accents."""


class Worksheet:
    """A grading worksheet.

    Attributes:
        table: the file.
        people: everyone in it, in its order.
        others: numbers of the rows that belong to nobody, such as one of averages.
        maximum: the highest grade.
        grade, comment: numbers of these columns; no comment: the feedback comments are off.
        tells_locked: whether it says which grades are locked.
    """

    def __init__(self, table: Table, layout: Layout) -> None:
        self.table = table
        self.grade, self.comment, self.maximum = layout.grade, layout.comment, layout.most
        self.most = layout.maximum
        self.tells_locked = layout.allowed is not None
        self._layout = layout
        self._email = table.column_of(EMAIL, range(1, layout.grade))
        self._known = columns_of(table.header[: layout.grade])
        status = next(iter(named_columns(table.header[: layout.grade])["status"]), layout.grade - 1)
        self._name = 1 if status > 1 and self._email != 1 else None
        self._rows = _of_people(table)
        self.people = [self._person(row) for row in self._rows]
        ours = {person.row for person in self.people}
        self.others = [n for row in table.rows if (n := table.number(row)) not in ours]

    @staticmethod
    def has_people(table: Table) -> bool:
        """Return whether most rows begin with Moodle's identifiers, such as "Participant 12"."""
        return 2 * len(_of_people(table)) > len(table.rows)

    @classmethod
    def of(cls, table: Table) -> Worksheet | None:
        """Return a table as a grading worksheet, if it is one."""
        if not cls.has_people(table):
            return None
        layout = finder(table).find()
        return cls(table, layout) if layout else None

    def rows(self) -> Iterable[tuple[Person, list[Cell]]]:
        """Return everyone with their row."""
        return zip(self.people, self._rows, strict=True)

    def can_change(self, row: list[Cell]) -> bool:
        """Return whether Moodle takes another grade in a row."""
        return loose(self.table.value(row, self._layout.allowed)) not in NO

    def marked(self, row: list[Cell]) -> str:
        """Return when the grade of a row was last modified; empty: it was never given."""
        return self.table.value(row, self._layout.marked).strip("-")

    def is_grade(self, row: list[Cell]) -> bool:
        """Return whether the cell of a grade has one, or nothing."""
        text = self.table.value(row, self.grade)
        grade = as_number(text)
        return text in ("", "-") or (grade is not None and grade <= self.maximum)

    def _person(self, row: list[Cell]) -> Person:
        found = IDENTIFIER.fullmatch(self.table.value(row, 0))
        name = self.table.value(row, self._name)
        first, last = first_and_last(name)
        return Person(
            name,
            first,
            last,
            self.table.value(row, self._email).lower(),
            self.table.value(row, self._known.get("lms_id")),
            self.table.value(row, self._known.get("login")),
            found["number"] if found else "",
            self.table.value(row, self._layout.submitted).strip("-"),
            row=self.table.number(row),
        )


def finder(table: Table) -> Finder:
    """Return what tells the columns of a worksheet, by what is in the rows of people."""
    rows = _of_people(table)
    columns = [[table.value(row, n) for row in rows] for n in range(len(table.header))]
    return Finder(table.header, columns)


def _of_people(table: Table) -> list[list[Cell]]:
    """Return the rows that begin with an identifier."""
    found = [IDENTIFIER.fullmatch(table.value(row, 0)) for row in table.rows]
    words = Counter(one["word"] for one in found if one)
    word = next((word for word, _count in words.most_common(1)), "")
    pairs = zip(table.rows, found, strict=True)
    return [row for row, one in pairs if one and one["word"] == word]
