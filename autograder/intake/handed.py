"""What was handed in, by value: read once, where it lies, and not yet looked into."""

from __future__ import annotations

import glob
import os
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import astuple, dataclass
from functools import cached_property

from autograder.course import Course, Submission
from autograder.errors import NotGraded, SubmissionError
from autograder.files import digest, digest_of
from autograder.gradebook.recorded import recorded, recorded_path
from autograder.i18n import _
from autograder.intake.document import read_notebook
from autograder.intake.files import Files, bad_name, opened, opened_folder
from autograder.intake.timestamp import NAME as TIMESTAMP
from autograder.limits import Limits, NotebookLimits
from autograder.text import is_text, quoted

OTHERS = (".html", ".json", "")  # endings that a notebook may have instead of its own
CANDIDATES = 10  # notebooks that are looked into when the right name is missing


@dataclass(frozen=True)
class HandedIn:
    """The files of one submission.

    Attributes:
        files: those that are fit, by path; no notebooks.
        notebooks: by path, or why one cannot be read.
        notes: what was left out, a sentence each.
        timestamp: how timestamp.txt begins; nothing: there is none, or it is empty.
    """

    files: Mapping[str, bytes]
    notebooks: Mapping[str, bytes | SubmissionError]
    notes: tuple[str, ...] = ()
    timestamp: bytes = b""

    @cached_property
    def digest(self) -> str:
        """A hash of all of it but the notes, which may be another grader's."""
        notebooks = {
            path: digest(one) if isinstance(one, bytes) else str(one)
            for path, one in self.notebooks.items()
        }
        files = {path: digest(content) for path, content in self.files.items()}
        return digest_of(files, notebooks, self.timestamp)


def read(course: Course, submission: Submission, names: Collection[str]) -> HandedIn:
    """Read what is fit of a submission.

    Nothing outside the submission is read, whatever its links point to.

    Args:
        course: the course.
        submission: whose.
        names: of the assignment's notebooks.

    Raises:
        NotGraded: a folder needs another name, or this account may not read a file.
        SubmissionError: nothing of the submission can be used.
    """
    for name in astuple(submission):
        wild = "" if name == glob.escape(name) else _("nbgrader cannot read a name with *, ? or [")
        if reason := bad_name(name) or wild:
            raise NotGraded(_("{name}: {reason}").format(name=quoted([name]), reason=reason))
    pages = [f"{glob.escape(name)}.html" for name in names]  # feedback takes these paths
    ignored = [*course.folders.ignore, *pages]
    files = Files(Limits(config=course.config), ignored)
    with opened_folder(course.root / "submitted", *astuple(submission)) as folder:
        files.bring(folder)
        time = _timestamp(folder)
        there = os.listdir(folder)
        paths = [*files.notebooks, *meant(names, there)]
        notebooks = read_notebooks(course, folder, names, paths)
    return HandedIn(files.brought, notebooks, tuple(files.notes()), time)


def meant(names: Iterable[str], there: Container[str]) -> list[str]:
    """Return files that stand for missing notebooks under another ending, or under none.

    Args:
        names: of the assignment's notebooks.
        there: what was handed in.
    """
    missing = [name for name in names if f"{name}.ipynb" not in there]
    instead = [f"{name}{ending}" for name in missing for ending in OTHERS]
    return [path for path in instead if path in there]


def _timestamp(folder: int) -> bytes:
    try:
        with opened(TIMESTAMP, folder) as file:
            return file.read(1000)
    except FileNotFoundError:
        return b""


def read_notebooks(
    course: Course, folder: int, names: Iterable[str], paths: Iterable[str]
) -> dict[str, bytes | SubmissionError]:
    """Read an opened folder's notebooks, or why one cannot be read, by path.

    Args:
        course: whose limits count.
        folder: its descriptor.
        names: of the assignment's notebooks.
        paths: of all that have a notebook's name; too many of another name are not read.
    """
    limits = NotebookLimits(config=course.config)
    named = {f"{name}.ipynb" for name in names}
    others = set(paths) - named
    found: dict[str, bytes | SubmissionError] = {}
    if len(others) > CANDIDATES:
        found |= dict.fromkeys(others, b"")
        others = set()
    for path in sorted(named | others):
        try:
            found[path] = read_notebook(folder, path, limits)
        except FileNotFoundError:
            continue
        except SubmissionError as error:
            found[path] = error
    return found


def is_newer(course: Course, submission: Submission, names: Collection[str]) -> bool:
    """Return whether something else was handed in after what was found last of a submission.

    A backup that is put back, and `chmod`, give files new dates; they do not change what is there.

    Args:
        course: the course.
        submission: whose.
        names: of the assignment's notebooks.
    """
    path, found = recorded_path(course, submission), recorded(course, submission)
    folder = course.root.joinpath("submitted", *astuple(submission))
    if found is None or not folder.is_dir():
        return False
    graded = path.stat().st_mtime
    if all(one.lstat().st_ctime <= graded for one in (folder, *folder.rglob("*"))):
        return False
    try:
        return read(course, submission, names).digest != found.files
    except (SubmissionError, NotGraded):
        return True  # as it lies there, it cannot have a grade


def stray_notebooks(course: Course) -> list[str]:
    """Return the paths of notebooks that lie in submitted/ where nobody looks for them."""
    paths = [
        path for form in ("*.ipynb", "*/*.ipynb") for path in course.root.glob(f"submitted/{form}")
    ]
    return sorted(str(path.relative_to(course.root)) for path in paths if not path.is_dir())


def misnamed(course: Course) -> list[str]:
    """Return the paths of folders whose names are not UTF-8, as old ZIP programs make them."""
    forms = ("[!.]*", "[!.]*/[!.]*")
    paths = [path for form in forms for path in course.root.glob(f"submitted/{form}")]
    wrong = [path for path in paths if not is_text(path.name) and path.is_dir()]
    return sorted(str(path.relative_to(course.root)) for path in wrong)
