"""A report is written: one page, and the same numbers as tables beside it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from autograder.course import Course
from autograder.errors import CourseError
from autograder.i18n import _
from autograder.report import lecture, sections
from autograder.report.charts import Bin, distribution
from autograder.report.earlier import TASKS, Comparison, compare
from autograder.report.gather import Class, gather
from autograder.report.tables import write_tables
from autograder.text import printable

FOLDER = "reports"
PAGE = "report.html"


def write_report(course: Course, assignment: str, earlier: Path | None = None) -> list[Path]:
    """Write the report of an assignment and return the files, the page first.

    Args:
        course: the course.
        assignment: its name.
        earlier: the folder of a report to compare with; else the last one of this assignment.

    Raises:
        CourseError: there is no such assignment or earlier report, or nothing can be written.
    """
    found = gather(course, assignment)
    folder = course.root / FOLDER / assignment
    comparison = _comparison(folder, earlier, found)
    points = [one.so_far for one in found.totals if one.so_far is not None]
    bins = distribution(points, sections.worth(found))
    page = render(found, bins, comparison, course.language)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / PAGE).write_text(page, encoding="utf-8")
        return [folder / PAGE, *write_tables(folder, found, bins)]
    except OSError as error:
        text = _("{path} cannot be written: {reason}")
        path = error.filename or folder
        raise CourseError(text.format(path=path, reason=error.strerror)) from error


def _comparison(folder: Path, earlier: Path | None, found: Class) -> Comparison | None:
    if earlier is None and not (folder / TASKS).is_file():
        return None
    comparison = compare(earlier or folder, found.items)
    return comparison if earlier or comparison.changed else None


def render(found: Class, bins: list[Bin], comparison: Comparison | None, language: str) -> str:
    """Return the page, everything that students wrote escaped."""
    environment = Environment(
        loader=PackageLoader("autograder", "report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    parts = [
        sections.points(found, bins),
        sections.people(found),
        lecture.misconceptions(found),
        sections.tests(found),
        *([sections.earlier(comparison)] if comparison else []),
        lecture.incidents(found),
        sections.effort(found),
        lecture.pairs(found),
    ]
    name = printable(found.assignment)
    date = datetime.now(UTC).astimezone().date().isoformat()
    return environment.get_template("page.html.j2").render(
        language=language.replace("_", "-"),
        title=_("{assignment}: the class").format(assignment=name),
        sentences=[_("As of {date}. Names are folded away.").format(date=date)],
        contents=_("Contents"),
        sections=parts,
    )
