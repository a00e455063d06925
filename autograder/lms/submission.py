"""One student's files, unpacked, with the notebooks found and the time of submission."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from nbgrader.exchange.abc import Exchange

from autograder.course import Course
from autograder.errors import SubmissionError
from autograder.gradebook.released import Known
from autograder.i18n import _
from autograder.intake.timestamp import FORM, read_timestamp
from autograder.intake.timestamp import NAME as TIMESTAMP
from autograder.limits import Limits
from autograder.lms.authors import Handin
from autograder.lms.choose import choose
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
        files: how many there are.
        taken: paths of the notebooks, as they were handed in.
        notes, problems: what there is to say; the latter keep it from being graded.
        when: the time of submission, or that it came late.
        origin: where the feedback will go back.
    """

    folder: Path
    files: int
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
    _count: int = field(default=0)

    def receive(self, handin: Handin, person: Person) -> Received:
        """Unpack one student's files into a folder of their own."""
        folder = self.work / token_hex(8)
        folder.mkdir()
        staging = Staging(folder, Limits(config=self.course.config), self.budget)
        for piece in handin.pieces:
            staging.add(piece.entry, piece.parts)
        choice = choose(
            self.course, self.assignment, folder, staging.files, self.known, self.elsewhere
        )
        left_out = few(staging.left_out)
        notes = [*left_out, *choice.notes]
        time = self._time(handin, person, folder, notes)
        when = time.astimezone().strftime("%Y-%m-%d %H:%M") if time else ""
        if not time and handin.author.late:
            when = _("late")
        return Received(
            folder,
            len(staging.files),
            tuple(choice.taken.values()),
            notes,
            choice.problems,
            when,
            self._origin(handin, choice.taken.values(), left_out),
        )

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

    def _origin(self, handin: Handin, taken: Iterable[str], left_out: Iterable[str]) -> Origin:
        """Return where the feedback will go back: beside the notebook that was graded."""
        paths = set(taken)
        stems = {path.split("/")[0] for path in paths}
        pieces = [piece for piece in handin.pieces if piece.origin]
        first = [p for p in pieces if "/".join(p.parts) in paths or Path(p.parts[0]).stem in stems]
        prefix = next((piece.origin for piece in [*first, *pieces]), "")
        return Origin(handin.author.number, prefix, tuple(left_out))


def _no_time(person: Person) -> str:
    """Say that a list's time of submission cannot be read, and what to do."""
    text = _(
        "row {row} of the list: the time of submission cannot be read: '{text}', so nothing is "
        "taken off for being late. Download the list once more and do not save it in a spreadsheet "
        "program, or write the time there like {example}; then collect again"
    )
    shown = printable(person.time, 80)
    return text.format(row=person.row, text=shown, example="2026-09-14 21:51")
