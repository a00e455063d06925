"""A job and its result: one submission and what came of it. Both go by value."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from traitlets.config import Config

from autograder.course import Course, Submission, nbgrader_session
from autograder.errors import AutograderError, SubmissionError, Unfinished
from autograder.files import digest
from autograder.grade.answers import Answers
from autograder.gradebook.extract import Rows
from autograder.gradebook.record import Scores
from autograder.gradebook.released import KnownNotebook
from autograder.i18n import _
from autograder.intake.handed import HandedIn
from autograder.text import printable


@dataclass(frozen=True)
class Problem:
    """Why something was not graded.

    Attributes:
        reason: for the instructor.
        message: for the student: nothing from inside the grader.
        students: whether the submission is at fault; if not, it is to be graded again.
    """

    reason: str
    message: str
    students: bool

    @classmethod
    def of(cls, course: Course, error: BaseException) -> Problem:
        """Return what to say of an error; one that nobody foresaw goes to the log as well."""
        if isinstance(error, AutograderError):
            reason = printable(str(error), 600)
        else:
            with nbgrader_session(course) as log:
                log.error("unexpected", exc_info=error)
            text = printable(f"{type(error).__name__}: {error}", 300)
            reason = _("{error} (details: {name})").format(error=text, name=course.log_file.name)
        if isinstance(error, SubmissionError):
            return cls(reason, reason, students=True)
        if isinstance(error, Unfinished):
            return cls(reason, reason, students=False)
        message = _(
            "Something failed while it was being graded. It is not your fault; ask your instructor"
        )
        return cls(reason, message, students=False)


@dataclass(frozen=True)
class Common:
    """What all jobs of one assignment have in common.

    Attributes:
        config: the course's settings.
        hidden: folders of the driver's machine that no sandbox may show.
        kit: hash of what judges; a worker with another kit must not judge.
        gradebook: knows the assignment (see `autograder.gradebook.extract`).
        files: by path in the course's folder.
        known: what the course's gradebook knows of the notebooks, by name.
        elsewhere: the texts of other assignments' notebooks, by path.
    """

    config: Config
    hidden: tuple[str, ...]
    kit: str
    gradebook: bytes
    files: Mapping[str, bytes] = field(default_factory=dict)
    known: Mapping[str, KnownNotebook] = field(default_factory=dict)
    elsewhere: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Packed:
    """Something that goes out with many jobs, and is packed and unpacked once.

    Attributes:
        content: pickled.
        key: its hash.
    """

    content: bytes
    key: str

    @classmethod
    def of(cls, common: Common) -> Packed:
        """Pack."""
        content = pickle.dumps(common)
        return cls(content, digest(content))

    def unpacked(self) -> Common:
        """Return what was packed."""
        found = pickle.loads(self.content)  # noqa: S301 - from the driver, as the whole job is
        assert isinstance(found, Common)
        return found


@dataclass(frozen=True)
class Job:
    """One submission and all that is needed to grade it or to write its feedback.

    Attributes:
        submission: whose.
        common: what it shares with others.
        rows: what the gradebook has of it.
        fingerprint: of everything that the grade depends on.
        lay: hash of the files that were handed in, as they lay there.
        handed_in: what is to be prepared; None: nothing, or not any more.
        files: by path in the course's folder.
        notebooks: those to grade.
        seeds: of hidden tests, in hexadecimal, by notebook and grade id.
        problems: why other notebooks cannot be graded.
        notes: what was repaired or left out, a sentence each.
        handed: hash of what the student wrote; empty: it cannot be read.
    """

    submission: Submission
    common: Packed
    rows: Rows = field(default_factory=dict)
    fingerprint: str = ""
    lay: str = ""
    handed_in: HandedIn | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    notebooks: tuple[str, ...] = ()
    seeds: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    problems: Mapping[str, Problem] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    handed: str = ""


@dataclass(frozen=True)
class Solutions:
    """What the seeds of one notebook's tests depend on.

    Attributes:
        tests: grade ids.
        code: the source of every code cell, in order.
    """

    tests: tuple[str, ...]
    code: tuple[str, ...]


@dataclass(frozen=True)
class Prepared:
    """A submission whose notebooks were repaired and sanitised, and can be executed.

    Attributes:
        files: the submission and the log, by path in the course's folder.
        brought: the hash of each other file that its kernels get, by its path.
        solutions: by notebook.
        problems: why other notebooks cannot be graded.
        notes: what was repaired or left out, a sentence each.
        handed: hash of what the student wrote.
        log: what nbgrader and the kit wrote into their log.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    brought: Mapping[str, str] = field(default_factory=dict)
    solutions: Mapping[str, Solutions] = field(default_factory=dict)
    problems: Mapping[str, Problem] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    handed: str = ""
    log: str = ""


@dataclass(frozen=True)
class Result:
    """What came of a job.

    Attributes:
        files: what it wrote, by path in the submission's folder of autograded/ or feedback/.
        receipts: unsigned, by notebook.
        scores: what to record in the gradebook, by notebook.
        timestamp: when it was handed in, if it says so.
        problems: why notebooks were not graded, by notebook; "" stands for all.
        faults: why cells of graded notebooks have no verdict, by notebook and grade id.
        answers: hashes of what a person reads, by notebook and grade id.
        notes: what was repaired or left out, a sentence each.
        log: what nbgrader and the kit wrote into their log.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    receipts: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    scores: Mapping[str, Scores] = field(default_factory=dict)
    timestamp: datetime | None = None
    problems: Mapping[str, Problem] = field(default_factory=dict)
    faults: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    log: str = ""
