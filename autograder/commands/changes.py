"""The commands that change what was decided before: drop, extend, rename."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.commands.stages import renew_tables
from autograder.commands.terminal import CourseOption, console
from autograder.course import load_course
from autograder.engine.rename import rename as rename_student
from autograder.errors import AutograderError
from autograder.gradebook.dropped import drop as drop_question
from autograder.gradebook.extensions import extend as extend_time
from autograder.i18n import _
from autograder.text import quoted

AssignmentArgument = Annotated[str, typer.Argument(help=_("The name of the assignment."))]

MOST_DAYS = 3650  # of more time: beyond the year 9999 there are no dates


def drop(
    assignment: AssignmentArgument,
    cell: Annotated[str, typer.Argument(help=_("The grade ID of its cell."))],
    reason: Annotated[str, typer.Option(help=_("Why, for the students' feedback."))] = "",
    undo: Annotated[bool, typer.Option("--undo", help=_("Let it count again."))] = False,
    course: CourseOption = Path(),
) -> None:
    """Drop a question: everyone gets its points, and the feedback says why."""
    if undo == bool(reason.strip()):
        raise AutograderError(_("give either --reason TEXT, for the students, or --undo"))
    loaded = load_course(course)
    drop_question(loaded, assignment, cell, None if undo else reason.strip())
    renew_tables(loaded)
    console.print(
        _("Next: [bold]python -m autograder feedback --assignment {name}[/bold]").format(
            name=assignment
        )
    )


def extend(
    assignment: AssignmentArgument,
    student: Annotated[str, typer.Argument(help=_("The student's id."))],
    days: Annotated[
        float, typer.Option(min=0, max=MOST_DAYS, help=_("Days after the due date."))
    ] = 0,
    hours: Annotated[
        float, typer.Option(min=0, max=24 * MOST_DAYS, help=_("Hours, in addition to the days."))
    ] = 0,
    course: CourseOption = Path(),
) -> None:
    """Give one student more time for an assignment; without days and hours, take it back."""
    loaded = load_course(course)
    due = extend_time(loaded, assignment, student, days, hours)
    text = _("{assignment} is due for {student} on {time} (UTC)")
    console.print(text.format(assignment=assignment, student=student, time=due), markup=False)
    renew_tables(loaded)


def rename(
    old: Annotated[str, typer.Argument(help=_("The student's id."))],
    new: Annotated[
        str,
        typer.Argument(help=_("The new id; if a student has it already, the two are merged.")),
    ],
    course: CourseOption = Path(),
) -> None:
    """Rename a student, or merge two folders that belong to one student."""
    loaded = load_course(course)
    made = rename_student(loaded, old, new)
    text = _("{old} is merged with {new}") if made.merged else _("{old} is now {new}")
    console.print(text.format(old=old, new=new), markup=False)
    for student, other in ((old, new), (new, old)):
        if names := made.dropped[student]:
            text = _("the points of {student} in {names} are gone: the work of {other} counts")
            said = text.format(student=student, names=quoted(sorted(names)), other=other)
            console.print(said, style="yellow", markup=False, soft_wrap=True)
    renew_tables(loaded)
    console.print(
        _("Next: [bold]python -m autograder grade[/bold], which writes new receipts, and feedback.")
    )
