"""The first process of a sandbox: it knows whether the kernel was ended from outside."""

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from autograder.limits import Limits
from autograder.sandbox.bubblewrap import clean_environment, command, write_settings
from autograder.sandbox.doctor import _started
from autograder.sandbox.inside import KILLED

KILLS = {  # by which code in the sandbox may try to kill the program, process 2 in there
    "itself": "os.kill(os.getpid(), 9)",
    "everything": "os.kill(-1, 9)",
    "its group": "os.kill(0, 9)",
    "the signal that a thread gets": "signal.pthread_kill(threading.get_ident(), 9)",
    "by a descriptor": "signal.pidfd_send_signal(os.pidfd_open(2), 9)",
}


@pytest.mark.parametrize(("whom", "status"), [("kernel", KILLED), ("first", 128 + 9)])
def test_an_end_from_outside_is_not_taken_for_the_student_s(
    tmp_path: Path, whom: str, status: int
) -> None:
    with _started(tmp_path, "hello", {}, Limits()) as (process, number):
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        first = psutil.Process(number)

        (first.children()[0] if whom == "kernel" else first).kill()

        assert process.wait() == status


@pytest.mark.parametrize("kill", KILLS)
def test_an_end_by_the_student_s_own_code_is_no_end_from_outside(tmp_path: Path, kill: str) -> None:
    code = f"import os, signal, threading\n{KILLS[kill]}\nprint('goes on')"

    assert run(tmp_path, code) == (0, "")


def test_a_child_can_be_killed_and_cannot_kill_the_kernel(tmp_path: Path) -> None:
    code = (
        "import os, subprocess\n"
        "print(subprocess.run(['sh', '-c', f'kill -9 {os.getpid()}']).returncode != 0)\n"
        "child = subprocess.Popen(['sleep', '60'])\nchild.kill()\nprint(child.wait())"
    )

    assert run(tmp_path, code) == (0, "True\n-9\n")


def run(stage: Path, code: str) -> tuple[int, str]:
    """Run code in a sandbox; return the exit status of bubblewrap, and what was printed."""
    write_settings(stage, Limits())
    ours, theirs = os.pipe()
    done = subprocess.run(
        command(stage, [], Limits(), theirs, [sys.executable, "-I", "-c", code]),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        pass_fds=(theirs,),
        env=clean_environment({}),
    )
    for descriptor in (ours, theirs):
        os.close(descriptor)
    return done.returncode, done.stdout
