"""python -m autograder: what nbgrader's own commands lack."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from autograder import demo as demonstration
from autograder.course import Course, load_course
from autograder.errors import AutograderError
from autograder.grading import (
    MANUAL,
    NOT_GRADED,
    Outcome,
    Row,
    Submission,
    rows,
    submissions,
    write_csv,
)
from autograder.grading import (
    feedback as write_feedback,
)
from autograder.grading import (
    grade as grade_all,
)
from autograder.release import release as make_release

app = typer.Typer(
    help="Release, grade and return the course's notebooks.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
console = Console()
CourseOption = Annotated[Path, typer.Option("--course", help="The course's folder.")]
StudentOption = Annotated[list[str] | None, typer.Option("--student", help="Only this one.")]
AssignmentOption = Annotated[list[str] | None, typer.Option("--assignment", help="Only this one.")]


@app.command()
def release(course: CourseOption = Path()) -> None:
    """Generate release/ from source/, with lesson/ and a ZIP for each assignment."""
    _release(load_course(course))
    console.print("Next: give students the ZIP, or run [bold]nbgrader release_assignment[/bold].")


@app.command()
def grade(
    course: CourseOption = Path(),
    student: StudentOption = None,
    assignment: AssignmentOption = None,
) -> None:
    """Grade what lies in submitted/ and write grades.csv."""
    here = load_course(course)
    outcomes = _grade(here, _chosen(here, student, assignment))
    console.print(
        "Next: [bold]python -m autograder feedback[/bold], or formgrader for written answers."
    )
    if any(outcome.problem for outcome in outcomes):
        raise typer.Exit(1)


@app.command()
def feedback(
    course: CourseOption = Path(),
    student: StudentOption = None,
    assignment: AssignmentOption = None,
) -> None:
    """Write the feedback pages of what was graded."""
    here = load_course(course)
    graded = [
        item
        for item in _chosen(here, student, assignment)
        if (here.root / "autograded" / item.student / item.assignment).is_dir()
    ]
    _feedback(here, graded)
    console.print("Next: [bold]nbgrader release_feedback[/bold], or send the pages.")


@app.command()
def demo(
    to: Annotated[Path, typer.Option(help="Where to build the demonstration.")] = Path(
        "build/demo"
    ),
) -> None:
    """Release, hand in, grade and return a class of twelve made from the bank."""
    here = load_course(Path())
    there = demonstration.prepare(here, to)
    _release(there)
    for name, members in demonstration.CLASS.items():
        demonstration.submit(here, there, name, members)
    outcomes = _grade(there, submissions(there))
    _feedback(there, [outcome.submission for outcome in outcomes if not outcome.problem])


def _chosen(
    course: Course, students: list[str] | None, names: list[str] | None
) -> list[Submission]:
    found = [
        item
        for item in submissions(course)
        if (not students or item.student in students) and (not names or item.assignment in names)
    ]
    if not found:
        raise AutograderError("no submission matches --student and --assignment")
    return found


def _release(course: Course) -> None:
    for path in make_release(course):
        console.print(f"released {_shown(path)} ({path.stat().st_size / 1024:.0f} KB)")


def _grade(course: Course, todo: list[Submission]) -> list[Outcome]:
    with _progress("grading", len(todo)) as advance:
        outcomes = grade_all(course, todo, lambda outcome: advance(outcome.submission.student))
    table = rows(course, outcomes)
    path = course.root / "grades.csv"
    write_csv(path, table)
    console.print(_summary(table, outcomes))
    for outcome in outcomes:
        if outcome.problem:
            console.print(f"[red]{outcome.submission.student}: {NOT_GRADED}: {outcome.problem}")
    console.print(f"wrote {_shown(path)}")
    return outcomes


def _feedback(course: Course, todo: list[Submission]) -> None:
    with _progress("feedback", len(todo)) as advance:
        pages = write_feedback(course, todo, lambda submission: advance(submission.student))
    console.print(f"wrote {len(pages)} pages of feedback below {_shown(course.root / 'feedback')}")


def _summary(table: Iterable[Row], outcomes: Iterable[Outcome]) -> Table:
    """Return a table of students and points."""
    by_student: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in table:
        by_student[row.student, row.assignment].append(row)
    shown = Table("student", box=SIMPLE)
    shown.add_column("assignment", no_wrap=True)
    for name in ("points", "by hand"):
        shown.add_column(name, justify="right", no_wrap=True)
    shown.add_column("lost in")
    for (student, assignment), cells in by_student.items():
        waiting = sum(row.max_score for row in cells if row.status == MANUAL)
        given = [row for row in cells if row.score is not None]
        points = f"{sum(row.score or 0 for row in given):g}" if given else NOT_GRADED
        whole = sum(row.max_score for row in cells)
        lost = [row.grade_id.removeprefix("test-") for row in given if row.score != row.max_score]
        shown.add_row(
            student,
            assignment,
            f"{points} of {whole:g}",
            f"{waiting:g}",
            ", ".join(lost[:2]) + (f" and {len(lost) - 2} more" if len(lost) > 2 else ""),
        )
    return shown


@contextmanager
def _progress(title: str, total: int) -> Iterator[Callable[[str], None]]:
    """Show a progress bar; yields a function that moves it on by one, with a name."""
    columns = (
        TextColumn(title),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[name]}"),
    )
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(title, total=total, name="")
        yield lambda name: bar.update(task, advance=1, name=name)


def _shown(path: Path) -> str:
    """Return a path as short as it can be said from here."""
    path = path.resolve()
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def main() -> None:
    """Run the command line; an error of ours is one line on stderr and exit status 2."""
    try:
        app(standalone_mode=True)
    except AutograderError as error:
        Console(stderr=True).print(f"[red]autograder:[/red] {error}", highlight=False)
        sys.exit(2)
