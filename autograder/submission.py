"""Intake: from what a student handed in to files that nbgrader may open.

What is fit goes into a clean folder, from which nbgrader converts; it never opens a raw file. A
notebook is written anew from the parts that grading needs. What is wrong with it is put right
where that needs no guess, and said; the rest is an error that says what to do.
"""

from __future__ import annotations

import codecs
import glob
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import parse_utc
from traitlets import Integer
from traitlets.config import Configurable

from autograder.course import Course
from autograder.errors import NotGraded, SubmissionError, UnfitFile
from autograder.i18n import _
from autograder.plugins.links import Files, bad_name, few, opened, opened_folder, printable, quoted
from autograder.plugins.repair import SURROGATE, notebooks, plain_attachments, plain_marks
from autograder.sandbox.limits import Limits

TIMESTAMP = "timestamp.txt"  # nbgrader's: when it was handed in
ID = re.compile(r"[A-Za-z0-9_-]{1,64}")  # of a cell, by nbformat's schema
CANDIDATES = 10  # notebooks that are looked into when the right name is missing
VALUES = 2_000_000  # objects and lists in one file; each costs memory
PYTHON = ("python", "ipython")
OTHERS = {b"PK": "ZIP", b"<": "HTML", b"%PDF": "PDF", b"\x1f\x8b": "gzip"}


@dataclass(frozen=True, order=True)
class Submission:
    """One student's folder for one assignment."""

    student: str
    assignment: str


@dataclass(frozen=True)
class Intake:
    """What there is to grade of a submission.

    Attributes:
        ready: names of the notebooks that are in the clean folder.
        problems: why the others are not, by name.
        notes: what was repaired or left out, a sentence each.
    """

    ready: tuple[str, ...]
    problems: Mapping[str, SubmissionError]
    notes: tuple[str, ...]


class NotebookLimits(Configurable):
    """How large a notebook may be; c.NotebookLimits in course_config.py sets it."""

    size = Integer(50_000_000, min=1000, help="Bytes of the file, outputs included.").tag(
        config=True
    )
    text = Integer(5_000_000, min=1000, help="Characters of all cells together.").tag(config=True)
    cells = Integer(2000, min=1, help="Cells.").tag(config=True)


def prepare(course: Course, submission: Submission, target: Path) -> Intake:
    """Copy what is fit of a submission into an empty folder, ready for nbgrader.

    Nothing outside the submission is read, whatever its links point to.

    Args:
        course: the course, whose gradebook knows the assignment.
        submission: whose.
        target: the folder, which is made.

    Raises:
        NotGraded: the gradebook does not know the assignment, or a folder needs another name.
        SubmissionError: nothing of the submission can be used.
    """
    known = notebooks(course.db_url, submission.assignment)
    for name in (submission.student, submission.assignment):
        wild = "" if name == glob.escape(name) else _("nbgrader cannot read a name with *, ? or [")
        if reason := bad_name(name) or wild:
            raise NotGraded(_("{name}: {reason}").format(name=quoted([name]), reason=reason))
    target.mkdir(parents=True)
    pages = [f"{glob.escape(name)}.html" for name in known]  # feedback takes these places
    ignored = [*CourseDirectory(config=course.config).ignore, *pages]
    files = Files(target, Limits(config=course.config), ignored)
    problems: dict[str, SubmissionError] = {}
    notes: list[str] = []
    names = (submission.student, submission.assignment)
    with opened_folder(course.root / "submitted", *names) as folder:
        files.bring(folder)
        _check_timestamp(folder, target)
        search = _Search(course, folder, files.notebooks, known)
        for name in known:
            try:
                found = search.find(name)
            except SubmissionError as error:
                problems[name] = error
            else:
                nbformat.write(found.notebook, target / f"{name}.ipynb")
                notes += few(found.notes)
    ready = tuple(name for name in known if name not in problems)
    return Intake(ready, problems, (*notes, *files.notes()))


def _check_timestamp(folder: int, target: Path) -> None:
    """See that nbgrader can tell from timestamp.txt whether the submission is late.

    Raises:
        SubmissionError: it is there and does not say when; to go on would be to guess.
    """
    try:
        with opened(TIMESTAMP, folder) as file:
            text = file.read(1000).decode("utf-8-sig").strip()
        if text:
            parse_utc(text)
            (target / TIMESTAMP).write_text(text, encoding="utf-8")
    except FileNotFoundError:
        return
    except (ValueError, OverflowError, TypeError, AttributeError) as error:
        text = _("'{name}' is no date and time: remove the file and hand in again")
        raise SubmissionError(text.format(name=TIMESTAMP)) from error


class _Search:
    """Finds an assignment's notebooks in an opened folder.

    Args:
        folder: its descriptor.
        places: of all that have a notebook's name.
        known: grade ids by notebook.
    """

    def __init__(
        self, course: Course, folder: int, places: list[str], known: Mapping[str, set[str]]
    ) -> None:
        self._folder = folder
        self._known = known
        self._limits = NotebookLimits(config=course.config)
        named = {f"{name}.ipynb" for name in known}
        self._others = sorted(set(places) - named, key=lambda place: (place.count("/"), place))

    def find(self, name: str) -> Document:
        """Return the notebook of a name, or the only other one that must be it.

        Raises:
            SubmissionError: there is none, there are several, or it cannot be graded.
        """
        try:
            found = Document.read(self._folder, f"{name}.ipynb", self._limits)
        except FileNotFoundError:
            return self._instead(name)
        if self._known[name] and not found.grade_ids & self._known[name]:
            found.refuse(_("none of this assignment's graded cells is in it: is it another one's?"))
        namesakes = [p for p in self._others if p.split("/")[-1].startswith(name)]
        if namesakes:
            text = _("only '{name}.ipynb' was graded, not {others}")
            found.notes.append(text.format(name=name, others=quoted(namesakes)))
        return found

    def _instead(self, name: str) -> Document:
        """Return the only notebook that holds a notebook's cells, whatever its own name is."""
        missing = _("there is no '{name}.ipynb'").format(name=name)
        if len(self._others) > CANDIDATES:
            text = _("{missing}, and {count} other notebooks; hand in one, under the right name")
            raise SubmissionError(text.format(missing=missing, count=len(self._others)))
        fitting: list[Document] = []
        reasons: list[str] = []
        for place in self._others:
            try:
                found = Document.read(self._folder, place, self._limits)
            except SubmissionError as error:
                reasons.append(str(error))
                continue
            if 2 * len(found.grade_ids & self._known[name]) > len(self._known[name]):
                fitting.append(found)
            else:
                reasons.append(_("{name} is another notebook").format(name=quoted([place])))
        if not fitting:
            reasons.append(_("hand in the notebook under this name"))
            raise SubmissionError("; ".join([missing, *reasons]))
        if any(found.notebook != fitting[0].notebook for found in fitting):
            text = _("{missing}, and several could be it: {names}. Keep one, under the right name")
            names = quoted(found.place for found in fitting)
            raise SubmissionError(text.format(missing=missing, names=names))
        text = _("handed in as {place}, graded as '{name}.ipynb'")
        fitting[0].notes.append(text.format(place=quoted([fitting[0].place]), name=name))
        return fitting[0]


class Document:
    """A notebook file, read into a notebook that nbgrader can take.

    Of each cell its type, id, text, pasted pictures and nbgrader's marks stay, and of the
    notebook nothing else: outputs and other metadata are made again when it is graded.

    Args:
        place: the file's path in the submission.
        data: what is in it.
        limits: what it may hold.

    Raises:
        SubmissionError: it cannot be graded.

    Attributes:
        notebook: in format 4.5.
        grade_ids: of its cells.
        notes: what was put right, a sentence each.
    """

    def __init__(self, place: str, data: bytes, limits: NotebookLimits) -> None:
        self.place = place
        self.notes: list[str] = []
        self._doubled = False
        self._left = limits.text
        raw = self._object(self._text(data))
        given = self._listed(raw)
        if len(given) > limits.cells:
            text = _("it has {count} cells, more than {most}: delete some and hand in again")
            self.refuse(text.format(count=len(given), most=limits.cells))
        self._ids = self._own_ids(given, raw.get("nbformat_minor"))
        cells = [self._cell(number, one) for number, one in enumerate(given, start=1)]
        kept = [cell for cell in cells if cell is not None]
        self.notebook = NotebookNode(nbformat=4, nbformat_minor=5, metadata={}, cells=kept)
        ids = (cell.metadata.get("nbgrader", {}).get("grade_id") for cell in kept)
        self.grade_ids = {one for one in ids if isinstance(one, str)}
        self._note_language(raw.get("metadata"))

    @classmethod
    def read(cls, folder: int, place: str, limits: NotebookLimits) -> Document:
        """Read the notebook at a place below an opened folder.

        Raises:
            FileNotFoundError: there is nothing.
            SubmissionError: it is no plain file, too large, or cannot be graded.
        """
        try:
            with opened(place, folder) as file:
                size = os.fstat(file.fileno()).st_size
                data = b"" if size > limits.size else file.read(limits.size)
        except UnfitFile as error:
            text = _("{problem}. Hand in the notebook itself, as a plain file")
            raise SubmissionError(text.format(problem=error)) from error
        if size > limits.size:
            text = _("{place}: it has {size} MB, more than {most} MB: {remedy}")
            numbers = {"size": -(-size // 10**6), "most": limits.size // 10**6}
            raise SubmissionError(text.format(place=quoted([place]), remedy=_remedy(), **numbers))
        return cls(place, data, limits)

    def refuse(self, text: str) -> NoReturn:
        """Raise a SubmissionError that names the file."""
        raise SubmissionError(f"{quoted([self.place])}: {text}")

    def _note(self, text: str) -> None:
        self.notes.append(f"{quoted([self.place])}: {text}")

    def _text(self, data: bytes) -> str:
        if not data.strip():
            self.refuse(_("it is empty: save the notebook and hand in again"))
        for begin, kind in OTHERS.items():
            if data.startswith(begin):
                text = _("it is a {kind} file, not a notebook: hand in the notebook itself")
                self.refuse(text.format(kind=kind))
        wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        try:
            text = data.decode("utf-16" if wide else "utf-8-sig")
        except UnicodeDecodeError as error:
            said = _("it is damaged: from byte {place} on it is not UTF-8 text. {again}")
            self.refuse(said.format(place=error.start, again=_again()))
        if wide:
            self._note(_("it was saved as UTF-16, not UTF-8, and was converted"))
        return text

    def _object(self, text: str) -> dict[str, Any]:
        """Parse the file; outputs are dropped cell by cell while it is read."""
        if text.count("{") + text.count("[") > VALUES:
            self.refuse(_("it holds too many values: {remedy}").format(remedy=_remedy()))
        try:
            raw = json.loads(text, object_pairs_hook=self._pairs)
        except RecursionError:
            self.refuse(_("it is damaged: brackets stand too deep in each other. ") + _again())
        except json.JSONDecodeError as error:
            said = _("it is damaged or incomplete: no JSON at line {line}, column {column}. ")
            self.refuse(said.format(line=error.lineno, column=error.colno) + _again())
        except ValueError:  # a number of thousands of digits
            self.refuse(_("it is damaged: a number in it is too long. ") + _again())
        if not isinstance(raw, dict):
            self.refuse(_("it is JSON, but not a notebook. ") + _again())
        if self._doubled:
            self._note(_("keys stand twice in it; as in Jupyter, the last of each counts"))
        return raw

    def _pairs(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        self._doubled = self._doubled or len(made) < len(pairs)
        if "cell_type" in made:
            made.pop("outputs", None)
        return made

    def _listed(self, raw: dict[str, Any]) -> list[Any]:
        """Return the cells of format 4, or of format 3, which JupyterLab still opens."""
        version = raw.get("nbformat")
        sheets = raw.get("worksheets")
        if version == 3 and isinstance(sheets, list):
            self._note(_("it is in the old notebook format 3 and was converted"))
            return [cell for sheet in sheets if isinstance(sheet, dict) for cell in _cells(sheet)]
        if isinstance(version, int) and version != 4:
            text = _("it is in notebook format {version}; save it in format 4, with JupyterLab")
            self.refuse(text.format(version=printable(str(version), 20)))
        if version not in (4, None) or not isinstance(raw.get("cells"), list):
            self.refuse(_("it is JSON, but not a notebook. ") + _again())
        if version is None:
            self._note(_("it does not say its format and was read as format 4"))
        return _cells(raw)

    def _own_ids(self, given: list[Any], minor: Any) -> list[str]:
        """Return a valid id for each cell, its own if no cell before has the same."""
        ids: dict[str, None] = {}
        lost = 0
        for number, raw in enumerate(given, start=1):
            own = raw.get("id") if isinstance(raw, dict) else None
            if not isinstance(own, str) or not ID.fullmatch(own) or own in ids:
                lost += 1
                own = next(i for n in count() if (i := f"cell-{number}-{n}") not in ids)
            ids[own] = None
        if lost and isinstance(minor, int) and minor >= 5:  # before, cells had no ids
            self._note(_("{count} cells had no id of their own and got one").format(count=lost))
        return list(ids)

    def _cell(self, number: int, raw: Any) -> NotebookNode | None:
        if not isinstance(raw, dict):
            self._note(_("cell {number} is not a cell and was left out").format(number=number))
            return None
        kind = "markdown" if raw.get("cell_type") == "heading" else raw.get("cell_type")
        if kind not in ("code", "markdown", "raw"):
            text = _("cell {number} is of no known type; it is shown as plain text")
            self._note(text.format(number=number))
            kind = "raw"
        cell = NotebookNode(cell_type=kind, id=self._ids[number - 1])
        cell.source = self._source(number, raw.get("source", raw.get("input")))
        cell.metadata = plain_marks(raw.get("metadata"))
        if kind == "code":
            cell.update(outputs=[], execution_count=None)
        elif pictures := plain_attachments(raw.get("attachments")):
            cell.attachments = pictures
        return cell

    def _source(self, number: int, value: Any) -> str:
        if isinstance(value, list) and all(isinstance(line, str) for line in value):
            value = "".join(value)
        if not isinstance(value, str | None):
            text = _("it is damaged: the text of cell {number} is not text. ")
            self.refuse(text.format(number=number) + _again())
        source = (value or "").replace("\r\n", "\n").replace("\r", "\n")
        self._left -= len(source)
        if self._left < 0:
            self.refuse(_("its cells hold too much text: shorten it and hand in again"))
        if SURROGATE.search(source):
            text = _("cell {number} holds broken characters, which were replaced")
            self._note(text.format(number=number))
        return SURROGATE.sub("\ufffd", source)

    def _note_language(self, metadata: Any) -> None:
        """Say that the course's own kernel is used if the notebook names another language."""
        metadata = metadata if isinstance(metadata, dict) else {}
        for place, key in (("language_info", "name"), ("kernelspec", "language")):
            found = metadata.get(place)
            name = found.get(key) if isinstance(found, dict) else None
            if isinstance(name, str) and name.lower() not in PYTHON:
                text = _("it was saved with a kernel for {name}; it is graded with the course's")
                self._note(text.format(name=printable(name, 30)))
                return


def _cells(raw: dict[str, Any]) -> list[Any]:
    cells = raw.get("cells")
    return cells if isinstance(cells, list) else []


def _remedy() -> str:
    return _("clear the outputs of all cells, save and hand in again")


def _again() -> str:
    return _("Save it in JupyterLab once more and hand in that file")
