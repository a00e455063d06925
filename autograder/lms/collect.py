"""From the archives of an LMS to submitted/ and the gradebook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from nbgrader.exchange.abc import Exchange

from autograder.course import Course, Submission
from autograder.errors import ArchiveError, CourseError, SubmissionError, UnknownPerson
from autograder.files import contents, remove
from autograder.grade.earlier import keep_attempt
from autograder.gradebook.released import known_notebooks, texts_elsewhere
from autograder.gradebook.students import Enrolled, enroll, enrolled
from autograder.i18n import N_, _
from autograder.intake.files import bad_name
from autograder.intake.timestamp import NAME as TIMESTAMP
from autograder.intake.timestamp import read_timestamp
from autograder.lms.archive import Listing, read_archive
from autograder.lms.authors import Handin, by_author, merged, pieces_of
from autograder.lms.groups import advice as advice_of_groups
from autograder.lms.groups import read_groups, shared
from autograder.lms.match import (
    UNLISTED,
    People,
    advice,
    from_gradebook,
    legible,
    lost_letters,
    new_student,
    no_id,
    with_students,
)
from autograder.lms.names import damaged, first_and_last, slug
from autograder.lms.person import Person
from autograder.lms.record import Origin, read_origins, students_by_number, write_origins
from autograder.lms.roster import read_roster
from autograder.lms.staging import Budget
from autograder.lms.submission import Received, Receiver, shown_time
from autograder.text import few, few_names, folded, printable, quoted

NEW = N_("new")
REPLACED = N_("replaced")
UNCHANGED = N_("unchanged")
REFUSED = N_("refused")
CANVAS_TEST = frozenset({"studenttest", "teststudent"})
LEAST, TIMES = 2 * 1024**3, 50
"""All archives together may unpack to so many bytes, or to so many times what they have."""


@dataclass
class Line:
    """What became of one author's files.

    Attributes:
        student: the id; empty for one who was refused.
        name: in full.
        status: NEW, REPLACED, UNCHANGED or REFUSED.
        taken: which files are the notebooks.
        notes: what was left and why, and what else there is to say.
        problems: what keeps it from being graded.
        when: the time of submission, or that it came late; empty where nothing says so.
    """

    student: str
    name: str
    status: str
    taken: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    when: str = ""


SEVERAL = 3  # submissions, of which not one fits by chance


@dataclass
class Collected:
    """What became of archives.

    Attributes:
        lines: one for each author.
        absent: who of the class handed in nothing, now or before.
        earlier: who handed in before, and is not in these archives.
        refused: what belongs to nobody or must not be unpacked, a sentence each.
        advice: what else there is to say of the archives and the list.
    """

    lines: list[Line] = field(default_factory=list)
    absent: list[Person] = field(default_factory=list)
    earlier: list[Person] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)


def collect(
    course: Course,
    archives: Sequence[Path],
    assignment: str,
    roster: Path | None = None,
    groups: Path | None = None,
) -> Collected:
    """Put what students handed in where it is graded, and the students into the gradebook.

    Args:
        course: the course, released.
        archives: ZIP files or folders; of a student who is in several, the last one counts.
        assignment: the name of the assignment.
        roster: a list of the class, as an LMS exports it.
        groups: who is in which group, as Canvas exports it.

    Raises:
        ArchiveError: an archive, or the list, cannot be read, or is of another class or assignment.
        CourseError: the course is not ready for it.
        NotGraded: there is no such assignment.
    """
    known = {n: one.cells for n, one in known_notebooks(course.db_url, assignment).items()}
    result = Collected()
    people = _people(course, assignment, roster, result)
    members = read_groups(groups) if groups else {}
    with ExitStack() as stack:
        listings = [read_archive(path, stack) for path in archives]
        handins = _handins(listings, assignment, result)
        claims = _assigned(handins, people, roster is not None, result)
        if roster is not None and not claims and len(handins) >= SEVERAL:
            raise ArchiveError(_nobody(roster, result.lines))
        chosen = shared(claims, people.people, members)
        work = stack.enter_context(TemporaryDirectory(prefix=".intake-", dir=course.root))
        elsewhere = texts_elsewhere(course.root / "release", assignment)
        budget = _budget(archives, listings)
        receiver = Receiver(course, assignment, known, elsewhere, Path(work), budget)
        every = [(person, receiver.receive(handin, person)) for person, handin in chosen]
        _refuse_another(assignment, [received for _person, received in every])
        # Who is a number only, and handed in nothing, is somebody whom another list names.
        named = [one for one in people.people if one.name or one.email or one.login]
        _enroll(course, [*named, *(person for person, _ in chosen)])
        for person, received in every:
            result.lines.append(_placed(receiver, person, received))
        origins = {person.student: received.origin for person, received in every}
    write_origins(course, assignment, origins)
    result.lines.sort(key=lambda line: (folded(line.name), line.name, line.student))
    _count_others(course, assignment, people, result)
    if not members:
        result.advice += advice_of_groups(claims, len(result.absent))
    return result


def _nobody(roster: Path, lines: Sequence[Line]) -> str:
    """Return why none of an archive can be found in a list."""
    text = _("none of the {n} who handed in is in {roster}. Nothing was changed. {name}: {problem}")
    first = lines[0]
    problem = "; ".join(first.problems)
    if problem == _(UNLISTED):
        problem = _("nobody with this name is in the list: is it another class's?")
    return text.format(n=len(lines), roster=roster.name, name=first.name, problem=problem)


def _refuse_another(assignment: str, every: Sequence[Received]) -> None:
    """See that archives are of this assignment.

    Raises:
        ArchiveError: nobody's files have its notebook.
    """
    if len(every) >= SEVERAL and not any(one.taken for one in every):
        text = _(
            "none of {n} submissions has a notebook of {assignment}: is it another assignment's "
            "archive? Nothing was changed. The first one: {problem}"
        )
        said = [
            one for received in every for one in (*received.origin.left_out, *received.problems)
        ]
        problem = said[0] if said else _("no files")
        raise ArchiveError(text.format(n=len(every), assignment=assignment, problem=problem))


def _people(course: Course, assignment: str, roster: Path | None, result: Collected) -> People:
    """Return everybody who can have handed in something: the class, or who is known already."""
    known = enrolled(course.db_url)
    if roster is None:
        return People(from_gradebook(known))
    numbers = students_by_number(read_origins(course, assignment))
    people, kept, lost = legible(with_students(read_roster(roster), known, numbers), known)
    why = _(
        "{file} has lost letters of names, as happens when a spreadsheet program saves it: "
        "download it once more, or save it as CSV UTF-8"
    ).format(file=roster.name)
    if kept:
        text = _("{why}. The names that were known are kept: {names}")
        result.advice.append(text.format(why=why, names=few_names([p.shown for p in kept])))
    if lost:
        text = _("{why}. These were passed over: {names}")
        result.refused.append(text.format(why=why, names=few_names([p.shown for p in lost])))
    return People(people)


def _budget(archives: Iterable[Path], listings: Iterable[Listing]) -> Budget:
    """Return how much may be unpacked: of a folder, what is in it counts."""
    sizes = (
        sum(entry.size for entry in listing.entries) if path.is_dir() else path.stat().st_size
        for path, listing in zip(archives, listings, strict=True)
    )
    return Budget(max(LEAST, TIMES * sum(sizes)))


def _handins(listings: Iterable[Listing], assignment: str, result: Collected) -> list[Handin]:
    """Return what each author handed in, and say what belongs to nobody."""
    found: list[Handin] = []
    for listing in listings:
        read = pieces_of(listing.entries, assignment)
        result.refused += listing.sentences()
        if read.elsewhere:
            text = _("{archive} has files of other assignments too, which stay there: {names}")
            names = few_names([printable(name, 80) for name in read.elsewhere])
            result.advice.append(text.format(archive=listing.name, names=names))
        unknown = [printable(entry.path, 120) for entry in read.unknown]
        text = _(
            "'{path}' in {archive} was passed over: its path does not say whose it is; put it "
            "in a folder there with the student's name"
        )
        result.refused += few([text.format(path=name, archive=listing.name) for name in unknown])
        if not read.pieces and not unknown and not listing.refused:
            result.refused.append(_("{archive}: it is empty").format(archive=listing.name))
        found = merged(found, by_author(read.pieces))
    return found


def _assigned(
    handins: Iterable[Handin], people: People, strict: bool, result: Collected
) -> list[tuple[Person, Handin]]:
    """Return what was handed in with the person whose it is; others are refused, and said.

    Args:
        handins: what each author handed in.
        people: who they can be.
        strict: whether nobody else can be in the class.
        result: where refusals are noted.
    """
    found: dict[str, list[tuple[Person, Handin]]] = {}
    for handin in handins:
        name = printable(handin.author.name or handin.author.key[1], 80)
        try:
            person = _person(handin, people, strict)
        except UnknownPerson as error:
            result.lines.append(Line("", name, REFUSED, problems=[str(error)]))
        else:
            found.setdefault(person.student, []).append((person, handin))
    for claims in found.values():
        if len(claims) > 1:
            text = _("several submissions could be this student's: {names}. {advice}")
            names = quoted(handin.author.name or handin.author.key[1] for _, handin in claims)
            problem = text.format(names=names, advice=advice())
            result.lines.append(Line("", claims[0][0].name, REFUSED, problems=[problem]))
    return [claims[0] for claims in found.values() if len(claims) == 1]


def _person(handin: Handin, people: People, strict: bool) -> Person:
    """Return whose a submission is.

    Raises:
        UnknownPerson: it cannot be told.
    """
    author = handin.author
    person = people.find(author)
    if person is not None:
        if not person.student:
            raise UnknownPerson(no_id(person))
        return person
    if strict and slug(author.name).replace("-", "") in CANVAS_TEST:
        raise UnknownPerson(_("this is Canvas's own test student: there is nothing to do"))
    if strict:
        raise UnknownPerson(people.why_not(author))
    student = new_student(author)
    if damaged(author.name):
        raise UnknownPerson(lost_letters())
    if not student or bad_name(student):
        raise UnknownPerson(_("the name cannot be the name of a folder: give a list with --roster"))
    if other := people.with_id(student):
        text = _("the id {student} is {person}'s already. {advice}")
        shown = other.shown
        raise UnknownPerson(text.format(student=student, person=shown, advice=advice()))
    first, last = ("", "") if author.student else first_and_last(author.name)
    return Person(author.name, first, last, lms_id=author.lms_id, student=student)


def _enroll(course: Course, people: Iterable[Person]) -> None:
    enroll(
        course.db_url,
        [Enrolled(p.student, p.first, p.last, p.email, p.lms_id) for p in people if p.student],
    )


def _placed(receiver: Receiver, person: Person, received: Received) -> Line:
    """Put a submission where it is graded, unless it is there already; return what became of it.

    What cannot be graded does not take the place of what can.
    """
    course, assignment = receiver.course, receiver.assignment
    target = course.root / "submitted" / person.student / assignment
    line = Line(
        person.student,
        person.name or person.student,
        NEW,
        received.taken,
        received.notes,
        received.problems,
        received.when,
    )
    if target.is_symlink() or target.parent.is_symlink():
        raise CourseError(_("{path}: it is a link; remove it first").format(path=target))
    before = contents(target) if target.is_dir() else None
    now = contents(received.folder) if before is not None else {}
    alike = before is not None and _without_time(before) == _without_time(now)
    if before is not None and alike and now.get(TIMESTAMP) in (None, before.get(TIMESTAMP)):
        line.status = UNCHANGED
        line.when = _kept_time(course, before) or line.when
    elif before is not None and received.problems and _is_worse(received, target, receiver):
        line.status = UNCHANGED
        received.origin = _with_later(received)
        line.problems.append(_("what was collected before was kept"))
        line.when = _kept_time(course, before)
    else:
        line.status = NEW if before is None else REPLACED
        if before is not None and not (alike and TIMESTAMP not in before):  # only its time is new
            keep_attempt(course, Submission(person.student, assignment), target)
            line.notes.append(_("what was collected before is kept as an earlier attempt"))
        _swap(received.folder, target)
    return line


def _is_worse(received: Received, target: Path, receiver: Receiver) -> bool:
    """Return whether nothing new can be graded, and what was collected before can."""
    return not received.taken and receiver.can_be_graded(target)


def _with_later(received: Received) -> Origin:
    """Return where the work that counts came from, with why what came later does not."""
    text = _(
        "handed in later, and cannot be graded: {files}. The earlier work counts. What is wrong: "
        "{problems}"
    )
    files = ", ".join(filter(None, [few_names(list(received.files)), received.when]))
    said = text.format(files=files, problems="; ".join(received.problems))
    return replace(received.origin, left_out=(said, *received.origin.left_out))


def _kept_time(course: Course, before: Mapping[str, bytes]) -> str:
    """Return when the work that is kept was handed in, as far as it says so."""
    text = before.get(TIMESTAMP, b"").decode("utf-8", "replace").strip()
    try:
        return shown_time(read_timestamp(text, Exchange(config=course.config).timezone))
    except SubmissionError:
        return ""


def _without_time(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what was handed in, whenever that was."""
    return {name: content for name, content in files.items() if name != TIMESTAMP}


def _swap(folder: Path, target: Path) -> None:
    """Put a folder in the place of another, which is gone only when the new one is there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    old = folder.with_name(f"{folder.name}.old")
    if target.exists():
        target.rename(old)
    folder.rename(target)
    remove(old)


def _count_others(course: Course, assignment: str, people: People, result: Collected) -> None:
    """Say of whom nothing is in the archives."""
    here = {line.student for line in result.lines}
    for person in people.people:
        if person.student in here:
            continue
        path = course.root / "submitted" / person.student / assignment
        there = bool(person.student) and path.is_dir()
        (result.earlier if there else result.absent).append(person)
