"""Progress: a bar on a terminal; elsewhere, as in a log, a plain line every few seconds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from contextvars import copy_context
from threading import Event, Thread

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

EVERY = 5.0  # seconds from one plain line to the next


class Live:
    """What a run says about itself.

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


class Rate(TextColumn):
    """How many are done in a minute: recently, and when all are done, over the whole time."""

    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Task) -> str:  # type: ignore[override]
        """Return the column's text (rich calls this)."""
        speed = task.speed
        if task.finished and task.elapsed:
            speed = task.completed / task.elapsed
        return f"{60 * speed:.0f}/min" if speed else ""


def plain(task: Task) -> str:
    """Return how far a run has got, and how long it still takes if it goes on as it has so far."""
    numbers = {"title": task.description, "done": task.completed, "left": task.remaining}
    if not task.completed or task.elapsed is None:
        return _("{title}: {done:g} done, {left:g} left").format(**numbers)
    seconds = task.elapsed / task.completed * (task.remaining or 0)
    time = f"{seconds:.0f} s" if seconds < 60 else f"{seconds / 60:.0f} min"
    text = _("{title}: {done:g} done, {left:g} left, about {time} to go")
    return text.format(**numbers, time=time)


@contextmanager
def _told(console: Console, bar: Progress, every: float) -> Iterator[None]:
    """Print a plain line every so many seconds for as long as this lasts."""
    over = Event()

    def tell() -> None:
        while not over.wait(every):
            console.print(plain(bar.tasks[0]), soft_wrap=True)

    teller = Thread(target=copy_context().run, args=(tell,))  # the language is the context's
    teller.start()
    try:
        yield
    finally:
        over.set()
        teller.join()


@contextmanager
def live(console: Console, title: str, total: int, every: float = EVERY) -> Iterator[Live]:
    """Show how a run progresses; yields what it is to be told.

    Args:
        console: where.
        title: what is being done.
        total: how many submissions there are.
        every: seconds from one line to the next where there is no terminal.
    """
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[running]} " + _("running")),
        TextColumn("{task.fields[failed]}"),
        Rate(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}"),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        shown = Live(bar, title, total)
        with nullcontext() if console.is_terminal else _told(console, bar, every):
            yield shown
    if not console.is_terminal:
        (task,) = bar.tasks
        text = _("{title}: {done:g} of {total} in {seconds:.0f} s")
        console.print(
            text.format(title=title, done=task.completed, total=total, seconds=task.elapsed or 0),
            soft_wrap=True,
        )
