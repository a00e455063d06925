"""The proof that no answer is in a release, made independently of how the release was."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import ClearSolutions

from autograder.course import Course
from autograder.i18n import _
from autograder.notebook import MARKER, Line, called, is_whole_answer, load_notebook, marked_lines

SHORT = 6  # characters; shorter lines, such as "else:", say nothing
IMPORT = re.compile(r"(?:import|from)\s")
NEARLY = re.compile(
    r"^\s*(?:#+\s*(?:begin|end)\s*(?:hidden\s*tests?|solutions?|mark\s*scheme)"
    r"|##+\s*hidden\s*tests?)\W*$",
    re.IGNORECASE | re.MULTILINE,
)
"""A line that whoever wrote it takes for a marker, while nbgrader does not."""
LONG = 24  # characters from which on a line is looked for outside notebooks as well


def scan(course: Course, folder: Path) -> list[str]:
    """Look for answers in every file below a folder, independently of how it was made.

    What is looked for: each line of a solution, of a hidden test or of a written answer that is
    nowhere in the visible part of a notebook; nbgrader's markers, misspelt ones too; outputs.

    Returns:
        What was found and where, a line each; empty if the folder is clean.
    """
    sources = sorted((course.root / "source").glob("*/*.ipynb"))
    secrets = secret_lines([load_notebook(path) for path in sources]) - _stub(course)
    found: list[str] = []
    for name, content in _files(folder):
        notebook = nbformat.reads(content, as_version=4) if name.endswith(".ipynb") else None
        text = _text(notebook) if notebook is not None else content
        least = SHORT if notebook is not None else LONG
        found += [
            f"{name}: {line!r}"
            for line in sorted(secrets)
            if len(line) >= least and line in text
            if notebook is not None or not IMPORT.match(line)  # lesson/ imports as everybody does
        ]
        if notebook is not None:
            found += [
                _("{name}: marker {marker!r}").format(name=name, marker=m.group())
                for m in MARKER.finditer(text)
            ]
            found += [
                _("{name}: {line!r} is nearly a marker, but not spelt like one").format(
                    name=name, line=m.group().strip()
                )
                for m in NEARLY.finditer(text)
                if not MARKER.search(m.group())
            ]
            found += [
                _("{name}: output of cell {id!r}").format(
                    name=name, id=cell.get("id") or called(cell)
                )
                for cell in _executed(notebook)
            ]
    return found


def _stub(course: Course) -> set[str]:
    """Return what nbgrader puts in the place of a solution, which itself may not be written yet."""
    made = ClearSolutions(config=course.config)
    texts = [*made.code_stub.values(), made.text_stub]
    return {line.strip() for text in texts for line in text.split("\n")}


def secret_lines(sources: Iterable[NotebookNode]) -> set[str]:
    """Return the stripped lines of source notebooks that students must not see.

    What one assignment shows is not a secret of another.
    """
    visible: list[str] = []
    secret: list[str] = []
    for cell in (cell for source in sources for cell in source.cells):
        try:
            whole, lines = is_whole_answer(cell), marked_lines(cell.source)
        except ValueError:  # of an assignment that cannot be released, and says so: all is secret
            whole, lines = True, [Line(text, "", False) for text in cell.source.split("\n")]
        for line in lines:
            if not line.marker:
                (secret if line.region or whole else visible).append(line.text.strip())
    seen = "\n".join(visible)
    return {line for line in secret if len(line) >= SHORT and line not in seen}


def _text(notebook: NotebookNode) -> str:
    return "\n".join(cell.source for cell in notebook.cells)


def _executed(notebook: NotebookNode) -> Iterator[NotebookNode]:
    for cell in notebook.cells:
        if cell.cell_type == "code" and (cell.outputs or cell.execution_count is not None):
            yield cell


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield every file below a folder, those inside ZIP files too, as name and text."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                for member in archive.namelist():
                    yield f"{name}:{member}", archive.read(member).decode("utf-8", "replace")
        else:
            yield name, path.read_bytes().decode("utf-8", "replace")
