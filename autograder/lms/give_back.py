"""Grades and feedback go back: into the file of an LMS, or to each student by mail."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from autograder.course import Course, Submission
from autograder.errors import CourseError
from autograder.gradebook.access import assignment_of, open_gradebook
from autograder.gradebook.attempts import Counted
from autograder.gradebook.points import ABSENT, MANUAL, NOT_GRADED
from autograder.gradebook.released import known_notebooks
from autograder.gradebook.students import Enrolled, enrolled
from autograder.gradebook.totals import Total, total_of
from autograder.i18n import _, decimal
from autograder.intake.handed import is_newer
from autograder.lms.canvas import Column, Gradebook
from autograder.lms.comment import comment
from autograder.lms.feedback_files import Pages, canvas_name, moodle_name, pack
from autograder.lms.match import from_gradebook, with_students
from autograder.lms.names import joined
from autograder.lms.person import Person
from autograder.lms.record import Origin, read_origins, students_by_number
from autograder.lms.roster import Roster, read_worksheet
from autograder.lms.worksheet import fill_gradebook, fill_worksheet
from autograder.text import harmless, quoted

FEEDBACK = "feedback.zip"
MERGE = "mail-merge.csv"
COLUMNS = ("student", "first_name", "last_name", "email", "total", "max_score", "comment", "folder")


@dataclass
class Returned:
    """What was written.

    Attributes:
        files: which files, and folders.
        grades: how many grades are in them.
        pages: how many pages of feedback.
        left_out: who has no grade in them, and why.
        notes: what else there is to say.
    """

    files: list[Path] = field(default_factory=list)
    grades: int = 0
    pages: int = 0
    left_out: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def give_back(
    course: Course,
    table: Mapping[Submission, Counted],
    to: Path,
    worksheet: Path | None = None,
    assignment: str = "",
    column: str = "",
    pdf: bool = False,
) -> Returned:
    """Write grades and feedback as an LMS takes them, or as a mail merge does.

    Args:
        course: the course, graded, with feedback.
        table: what counts of all submissions.
        to: the folder to write into.
        worksheet: Moodle's grading worksheet or Canvas's gradebook, just downloaded.
        assignment: which one; empty: the one that the course or the worksheet tells.
        column: the title, heading or id of Canvas's column; empty: the only one, or that of the
            same name.
        pdf: whether each page of feedback goes back as PDF as well.

    Raises:
        ArchiveError: the worksheet cannot be read.
        CourseError: it cannot be told which assignment it is, or it is of another one.
    """
    roster = read_worksheet(worksheet) if worksheet else None
    if assignment:
        with open_gradebook(course.db_url) as gradebook:
            assignment_of(gradebook, assignment)  # or it is misspelt
    known = {one.assignment for one in table}
    name = assignment or _only_assignment(course, known, roster)
    counted = {s.student: one for s, one in table.items() if s.assignment == name}
    found = {one: total_of(Submission(one, name), counted[one].rows) for one in counted}
    names = known_notebooks(course.db_url, name)
    newer = [one for one in counted if is_newer(course, Submission(one, name), names)]
    if all(total.status == NOT_GRADED for total in found.values()):
        text = _("nobody has points in {name} yet: run python -m autograder grade first")
        raise CourseError(text.format(name=quoted([name])))
    to.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as printed:
        pages = Pages(course, name, Path(printed) if pdf else None)
        if roster is None or worksheet is None:
            result = _by_mail(pages, counted, found, to)
        else:
            others = known - {name}
            result = _by_lms(pages, roster, worksheet, (column, others), counted, found, to)
    if newer:
        text = _(
            "handed in again and not graded yet, so these grades are for the earlier work: "
            "{names}. Run python -m autograder grade, then feedback, then this again"
        )
        result.notes.insert(0, text.format(names=quoted(sorted(newer))))
    if pages.outdated:
        text = _(
            "these pages of feedback show points that differ from the grades, so they were "
            "left out: {names}. Run python -m autograder feedback, then this again"
        )
        result.notes.insert(0, text.format(names=quoted(sorted(pages.outdated))))
    return result


def _by_lms(
    pages: Pages,
    roster: Roster,
    worksheet: Path,
    column: tuple[str, set[str]],
    counted: Mapping[str, Counted],
    found: Mapping[str, Total],
    to: Path,
) -> Returned:
    """Write the file of an LMS with grades, and a ZIP file with feedback.

    `column`: what names Canvas's column, and the assignments whose columns it is not.
    """
    course, name, target = pages.course, pages.assignment, to / worksheet.name
    if target.exists() and target.samefile(worksheet):
        text = _("{path}: this would overwrite your own file: name another folder with --to")
        raise CourseError(text.format(path=target))
    origins = read_origins(course, name)
    students = _students(course, roster.people, origins)
    _refuse_others(roster.people, students, found, origins, name)
    if isinstance(roster, Gradebook):
        filled = _column(roster, name, *column)
        made = fill_gradebook(roster, filled.number, students, found)
        if joined(filled.title) != joined(name):
            text = _("the column that was filled: {title}")
            made.notes.insert(0, text.format(title=filled.heading))
    else:
        made = fill_worksheet(
            roster, students, found, lambda s, sign: comment(counted[s], found[s], sign)
        )
    target.write_bytes(made.data)
    result = Returned([target], len(made.graded), 0, made.left_out, made.notes)
    called = _called(enrolled(course.db_url))
    for student in sorted(found.keys() - set(students.values())):
        if found[student].status != ABSENT:
            name = called.get(student, student)
            result.left_out[name] = _("not in {file}").format(file=worksheet.name)
    files = _files(pages, roster, students, found, origins, result)
    if files:
        pack(to / FEEDBACK, files)
        result.files.append(to / FEEDBACK)
    result.pages = len(files)
    return result


def _called(known: Iterable[Enrolled]) -> dict[str, str]:
    """Return how students are called in messages, by id."""
    people = from_gradebook(known)
    return {one.student: one.shown if one.name != one.student else one.name for one in people}


def _only_assignment(course: Course, known: Iterable[str], roster: Roster | None) -> str:
    """Return which assignment it must be.

    Raises:
        CourseError: it can be more than one.
    """
    names = sorted(known)
    numbers = {person.number for person in roster.people if person.number} if roster else set()
    titles = {joined(one.title) for one in roster.columns} if isinstance(roster, Gradebook) else ()
    fit = [name for name in names if joined(name) in titles] or [
        name for name in names if numbers & students_by_number(read_origins(course, name)).keys()
    ]
    if len(fit) != 1:
        fit = names
    if len(fit) != 1:
        text = _("say which assignment it is, with --assignment: {names}")
        raise CourseError(text.format(names=quoted(names) or _("none has been graded yet")))
    return fit[0]


def _students(
    course: Course, people: Sequence[Person], origins: Mapping[str, Origin]
) -> dict[Person, str]:
    """Return the ids of the people of a file, of those whom the gradebook knows.

    A student whom a number names is nobody else's, whatever another row's name or login says.

    Raises:
        CourseError: the number of a row is one student's, and its name or address another's.
    """
    known = {one.id: one for one in enrolled(course.db_url)}
    by_number = students_by_number(origins)
    everyone = [*known.values()]
    joins = dict(zip(dict.fromkeys(people), with_students(people, everyone), strict=True))
    numbered = {p: by_number[p.number] for p in people if by_number.get(p.number) in known}
    for person, student in numbered.items():
        other = joins[person].student
        if other != student and other in known:
            text = _(
                "row {row}: the number {number} is {student}'s in the archive of the submissions, "
                "and the row is {person}'s: was a column sorted or moved by itself? Download the "
                "worksheet once more. Nothing was written"
            )
            told = {"row": person.row, "number": person.number, "person": person.shown}
            raise CourseError(text.format(student=_called([known[student]])[student], **told))
    others = {p: join.student for p, join in joins.items() if join.student not in numbered.values()}
    found = others | numbered
    return {person: student for person, student in found.items() if student in known}


def _refuse_others(
    people: Sequence[Person],
    students: Mapping[Person, str],
    found: Mapping[str, Total],
    origins: Mapping[str, Origin],
    name: str,
) -> None:
    """See that a file is of this assignment and this class; a part of the class will do.

    Raises:
        CourseError: most of the people in it are of another one.
    """
    known = [
        (person.number, origins[student].number)
        for person, student in students.items()
        if person.number and student in origins and origins[student].number
    ]
    other = sum(mine != theirs for mine, theirs in known)
    if 2 * other > len(known):
        text = _(
            "this is the worksheet of an assignment other than {name}: of {all} students in it "
            "who handed in, {few} have a different number there from that in the archive of "
            "the submissions. Nothing was written"
        )
        raise CourseError(text.format(name=name, few=other, all=len(known)))
    here = set(students.values()) & found.keys()
    strangers = 2 * len(students) < len(set(people))
    if not here or (strangers and 2 * len(here) < len(found)):
        text = _(
            "only {few} of the {all} students who handed in {name} are in this file: is it "
            "another class's? Nothing was written"
        )
        raise CourseError(text.format(few=len(here), all=len(found), name=name))


def _column(book: Gradebook, name: str, title: str, others: set[str]) -> Column:
    """Return which column of Canvas's gradebook is an assignment's.

    Args:
        book: the gradebook.
        name: of the assignment.
        title: the title, the whole heading or the id of the column; empty: it is not said.
        others: the course's other assignments: a column of their titles is not this one's.

    Raises:
        CourseError: it cannot be told.
    """
    wanted = title.strip() or name
    forms: tuple[Callable[[Column], bool], ...] = (
        lambda one: wanted == one.heading,
        lambda one: wanted == one.title,
        lambda one: joined(wanted) == joined(one.title),
        lambda one: joined(wanted) == joined(one.heading),
        lambda one: wanted == one.id,
    )
    every = (list(filter(form, book.columns)) for form in forms)
    fit = next((found for found in every if found), [])
    if not title and not fit:
        taken = set(map(joined, others))
        fit = [one for one in book.columns if joined(one.title) not in taken]
    if len(fit) != 1:
        listed = fit or book.columns
        titles = [one.title for one in listed]
        twice = len(set(map(joined, titles))) < len(titles)
        names = [one.heading for one in listed] if twice else titles
        text = _("say which column of the gradebook it is, with --column: {titles}")
        raise CourseError(text.format(titles=quoted(names) or _("it has none")))
    return fit[0]


def _files(
    pages: Pages,
    roster: Roster,
    students: Mapping[Person, str],
    found: Mapping[str, Total],
    origins: Mapping[str, Origin],
    result: Returned,
) -> dict[str, Path]:
    """Return the feedback of everyone who waits for nothing, by the names the LMS looks for."""
    files: dict[str, Path] = {}
    for person, student in students.items():
        if student not in found or found[student].status == MANUAL:
            continue
        own = pages.of(student, found[student])
        origin = origins.get(student, Origin())
        if not own and student not in pages.outdated:
            text = _("{name}: there is no feedback page; run python -m autograder feedback")
            result.notes.append(text.format(name=person.shown))
        elif not isinstance(roster, Gradebook):
            files |= {moodle_name(person, page): page for page in own}
        elif origin.prefix:
            named = {canvas_name(origin, page): page for page in own}
            sender = f"_{person.lms_id}_" in origin.prefix  # of a group, whose file it is
            files = {**files, **named} if sender else {**named, **files}
        else:
            result.notes.append(_no_file(student in origins).format(name=person.shown))
    return files


def _no_file(collected: bool) -> str:
    """Return why Canvas takes no feedback for {name}, and what to do.

    Args:
        collected: whether the submission came from an archive.
    """
    if collected:
        return _(
            "{name}: Canvas takes feedback only beside a file that was handed in, and its "
            "archive has none of this student's, as when somebody types a text: give the page "
            "in SpeedGrader, or by mail"
        )
    return _(
        "{name}: Canvas takes feedback only beside a file that was handed in, and none is "
        "known; collect its archive with python -m autograder collect"
    )


def _by_mail(
    pages: Pages, counted: Mapping[str, Counted], found: Mapping[str, Total], to: Path
) -> Returned:
    """Write a folder of feedback for each student, and a table from which mail can be made."""
    result = Returned([to / MERGE])
    lines: list[list[str]] = []
    course = pages.course
    people = {one.id: one for one in enrolled(course.db_url)}
    called = _called(people.values())
    for student, total in sorted(found.items()):
        one = people.get(student)
        names = (one.first_name, one.last_name, one.email) if one else ("", "", "")
        own = [] if total.status == MANUAL else pages.of(student, total)
        for page in own:
            (to / student).mkdir(exist_ok=True)
            (to / student / page.name).write_bytes(page.read_bytes())
        result.pages += len(own)
        if total.total is None:
            result.left_out[called.get(student, student)] = total.reason
            continue
        said = comment(counted[student], total, decimal("."))
        points = (total.total, total.max_score, said)
        lines.append(harmless((student, *names, *points, student)))
    with (to / MERGE).open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(lines)
    result.grades = len(lines)
    absent = [called[student] for student in people if student not in found]
    result.left_out |= dict.fromkeys(absent, _("handed in nothing"))
    return result
