"""A Ctrl-C while the command and its workers start: nothing but one line is said."""

import os
import signal
import subprocess
import sys
import time

import pytest

from autograder.course import Course
from autograder.engine.cluster import undisturbed
from tests.conftest import ROOT
from tests.support.grading import hand_in_exam, right_exam

INTERRUPTED = 130


def test_an_interrupt_waits_until_the_start_is_over() -> None:
    done = []

    def start() -> None:
        with undisturbed():
            signal.raise_signal(signal.SIGINT)
            done.append("started")

    with pytest.raises(KeyboardInterrupt):
        start()
    assert done == ["started"]


def test_without_an_interrupt_all_is_as_before() -> None:
    before = signal.getsignal(signal.SIGINT)

    with undisturbed():
        pass

    assert signal.getsignal(signal.SIGINT) == before


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
