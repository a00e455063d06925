"""Create an assignment from the skeleton, in the course's folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from keyword import iskeyword
from pathlib import Path
from string import Template

from autograder.course import INIT, Course
from autograder.errors import CourseError
from autograder.files import lay_out, remove
from autograder.i18n import N_, _
from autograder.settings import CONFIG
from autograder.text import printable, quoted

TEMPLATES = Path(__file__).parent
PACKAGE = "judges"
FILES = {
    "notebook.ipynb": (
        "source/$name/$notebook.ipynb",
        N_("the notebook: a task, its solution, and its tests"),
    ),
    "check.py.txt": (
        f"{PACKAGE}/$module.py",
        N_("the checks: they run in the grader and know the right answers"),
    ),
    "probe.py.txt": (
        f"{PACKAGE}/probes/$module.py",
        N_("the probe: it runs in the student's kernel and puts the question"),
    ),
    "right.py.txt": (
        "tests/submissions/$name/right/regular_expression.py",
        N_("another correct solution, which must get every point"),
    ),
    "wrong.py.txt": (
        "tests/submissions/$name/wrong/spaces_counted.py",
        N_("a misconception, which must lose the points it names"),
    ),
}
"""Of each template: where it goes, from the course's root, and what it is.

Those that become Python end in .txt, since they are not Python yet.
"""
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,49}")
LISTED = f'c.Course.judges.append("{PACKAGE}")'
"""The line of course_config.py by which the checks are found, whatever it lists already."""


def create(course: Course, name: str) -> dict[Path, str]:
    """Write the files of a new assignment, all or none, and return what each is, by path.

    Args:
        course: the course; its language is that of the files.
        name: the assignment's.

    Raises:
        CourseError: it cannot have this name, or one of its files exists.
    """
    names = {"name": name, "module": module_name(name), "notebook": notebook_name(name)}
    folder = TEMPLATES / course.language
    texts: dict[str, bytes] = {}
    about: dict[Path, str] = {}
    for template, (target, what) in FILES.items():
        path = Template(target).substitute(names)
        text = Template((folder / template).read_text(encoding="utf-8")).substitute(names)
        texts[path] = text.encode()
        about[course.root / path] = _(what)
    _refuse_taken(course, f"source/{name}", texts)
    try:
        lay_out(texts, course.root)
    except OSError:  # half an assignment would stand in the way of the next try, and of others
        remove(course.root / "source" / name)
        for path in texts:
            remove(course.root / path)
        raise
    _make_package(course.root / PACKAGE / INIT)
    return about


def _refuse_taken(course: Course, folder: str, paths: Iterable[str]) -> None:
    """Refuse to write where something is: the assignment's folder, or a file outside it."""
    others = [path for path in paths if not path.startswith(f"{folder}/")]
    taken = [path for path in (folder, *others) if os.path.lexists(course.root / path)]
    if taken:
        raise CourseError(
            _(
                "nothing was written, because {folder} already has {taken}: choose another "
                "name, or move away what is there"
            ).format(folder=course.root, taken=quoted(taken))
        )


def _make_package(init: Path) -> None:
    """Make the folder of the checks a package, unless it is one."""
    if not init.exists():
        docstring = _("The checks of this course.")
        init.write_text(f'"""{docstring}"""\n', encoding="utf-8")


def list_judges(course: Course) -> bool:
    """Have the course find the checks; return whether course_config.py had to get a line for it."""
    if PACKAGE in course.judges:
        return False
    with (course.root / CONFIG).open("a", encoding="utf-8") as config:
        config.write(f"\n{LISTED}\n")
    return True


def module_name(name: str) -> str:
    """Return the name of an assignment's module of checks, `word_lab` for word-lab.

    Raises:
        CourseError: no folder, module or assignment of nbgrader's can have this name.
    """
    if not NAME.fullmatch(name):
        raise CourseError(
            _(
                "'{name}' is not a valid name for an assignment, which also names a folder and a "
                "Python module: begin with a letter, and use only unaccented letters, digits, "
                "- and _, at most 50 in all, as in word-count"
            ).format(name=printable(name, 60))
        )
    module = name.replace("-", "_").lower()
    if iskeyword(module):
        raise CourseError(
            _(
                "'{name}' is not a valid name for an assignment, because no Python module can be "
                "called {module}: choose another, such as {name}-1"
            ).format(name=name, module=module)
        )
    return module


def notebook_name(name: str) -> str:
    """Return the name of an assignment's notebook, `WordLab` for word-lab."""
    return "".join(part[:1].upper() + part[1:] for part in re.split("[-_]", name))
