"""What several commands do: call, show progress, and print the outcome."""

from __future__ import annotations

from rich.text import Text

from autograder.commands.progress import live
from autograder.commands.summary import standing, summary
from autograder.commands.terminal import console, relative
from autograder.course import Course, Submission
from autograder.engine.dispatch import Workforce
from autograder.engine.driver import feedback as write_feedback
from autograder.engine.driver import grade as grade_all
from autograder.engine.reference import check_reference
from autograder.engine.reference import unchecked as changed_since_checked
from autograder.engine.workers import workers
from autograder.gradebook.attempts import counted_rows, settle
from autograder.gradebook.outcome import Outcome
from autograder.gradebook.points import NOT_GRADED
from autograder.gradebook.totals import totals, write_tables
from autograder.i18n import _
from autograder.intake.handed import misnamed, stray_notebooks
from autograder.release.build import release as make_release
from autograder.release.build import untranslated
from autograder.release.stamp import edited
from autograder.sandbox.doctor import obstacle
from autograder.text import printable


def check_solutions(course: Course) -> None:
    """Grade the course's own solutions, of what has changed since they passed last."""
    names = changed_since_checked(course)
    if not names:
        return
    if course.sandbox != "none" and obstacle():
        text = _("Your own solutions are graded without a sandbox: none can be started here.")
        console.print(Text(text, style="yellow"), soft_wrap=True)
        course.sandbox = "none"
    console.print(
        _("grading the course's own solutions first: {names}").format(names=", ".join(names)),
        soft_wrap=True,
    )
    with (
        workers(course, 2 * len(names)) as workforce,
        live(console, _("checking"), 2 * len(names)) as shown,
    ):
        remarks = check_reference(
            course, names, shown.graded, running=shown.running, workforce=workforce
        )
    for line in remarks:
        console.print(Text(line, style="yellow"), soft_wrap=True)


def release_course(course: Course) -> None:
    """Generate release/, and say what is in it."""
    for line in untranslated(course):
        text = _("not translated: {line}").format(line=printable(line, 160))
        console.print(Text(text, style="yellow"), soft_wrap=True)
    for path in make_release(course):
        console.print(
            _("released {path} ({size:.0f} KB)").format(
                path=relative(path), size=path.stat().st_size / 1024
            )
        )


def grade_submissions(
    course: Course,
    todo: list[Submission],
    workforce: Workforce,
    only_changed: bool = False,
) -> list[Outcome]:
    """Grade, print what came of it, and write the tables of the whole course."""
    for name in edited(course, sorted({one.assignment for one in todo})):
        text = _(
            "source/{name} has changed since it was released: what was released is graded. Run "
            "python -m autograder release first if the change is to count"
        )
        console.print(Text(text.format(name=name), style="yellow"), soft_wrap=True)
    for path in stray_notebooks(course):
        text = _("{path} is not graded: it belongs in submitted/STUDENT/ASSIGNMENT/")
        console.print(Text(text.format(path=printable(path)), style="yellow"), soft_wrap=True)
    with live(console, _("grading"), len(todo)) as shown:
        outcomes = grade_all(
            course,
            todo,
            shown.graded,
            running=shown.running,
            only_changed=only_changed,
            workforce=workforce,
        )
    settle(course)
    try:
        _tell(course, outcomes)
    finally:  # also if nobody reads it any more, as in `grade | head`
        renew_tables(course)
    return outcomes


def _tell(course: Course, outcomes: list[Outcome]) -> None:
    """Print what came of grading."""
    found = counted_rows(course, outcomes)
    console.print(summary([row for one in found.values() for row in one], console.width))
    for outcome in outcomes:
        who = printable(f"{outcome.submission.student}, {outcome.submission.assignment}")
        for note in outcome.notes:
            console.print(Text(f"{who}: {note}", style="yellow"), soft_wrap=True)
        if outcome.problem:
            text = f"{who}: {_(NOT_GRADED)}: {outcome.problem}"
            console.print(Text(text, style="red"), soft_wrap=True)
    for path in misnamed(course):
        text = _("{path}: {graded}: its name is not UTF-8; rename the folder")
        line = text.format(path=printable(path), graded=_(NOT_GRADED))
        console.print(Text(line, style="red"), soft_wrap=True)
    if kept := sum(outcome.kept for outcome in outcomes):
        console.print(_("{n} had been graded before and are unchanged").format(n=kept))


def renew_tables(course: Course) -> None:
    """Write grades.csv and totals.csv, and say how far the course has got."""
    names = ", ".join(relative(path) for path in write_tables(course))
    console.print(_("wrote {path}").format(path=names), soft_wrap=True)
    console.print(standing(totals(course)), soft_wrap=True, highlight=False)


def return_feedback(course: Course, todo: list[Submission], workforce: Workforce) -> None:
    """Write the feedback pages, and the tables as they are now, also if a page fails."""
    try:
        with live(console, _("feedback"), len(todo)) as shown:
            pages = write_feedback(
                course, todo, shown.done, running=shown.running, workforce=workforce
            )
        console.print(
            _("wrote {n} pages of feedback to {folder}").format(
                n=len(pages), folder=relative(course.root / "feedback")
            )
        )
    finally:
        renew_tables(course)
