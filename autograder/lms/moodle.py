"""Moodle's grading worksheet, understood in whatever language the teacher reads Moodle.

Its columns have headings in that language, but always the same order: identifier, full name and
more about the person, status, grade, maximum grade, whether the grade can be changed, when the
submission and when the grade were last modified, and the feedback. So what is in them tells which
they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from autograder.lms.headings import columns_of
from autograder.lms.names import first_and_last
from autograder.lms.person import Person
from autograder.lms.table import Cell, Table

IDENTIFIER = re.compile(r"(?P<word>\D+?)\s*(?P<number>\d+)")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
MOMENT = re.compile(r".*\b(?:19|20)\d\d\b.*\b\d{1,2}[:.]\d\d\b.*")
COMMENT = re.compile(r"com+ent|komment|coment|feedback|retroal|opmerk|reaktion", re.IGNORECASE)
NO = re.compile(r"n(?:o|ão|ao|on|ein|ee|ie|ej|u|e)?", re.IGNORECASE)


class Worksheet:
    """A grading worksheet.

    Attributes:
        table: the file.
        people: everyone in it, in its order.
        maximum: the highest grade.
        grade, comment: numbers of these columns; no comment: the feedback comments are off.
    """

    def __init__(self, table: Table, grade: int) -> None:
        self.table = table
        self.grade = grade
        self._most = grade + 1
        moments = [n for n in range(self._most + 1, len(table.header)) if self._is_time(n)]
        self._marked = moments[-1] if moments else self._most
        self._submitted = moments[0] if len(moments) > 1 else None
        self._allowed = moments[0] - 1 if moments else self._most + 1  # a workflow is before it
        self.comment = self._comment()
        self._email = table.column_of(EMAIL, range(1, grade))
        self._known = columns_of(table.header[:grade])
        status = grade - 1
        self._name = 1 if status > 1 and self._email != 1 else None
        self.maximum = as_number(table.value(table.rows[0], self._most)) or Decimal(0)
        self.people = [self._person(row) for row in table.rows]

    @staticmethod
    def has_people(table: Table) -> bool:
        """Return whether a table begins with Moodle's identifiers, such as "Participant 12"."""
        found = [IDENTIFIER.fullmatch(value) for value in table.column(0)]
        return bool(found) and found[0] is not None and len({f and f["word"] for f in found}) == 1

    @classmethod
    def of(cls, table: Table) -> Worksheet | None:
        """Return a table as a grading worksheet, if it is one."""
        if not cls.has_people(table):
            return None
        columns = range(2, len(table.header))
        found = [n for n in columns if _is_maximum(table.column(n), table.column(n - 1))]
        return cls(table, found[-1] - 1) if found else None

    def rows(self) -> Iterable[tuple[Person, list[Cell]]]:
        """Return everyone with their row."""
        return zip(self.people, self.table.rows, strict=True)

    def can_change(self, row: list[Cell]) -> bool:
        """Return whether Moodle takes another grade in a row."""
        return NO.fullmatch(self.table.value(row, self._allowed)) is None

    def marked(self, row: list[Cell]) -> str:
        """Return when the grade of a row was last modified; empty: it was never given."""
        return self.table.value(row, self._marked).strip("-")

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
            self.table.value(row, self._submitted).strip("-"),
        )

    def _is_time(self, number: int) -> bool:
        values = self.table.column(number)
        return all(value in ("", "-") or MOMENT.fullmatch(value) for value in values) and any(
            values
        )

    def _comment(self) -> int | None:
        later = range(self._marked + 1, len(self.table.header))
        named = [number for number in later if COMMENT.search(self.table.header[number])]
        return next(iter([*named, *later]), None)


def _is_maximum(values: list[str], grades: list[str]) -> bool:
    """Return whether a column is that of the maximum, and the one before it that of the grade."""
    most = as_number(values[0])
    if most is None or most <= 0 or len(set(values)) != 1:
        return False
    return all(not grade or _within(as_number(grade), most) for grade in grades)


def _within(grade: Decimal | None, most: Decimal) -> bool:
    return grade is not None and grade <= most


def as_number(text: str) -> Decimal | None:
    """Return a number that is written with a point or a comma."""
    if not NUMBER.fullmatch(text):
        return None
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
