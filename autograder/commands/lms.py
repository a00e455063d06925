"""The commands between the course and a learning management system: collect, give-back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE
from rich.table import Table
from rich.text import Text

from autograder.commands.terminal import CourseOption, console, wrote
from autograder.course import load_course
from autograder.gradebook.attempts import counted, settle
from autograder.gradebook.recorded import outcomes
from autograder.i18n import _
from autograder.lms.collect import REFUSED, Collected, Line
from autograder.lms.collect import collect as collect_archives
from autograder.lms.give_back import Returned
from autograder.lms.give_back import give_back as write_back
from autograder.text import printable


def collect(
    archives: Annotated[
        list[Path],
        typer.Argument(help=_("ZIP files or folders, as the LMS provides them.")),
    ],
    assignment: Annotated[str, typer.Option("--assignment", help=_("The name of the assignment."))],
    roster: Annotated[
        Path | None,
        typer.Option("--roster", help=_("The class, as the LMS exports it; says who is who.")),
    ] = None,
    groups: Annotated[
        Path | None,
        typer.Option("--groups", help=_("Who is in which group, as Canvas exports it.")),
    ] = None,
    course: CourseOption = Path(),
) -> None:
    """Collect submissions from an LMS's archives, and say what was taken from each."""
    loaded = load_course(course)
    found = collect_archives(loaded, archives, assignment, roster, groups)
    console.print(_table(found))
    _print_notes(found)
    console.print(_("Next: [bold]python -m autograder grade[/bold]"))
    if found.refused or any(line.problems for line in found.lines):
        raise typer.Exit(1)


def give_back(
    to: Annotated[Path, typer.Option("--to", help=_("The folder to write into."))],
    worksheet: Annotated[
        Path | None,
        typer.Option(
            "--worksheet",
            help=_("Moodle's grading worksheet or Canvas's gradebook; else a mail merge is made."),
        ),
    ] = None,
    assignment: Annotated[
        str,
        typer.Option(
            "--assignment", help=_("The name of the assignment, if it cannot be inferred.")
        ),
    ] = "",
    column: Annotated[
        str,
        typer.Option("--column", help=_("The title or id of the column in Canvas's gradebook.")),
    ] = "",
    pdf: Annotated[
        bool, typer.Option("--pdf", help=_("Add each page as PDF, printed by your browser."))
    ] = False,
    course: CourseOption = Path(),
) -> None:
    """Fill in an LMS's file of grades, and pack the feedback in the form that the LMS accepts."""
    loaded = load_course(course)
    settle(loaded)  # of points that were given by hand since, too
    found = counted(loaded, outcomes(loaded))
    made = write_back(loaded, found, to, worksheet, assignment, column, pdf)
    _print_returned(made)


def _table(found: Collected) -> Table:
    """Return what became of each author's files."""
    table = Table(box=SIMPLE, pad_edge=False, collapse_padding=True)
    table.add_column(_("name"), overflow="fold")
    table.add_column(_("student"), overflow="fold")
    table.add_column(_("submission"), no_wrap=True)
    table.add_column(_("handed in"))
    table.add_column(_("notebook taken"), overflow="fold")
    for line in found.lines:
        style = "red" if line.problems else ""
        status = _(line.status)
        cells = (line.name, line.student, status, line.when, "\n".join(line.taken))
        table.add_row(*(Text(_lines(cell)) for cell in cells), style=style)
    return table


def _lines(text: str) -> str:
    """Return text for a cell of a table, line by line without control characters."""
    return "\n".join(printable(line) for line in text.split("\n"))


def _print_notes(found: Collected) -> None:
    for line in found.lines:
        for note in line.notes:
            _say(f"{_who(line)}: {note}", "yellow")
        for problem in line.problems:
            _say(f"{_who(line)}: {problem}", "red")
    for sentence in found.refused:
        _say(sentence, "red")
    for sentence in found.advice:
        _say(sentence, "yellow")
    for people, text in (
        (found.absent, _("handed in nothing: {names}")),
        (found.earlier, _("not in this archive, and kept as collected before: {names}")),
    ):
        if people:
            names = "; ".join(person.shown for person in people)
            _say(text.format(names=names))
    collected = sum(line.status != REFUSED for line in found.lines)
    console.print(
        _("collected: {n}; refused: {refused}; handed in nothing: {absent}").format(
            n=collected, refused=len(found.lines) - collected, absent=len(found.absent)
        )
    )


def _who(line: Line) -> str:
    return printable(line.student or line.name, 80)


def _say(text: str, style: str = "") -> None:
    console.print(Text(text, style=style), soft_wrap=True)


def _print_returned(made: Returned) -> None:
    for note in made.notes:
        _say(note, "yellow")
    reasons: dict[str, list[str]] = {}
    for name, reason in made.left_out.items():
        reasons.setdefault(reason, []).append(name)
    for reason, names in sorted(reasons.items()):
        listed = "; ".join(printable(name, 80) for name in names)
        _say(_("no grade for {names}: {reason}").format(reason=reason, names=listed), "yellow")
    for path in made.files:
        wrote(path)
    console.print(
        _("{grades} grades and {pages} pages of feedback").format(
            grades=made.grades, pages=made.pages
        )
    )
