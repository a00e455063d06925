"""The catalogues: a gettext domain for each part that has messages, extracted and merged.

English is the language of every source, so a message is its own English. Writing a catalogue
twice gives the same bytes.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po
from nbformat.notebooknode import NotebookNode
from nbgrader import utils

from autograder.errors import CourseError
from autograder.i18n import _
from autograder.notebook import check_markers, load_notebook, split
from autograder.translation.code import Translate
from autograder.translation.notebook import translate_cell, written_in
from lesson.i18n import ENGLISH, LANGUAGES

TRANSLATIONS = tuple(code for code in LANGUAGES if code != ENGLISH)
_HEADERS = (b"Language:", b"Plural-Forms", b"MIME-Version", b"Content-T")
"""What stays of the header: what gettext needs, and nothing that changes."""
_KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "N_": None,
    "check": (1,),
    "WireError": (1,),
}


@dataclass(frozen=True)
class Message:
    """A message, the file that it is in, and what helps to translate it."""

    message: str
    file: str
    note: str


@dataclass(frozen=True)
class Domain:
    """A gettext domain.

    Attributes:
        name: of the domain.
        folder: where its catalogues are, from the course's root.
        extract: yields its messages, given the course's root.
    """

    name: str
    folder: str
    extract: Callable[[Path], Iterator[Message]]

    def template(self, root: Path) -> Path:
        """Return the path of the template, the catalogue of no language."""
        return root / self.folder / f"{self.name}.pot"

    def catalogue(self, root: Path, language: str) -> Path:
        """Return the path of a language's catalogue, where gettext looks for it."""
        return root / self.folder / language / "LC_MESSAGES" / f"{self.name}.po"


def _sources(root: Path) -> Iterator[tuple[str, NotebookNode]]:
    """Yield each source notebook that is translated, after its path from the course's root."""
    for path in sorted((root / "source").glob("*/*.ipynb")):
        notebook = load_notebook(path)
        if written_in(notebook) == ENGLISH:
            name = path.relative_to(root).as_posix()
            check_markers(notebook, name)
            yield name, notebook


def _collector(found: list[str]) -> Translate:
    def collect(text: str) -> str:
        found.append(text)
        return text

    return collect


def _from_notebooks(root: Path) -> Iterator[Message]:
    for name, notebook in _sources(root):
        for cell in notebook.cells:
            found: list[str] = []
            try:
                translate_cell(cell, _collector(found))
            except SyntaxError as error:
                problem = _("{name}, cell {id!r} is not Python: {error}")
                text = problem.format(name=name, id=cell.id, error=error)
                raise CourseError(text) from error
            what = "prose" if cell.cell_type == "markdown" else "code"
            grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
            note = f"{what} of {grade_id}" if grade_id else what
            yield from (Message(message, name, note) for message in found)


def _from_python(package: str) -> Callable[[Path], Iterator[Message]]:
    def extract(root: Path) -> Iterator[Message]:
        for path in sorted((root / package).rglob("*.py")):
            for _line, message, _comments, _context in extract_from_file(
                "python", path, keywords=_KEYWORDS
            ):
                yield Message(str(message), path.relative_to(root).as_posix(), "")

    return extract


def _from_judges(root: Path) -> Iterator[Message]:
    """Yield what the grader says, and what hidden regions hand to checks, which translate it."""
    yield from _from_python("autograder")(root)
    for name, notebook in _sources(root):
        for cell in notebook.cells:
            if not utils.is_grade(cell) or cell.cell_type != "code":
                continue
            note = f"hidden test of {cell.metadata.nbgrader.grade_id}"
            for node in ast.walk(ast.parse(split(cell.source).hidden)):
                text = getattr(node, "value", None)
                if isinstance(text, str) and " " in text:
                    yield Message(text, name, note)


DOMAINS = (
    Domain("notebooks", "locale", _from_notebooks),
    Domain("lesson", "lesson/locale", _from_python("lesson")),
    Domain("autograder", "autograder/locale", _from_judges),
)


def update(root: Path) -> dict[Path, bytes]:
    """Return what every template and catalogue should hold, by path; nothing is written.

    A message that changed keeps its translation, marked fuzzy, until a person has looked at it.
    A message that is gone is dropped.
    """
    written = {}
    for domain in DOMAINS:
        template = _template(domain, root)
        written[domain.template(root)] = _bytes(template)
        for language in TRANSLATIONS:
            path = domain.catalogue(root, language)
            catalogue = load(path, language)
            catalogue.update(template, update_header_comment=True)
            written[path] = _bytes(catalogue)
    return written


def load(path: Path, language: str) -> Catalog:
    """Return a catalogue, an empty one if there is no file yet."""
    if not path.exists():
        return Catalog(locale=language, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def save(path: Path, catalogue: Catalog) -> None:
    """Write a catalogue."""
    path.write_bytes(_bytes(catalogue))


def _template(domain: Domain, root: Path) -> Catalog:
    header = f"# Messages of {domain.name}; `make messages` writes this file."
    catalogue = Catalog(header_comment=header, fuzzy=False)
    for found in domain.extract(root):
        catalogue.add(
            found.message,
            locations=[(found.file, 0)],
            auto_comments=[found.note] if found.note else [],
        )
    for message in catalogue:
        if domain.name == "notebooks":
            message.flags.discard("python-brace-format")  # they are f-strings
        message.flags.discard("python-format")  # a per cent sign is one; braces are our format
    return catalogue


def _bytes(catalogue: Catalog) -> bytes:
    buffer = BytesIO()
    write_po(
        buffer,
        catalogue,
        width=100,
        include_lineno=False,
        ignore_obsolete=True,  # no previous texts either: they are read back as comments
    )
    head, blank, body = buffer.getvalue().partition(b"\n\n")
    kept = [
        line
        for line in head.split(b"\n")
        if not line.startswith(b'"') or line[1:].startswith(_HEADERS)
    ]
    return b"\n".join(kept) + blank + body
