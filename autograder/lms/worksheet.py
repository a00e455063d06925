"""Grades that are filled into the file of an LMS: its own, with all else in it as it was."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from autograder.gradebook.totals import Total
from autograder.i18n import _
from autograder.lms.canvas import Gradebook
from autograder.lms.comment import by_hand
from autograder.lms.moodle import Worksheet, as_number
from autograder.lms.person import Person
from autograder.lms.table import Cell, Table

HUNDREDTH = Decimal("0.01")


@dataclass
class Filled:
    """A file with grades.

    Attributes:
        data: what is in it.
        graded: students whose grade is in it.
        left_out: students who got none, with the reason.
        notes: what else there is to say.
    """

    data: bytes = b""
    graded: list[str] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def fill_worksheet(
    sheet: Worksheet,
    students: Mapping[Person, str],
    found: Mapping[str, Total],
    comment: Callable[[str], str],
) -> Filled:
    """Fill Moodle's grading worksheet: the columns of grades and of comments, nothing else.

    Args:
        sheet: as it was downloaded.
        students: ids of the people in it, as far as they are known.
        found: what each student has.
        comment: returns what to say to a student; it goes behind what a teacher wrote there.
    """
    made = Filled()
    changes: dict[Cell, str] = {}
    stale = False
    for person, row in sheet.rows():
        total = _finished(person, students, found, made)
        if total is None:
            continue
        if not sheet.can_change(row):
            made.left_out[person.shown] = _("the grade is locked in Moodle")
            continue
        grade = _scaled(total, sheet.maximum, person, made)
        known = as_number(sheet.table.value(row, sheet.grade))
        if known != grade:
            changes[row[sheet.grade]] = _as_written(grade, sheet.table, sheet.grade)
        if sheet.comment is not None and sheet.comment < len(row):
            ours = html.escape(comment(students[person]), quote=False)
            theirs = by_hand(sheet.table.value(row, sheet.comment))
            changes[row[sheet.comment]] = f"{theirs} {ours}" if theirs else ours
        stale = stale or (bool(sheet.marked(row)) and known != grade)
        made.graded.append(students[person])
    if stale:
        made.notes.append(
            _(
                "some of these had a grade in Moodle before: when you upload the worksheet, tick "
                "the box that lets it update records that are newer in Moodle"
            )
        )
    if sheet.comment is None:
        made.notes.append(
            _("the worksheet has no column for comments: feedback comments are off in Moodle")
        )
    made.data = sheet.table.filled(changes)
    return made


def fill_gradebook(
    book: Gradebook,
    column: int,
    students: Mapping[Person, str],
    found: Mapping[str, Total],
) -> Filled:
    """Fill one assignment's column of Canvas's gradebook, and nothing else."""
    made = Filled()
    changes: dict[Cell, str] = {}
    maximum = book.maximum(column)
    for person, row in book.rows():
        total = _finished(person, students, found, made)
        if total is None:
            continue
        now = book.table.value(row, column)
        if now in ("N/A", "EX") or column >= len(row):
            reason = _("excused in Canvas") if now == "EX" else _("not assigned to them in Canvas")
            made.left_out[person.shown] = reason
            continue
        grade = _scaled(total, maximum or Decimal(str(total.max_score)), person, made, cut=False)
        if as_number(now) != grade:
            changes[row[column]] = _as_written(grade, book.table, column)
        made.graded.append(students[person])
    made.data = book.table.filled(changes)
    return made


def _finished(
    person: Person,
    students: Mapping[Person, str],
    found: Mapping[str, Total],
    made: Filled,
) -> Total | None:
    """Return what a person of the file has if it is a finished grade; else note the reason."""
    student = students.get(person, "")
    total = found.get(student)
    if total is not None and total.total is not None:
        return total
    if not student:
        reason = _("not known to the gradebook")
    elif total is None:
        reason = _("handed in nothing")
    else:
        reason = total.reason
    made.left_out[person.shown] = reason
    return None


def _scaled(
    total: Total, maximum: Decimal, person: Person, made: Filled, cut: bool = True
) -> Decimal:
    """Return a total in the points of the LMS, at most its maximum where it takes no more."""
    share = Decimal(str(total.total)) / Decimal(str(total.max_score or 1))
    grade = max(share * maximum, Decimal(0)).quantize(HUNDREDTH, ROUND_HALF_UP)
    if cut and grade > maximum:
        text = _("{name}: {grade} is more than the maximum, which is all that Moodle takes")
        made.notes.append(text.format(name=person.shown, grade=grade))
        return maximum
    return grade


def _as_written(grade: Decimal, table: Table, column: int) -> str:
    """Return a grade as the numbers of a column, and of the one beside it, are written."""
    numbers = [v for n in (column, column + 1) for v in table.column(n) if as_number(v) is not None]
    comma = any("," in number for number in numbers)
    fixed = any("," in number or "." in number for number in numbers)
    text = f"{grade:.2f}" if fixed else f"{grade.normalize():f}"
    return text.replace(".", ",") if comma else text
