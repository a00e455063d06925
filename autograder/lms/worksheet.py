"""Grades that are filled into the file of an LMS: its own, with all else in it as it was."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from autograder.errors import ArchiveError
from autograder.gradebook.totals import Total
from autograder.i18n import _
from autograder.lms.canvas import Gradebook
from autograder.lms.comment import by_hand
from autograder.lms.headings import decimal_sign
from autograder.lms.layout import NUMBER, as_number
from autograder.lms.moodle import Worksheet
from autograder.lms.person import Person
from autograder.lms.table import Cell, Table
from autograder.text import printable

HUNDREDTH = Decimal("0.01")


@dataclass
class Filled:
    """A file with grades.

    Attributes:
        data: what is in it.
        graded: students whose grade is in it.
        left_out: students who got none, with the reason.
        notes: what else there is to say.
        replaced: grades that were there and are others now, a phrase each.
    """

    data: bytes = b""
    graded: list[str] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)

    def replace(self, person: Person, old: str, new: str) -> None:
        """Note that a grade takes the place of another one."""
        if old not in ("", "-"):
            self.replaced.append(f"{person.shown}: {printable(old, 30)} → {new}")

    def done(self, data: bytes) -> Filled:
        """Take what is in the file, and say which grades were replaced in it."""
        self.data = data
        if self.replaced:
            text = _("the file already had other grades, which were replaced: {grades}")
            self.notes.insert(0, text.format(grades="; ".join(self.replaced)))
        return self


def fill_worksheet(
    sheet: Worksheet,
    students: Mapping[Person, str],
    found: Mapping[str, Total],
    comment: Callable[[str, str], str],
) -> Filled:
    """Fill Moodle's grading worksheet: the columns of grades and of comments, nothing else.

    Args:
        sheet: as it was downloaded.
        students: ids of the people in it, as far as they are known.
        found: what each student has.
        comment: returns what to say to a student, with a decimal sign; it goes behind what a
            teacher wrote there.
    """
    made = Filled()
    changes: dict[Cell, str] = {}
    stale = False
    form = _form(sheet.table, (sheet.grade, sheet.most), decimal_sign(_heading(sheet)))
    for person, row in sheet.rows():
        total = _finished(person, students, found, made)
        if total is not None and not sheet.can_change(row):
            made.left_out[person.shown] = _("the grade is locked in Moodle")
            total = None
        short = sheet.grade >= len(row)
        if short and total is not None:
            made.left_out[person.shown] = _("their row ends before the column of grades")
        if total is None or short:
            _look_at(sheet, person, row, made)
            continue
        grade = _scaled(total, sheet.maximum, person, made)
        old = sheet.table.value(row, sheet.grade)
        known = as_number(old)
        if known != grade:
            changes[row[sheet.grade]] = form.written(grade)
            made.replace(person, old, form.written(grade))
        if sheet.comment is not None and sheet.comment < len(row):
            ours = html.escape(comment(students[person], form.sign), quote=False)
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
    _say_of(sheet, made)
    return made.done(sheet.table.filled(changes))


def _say_of(sheet: Worksheet, made: Filled) -> None:
    """Say what a worksheet has not, or has too much."""
    if sheet.comment is None:
        made.notes.append(
            _("the worksheet has no column for comments: feedback comments are off in Moodle")
        )
    if not sheet.tells_locked:
        made.notes.append(
            _(
                "the worksheet has no column that says which grades are locked, so all were filled "
                "in; Moodle itself keeps those that are"
            )
        )
    if sheet.table.instruction:
        text = _("the first line, {line}, is not Moodle's: take it out before you upload the file")
        made.notes.append(text.format(line=sheet.table.instruction))
    _say_others(sheet.others, made)


def _say_others(rows: list[int], made: Filled) -> None:
    """Name rows that are nobody's."""
    if rows:
        text = _(
            "these rows belong to no student and stay as they are: {rows}. If one does, "
            "restore its first cells to what the LMS wrote"
        )
        made.notes.append(text.format(rows=", ".join(map(str, rows))))


def _look_at(sheet: Worksheet, person: Person, row: list[Cell], made: Filled) -> None:
    """Name what is in a cell of grades, stays there, and is not a grade."""
    if not sheet.is_grade(row):
        text = _(
            "row {row}, {name}: '{text}' is not a grade from 0 to {most}, and stays as it is: "
            "correct it, or empty the cell, before you upload the file"
        )
        told = printable(sheet.table.value(row, sheet.grade), 30)
        most = sheet.maximum
        made.notes.append(text.format(row=person.row, name=person.shown, text=told, most=most))


def _heading(sheet: Worksheet) -> str:
    return sheet.table.header[sheet.most]


def fill_gradebook(
    book: Gradebook,
    column: int,
    students: Mapping[Person, str],
    found: Mapping[str, Total],
) -> Filled:
    """Fill one assignment's column of Canvas's gradebook, and nothing else.

    Raises:
        ArchiveError: it does not say how many points the column can have.
    """
    made = Filled()
    changes: dict[Cell, str] = {}
    maximum = book.maximum(column)
    if maximum is None:
        raise ArchiveError(_no_points(book, column))
    form = _form(book.table, (column,))
    for person, row in book.rows():
        total = _finished(person, students, found, made)
        if total is None:
            continue
        now = book.table.value(row, column)
        if now in ("N/A", "EX") or column >= len(row):
            reason = _("excused in Canvas") if now == "EX" else _("not assigned to them in Canvas")
            made.left_out[person.shown] = reason
            continue
        grade = _scaled(total, maximum, person, made, cut=False)
        if as_number(now) != grade:
            changes[row[column]] = form.written(grade)
            made.replace(person, now, form.written(grade))
        made.graded.append(students[person])
    if book.table.instruction:
        text = _("the first line, {line}, is not Canvas's: take it out before you import the file")
        made.notes.append(text.format(line=book.table.instruction))
    _say_others(book.others, made)
    return made.done(book.table.filled(changes))


def _no_points(book: Gradebook, column: int) -> str:
    """Say that a gradebook does not tell the points of a column, and what to do."""
    text = _(
        "the row Points Possible of the gradebook does not say how many points {column} can "
        "have ({told}), so grades cannot be converted. Export the gradebook once more and do "
        "not save it in a spreadsheet program; if it still says the same, set the points of "
        "the assignment in Canvas to more than 0"
    )
    told = printable(book.possible(column), 40)
    heading = printable(book.table.header[column], 80)
    return text.format(column=heading, told=f"'{told}'" if told else _("it is empty or missing"))


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


@dataclass(frozen=True)
class _Form:
    """How a file writes numbers.

    Attributes:
        sign: between a number and its decimals.
        fixed: whether there are always two of them.
    """

    sign: str
    fixed: bool

    def written(self, grade: Decimal) -> str:
        """Return a grade as the file writes numbers."""
        text = f"{grade:.2f}" if self.fixed else f"{grade.normalize():f}"
        return text.replace(".", self.sign)


def _form(table: Table, columns: Iterable[int], language: str = "") -> _Form:
    """Return how the numbers of some columns are written.

    Args:
        table: the file.
        columns: of the grades and their maximum.
        language: the decimal sign of the file's language, if it is known; it decides where no
            number has one.
    """
    near = [value for number in columns for value in table.column(number)]
    signs = _signs(near)
    every = [value for number in range(len(table.header)) for value in table.column(number)]
    sign = signs or _signs(every) or language or ("," if table.separator == ";" else ".")
    return _Form(sign, bool(signs))


def _signs(values: Iterable[str]) -> str:
    """Return the decimal sign that most numbers have; empty: none has one."""
    signs = Counter(sign for v in values if NUMBER.fullmatch(v) for sign in ",." if sign in v)
    return next((sign for sign, _count in signs.most_common(1)), "")
