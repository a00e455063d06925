"""Who handed in which file: read from the paths of an archive, whichever system made it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from autograder.intake.files import is_notebook
from autograder.intake.timestamp import NAME as TIMESTAMP
from autograder.lms.archive import Entry
from autograder.lms.paths import is_spare

Parts = tuple[str, ...]
LESSON = "lesson"  # the folder that each release has
ANONYMOUS = "anon-"  # how we call those whose names Canvas hides


@dataclass(frozen=True)
class Author:
    """Whoever handed something in, as far as an archive tells.

    Attributes:
        name: as the archive has it.
        number: Moodle's of this person in this one assignment.
        lms_id: Canvas's of this person.
        student: nbgrader's.
        late: the archive says that it came late.
        login: the name may be a login or an id, as whoever made the folders chose.
    """

    name: str = ""
    number: str = ""
    lms_id: str = ""
    student: str = ""
    late: bool = False
    login: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What tells this author from the others of the archive."""
        for kind in ("number", "lms_id", "student", "name"):
            if value := getattr(self, kind):
                return kind, value
        return "", ""


@dataclass(frozen=True)
class Piece:
    """A file with its author.

    Attributes:
        author: whose it is.
        parts: of its path below what belongs to the author.
        entry: the file.
        origin: for Canvas, the beginning of the name under which it takes feedback back.
        time: when it was handed in, if its path says so.
        trusted: nbgrader laid it out, and so wrote the time of submission that is beside it.
        whole: its archive has all that the author handed in.
    """

    author: Author
    parts: Parts
    entry: Entry
    origin: str = ""
    time: str = ""
    trusted: bool = False
    whole: bool = False


@dataclass
class Handin:
    """All that one author handed in.

    Attributes:
        author: whose it is.
        pieces: the files.
        sender: who handed it in for a group that this author is in; empty: the author.
    """

    author: Author
    pieces: list[Piece] = field(default_factory=list)
    sender: str = ""


Recognise = Callable[[Parts, Entry], Piece | None]


@dataclass(frozen=True)
class Reading:
    """An archive as it was read.

    Attributes:
        pieces: files with their authors.
        unknown: files whose author is not known.
        elsewhere: of nbgrader's submitted/, the other assignments that it has files of.
    """

    pieces: list[Piece]
    unknown: list[Entry]
    elsewhere: list[str] = field(default_factory=list)


def pieces_of(entries: Sequence[Entry], assignment: str) -> Reading:
    """Return whose the files of an archive are.

    Args:
        entries: of the archive.
        assignment: the name of the assignment, which nbgrader's paths have in them.
    """
    wrapping = _wrapping(entries)
    forms = (moodle, nbgrader(assignment), canvas)
    readings = [
        (*_by(form, entries, depth), depth) for depth in range(wrapping + 1) for form in forms
    ]
    if fitting := [reading for reading in readings if _fits(*reading)]:
        found, unknown, depth = max(fitting, key=lambda reading: len(by_author(reading[0])))
        ours = any(piece.trusted for piece in found)
        deep = depth + 2 if ours else float("inf")  # parts before a file of an assignment's folder
        return Reading(
            _with_times_of_most(found),
            [entry for entry in unknown if len(entry.parts) <= deep],
            sorted({entry.parts[depth + 1] for entry in unknown if len(entry.parts) > deep}),
        )
    grouped = _by(moodle, entries, wrapping + 1)
    if grouped[0] and not any(_is_work(entry) for entry in grouped[1]):
        return Reading(*grouped)
    return Reading(*_by(folders, entries, wrapping if _holds_several(entries, wrapping) else 0))


def _fits(found: Sequence[Piece], unknown: Sequence[Entry], depth: int) -> bool:
    """Return whether a reading of an archive explains it: students name their files as they like.

    What one of them names as Moodle, Canvas or nbgrader would does not decide for the others: the
    reading has as many authors, at least, as there are files and folders that it does not explain.
    nbgrader's folders of students contain no notebooks, only those of assignments do.
    """
    if any(piece.trusted for piece in found):
        return not any(_is_work(entry) and len(entry.parts) <= depth + 2 for entry in unknown)
    return bool(found) and len(by_author(found)) >= len({e.parts[: depth + 1] for e in unknown})


def _with_times_of_most(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces whose times are trusted only where half of the authors have one, or more.

    nbgrader writes them; else they are what one of the students has put there.
    """
    timed = [{p.parts for p in handin.pieces} >= {(TIMESTAMP,)} for handin in by_author(pieces)]
    most = 2 * sum(timed) >= len(timed)
    return [replace(piece, trusted=piece.trusted and most) for piece in pieces]


def _is_work(entry: Entry) -> bool:
    """Return whether a file may be what somebody handed in."""
    return entry.is_zip or is_notebook(entry.parts[-1])


def by_author(pieces: Iterable[Piece]) -> list[Handin]:
    """Return what each author handed in, in the order of the archive.

    Jupyter's spare copy of a notebook counts only where there is nothing else.
    """
    found: dict[tuple[str, str], Handin] = {}
    for piece in pieces:
        handin = found.setdefault(piece.author.key, Handin(piece.author))
        handin.pieces.append(piece)
    for handin in found.values():
        meant = [piece for piece in handin.pieces if not is_spare(piece.parts)]
        handin.pieces = meant or handin.pieces
    return list(found.values())


def merged(earlier: Sequence[Handin], later: Sequence[Handin]) -> list[Handin]:
    """Return what is in two archives of one assignment, the second one newer.

    Where a download has all of a student's files, the newer one counts alone. Google splits large
    downloads into several; of a file that is in both, the newer one counts.
    """
    found = {handin.author.key: handin for handin in earlier}
    for handin in later:
        before = found.get(handin.author.key)
        if before is not None and not handin.pieces[0].whole:
            pieces = {piece.parts: piece for piece in (*before.pieces, *handin.pieces)}
            handin = Handin(handin.author, list(pieces.values()))
        found[handin.author.key] = handin
    return list(found.values())


def _by(
    recognise: Recognise, entries: Sequence[Entry], depth: int
) -> tuple[list[Piece], list[Entry]]:
    found = [(entry, recognise(entry.parts[depth:] or ("",), entry)) for entry in entries]
    return [piece for _, piece in found if piece], [entry for entry, piece in found if not piece]


def _wrapping(entries: Sequence[Entry]) -> int:
    """Return how many folders, in each other, hold all the files, but for a note beside them."""
    parents = [entry.parts[:-1] for entry in entries if len(entry.parts) > 1 or _is_work(entry)]
    levels = zip(*parents, strict=False)  # as deep as the shortest path
    return sum(1 for _ in takewhile(lambda names: len(set(names)) == 1, levels))


def _holds_several(entries: Sequence[Entry], depth: int) -> bool:
    """Return whether several people's files are in a folder: in folders, ZIPs, or with titles.

    The folder `lesson` of a release that was handed in is nobody's.
    """
    inner = {
        entry.parts[depth]
        for entry in entries
        if len(entry.parts) > depth + 1 or entry.is_zip or TITLED.fullmatch(entry.parts[-1])
    }
    return len(inner - {LESSON}) > 1


MOODLE = re.compile(
    r"(?P<name>.*?)(?:_(?P<number>\d+))?_assignsubmission_[a-z]+(?:_(?P<file>.*))?", re.DOTALL
)


def moodle(parts: Parts, entry: Entry) -> Piece | None:
    """Read a path of Moodle's download, as its own import of feedback does.

    Since Moodle 4.1 there is a folder `Full name_1234_assignsubmission_file`, before that with a
    `_` behind it, and where a teacher chose so, no folder but a longer name of the file. Further
    inside, names are the student's own.
    """
    found = MOODLE.fullmatch(parts[0])
    if found is None:
        return None
    rest = (*((found["file"],) if found["file"] else ()), *parts[1:])
    author = Author(found["name"].replace("_", " ").strip(), found["number"] or "")
    return Piece(author, rest, entry, whole=True) if rest else None


CANVAS = re.compile(
    r"(?P<name>(?:\w|[^\0-\x7f])+?)(?P<late>_LATE)?_(?P<user>\d+)_(?:(?P<file_id>\d+)_(?P<file>.+)|(?P<page>text|link)\.html)"
)
CANVAS_ANONYMOUS = re.compile(
    r"(?P<late>LATE_)?anon_(?P<user>[A-Za-z0-9]{5})_(?P<file_id>\d+)_(?P<file>.+)"
)


def canvas(parts: Parts, entry: Entry) -> Piece | None:
    """Read a name of Canvas's download, such as `silvaana_LATE_1234_56789_Exam-1.ipynb`."""
    if len(parts) != 1:
        return None
    if found := CANVAS.fullmatch(parts[0]):
        author = Author(found["name"], lms_id=found["user"], late=bool(found["late"]))
        if found["page"]:
            return Piece(author, (f"{found['page']}.html",), entry, whole=True)
        return Piece(author, (found["file"],), entry, _before(found), whole=True)
    if found := CANVAS_ANONYMOUS.fullmatch(parts[0]):
        author = Author(student=f"{ANONYMOUS}{found['user']}", late=bool(found["late"]))
        return Piece(author, (found["file"],), entry, _before(found), whole=True)
    return None


def _before(found: re.Match[str]) -> str:
    return found[0][: found.start("file")]


def nbgrader(assignment: str) -> Recognise:
    """Return what reads nbgrader's own paths: STUDENT/ASSIGNMENT/…, or those of its exchange."""
    exchange = re.compile(rf"(?P<student>.+?)\+{re.escape(assignment)}\+(?P<time>[^+]+)(?:\+.*)?")

    def recognise(parts: Parts, entry: Entry) -> Piece | None:
        if len(parts) > 2 and parts[1] == assignment:
            author = Author(parts[0], student=parts[0], login=True)
            return Piece(author, parts[2:], entry, trusted=True, whole=True)
        found = exchange.fullmatch(parts[0]) if len(parts) > 1 else None
        if found is None:
            return None
        author = Author(found["student"], student=found["student"], login=True)
        return Piece(author, parts[1:], entry, time=found["time"], trusted=True, whole=True)

    return recognise


TITLED = re.compile(r"(?P<name>.+?) - (?P<file>.+)")


def folders(parts: Parts, entry: Entry) -> Piece | None:
    """Read a path with one folder, or one ZIP file, a student.

    Google Classroom puts the files of all into one folder, as `Full name - TITLE`.
    """
    if len(parts) > 1:
        return Piece(Author(parts[0], login=True), parts[1:], entry)
    if found := TITLED.fullmatch(parts[0]):
        return Piece(Author(found["name"]), (found["file"],), entry)
    if entry.is_zip:
        return Piece(Author(parts[0][: -len(".zip")].strip(), login=True), parts, entry)
    return None
