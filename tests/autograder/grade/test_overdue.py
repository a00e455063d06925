"""A region that nothing stops costs one worker, and its author that cell's points only."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.errors import FaultyTest
from autograder.grade.overdue import noting, report_of
from tests.autograder.grade.test_faults import break_test
from tests.support.grading import exam_with, hand_in_exam
from tests.support.shell import environment

ENDLESS = "import re\nassert re.fullmatch('(a|a)*b', greet('a'))"
ENDS = """
import os, signal, sys
from pathlib import Path
from autograder.grade.overdue import noting
with noting(Path(sys.argv[1]), "test"):
    os.kill(os.getpid(), {signal})
"""
GRADE = """
import sys
from pathlib import Path
from autograder.course import Submission, load_course
from autograder.engine import driver, single
from autograder.gradebook.outcome import rows
from autograder.judge import deadline
deadline.deadline.__wrapped__.__defaults__ = (0.5, 0.5)  # of the first worker, which is forked
course = load_course(Path(sys.argv[1]))
began = single.SingleWorker._begin_again
single.SingleWorker._begin_again = lambda self: (print("another worker"), began(self))
outcomes = driver.grade(course, [Submission("ana", "exam")], lambda outcome: None)
for row in rows(course, outcomes):
    print(row.grade_id, row.score, row.status)
"""


@pytest.mark.parametrize(("name", "noted"), [("SIGPROF", True), ("SIGKILL", False)])
def test_only_the_deadline_s_signal_leaves_a_note(name: str, noted: bool, tmp_path: Path) -> None:
    ended = getattr(signal, name)
    program = ENDS.format(signal=int(ended))

    done = subprocess.run([sys.executable, "-c", program, tmp_path], timeout=60)

    assert done.returncode == -ended
    report = report_of(tmp_path, "test", "assert f() == 1", 2)
    assert (report is not None) == noted
    assert report is None or report.score == 0
    assert report_of(tmp_path, "another", "assert f() == 1", 2) is None


def test_a_check_that_nothing_stops_is_the_instructor_s_fault(tmp_path: Path) -> None:
    program = ENDS.format(signal=int(signal.SIGPROF))
    subprocess.run([sys.executable, "-c", program, tmp_path], timeout=60)

    with pytest.raises(FaultyTest, match="computes without an end"):
        report_of(tmp_path, "test", "from autograder.judge import here\nassert here()", 2)


def test_what_ends_leaves_nothing(tmp_path: Path) -> None:
    with noting(tmp_path, "test"):
        pass

    assert os.listdir(tmp_path) == []


@pytest.mark.slow
def test_the_other_cells_keep_their_points(small: Course) -> None:
    break_test(
        small,
        "from autograder.judge import here\n\nassert here().call('greet', 'Ana') == 'Hello, Ana'",
        ENDLESS,
    )
    hand_in_exam(small, "ana", exam_with(small, greet="def greet(name):\n    return 60 * 'a'"))

    done = subprocess.run(
        [sys.executable, "-c", GRADE, small.root],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=240,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "another worker",
        "test-double 2.0 graded",
        "test-greet 0.0 graded",
    ]
