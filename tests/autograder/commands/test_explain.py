"""What the machine refuses is said in a sentence, never with a traceback."""

import errno
import os
import shutil
import subprocess
import sys
import tempfile
from types import SimpleNamespace

import pytest
from sqlalchemy.exc import OperationalError

from autograder.commands import app as commands
from autograder.commands.explain import ROOM, explained
from autograder.course import Course
from tests.support.grading import hand_in_exam, right_exam
from tests.support.marks import slow
from tests.support.shell import environment


def system(number: int) -> OSError:
    return OSError(number, os.strerror(number), "course/.runs/lock")


def sqlite(text: str) -> OperationalError:
    return OperationalError("INSERT", {}, Exception(text))


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (
            system(errno.ENOSPC),
            "course/.runs/lock: No space left on device; make room there and run the same command "
            "again, which goes on where it stopped",
        ),
        (system(errno.EDQUOT), "course/.runs/lock: Disk quota exceeded; make room there"),
        (system(errno.EACCES), "course/.runs/lock: Permission denied; make sure that your account"),
        (system(errno.EROFS), "course/.runs/lock: Read-only file system; make sure that"),
        (system(errno.ENOTDIR), "course/.runs/lock: Not a directory"),
        (OSError("odd"), "odd"),
        (
            shutil.Error([("a", "/full/b", "[Errno 28] No space left on device"), ("c", "d", "e")]),
            "/full/b: No space left on device; make room there",
        ),
        (shutil.Error("one is the other"), "one is the other"),
        (sqlite("database or disk is full"), "the gradebook: database or disk is full; make room"),
        (sqlite("attempt to write a readonly database"), "the gradebook: attempt to write a"),
        (sqlite("unable to open database file"), "database file; make sure that your account"),
    ],
)
def test_a_command_that_cannot_go_on_says_where_and_what_helps(
    error: Exception,
    expected: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(**_options: object) -> None:
        raise error

    monkeypatch.setattr(commands, "app", fail)

    with pytest.raises(SystemExit) as ended:
        commands.main()
    told = capsys.readouterr().err

    assert ended.value.code == 2
    assert told.startswith("autograder: ")
    assert expected in told
    assert len(told.splitlines()) == 1


def test_which_disk_is_full_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    free = {os.getcwd(): 10 * ROOM, tempfile.gettempdir(): 0}
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=free[folder]))

    told = explained(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))

    assert told.startswith(f"{tempfile.gettempdir()}: No space left on device; make room there")


def run(course: Course, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "autograder", *arguments],
        cwd=course.root,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("place", [".runs", slow("grades.csv"), slow("dropped.json")])
def test_what_stands_in_the_way_is_named(small: Course, place: str) -> None:
    """A file where a folder belongs, or a folder where a file belongs."""
    hand_in_exam(small, "ana", right_exam(small))
    path = small.root / place
    shutil.rmtree(path, ignore_errors=True)
    path.touch() if place == ".runs" else path.mkdir()
    drop = ("drop", "exam", "test-greet", "--reason", "Unclear.")

    done = run(small, *(drop if place == "dropped.json" else ("grade",)))

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert place in done.stderr


@pytest.mark.parametrize("command", ["grade", "feedback"])
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--student", "jose"), "nothing in submitted/ is called jose; did you mean 'josé'?"),
        (("--student", "ana", "--student", "jsoé"), "called jsoé; did you mean 'josé'?"),
        (("--student", "xyz"), "called xyz; there are: 'ana', 'josé'"),
        (("exm",), "called exm; did you mean 'exam'?"),
        (("--assignment", "Exam"), "called Exam; did you mean 'exam'?"),
    ],
)
def test_a_misspelt_name_lists_near_ones(
    small: Course,
    command: str,
    arguments: tuple[str, ...],
    expected: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for student in ("ana", "josé"):
        hand_in_exam(small, student, right_exam(small))
    monkeypatch.chdir(small.root)
    monkeypatch.setattr(sys, "argv", ["autograder", command, *arguments])

    with pytest.raises(SystemExit) as ended:
        commands.main()

    assert ended.value.code == 2
    assert expected in capsys.readouterr().err


@pytest.mark.slow
def test_assignments_are_named_as_in_nbgrader(small: Course) -> None:
    hand_in_exam(small, "ana", right_exam(small))
    lab = small.root / "submitted" / "ana" / "lab"
    lab.mkdir()

    graded = run(small, "grade", "exam")
    returned = run(small, "feedback", "exam")

    assert (graded.returncode, returned.returncode) == (0, 0), graded.stderr + returned.stderr
    assert "lab" not in graded.stdout.partition("wrote")[0]


def test_advice_is_given_once(small: Course) -> None:
    """Where bubblewrap is missing."""
    hand_in_exam(small, "ana", right_exam(small))
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import shutil; shutil.which = lambda *a, **k: None\n"
            "from autograder.__main__ import main; main()",
            "grade",
        ],
        cwd=small.root,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "there is no bubblewrap" in done.stderr
    assert done.stderr.count("--sandbox none") == 1
