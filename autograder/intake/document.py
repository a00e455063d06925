"""A notebook file that was handed in, read into a notebook that nbgrader can take."""

from __future__ import annotations

import codecs
import json
import os
import re
from itertools import count
from typing import Any, NoReturn

from nbformat.notebooknode import NotebookNode

from autograder.errors import SubmissionError, UnfitFile
from autograder.i18n import _
from autograder.intake.files import opened
from autograder.intake.mistaken import again, mistaken_bytes, mistaken_object, mistaken_text
from autograder.limits import NotebookLimits
from autograder.text import printable, quoted

VERSION = re.compile(r"\d{1,2}\.\d{1,3}(\.\d{1,3})?", re.ASCII)
SURROGATE = re.compile("[\ud800-\udfff]")  # halves of characters; no file can hold one
ID = re.compile(r"[A-Za-z0-9_-]{1,64}")  # of a cell, by nbformat's schema
VALUES = 2_000_000  # objects and lists in one file; each costs memory
PYTHON = ("python", "ipython")


def plain_marks(metadata: Any) -> NotebookNode:
    """Return what stays of a submitted cell's metadata: nbgrader's marks that are plain values."""
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    if not isinstance(marks, dict):
        return NotebookNode()
    plain = {key: value for key, value in marks.items() if isinstance(value, str | int | float)}
    return NotebookNode(nbgrader={_whole(key): _whole(value) for key, value in plain.items()})


def plain_version(metadata: Any) -> NotebookNode:
    """Return what stays of a submitted notebook's metadata: with which Python it was saved."""
    found = metadata.get("language_info") if isinstance(metadata, dict) else None
    version = found.get("version") if isinstance(found, dict) else None
    if not isinstance(version, str) or not VERSION.fullmatch(version):
        return NotebookNode()
    return NotebookNode(language_info=NotebookNode(name="python", version=version))


def plain_attachments(attachments: Any) -> NotebookNode:
    """Return a written answer's pasted files, as far as they are text by type and name."""
    kept = NotebookNode()
    for name, bundle in attachments.items() if isinstance(attachments, dict) else ():
        if isinstance(bundle, dict):
            texts = {_whole(k): _whole(v) for k, v in bundle.items() if isinstance(v, str)}
            kept[_whole(name)] = NotebookNode(texts)
    return kept


def _whole(value: Any) -> Any:
    return SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value


class Document:
    """A notebook file, read into a notebook that nbgrader can take.

    Of each cell its type, id, text, pasted pictures and nbgrader's marks stay, and of the
    notebook the version of Python: outputs and other metadata are made again when it is graded.

    Args:
        path: the file's path in the submission.
        data: what is in it.
        limits: what it may hold.

    Raises:
        SubmissionError: it cannot be graded.

    Attributes:
        notebook: in format 4.5.
        grade_ids: of its cells.
        notes: what was put right, a sentence each.
    """

    def __init__(self, path: str, data: bytes, limits: NotebookLimits) -> None:
        self.path = path
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
        metadata = plain_version(raw.get("metadata"))
        self.notebook = NotebookNode(nbformat=4, nbformat_minor=5, metadata=metadata, cells=kept)
        ids = (cell.metadata.get("nbgrader", {}).get("grade_id") for cell in kept)
        self.grade_ids = {one for one in ids if isinstance(one, str)}
        self._note_language(raw.get("metadata"))

    def refuse(self, text: str) -> NoReturn:
        """Raise a SubmissionError that names the file."""
        raise SubmissionError(f"{quoted([self.path])}: {text}")

    def note(self, text: str) -> None:
        """Say what was put right, with the file's name."""
        self.notes.append(f"{quoted([self.path])}: {text}")

    def _text(self, data: bytes) -> str:
        if reason := mistaken_bytes(data):
            self.refuse(reason)
        wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        try:
            text = data.decode("utf-16" if wide else "utf-8-sig")
        except UnicodeDecodeError as error:
            said = _("it is damaged: from byte {number} on it is not UTF-8 text. {again}")
            self.refuse(said.format(number=error.start, again=again()))
        if wide:
            self.note(_("it was saved as UTF-16, not UTF-8, and was converted"))
        return text

    def _object(self, text: str) -> dict[str, Any]:
        """Parse the file; outputs are dropped cell by cell while it is read."""
        if text.count("{") + text.count("[") > VALUES:
            self.refuse(_("it contains too many values: {remedy}").format(remedy=_remedy()))
        try:
            raw = json.loads(text, object_pairs_hook=self._pairs)
        except RecursionError:
            self.refuse(_("it is damaged: its brackets are nested too deeply. ") + _save_again())
        except json.JSONDecodeError as error:
            place = _(
                "it is damaged or incomplete: not valid JSON at line {line}, column {column}. "
            ).format(line=error.lineno, column=error.colno)
            self.refuse(mistaken_text(text) or place + again())
        except ValueError:  # a number of thousands of digits
            self.refuse(_("it is damaged: a number in it is too long. ") + _save_again())
        if not isinstance(raw, dict):
            self.refuse(_("it is JSON, but not a notebook. ") + again())
        if self._doubled:
            self.note(_("some keys occur twice in it; as in Jupyter, the last of each counts"))
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
            self.note(_("it is in the old notebook format 3 and was converted"))
            return [cell for sheet in sheets if isinstance(sheet, dict) for cell in _cells(sheet)]
        if isinstance(version, int) and version != 4:
            text = _("it is in notebook format {version}; save it in format 4, with JupyterLab")
            self.refuse(text.format(version=printable(str(version), 20)))
        if version not in (4, None) or not isinstance(raw.get("cells"), list):
            said = _("it is JSON, but not a notebook. ")
            self.refuse(mistaken_object(raw) or said + again())
        if version is None:
            self.note(_("it does not state its format and was read as format 4"))
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
            self.note(_("cells without an id, which were given one: {count}").format(count=lost))
        return list(ids)

    def _cell(self, number: int, raw: Any) -> NotebookNode | None:
        if not isinstance(raw, dict):
            self.note(_("cell {number} is not a cell and was left out").format(number=number))
            return None
        kind = "markdown" if raw.get("cell_type") == "heading" else raw.get("cell_type")
        if kind not in ("code", "markdown", "raw"):
            text = _("cell {number} is of an unknown type; it is shown as plain text")
            self.note(text.format(number=number))
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
            text = _("it is damaged: the source of cell {number} is not text. ")
            self.refuse(text.format(number=number) + again())
        if value is None:
            self.note(
                _("cell {number} has no text in the file: it counts as empty").format(number=number)
            )
        source = (value or "").replace("\r\n", "\n").replace("\r", "\n")
        self._left -= len(source)
        if self._left < 0:
            self.refuse(_("its cells contain too much text: shorten it and hand in again"))
        if SURROGATE.search(source):
            text = _("cell {number} contains broken characters, which were replaced")
            self.note(text.format(number=number))
        return SURROGATE.sub("\ufffd", source)

    def _note_language(self, metadata: Any) -> None:
        """Say that the course's own kernel is used if the notebook names another language."""
        metadata = metadata if isinstance(metadata, dict) else {}
        for field, key in (("language_info", "name"), ("kernelspec", "language")):
            found = metadata.get(field)
            name = found.get(key) if isinstance(found, dict) else None
            if isinstance(name, str) and name.lower() not in PYTHON:
                text = _("it was saved with a kernel for {name}; it is graded with the course's")
                self.note(text.format(name=printable(name, 30)))
                return


def _cells(raw: dict[str, Any]) -> list[Any]:
    cells = raw.get("cells")
    return cells if isinstance(cells, list) else []


def read_notebook(folder: int, path: str, limits: NotebookLimits) -> bytes:
    """Read the notebook at a path below an opened folder.

    Raises:
        FileNotFoundError: there is nothing.
        SubmissionError: it is not a plain file, or too large.
    """
    try:
        with opened(path, folder) as file:
            size = os.fstat(file.fileno()).st_size
            data = b"" if size > limits.size else file.read(limits.size)
    except UnfitFile as error:
        text = _("{problem}. Hand in the notebook itself, as a plain file")
        raise SubmissionError(text.format(problem=error)) from error
    if size > limits.size:
        text = _("{path}: its size is {size} MB, more than {most} MB: {remedy}")
        numbers = {"size": -(-size // 10**6), "most": limits.size // 10**6}
        raise SubmissionError(text.format(path=quoted([path]), remedy=_remedy(), **numbers))
    return data


def _remedy() -> str:
    return _("clear the outputs of all cells, save and hand in again")


def _save_again() -> str:
    return _("Save it in JupyterLab once more and hand in that file")
