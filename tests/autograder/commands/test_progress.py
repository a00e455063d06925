"""How a run shows where it is: a bar on a terminal, plain lines anywhere else."""

import io
from threading import Event

from rich.console import Console
from rich.progress import Progress

from autograder.commands.progress import Rate, live, plain
from autograder.course import Submission
from lesson.i18n import use


class Log(io.StringIO):
    """A file that says when something was written into it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = Event()

    def write(self, text: str) -> int:
        """Write, and say so (rich calls this)."""
        count = super().write(text)
        self.written.set()
        return count


def after(seconds: float, done: int) -> str:
    """Return the line that stands in a log so many seconds after 44 submissions were begun."""
    clock = [0.0]
    bar = Progress(disable=True, get_time=lambda: clock[0])
    task = bar.add_task("grading", total=44)
    clock[0] = seconds
    bar.update(task, completed=done)
    return plain(bar.tasks[0])


def test_a_line_says_what_is_done_what_is_left_and_how_long_that_takes() -> None:
    assert after(60, 4) == "grading: 4 done, 40 left, about 10 min to go"
    assert after(176, 40) == "grading: 40 done, 4 left, about 18 s to go"


def test_before_the_first_is_done_no_time_is_made_up() -> None:
    assert after(20, 0) == "grading: 0 done, 44 left"


def test_when_all_are_done_the_rate_is_that_of_the_whole_run() -> None:
    clock = [0.0]
    bar = Progress(disable=True, get_time=lambda: clock[0])
    task = bar.add_task("grading", total=44)
    for seconds, done in ((300, 10), (330, 44)):
        clock[0] = seconds
        bar.update(task, completed=done)

    assert Rate().render(bar.tasks[0]) == "8/min"


def test_a_log_gets_lines_while_the_run_goes_on() -> None:
    log = Log()
    use("pt_BR")  # the lines come from a thread, which must know the language

    with live(Console(file=log), "corrigindo", 44, every=0.001):
        assert log.written.wait(60)
        assert log.getvalue().startswith("corrigindo: prontos: 0; restantes: 44\n")


def test_a_terminal_gets_no_lines_beside_its_bar() -> None:
    screen = io.StringIO()

    with live(Console(file=screen, force_terminal=True), "grading", 1, every=0.001) as shown:
        shown.done(Submission("ana", "exam"))

    assert "1/1" in screen.getvalue()
    assert "done" not in screen.getvalue()
