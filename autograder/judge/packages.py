"""Packages of checks: installed ones, and an instructor's own in the course's folder.

`c.Course.judges` names them. One in the course's folder is importable while a submission of that
course is judged, and in an instructor's notebook below it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from autograder.course import INIT, Course, find_root, load_course
from autograder.errors import CourseError
from autograder.i18n import _

_judged: ContextVar[Course | None] = ContextVar("_judged", default=None)


class _CourseFinder(MetaPathFinder):
    """Finds the course's own packages, after everything that is installed."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where a package lies (Python calls this at an import)."""
        course = _judged.get()
        root = find_root(Path.cwd()) if course is None else course.root
        if path is not None or root is None or not (root / fullname / INIT).is_file():
            return None
        if fullname not in (course or load_course(root)).own_judges():
            return None
        folder = root / fullname
        return spec_from_file_location(
            fullname, folder / INIT, submodule_search_locations=[str(folder)]
        )


sys.meta_path.append(_CourseFinder())


@contextmanager
def importable(course: Course) -> Iterator[None]:
    """Let a course's own packages be imported; they are forgotten afterwards.

    One process may judge for several courses, and a package may change between two submissions.
    """
    token = _judged.set(course)
    try:
        yield
    finally:
        _judged.reset(token)
        if own := course.own_judges():
            for name in [name for name in sys.modules if name.split(".")[0] in own]:
                del sys.modules[name]


def folders(course: Course) -> dict[str, Path]:
    """Return the folder of each package of checks, by its name in `c.Course.judges`.

    Raises:
        CourseError: there is no such package, here or installed.
    """
    with importable(course):
        return {name: _folder(name) for name in course.judges}


def _folder(name: str) -> Path:
    try:
        spec = find_spec(name)
    except ModuleNotFoundError:
        spec = None
    if spec is None or not spec.submodule_search_locations:
        raise CourseError(
            _(
                "c.Course.judges names {name!r}, which is neither a package in the course's folder "
                "nor installed; a package is a folder with an __init__.py"
            ).format(name=name)
        )
    return Path(spec.submodule_search_locations[0])
