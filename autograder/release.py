"""From source/ to release/: what students get, and the proof that no answer is in it."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader import utils
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory

import lesson
from autograder.bank import load_notebook
from autograder.course import Course, nbgrader_session
from autograder.errors import CourseError, ReleaseError
from autograder.i18n import _
from autograder.languages.translator import Translator
from autograder.page import write_page

LESSON = Path(lesson.__file__).parent
MARKS = re.compile(r"(BEGIN|END) (SOLUTION|HIDDEN TESTS|MARK SCHEME)")
NAMED = re.compile(r"requirements-(\w+)\.txt")
SHORT = 6  # characters; shorter lines, such as "else:", say nothing
LONG = 24  # characters from which on a line is looked for outside notebooks as well
EPOCH = (2020, 1, 1, 0, 0, 0)  # date of every file in a ZIP, so that it is the same each time


def assignments(course: Course) -> list[str]:
    """Return the names of the assignments in source/, sorted.

    Raises:
        CourseError: there are none.
    """
    found = sorted({path.parent.name for path in (course.root / "source").glob("*/*.ipynb")})
    if not found:
        raise CourseError(
            _("{source}: no assignment with a notebook in it").format(source=course.root / "source")
        )
    return found


def release(course: Course) -> list[Path]:
    """Generate the whole of release/ anew.

    It is put together beside the old one and takes its place only when the scan found nothing.

    Returns:
        The ZIP files, one an assignment.

    Raises:
        ReleaseError: nbgrader refused a notebook, or an answer was found in what it made.
    """
    staging = course.root / "build" / "release"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    names = assignments(course)
    for name in names:
        _generate(course, name, staging)
    _add_companions(staging)
    for name in names:
        add_lesson(course, staging / name)
    _add_all_requirements(course, staging)
    zips = [_zip(staging / name) for name in names]
    if found := scan(course, staging):
        raise ReleaseError(
            _("answers would be released: {found}").format(found="; ".join(found[:5]))
        )
    target = course.root / "release"
    shutil.rmtree(target, ignore_errors=True)
    shutil.move(staging, target)
    return [target / path.name for path in zips]


def _generate(course: Course, name: str, staging: Path) -> None:
    """Let nbgrader generate one assignment and record it in the gradebook."""
    coursedir = CourseDirectory(config=course.config)
    coursedir.assignment_id = name
    coursedir.release_directory = str(staging)
    with nbgrader_session(course) as log:
        converter = GenerateAssignment(coursedir=coursedir, config=course.config, log=log)
        converter.force = True
        try:
            converter.start()
        except NbGraderException as error:
            raise ReleaseError(
                _("{name}: {error} (details: {log_file})").format(
                    name=name, error=error, log_file=course.log_file
                )
            ) from error


def _add_companions(staging: Path) -> None:
    """Put each notebook that goes with every assignment beside the others, and make its page.

    Such a notebook says `"companion": true` in its metadata.
    """
    for path in sorted(staging.glob("*/*.ipynb")):
        notebook = load_notebook(path)
        if not notebook.metadata.get("companion"):
            continue
        write_page(notebook, path.with_suffix(".md"))
        for folder in staging.iterdir():
            if folder != path.parent:
                shutil.copyfile(path, folder / path.name)


def add_lesson(course: Course, folder: Path) -> None:
    """Put what notebooks import, and what they need installed, beside the notebooks.

    A notebook that imports a framework gets its requirements; one that leaves the choice to the
    student gets those that its text names; any other needs no framework, and gets the plain ones.
    """
    shutil.copytree(
        LESSON,
        folder / "lesson",
        ignore=shutil.ignore_patterns("__pycache__", "*.pot"),
        dirs_exist_ok=True,
    )
    (folder / "lesson" / "language.txt").write_text(f"{course.language}\n", encoding="utf-8")
    text = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.ipynb"))
    frameworks = (("torch", "pytorch"), ("tensorflow", "tensorflow"))
    found = [name for module, name in frameworks if re.search(rf'" *import {module}', text)]
    imported = dict.fromkeys(found, "requirements.txt")
    named = {name: f"requirements-{name}.txt" for name in re.findall(NAMED, text)}
    wanted = imported or named or {"plain": "requirements.txt"}
    for name, target in wanted.items():
        source = course.root / "requirements" / f"{name}.txt"
        if source.exists():
            shutil.copyfile(source, folder / target)


def _add_all_requirements(course: Course, folder: Path) -> None:
    for path in sorted((course.root / "requirements").glob("*.txt")):
        shutil.copyfile(path, folder / f"requirements-{path.name}")


def _zip(folder: Path) -> Path:
    """Write folder.zip, the same bytes for the same files on every machine."""
    target = folder.parent / f"{folder.name}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            info = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), EPOCH)
            info.external_attr = 0o644 << 16
            archive.writestr(info, path.read_bytes())
    return target


def untranslated(course: Course) -> list[str]:
    """Return what goes out in English in a course of another language, a line each."""
    found = []
    for path in sorted((course.root / "source").glob("*/*.ipynb")):
        translator = Translator(course)
        for cell in load_notebook(path).cells:
            translator.cell(cell)
        found += [f"{path.parent.name}/{path.name}: {text}" for text in translator.missing]
    return found


def scan(course: Course, folder: Path) -> list[str]:
    """Look for answers in every file below a folder, independently of how it was made.

    What is looked for: each line of a solution, of a hidden test or of a written answer that
    stands nowhere in the visible part of a notebook; nbgrader's markers; outputs.

    Returns:
        What was found and where, a line each; empty if the folder is clean.
    """
    sources = sorted((course.root / "source").glob("*/*.ipynb"))
    secrets = secret_lines([load_notebook(path) for path in sources])
    found: list[str] = []
    for name, content in _files(folder):
        notebook = nbformat.reads(content, as_version=4) if name.endswith(".ipynb") else None
        text = _text(notebook) if notebook is not None else content
        least = SHORT if notebook is not None else LONG
        found += [
            f"{name}: {line!r}" for line in sorted(secrets) if len(line) >= least and line in text
        ]
        if notebook is not None:
            found += [
                _("{name}: marker {marker!r}").format(name=name, marker=m.group())
                for m in MARKS.finditer(text)
            ]
            found += [
                _("{name}: output of cell {id!r}").format(name=name, id=cell.id)
                for cell in _executed(notebook)
            ]
    return found


def secret_lines(sources: Iterable[NotebookNode]) -> set[str]:
    """Return the stripped lines of source notebooks that students must not see.

    What one assignment shows is no secret of another.
    """
    visible: list[str] = []
    secret: list[str] = []
    for cell in (cell for source in sources for cell in source.cells):
        written = utils.is_solution(cell) and cell.cell_type == "markdown"
        inside = False
        for line in cell.source.split("\n"):
            if MARKS.search(line):
                inside = "BEGIN" in line
            else:
                (secret if inside or written else visible).append(line.strip())
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
