"""Moving an nbgrader course here: a copy with this kit's configuration, and what it is worth.

Each assignment's own solution should get all of its points, and its release, handed in as it is,
none. Where this is not so, somebody has to look.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course import HERE, Course, assignments, load_course
from autograder.engine.dispatch import Workforce
from autograder.engine.reference import for_nothing, graded_copy, reason_of
from autograder.errors import CourseError, ReleaseError
from autograder.gradebook.outcome import Outcome, Row, rows
from autograder.gradebook.points import MANUAL, NOT_GRADED
from autograder.i18n import _
from autograder.notebook import grade_id, load_notebook
from autograder.release.build import build, deliver
from autograder.release.cells import check_notebook, unaskable
from autograder.settings import CONFIG

NBGRADER = "nbgrader_config.py"
THEIRS = "course_before.py"
LEFT = (".*", "autograded", "feedback", "gradebook.db", "release", "submitted")
"""What is not copied of the course's folder itself: students' work, and what is made anew."""
NOWHERE = ("__pycache__", ".ipynb_checkpoints")
SETTINGS = '''"""The course's settings, in plain nbgrader configuration."""

from autograder.steps import configure

c = get_config()
{theirs}configure(c)  # nbgrader's pipelines; whatever is set below takes precedence
c.Course.language = "{language}"  # of messages and feedback
c.Course.judges = []  # packages of checks, if you write some
'''


@dataclass(frozen=True)
class Verdict:
    """What became of one grade cell.

    Attributes:
        assignment: its assignment.
        notebook: the notebook; empty if all of them are meant.
        cell: its grade id.
        points: what it is worth.
        solution: points of the course's own solution; None: a person grades it, or nobody could.
        untouched: points of the release as it is.
        problem: why somebody has to look; empty if nobody has.
    """

    assignment: str
    notebook: str
    cell: str
    points: float
    solution: float | None
    untouched: float | None
    problem: str


def copy(folder: Path, target: Path, language: str) -> Course:
    """Copy what a course of nbgrader's is made of, without students' work, and configure it.

    Its own settings are read first, so that names, headers and penalties stay as they are. The
    gradebook is a new one, wherever that of the course is.

    Raises:
        CourseError: there is no course, or something is in the way.
    """
    if not any((folder / "source").glob("*/*.ipynb")):
        text = _("{folder} is not an nbgrader course: there is no notebook in source/ASSIGNMENT/")
        raise CourseError(text.format(folder=folder))
    if (folder / CONFIG).is_file():
        text = _("{folder} has the kit's settings already, {config}: copy the folder as it is")
        raise CourseError(text.format(folder=folder, config=CONFIG))
    if target.exists():
        text = _("{folder} already exists: name a new folder")
        raise CourseError(text.format(folder=target))
    shutil.copytree(folder, target, ignore=_left_out(folder))
    theirs = ""
    if (target / NBGRADER).is_file():
        (target / NBGRADER).rename(target / THEIRS)
        theirs = f'load_subconfig("{THEIRS}")  # as it was before\n{HERE}'
    settings = SETTINGS.format(theirs=theirs, language=language)
    (target / CONFIG).write_text(settings, encoding="utf-8")
    (target / NBGRADER).write_text(f'load_subconfig("{CONFIG}")\n', encoding="utf-8")
    return load_course(target)


def _left_out(course: Path) -> Callable[[str, list[str]], set[str]]:
    """Return what says which names in a folder of a course are not copied."""
    above = shutil.ignore_patterns(*LEFT, *NOWHERE)
    below = shutil.ignore_patterns(*NOWHERE)
    return lambda folder, names: (above if Path(folder) == course else below)(folder, names)


def try_out(course: Course, workforce: Workforce) -> list[Verdict]:
    """Release what can be, grade solutions and untouched releases, and say what came of them.

    They are graded in a copy (see `graded_copy`).
    """
    found, names = [], []
    for name in assignments(course):
        problems = list(_problems(course, name))
        names += [] if problems else [name]
        found += problems
    if not names:
        return found
    with graded_copy(course, names, workforce=workforce) as (there, solved, blank):
        return [*found, *_verdicts(there, solved, blank)]


def _problems(course: Course, name: str) -> Iterator[Verdict]:
    """Release an assignment; yield why that is not possible."""
    try:
        if found := list(_unaskable(course, name)):
            yield from found
            return
        build(course, [name])
        deliver(course, [name])
    except (CourseError, ReleaseError) as error:
        yield Verdict(name, "", "", 0, None, None, str(error))


def _unaskable(course: Course, name: str) -> Iterator[Verdict]:
    """Yield the tests that cannot be run from outside.

    Raises:
        CourseError, ReleaseError: see `check_notebook`.
    """
    for path in sorted((course.root / "source" / name).glob("*.ipynb")):
        notebook = load_notebook(path)
        check_notebook(notebook, path.name)
        points = {
            grade_id(cell): cell.metadata.nbgrader.get("points", 0)
            for cell in notebook.cells
            if grade_id(cell)
        }
        for cell, text in unaskable(notebook).items():
            yield Verdict(name, path.stem, cell, points[cell], None, None, text)


def _verdicts(
    course: Course, solved: Sequence[Outcome], blank: Sequence[Outcome]
) -> Iterator[Verdict]:
    untouched = {_key(row): row for row in rows(course, blank)}
    for row in rows(course, solved):
        other = untouched.get(_key(row))
        score = other.score if other else None
        yield Verdict(*_key(row), row.max_score, row.score, score, _problem(course, row, other))


def _key(row: Row) -> tuple[str, str, str]:
    return (row.assignment, row.notebook, row.grade_id)


def _problem(course: Course, row: Row, untouched: Row | None) -> str:
    if row.status == MANUAL:
        return ""
    if row.score is None:
        return row.note or _(NOT_GRADED)
    if row.score != row.max_score:
        return reason_of(course, row)
    return for_nothing(untouched) if untouched and untouched.score else ""
