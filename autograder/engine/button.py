"""formgrader's Autograde button: it grades as `python -m autograder grade` does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException

from autograder.course import Course, Submission, load_course
from autograder.grade.links import PlainNotebooks
from autograder.gradebook.recorded import recorded
from autograder.i18n import _
from autograder.text import printable

ERROR = "autograder: "  # how the command line begins an error


class GradeButton(PlainNotebooks):
    """Let our command grade what formgrader asks nbgrader to grade.

    nbgrader makes this exporter before it converts anything; nothing is left for it to convert
    when the command is done. nbgrader's own `autograde`, and each conversion within our command,
    only read notebooks through it.
    """

    def __init__(self, config: Any = None, **kwargs: Any) -> None:
        super().__init__(config=config, **kwargs)  # type: ignore[no-untyped-call]
        converter = self.parent
        if isinstance(converter, Autograde) and isinstance(converter.parent, NbGraderAPI):
            folders = [Path(folder).resolve() for folder in converter.assignments]
            converter.assignments = {}
            for folder in folders:
                _grade(converter, Submission(folder.parent.name, folder.name))


def _grade(converter: Autograde, submission: Submission) -> None:
    """Grade one submission in a process of its own.

    Raises:
        NbGraderException: it was not graded; formgrader shows why, below what the command printed.
    """
    course = load_course(Path(converter.coursedir.root))
    options = (f"--student={submission.student}", f"--assignment={submission.assignment}")
    done = subprocess.run(
        [sys.executable, "-m", "autograder", "grade", f"--course={course.root}", *options],
        cwd=course.root,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    converter.log.info("%s", done.stdout)
    if done.returncode:
        reason = _reason(course, submission, done)
        converter.log.error("%s", reason)
        raise NbGraderException(reason)


def _reason(course: Course, submission: Submission, done: subprocess.CompletedProcess[str]) -> str:
    """Return in a sentence why a submission was not graded."""
    told = [line for line in done.stderr.splitlines() if line.startswith(ERROR)]
    if told:
        return told[-1].removeprefix(ERROR)
    entry = recorded(course, submission)
    if done.returncode == 1 and entry is not None and entry.outcome(submission).problem:
        return printable(entry.outcome(submission).problem, 600)
    last = printable(done.stderr.strip().rpartition("\n")[2], 300)
    return _("the command for grading failed: {line}").format(line=last)
