"""From source/ to release/: what students get, and the proof that no answer is in it."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory

from autograder.course import Course, assignments, nbgrader_session
from autograder.errors import ReleaseError
from autograder.gradebook.access import check_gradebook
from autograder.i18n import _
from autograder.notebook import check_markers, load_notebook
from autograder.release.page import write_page
from autograder.release.scan import scan
from autograder.sandbox.bubblewrap import LESSON
from autograder.translation.translator import Translator

NAMED = re.compile(r"requirements-(\w+)\.txt")
EPOCH = (2020, 1, 1, 0, 0, 0)  # date of every file in a ZIP, so that it is the same each time


def release(course: Course) -> list[Path]:
    """Generate the whole of release/ anew.

    It is put together beside the old one and replaces it only when the scan found nothing.

    Returns:
        The ZIP files, one an assignment.

    Raises:
        ReleaseError: nbgrader refused a notebook, or an answer was found in what it made.
        CourseError: there is a gradebook that cannot be used.
    """
    check_gradebook(course.db_url)
    staging = course.root / "build" / "release"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    names = assignments(course)
    for name in names:
        _generate(course, name, staging)
    _add_companions(staging)
    for name in names:
        add_lesson(course, staging / name)
    _add_common_files(course, staging)
    zips = [write_zip(staging / name) for name in names]
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
    for path in sorted((course.root / "source" / name).glob("*.ipynb")):
        check_markers(load_notebook(path), path.name)
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
    _note_language(course, folder / "lesson")
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


def _note_language(course: Course, folder: Path) -> None:
    """Write down which language `lesson` speaks where its user has chosen none."""
    (folder / "language.txt").write_text(f"{course.language}\n", encoding="utf-8")


def _add_common_files(course: Course, folder: Path) -> None:
    """Put above the assignments what a repository needs of them without their lesson/."""
    _note_language(course, folder)
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
