"""The command `report`: what an assignment shows about the whole class."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.commands.terminal import CourseOption, console, wrote
from autograder.course import load_course
from autograder.errors import AutograderError
from autograder.i18n import _
from autograder.report.gather import with_points
from autograder.report.write import write_report


def report(
    assignments: Annotated[
        list[str] | None,
        typer.Argument(help=_("Assignments; all that have points if none is named.")),
    ] = None,
    assignment: Annotated[
        list[str] | None, typer.Option("--assignment", help=_("Only this assignment."))
    ] = None,
    earlier: Annotated[
        Path | None,
        typer.Option(
            "--earlier",
            help=_("The folder of an earlier report to compare with, such as last year's."),
        ),
    ] = None,
    course: CourseOption = Path(),
) -> None:
    """Write what an assignment shows about the whole class, as a page and tables."""
    loaded = load_course(course)
    names = list(dict.fromkeys([*(assignments or []), *(assignment or [])]))
    chosen = names or with_points(loaded)
    if not chosen:
        raise AutograderError(_("no assignment of this course has points"))
    for name in chosen:
        page, *tables = write_report(loaded, name, earlier)
        wrote(page)
        for table in tables:
            wrote(table)
    console.print(_("Open the page in a browser; it needs no network."))
