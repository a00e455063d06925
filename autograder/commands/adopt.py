"""`adopt`: turn an nbgrader course into one of this kit's; a table says what is left to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE
from rich.table import Table
from rich.text import Text

from autograder.commands.terminal import console, relative, wrote
from autograder.course import assignments
from autograder.engine.adopt import Verdict, copy, try_out
from autograder.engine.workers import workers
from autograder.i18n import _
from autograder.sandbox.doctor import obstacle
from autograder.text import printable
from lesson.i18n import language


def adopt(
    folder: Annotated[Path, typer.Argument(help=_("The folder of an nbgrader course."))],
    to: Annotated[Path, typer.Option(help=_("Where to put the copy; a new folder."))],
) -> None:
    """Copy an nbgrader course, and try its tests on solutions and on its untouched release."""
    course = copy(folder, to, language())
    wrote(course.root)
    if obstacle():
        text = _("Your own solutions are graded without a sandbox: none can be started here.")
        console.print(Text(text, style="yellow"), soft_wrap=True)
        course.config.Course.sandbox = course.sandbox = "none"
    with workers(course, 2 * len(assignments(course)) or 1) as workforce:
        verdicts = try_out(course, workforce)
    console.print(_table(verdicts))
    problems = [one for one in verdicts if one.problem]
    for one in problems:
        where = ", ".join(filter(None, (one.assignment, one.notebook, one.cell)))
        console.print(Text(f"{where}: {printable(one.problem, 600)}", style="red"), soft_wrap=True)
    if problems:
        text = _("{n} cells need your attention; then run python -m autograder release in {folder}")
        console.print(text.format(n=len(problems), folder=relative(course.root)), soft_wrap=True)
        raise typer.Exit(1)
    console.print(
        _(
            "Every test runs outside the student's process. Next: put submissions into {folder}"
        ).format(folder=relative(course.root / "submitted")),
        soft_wrap=True,
    )


def _table(verdicts: Sequence[Verdict]) -> Table:
    """Return the verdicts as a table, a line each."""
    shown = Table(
        _("assignment"), _("notebook"), _("cell"), _("points"), _("solution"), _("untouched"),
        _("judged"), box=SIMPLE,
    )  # fmt: skip
    for one in verdicts:
        judged = _("needs attention") if one.problem else _("outside")
        if not one.problem and one.solution is None:
            judged = _("by a person")
        numbers = (_number(value) for value in (one.points, one.solution, one.untouched))
        names = (printable(name, 40) for name in (one.assignment, one.notebook, one.cell))
        shown.add_row(*names, *numbers, judged)
    return shown


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
