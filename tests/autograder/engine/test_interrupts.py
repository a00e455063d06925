"""A Ctrl-C while the command and its workers start: nothing but one line is said."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from autograder.course import Course
from autograder.engine.cluster import undisturbed
from tests.conftest import ROOT
from tests.support.grading import hand_in_exam, right_exam

INTERRUPTED = 130


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Listen to interrupts as Python does; a shell's background has them ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_waits_until_the_start_is_over() -> None:
    done = []

    def start() -> None:
        with undisturbed():
            signal.raise_signal(signal.SIGINT)
            done.append("started")

    with pytest.raises(KeyboardInterrupt):
        start()
    assert done == ["started"]


@pytest.mark.parametrize("handler", [signal.default_int_handler, signal.SIG_IGN])
@pytest.mark.usefixtures("interruptible")
def test_without_an_interrupt_all_is_as_before(handler: signal.Handlers) -> None:
    signal.signal(signal.SIGINT, handler)

    with undisturbed():
        pass

    assert signal.getsignal(signal.SIGINT) == handler


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [1, 2, 3])
def test_a_terminal_s_interrupt_reaches_the_command_alone(small: Course, seconds: int) -> None:
    for number in range(120):
        hand_in_exam(small, f"s{number:03}", right_exam(small))
    command = subprocess.Popen(
        [sys.executable, "-m", "autograder", "grade", "--course", str(small.root)],
        cwd=ROOT,
        env=os.environ | {"LANGUAGE": "en"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    time.sleep(seconds)

    os.killpg(command.pid, signal.SIGINT)  # as a terminal does
    said, _nothing = command.communicate(timeout=120)

    assert command.returncode in (INTERRUPTED, -signal.SIGINT), said
    assert "interrupted: nothing is lost" in said or "nada se perdeu" in said
    assert "Traceback" not in said
