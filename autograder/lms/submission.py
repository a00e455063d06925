"""One student's files, unpacked, with the notebooks found and the time of submission."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from nbgrader.exchange.abc import Exchange

from autograder.course import Course
from autograder.errors import SubmissionError
from autograder.files import contents
from autograder.gradebook.released import Known
from autograder.i18n import _
from autograder.intake.files import is_notebook, opened_folder
from autograder.intake.handed import read_notebooks
from autograder.intake.prepare import Search
from autograder.intake.timestamp import FORM, read_timestamp
from autograder.intake.timestamp import NAME as TIMESTAMP
from autograder.limits import Limits
from autograder.lms.authors import Handin
from autograder.lms.choose import Choice, choose
from autograder.lms.moments import course_zone, read_moment
from autograder.lms.person import Person
from autograder.lms.record import Origin
from autograder.lms.staging import Budget, Staging
from autograder.text import few, printable


@dataclass
class Received:
    """One student's files.

    Attributes:
        folder: where they are.
        files: their paths, as they were handed in.
        taken: paths of the notebooks, as they were handed in.
        notes, problems: what there is to say; the latter keep it from being graded.
        when: the time of submission, or that it came late.
        origin: where the feedback will go back.
    """

    folder: Path
    files: tuple[str, ...]
    taken: tuple[str, ...]
    notes: list[str]
    problems: list[str]
    when: str
    origin: Origin


@dataclass
class Receiver:
    """Unpacks what students handed in.

    Attributes:
        course: the course.
        assignment: its name.
        known: cells of the assignment's notebooks by grade id, by the notebook's name.
        elsewhere: the texts of other assignments' notebooks (see `texts_elsewhere`).
        work: a folder for it.
        budget: how much may be unpacked.
    """

    course: Course
    assignment: str
    known: Mapping[str, Mapping[str, Known]]
    elsewhere: Mapping[str, Collection[str]]
    work: Path
    budget: Budget

    def receive(self, handin: Handin, person: Person) -> Received:
        """Unpack one student's files into a folder of their own."""
        folder = self.work / token_hex(8)
        folder.mkdir()
        staging = Staging(folder, Limits(config=self.course.config), self.budget)
        origins: dict[str, str] = {}  # by path; of a ZIP file, all that is in it
        for piece in handin.pieces:
            before = len(staging.files)
            staging.add(piece.entry, piece.parts)
            origins |= dict.fromkeys(staging.files[before:], piece.origin)
        staging.drop_spares()
        choice = choose(
            self.course, self.assignment, folder, staging.files, self.known, self.elsewhere
        )
        left_out = few(staging.left_out)
        notes = [*_sent(handin), *left_out, *choice.notes]
        time = self._time(handin, person, folder, notes)
        when = shown_time(time) if time else ""
        if not time and handin.author.late:
            when = _("late")
        return Received(
            folder,
            tuple("/".join(piece.parts) for piece in handin.pieces),
            tuple(choice.taken.values()),
            notes,
            choice.problems,
            when,
            Origin(handin.author.number, _prefix(handin, choice, origins), tuple(left_out)),
        )

    def can_be_graded(self, folder: Path) -> bool:
        """Return whether a notebook of the assignment is in what was collected before."""
        files = sorted(contents(folder))
        notebooks = [path for path in files if is_notebook(path)]
        with opened_folder(folder) as opened:
            found = read_notebooks(self.course, opened, self.known, notebooks)
        search = Search(self.course, self.assignment, found, self.known, self.elsewhere)
        return any(_is_found(search, name) for name in self.known)

    def _time(
        self, handin: Handin, person: Person, folder: Path, notes: list[str]
    ) -> datetime | None:
        """Return when it was handed in, as far as that is known, and write it for nbgrader.

        A student's own timestamp.txt says nothing: only nbgrader's exchange writes one that counts.
        """
        path = folder / TIMESTAMP
        if path.is_file() and handin.pieces[0].trusted:
            return self._read(path.read_text(encoding="utf-8", errors="replace"), notes)
        if path.is_file():
            path.unlink()
            notes.append(
                _("'{name}' was left out: students do not set the time").format(name=TIMESTAMP)
            )
        time = None
        if handin.pieces[0].time:
            time = self._read(handin.pieces[0].time, notes)
        elif person.time and person.number == handin.author.number:
            time = read_moment(person.time, course_zone(self.course))
            if time is None:
                notes.append(_no_time(person))
        if time is not None:
            path.write_text(time.astimezone(UTC).strftime(FORM) + "\n", encoding="utf-8")
        return time

    def _read(self, text: str, notes: list[str]) -> datetime | None:
        try:
            return read_timestamp(text.strip(), Exchange(config=self.course.config).timezone)
        except SubmissionError as error:
            notes.append(str(error))
            return None


def _is_found(search: Search, name: str) -> bool:
    try:
        search.find(name)
    except SubmissionError:
        return False
    return True


def shown_time(time: datetime) -> str:
    """Return a time as it is shown, in the zone of this computer."""
    return time.astimezone().strftime("%Y-%m-%d %H:%M")


def _sent(handin: Handin) -> list[str]:
    """Return a sentence about who handed in for a group, if it was another one."""
    text = _("handed in by {name}, for the group")
    return [text.format(name=printable(handin.sender, 80))] if handin.sender else []


def _prefix(handin: Handin, choice: Choice, origins: Mapping[str, str]) -> str:
    """Return where the feedback will go back: beside the notebook that was graded."""
    taken = (origins.get(path, "") for path in choice.taken.values())
    others = (piece.origin for piece in handin.pieces)
    return next(filter(None, (*taken, *others)), "")


def _no_time(person: Person) -> str:
    """Say that a list's time of submission cannot be read, and what to do."""
    text = _(
        "row {row} of the list: the time of submission cannot be read: '{text}', so nothing is "
        "taken off for being late. Download the list once more and do not save it in a "
        "spreadsheet program, or write the time there as in {example}; then collect again"
    )
    shown = printable(person.time, 80)
    return text.format(row=person.row, text=shown, example="2026-09-14 21:51")
