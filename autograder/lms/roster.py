"""Who is in the class: a list that an LMS exports, of any of the kinds that are known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from autograder.errors import ArchiveError
from autograder.i18n import _
from autograder.lms.canvas import Gradebook
from autograder.lms.headings import HEADINGS, columns_of, named_columns
from autograder.lms.moodle import EMAIL, IDENTIFIER, Worksheet, finder
from autograder.lms.names import first_and_last
from autograder.lms.person import Person
from autograder.lms.table import Table
from autograder.text import printable, quoted

Roster = Worksheet | Gradebook


def read_worksheet(path: Path) -> Roster:
    """Read a file into which grades can be filled.

    Raises:
        ArchiveError: it is not one.
    """
    table = Table.read(path)
    found = Gradebook.of(table) or Worksheet.of(table)
    if found is None:
        _refuse_unfit(path, table)
    elif not found.people:
        raise ArchiveError(_nobody(path))
    if found is None:
        text = _(
            "{path}: it is neither Moodle's grading worksheet nor Canvas's gradebook. In Moodle: "
            "the assignment > Submissions > Actions > Download grading worksheet; in Canvas: "
            "Grades > Export"
        )
        raise ArchiveError(text.format(path=path))
    return found


def _refuse_unfit(path: Path, table: Table) -> None:
    """Say why a table is not a worksheet that can be filled, if it is Moodle's.

    Raises:
        ArchiveError: it is one with nobody in it, or without points, or it cannot be told where.
    """
    named = named_columns(table.header)
    if not table.rows and named["grade"]:
        raise ArchiveError(_nobody(path))
    if not Worksheet.has_people(table):
        return
    points = finder(table)
    known = [number for number in named["maximum"] if number > 1]
    if named["scale"] or (len(known) == 1 and not points.points(known[0])):
        text = _(
            "{path}: it is Moodle's grading worksheet, but without a maximum of points ({told}): "
            "the assignment's grade is a scale, or none, or 0, or a program has changed how it is "
            "written. In Moodle: the assignment > Settings > Grade > Type: Point; then download "
            "the worksheet once more, and do not save it in a spreadsheet program"
        )
        told = printable(next(iter(points.columns[known[0]]), "") if known else "", 40)
        raise ArchiveError(text.format(path=path, told=repr(told) if told else _("none")))
    text = _(
        "{path}: it cannot be told which of its columns are the grade and the maximum grade: "
        "{columns}. Download the worksheet once more, and do not add or rename columns; if it "
        "is as Moodle made it, check that the grade of the assignment is of Type: Point"
    )
    raise ArchiveError(text.format(path=path, columns=quoted(table.header)))


def _nobody(path: Path) -> str:
    text = _(
        "{path}: it has headings, but nobody below them. Remove the filters in the LMS, and "
        "download it once more"
    )
    return text.format(path=path)


def read_roster(path: Path) -> list[Person]:
    """Read who is in the class.

    Args:
        path: of Moodle's grading worksheet or list of participants, of Canvas's gradebook, or of
            another table with names and e-mail addresses.

    Raises:
        ArchiveError: it is none of these.
    """
    table = Table.read(path)
    found = Gradebook.of(table) or Worksheet.of(table)
    listed = found.people if found else _participants(table)
    people = [person for person in listed if person.shown]  # or it is a row about the columns
    if not people:
        text = _(
            "{path}: no names were found in it. Give Moodle's grading worksheet or list of "
            "participants, Canvas's gradebook, or a table with the columns {columns}"
        )
        columns = "First name, Last name, Email address"
        raise ArchiveError(text.format(path=path, columns=columns))
    return people


def _participants(table: Table) -> list[Person]:
    """Return the people of a list with a name a row; none if it has no such columns.

    It may be Moodle's grading worksheet after all: one without points, or whose first column lacks
    the word before the numbers. Then it says who handed in when.
    """
    where = columns_of(table.header)
    address = table.column_of(EMAIL, range(len(table.header)))
    if not {"name", "first", "last"} & where.keys() and address is None:
        return []
    times = next(iter(named_columns(table.header)["submitted"]), None)
    people = []
    for row in table.rows:
        field = {name: table.value(row, where.get(name)) for name in HEADINGS}
        first, last = field["first"], field["last"]
        if "last" not in where:
            first, last = first_and_last(field["name"] or first)
        name = f"{first} {last}".strip()
        email = table.value(row, address).lower()
        person = Person(name, first, last, email, field["lms_id"], field["login"])
        if times is not None:
            found = IDENTIFIER.fullmatch(identifier := table.value(row, 0))
            number = found["number"] if found else identifier if identifier.isdecimal() else ""
            person = replace(person, number=number, time=table.value(row, times).strip("-"))
        people.append(replace(person, row=table.number(row)))
    return people
