"""From source/ to release/: what students get, and the proof that no answer is in it."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path

from nbformat.notebooknode import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import BaseConverter, NbGraderException
from nbgrader.coursedir import CourseDirectory

from autograder.course import Course, assignments, nbgrader_session
from autograder.errors import ReleaseError
from autograder.files import contents, lay_out, remove
from autograder.gradebook.access import make_gradebook
from autograder.i18n import _
from autograder.notebook import load_notebook
from autograder.release.alone import add_finder
from autograder.release.cells import check_source
from autograder.release.executed import in_language, outputs
from autograder.release.page import write_page
from autograder.release.scan import scan
from autograder.release.stamp import stamp
from autograder.sandbox.bubblewrap import LESSON
from autograder.translation.translator import Translator
from lesson.i18n import LANGUAGES

NAMED = re.compile(r"requirements-(\w+)\.txt")
_LANGUAGE = "language.txt"
EPOCH = (2020, 1, 1, 0, 0, 0)  # date of every file in a ZIP, so that it is the same each time


def release(course: Course) -> list[Path]:
    """Generate the whole of release/ again.

    It is put together beside the old one and replaces it only when the scan found nothing.

    Returns:
        The ZIP files, one an assignment.

    Raises:
        ReleaseError: nbgrader refused a notebook, or an answer was found in what it made.
        CourseError: there is a gradebook that cannot be used.
    """
    names = assignments(course)
    build(course, names)
    target = course.root / "release"
    remove(target)
    shutil.move(_staging(course), target)
    stamp(course, names)
    return [target / f"{name}.zip" for name in names]


def build(course: Course, wanted: Iterable[str]) -> None:
    """Make what students get of some assignments, whole, beside release/.

    Raises:
        ReleaseError: nbgrader refused a notebook, or an answer was found in what it made.
        CourseError: there is a gradebook that cannot be used.
    """
    make_gradebook(course.db_url)
    every, staging = assignments(course), _staging(course)
    companions = [name for name in every if _has_companion(course, name)]
    names = every if set(companions) & set(wanted) else [*wanted, *companions]
    for name in names:
        check_source(course, name)
    remove(staging)
    staging.mkdir(parents=True)
    for name in names:
        _generate(course, name, staging)
    _add_pages(course, staging)
    lesson = lesson_files(course)
    for name in names:
        add_finder(course, staging / name, lesson)
    _add_companions(staging)
    for name in names:
        add_lesson(course, staging / name)
    _add_common_files(course, staging)
    for name in names:
        write_zip(staging / name)
    if found := scan(course, staging):
        raise ReleaseError(
            _("answers would be released: {found}").format(found="; ".join(found[:5]))
        )


def staged(course: Course) -> list[str]:
    """Return the assignments that `build` has made."""
    return sorted(path.name for path in _staging(course).glob("*/") if path.is_dir())


def deliver(course: Course, names: Iterable[str]) -> None:
    """Put what `build` has made of some assignments into release/, each with its ZIP."""
    staging, target = _staging(course), course.root / "release"
    names = list(names)
    for name in names:
        remove(target / f"{name}.zip")  # an old one must not outlive its folder
        remove(target / name)
        for made in (name, f"{name}.zip"):
            shutil.move(staging / made, target / made)
    stamp(course, names)


def _staging(course: Course) -> Path:
    return course.root / "build" / "release"


def _has_companion(course: Course, name: str) -> bool:
    notebooks = map(load_notebook, (course.root / "source" / name).glob("*.ipynb"))
    return any(notebook.metadata.get("companion") for notebook in notebooks)


class KeepsFailure(BaseConverter):  # type: ignore[misc]
    """A converter that keeps the error of a notebook, which nbgrader only writes into its log."""

    failure: Exception | None = None

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Convert one notebook (BaseConverter calls this)."""
        try:
            super().convert_single_notebook(notebook_filename)
        except Exception as error:
            self.failure = error
            raise


class _Generate(KeepsFailure, GenerateAssignment):  # type: ignore[misc]
    """nbgrader's GenerateAssignment."""


def _generate(course: Course, name: str, staging: Path) -> None:
    """Let nbgrader generate one assignment and record it in the gradebook."""
    coursedir = CourseDirectory(config=course.config)
    coursedir.assignment_id = name
    coursedir.release_directory = str(staging)
    config = deepcopy(course.config)
    for option in ("exporter_class", "post_convert_hook"):  # what makes nbgrader's own call us
        config.GenerateAssignment.pop(option, None)
    with nbgrader_session(course) as log:
        converter = _Generate(coursedir=coursedir, config=config, log=log)
        converter.force = True
        try:
            converter.start()
        except NbGraderException as error:
            raise ReleaseError(
                _("{name}: {error} (details: {log_file})").format(
                    name=name, error=converter.failure or error, log_file=course.log_file
                )
            ) from error


def _companions(staging: Path) -> list[tuple[Path, NotebookNode]]:
    """Return the notebooks that go with every assignment, which say so in their metadata.

    They have `"companion": true` there.
    """
    found = ((path, load_notebook(path)) for path in sorted(staging.glob("*/*.ipynb")))
    return [(path, notebook) for path, notebook in found if notebook.metadata.get("companion")]


def _add_pages(course: Course, staging: Path) -> None:
    """Make the page of each companion, and one in each other language in which it was run."""
    own = course.language
    for path, notebook in _companions(staging):
        page = path.with_suffix(".md")
        write_page(notebook, page, outputs(course.root, path.stem, own, notebook))
        for language in (one for one in LANGUAGES if one != own):
            other = in_language(
                course, course.root / "source" / path.relative_to(staging), language
            )
            if found := outputs(course.root, path.stem, language, other):
                write_page(other, page.with_suffix(f".{language}.md"), found)
        course.speak(own)


def _add_companions(staging: Path) -> None:
    """Put each companion beside the notebooks of every assignment."""
    for path, _notebook in _companions(staging):
        for folder in staging.iterdir():
            if folder != path.parent:
                shutil.copyfile(path, folder / path.name)


def add_lesson(course: Course, folder: Path) -> None:
    """Put what notebooks import, and what they need installed, beside the notebooks.

    A notebook that imports a framework gets its requirements; one that leaves the choice to the
    student gets those that its text names; any other needs no framework, and gets the plain ones.
    """
    lay_out(lesson_files(course), folder)
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


def lesson_files(course: Course) -> dict[str, bytes]:
    """Return the files of lesson/ as they go out, by path.

    One of them says which language it speaks where its user has chosen none.
    """
    files = {
        f"lesson/{path}": content
        for path, content in contents(LESSON).items()
        if "__pycache__" not in path and not path.endswith(".pot")
    }
    return files | {f"lesson/{_LANGUAGE}": _language(course)}


def _language(course: Course) -> bytes:
    return f"{course.language}\n".encode()


def _add_common_files(course: Course, folder: Path) -> None:
    """Put above the assignments what a repository needs of them without their lesson/."""
    (folder / _LANGUAGE).write_bytes(_language(course))
    for path in sorted((course.root / "requirements").glob("*.txt")):
        shutil.copyfile(path, folder / f"requirements-{path.name}")


def write_zip(folder: Path) -> Path:
    """Write folder.zip, the same bytes for the same files on every machine."""
    target = folder.parent / f"{folder.name}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            info = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), EPOCH)
            info.external_attr = 0o644 << 16
            archive.writestr(info, path.read_bytes())
    return target


def untranslated(course: Course) -> list[str]:
    """Return what does not go out in the course's language, a line each."""
    found = []
    for path in sorted((course.root / "source").glob("*/*.ipynb")):
        translator = Translator(course)
        translator.notebook(load_notebook(path))
        found += [f"{path.parent.name}/{path.name}: {text}" for text in translator.missing]
    return found
