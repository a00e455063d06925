"""Feedback pages, packed as an LMS takes them back."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from autograder.course import Course
from autograder.gradebook.released import known_notebooks
from autograder.gradebook.totals import Total
from autograder.i18n import _
from autograder.lms.pdf import find_browser, print_page
from autograder.lms.person import Person
from autograder.lms.record import Origin

ROUNDING = 0.011  # of the points in a page's title, which have two decimals
DROPPED = re.compile(r"[&<>\"`|':\\/\x00-\x1f]|\.\.+")
"""What Moodle takes out of names of files."""


@dataclass
class Pages:
    """The pages of feedback of an assignment.

    Attributes:
        course: the course.
        assignment: its name.
        printed: a folder for PDF files; None: none are asked for.
        outdated: whose pages show other points than the grade that goes back.
    """

    course: Course
    assignment: str
    printed: Path | None = None
    outdated: set[str] = field(default_factory=set)

    def of(self, student: str, total: Total) -> list[Path]:
        """Return a student's pages, and each of them as PDF where that is asked for.

        A page of the student's own making is not one of them. Those that show points other than the
        total are left out.
        """
        folder = self.course.root / "feedback" / student / self.assignment
        pages = [folder / f"{name}.html" for name in self._notebooks]
        pages = [path for path in pages if path.is_file() and not path.is_symlink()]
        shown = [points_shown(path) for path in pages]
        known = [points for points in shown if points is not None]
        whole = total.total is not None and len(known) == len(self._notebooks)
        if whole and abs(sum(known) - (total.total or 0.0)) > ROUNDING * len(known):
            self.outdated.add(student)
            return []
        if self.printed is None:
            return pages
        return [file for page in pages for file in (page, self._print(page, student))]

    @cached_property
    def _notebooks(self) -> list[str]:
        return sorted(known_notebooks(self.course.db_url, self.assignment))

    def _print(self, page: Path, student: str) -> Path:
        assert self.printed is not None, "somebody asks for PDF"
        target = self.printed / student / f"{page.stem}.pdf"
        target.parent.mkdir(exist_ok=True)
        print_page(find_browser(), page, target)
        return target


def points_shown(page: Path) -> float | None:
    """Return the points in the title of a page of feedback; None if it has none."""
    pattern = rf"\({re.escape(_('Score: '))}(-?\d+(?:[.,]\d+)?) / "
    found = re.search(pattern, page.read_text(encoding="utf-8", errors="replace"))
    return float(found[1].replace(",", ".")) if found else None


def moodle_name(person: Person, page: Path) -> str:
    """Return the path under which Moodle takes a page for a person.

    Its import looks for `Full name_1234_assignsubmission_file`, the number from the worksheet; a
    name with a `_` would move the number. Before Moodle 4.1 it wants a `_` behind that, which later
    ones take too.
    """
    name = DROPPED.sub("", person.name.replace("_", " ")).strip() or "Participant"
    return f"{name}_{person.number}_assignsubmission_file_/{page.name}"


def canvas_name(origin: Origin, page: Path) -> str:
    """Return the name under which Canvas takes a page: that of the file it belongs to, and more.

    Its import takes the first two numbers between `_` for a person and a file that was handed in,
    and passes over what ends in `_link…`.
    """
    return f"{origin.prefix}feedback-{page.name.replace('_', '-')}"


def pack(path: Path, files: Mapping[str, Path]) -> None:
    """Write a ZIP file of files, by their names in it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, page in files.items():
            archive.write(page, name)
