"""python -m autograder: what nbgrader's own commands lack."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text
from sqlalchemy.exc import DBAPIError

from autograder.bank import demo as demonstration
from autograder.commands.adopt import adopt
from autograder.commands.changes import drop, extend, rename
from autograder.commands.explain import explained
from autograder.commands.lms import collect, give_back
from autograder.commands.report import report
from autograder.commands.stages import (
    check_solutions,
    grade_submissions,
    release_course,
    renew_tables,
    return_feedback,
)
from autograder.commands.terminal import (
    CourseOption,
    SpokenCommand,
    SpokenGroup,
    console,
    relative,
    wrote,
)
from autograder.commands.verify import verify as verify_receipt
from autograder.course import (
    Course,
    Submission,
    assignments,
    copy_course,
    load_course,
    submissions,
)
from autograder.engine.driver import is_done
from autograder.engine.workers import workers
from autograder.errors import AutograderError, ReceiptError
from autograder.grade import receipt
from autograder.i18n import _
from autograder.intake.handed import misnamed
from autograder.sandbox.doctor import examine, obstacle
from autograder.settings import CONFIG
from autograder.skeleton import create as skeleton
from autograder.text import nearest, printable
from lesson.i18n import LANGUAGES

app = typer.Typer(
    cls=SpokenGroup,
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGS]..."),
    help=_("Release, grade and return the course's notebooks."),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command(
    help=_("Collect submissions from an LMS's archives, and say what was taken from each.")
)(collect)
app.command(
    help=_(
        "Fill in an LMS's file of grades, and pack the feedback in the form that the LMS accepts."
    )
)(give_back)
app.command(
    help=_("Copy an nbgrader course, and try its tests on solutions and on its untouched release.")
)(adopt)
app.command(help=_("Drop a question: everyone gets its points, and the feedback says why."))(drop)
app.command(help=_("Give one student more time for an assignment, or take that back."))(extend)
app.command(help=_("Rename a student, or merge two folders that belong to one student."))(rename)
app.command(help=_("Write what an assignment shows about the whole class, as a page and tables."))(
    report
)


Language = StrEnum("Language", [(one.upper(), one) for one in LANGUAGES])  # type: ignore[misc]


class Walls(StrEnum):
    """What `--sandbox` can be."""

    BUBBLEWRAP = "bubblewrap"
    NONE = "none"


StudentOption = Annotated[list[str] | None, typer.Option("--student", help=_("Only this student."))]
AssignmentOption = Annotated[
    list[str] | None, typer.Option("--assignment", help=_("Only this assignment."))
]
NamesArgument = Annotated[
    list[str] | None, typer.Argument(metavar=_("[ASSIGNMENT]..."), help=_("Only these."))
]
SandboxOption = Annotated[
    Walls | None,
    typer.Option("--sandbox", help=_("Where students' code runs; by default, as configured.")),
]
SchedulerOption = Annotated[
    str,
    typer.Option(
        "--scheduler", help=_("Address of a Dask scheduler; by default, this machine's cores.")
    ),
]


@app.command(
    help=_("Write the skeleton of a new assignment, which can be released and graded at once.")
)
def new(
    name: Annotated[str, typer.Argument(help=_("The assignment's name, such as word-count."))],
    course: CourseOption = Path(),
    language: Annotated[
        Language | None,
        typer.Option(help=_("A language other than the course's.")),
    ] = None,
) -> None:
    """Write the skeleton of a new assignment, which can be released and graded at once."""
    loaded = load_course(course)
    if language is not None:
        loaded.speak(language.value)
    for path, what in skeleton.create(loaded, name).items():
        wrote(path)
        console.print(f"  {what}")
    if skeleton.list_judges(loaded):
        line = _("added to {config}, so that the checks are found: {line}")
        text = line.format(config=relative(loaded.root / CONFIG), line=skeleton.LISTED)
        console.print(text, soft_wrap=True)
    console.print(_("It is a small example that works: make it your own, file by file."))
    console.print(_("Next: [bold]python -m autograder release[/bold]"))


@app.command(help=_("Generate release/ from source/, with lesson/ and a ZIP for each assignment."))
def release(
    course: CourseOption = Path(),
    language: Annotated[
        Language | None,
        typer.Option(help=_("A language other than the course's; needs --to.")),
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option(help=_("Release from a copy of the course there, with its own gradebook.")),
    ] = None,
    unchecked: Annotated[
        bool, typer.Option("--unchecked", help=_("Do not grade the course's own solutions first."))
    ] = False,
) -> None:
    """Generate release/, here or in a copy of the course."""
    loaded = load_course(course)
    if language is not None:
        if to is None:
            raise AutograderError(_("a course has one language: name another folder with --to"))
        loaded.speak(language.value)
    there = loaded if to is None else copy_course(loaded, to, assignments(loaded))
    if not unchecked:
        check_solutions(there)
    release_course(there)
    console.print(
        _("Next: give students the ZIP, or run [bold]nbgrader release_assignment[/bold].")
    )


@app.command(help=_("Grade what is in submitted/ and write grades.csv and totals.csv."))
def grade(
    names: NamesArgument = None,
    course: CourseOption = Path(),
    student: StudentOption = None,
    assignment: AssignmentOption = None,
    sandbox: SandboxOption = None,
    only_changed: Annotated[
        bool, typer.Option("--only-changed", help=_("Skip submissions whose grade cannot change."))
    ] = False,
    scheduler: SchedulerOption = "",
) -> None:
    """Grade what is in submitted/ and write the tables; a stopped run is resumed."""
    loaded = _walled(load_course(course), sandbox)
    todo = _chosen(loaded, student, [*(names or []), *(assignment or [])])
    with workers(loaded, len(todo), scheduler) as workforce:
        outcomes = grade_submissions(loaded, todo, workforce, only_changed)
    console.print(
        _("Next: [bold]python -m autograder feedback[/bold], or formgrader for written answers.")
    )
    if any(outcome.problem for outcome in outcomes) or misnamed(loaded):
        raise typer.Exit(1)


@app.command(help=_("Write the feedback pages of what was graded, and of what could not be."))
def feedback(
    names: NamesArgument = None,
    course: CourseOption = Path(),
    student: StudentOption = None,
    assignment: AssignmentOption = None,
    scheduler: SchedulerOption = "",
) -> None:
    """Write the feedback pages of what was graded, and of what could not be."""
    loaded = load_course(course)
    chosen = _chosen(loaded, student, [*(names or []), *(assignment or [])])
    done = [item for item in chosen if is_done(loaded, item)]
    if not done:
        raise AutograderError(
            _("none of these has been graded yet: run python -m autograder grade first")
        )
    with workers(loaded, len(done), scheduler) as workforce:
        return_feedback(loaded, done, workforce)
    console.print(_("Next: [bold]nbgrader release_feedback[/bold], or send the pages."))


@app.command(
    name="totals",
    help=_("Write grades.csv and totals.csv again, after grading by hand or a change of dates."),
)
def write_totals(course: CourseOption = Path()) -> None:
    """Write grades.csv and totals.csv again, after grading by hand or a change of dates."""
    renew_tables(load_course(course))


@app.command(help=_("Release, hand in, grade and return a class of twelve made from the bank."))
def demo(
    to: Annotated[
        Path, typer.Option(help=_("Where to build it; an earlier demonstration there is replaced."))
    ] = Path("build/demo"),
    language: Annotated[
        Language,
        typer.Option(
            help=_("Language of the demonstration; the course's own does not count."),
        ),
    ] = Language.EN,  # type: ignore[attr-defined]
    sandbox: SandboxOption = None,
) -> None:
    """Release, hand in, grade and return a class of twelve made from the bank."""
    from autograder.engine.cluster import worker_count  # with Dask

    loaded = load_course(Path())
    loaded.speak(language.value)
    there = _walled(demonstration.prepare(loaded, to), sandbox)
    abreast = worker_count(there, demonstration.SIZE)
    console.print(
        _("{n} submissions, {abreast} at a time: this takes about {minutes} min").format(
            n=demonstration.SIZE, abreast=abreast, minutes=demonstration.minutes(abreast)
        )
    )
    release_course(there)
    for name, members in demonstration.CLASS.items():
        demonstration.submit(loaded, there, name, members)
    todo = submissions(there)
    with workers(there, len(todo)) as workforce:
        outcomes = grade_submissions(there, todo, workforce)
        return_feedback(there, [one.submission for one in outcomes if not one.problem], workforce)


@app.command(
    help=_("Try to break every promise of the sandbox on this machine, and print what held.")
)
def doctor() -> None:
    """Try to break every promise of the sandbox on this machine, and print what held."""
    shown = Table(_("promise"), _("held"), _("outside"), _("what was seen inside"), box=SIMPLE)
    broken = 0
    for result in examine():
        broken += not result.held
        held = Text(
            _("yes") if result.held else _("NO"), style="green" if result.held else "bold red"
        )
        control = {True: _("possible"), False: _("not possible"), None: ""}[result.control]
        shown.add_row(result.promise, held, control, Text(printable(result.seen, 90)))
    console.print(shown)
    if broken:
        console.print(
            _("[red]{n} promises were broken: do not grade on this machine.").format(n=broken)
        )
        raise typer.Exit(1)
    console.print(_("Every promise held."))


@app.command(help=_("Check receipts' signatures, grade their submissions again, and compare."))
def verify(
    receipts: Annotated[
        list[Path] | None, typer.Argument(help=_("Receipts; all of the course if none is named."))
    ] = None,
    course: CourseOption = Path(),
) -> None:
    """Check receipts' signatures, grade their submissions again, and compare."""
    loaded = load_course(course)
    paths = receipts or sorted((loaded.root / receipt.FOLDER).rglob("*.json"))
    if not paths:
        raise AutograderError(
            _("no receipts below {folder}: run python -m autograder grade first").format(
                folder=relative(loaded.root / receipt.FOLDER)
            )
        )
    for path in paths:
        if not path.is_file():
            raise AutograderError(_("{path}: there is no such receipt").format(path=path))
    failed = False
    for path in paths:
        try:
            found = verify_receipt(loaded, path)
        except ReceiptError as error:
            failed, told = True, str(error)  # which names the receipt
        else:
            said = "; ".join(found) or _("the same grade again")
            failed, told = failed or bool(found), f"{relative(path)}: {said}"
        console.print(Text(told))
    if failed:
        raise typer.Exit(1)


@app.command(
    help=_("Change each solution in one small way at a time, and see which tests take points.")
)
def prove(
    assignment: Annotated[
        list[str] | None, typer.Argument(help=_("Assignments; all if none is named."))
    ] = None,
    course: CourseOption = Path(),
    cell: Annotated[
        list[str] | None,
        typer.Option("--cell", help=_("Change the solution cell of this grade id only.")),
    ] = None,
    keys: Annotated[int, typer.Option(min=1, help=_("Under how many keys of the course."))] = 1,
    sandbox: SandboxOption = None,
) -> None:
    """Change each solution in one small way at a time, and see which tests take points."""
    from autograder.commands.prove import Prover  # with SciPy, which takes as long as all else

    loaded = _walled(load_course(course), sandbox)
    prover = Prover(loaded, keys, console, wrote)
    if not prover.run(assignment or assignments(loaded), cell or []):
        raise typer.Exit(1)


def _walled(course: Course, sandbox: Walls | None) -> Course:
    """Return the course with the sandbox that the command line asks for, and say what it means."""
    if sandbox is not None:
        course.sandbox = course.config.Course.sandbox = sandbox.value
    if course.sandbox == "none":
        console.print(
            _(
                "[bold yellow]No sandbox:[/] students' code runs with your own rights. It can read "
                "the hidden tests, change grades and reach the network."
            )
        )
    elif reason := obstacle():
        raise AutograderError(
            _("{reason}\nor grade with --sandbox none, if you trust every author").format(
                reason=reason
            )
        )
    return course


def _chosen(course: Course, students: list[str] | None, names: list[str]) -> list[Submission]:
    every = submissions(course)
    _check_known(students or [], {item.student for item in every})
    _check_known(names, {item.assignment for item in every})
    found = [
        item
        for item in every
        if (not students or item.student in students) and (not names or item.assignment in names)
    ]
    if not found:
        raise AutograderError(_("no submission matches --student and --assignment"))
    return found


def _check_known(chosen: Iterable[str], known: Collection[str]) -> None:
    """See that something was handed in of everyone and everything that was named.

    Raises:
        AutograderError: one is misspelt, perhaps; it says which names are like it.
    """
    for name in chosen:
        if name not in known:
            text = _("nothing in submitted/ is called {name}; {nearest}")
            shown = printable(name, 80)
            raise AutograderError(text.format(name=shown, nearest=nearest(name, known)))


for one in app.registered_commands:
    one.cls, one.options_metavar = SpokenCommand, _("[OPTIONS]")


def main() -> None:
    """Run the command line; an error that can be explained is one line, and exit status 2."""
    try:
        app(standalone_mode=True)
    except (AutograderError, OSError, DBAPIError) as error:
        Console(stderr=True).print(
            Text.assemble(("autograder:", "red"), f" {explained(error)}"), soft_wrap=True
        )
        sys.exit(2)
