"""Progress on a terminal; elsewhere, one plain line when all is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from autograder.course import Submission
from autograder.gradebook.outcome import Outcome
from autograder.i18n import _
from autograder.text import printable


class Live:
    """What a run tells of itself.

    Args:
        bar: where it is shown.
        title: what is being done.
        total: how many submissions there are.
    """

    def __init__(self, bar: Progress, title: str, total: int) -> None:
        self._bar = bar
        self._failed = 0
        self._task = bar.add_task(title, total=total, name="", running=0, failed="")

    def running(self, count: int) -> None:
        """Say how many submissions are being worked on."""
        self._bar.update(self._task, running=count)

    def graded(self, outcome: Outcome) -> None:
        """Say that one was graded, or could not be."""
        self._failed += bool(outcome.problem)
        failed = _("[red]{n} not graded").format(n=self._failed) if self._failed else ""
        self._bar.update(self._task, failed=failed)
        self.done(outcome.submission)

    def done(self, submission: Submission) -> None:
        """Say that one is done."""
        name = escape(printable(submission.student))  # [brackets] would be read as colours
        self._bar.update(self._task, advance=1, name=name)


class _Rate(TextColumn):
    """How many are done in a minute."""

    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Task) -> str:  # type: ignore[override]
        """Return the column's text (rich calls this)."""
        speed = task.finished_speed or task.speed
        return f"{60 * speed:.0f}/min" if speed else ""


@contextmanager
def live(console: Console, title: str, total: int) -> Iterator[Live]:
    """Show how a run goes on; yields what it is told to."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[running]} " + _("running")),
        TextColumn("{task.fields[failed]}"),
        _Rate(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}"),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        shown = Live(bar, title, total)
        yield shown
    if not console.is_terminal:
        (task,) = bar.tasks
        text = _("{title}: {done:g} of {total} in {seconds:.0f} s")
        console.print(
            text.format(title=title, done=task.completed, total=total, seconds=task.elapsed or 0)
        )
