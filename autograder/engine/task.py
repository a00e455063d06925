"""A job, which a worker does in folders of its own, and what comes of it. Both go by value."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import astuple, dataclass, field
from datetime import datetime
from typing import Any

from traitlets.config import Config

from autograder import receipt
from autograder.course import Course
from autograder.engine import workshop
from autograder.engine.convert import FeedbackOne, Found, GradeOne, Problem, convert
from autograder.engine.files import contents
from autograder.engine.gradebook import Marks, marks
from autograder.errors import NotGraded
from autograder.i18n import _
from autograder.submission import Submission


@dataclass(frozen=True)
class Job:
    """One submission and all that is needed to grade it or to write its feedback.

    Attributes:
        submission: whose.
        config: the course's settings.
        hidden: the course's folder on the driver's machine, which no sandbox may show.
        gradebook: an extract (see `autograder.engine.gradebook`).
        files: by place in the course's folder.
        kit: hash of what judges; a worker with another kit must not judge.
        fingerprint: of everything that the grade depends on.
        notebooks: those to grade, sanitised.
        seeds: of hidden tests, in hexadecimal, by notebook and grade id.
        problems: why other notebooks cannot be graded.
        said: what was repaired or left out, a sentence each.
    """

    submission: Submission
    config: Config
    hidden: str
    gradebook: bytes
    files: Mapping[str, bytes]
    kit: str
    fingerprint: str = ""
    notebooks: tuple[str, ...] = ()
    seeds: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    problems: Mapping[str, Problem] = field(default_factory=dict)
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """What came of a job.

    Attributes:
        files: what it wrote, by place in the submission's folder of autograded/ or feedback/.
        receipts: unsigned, by notebook.
        marks: what to record in the gradebook, by notebook.
        timestamp: when it was handed in, if it says so.
        problems: why notebooks were not graded, by notebook; "" stands for all.
        said: what was repaired or left out, a sentence each.
        log: what nbgrader and the kit wrote into their log.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    receipts: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    marks: Mapping[str, Marks] = field(default_factory=dict)
    timestamp: datetime | None = None
    problems: Mapping[str, Problem] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    log: str = ""


def grade(job: Job) -> Result:
    """Grade one submission; runs in a worker."""
    _check_kit(job)
    shop = workshop.here()
    with shop.course(job) as course:
        problems: dict[str, Problem] = {}
        found = Found()
        for name in job.notebooks:
            place = course.root.joinpath("submitted", *astuple(job.submission), f"{name}.ipynb")
            try:
                ready = _ready(course, job, name, shop.warm(course, job, place))
                one = convert(ready, GradeOne, job.submission, name)
            except Exception as error:  # whatever it is, it is this notebook's
                problems[name] = Problem.of(course, error)
            else:
                found.said += one.said
                found.receipts |= one.receipts
        return _result(course, job, problems, found)


def _check_kit(job: Job) -> None:
    """Raise NotGraded if this worker would judge otherwise than the driver's machine."""
    if job.kit != receipt.hash_of_checks({}):
        raise NotGraded(
            _("the worker has another version of the kit than the driver; install yours")
        )


def _ready(course: Course, job: Job, notebook: str, warm: str) -> Course:
    """Return the course as it is set for one sanitised notebook."""
    config = deepcopy(course.config)
    config.Autograde.sanitize_preprocessors = []
    config.SaveReports.sign = False
    config.SealedExecute.hidden = job.hidden
    config.SealedExecute.seeds = dict(job.seeds[notebook])
    config.SealedExecute.warm = warm
    return Course(course.root, config)


def _result(course: Course, job: Job, problems: Mapping[str, Problem], found: Found) -> Result:
    graded = [name for name in job.notebooks if name not in problems]
    noted, timestamp = marks(course.db_url, job.submission, graded) if graded else ({}, None)
    folder = course.root.joinpath("autograded", *astuple(job.submission))
    return Result(
        files=contents(folder) if graded else {},
        receipts=found.receipts,
        marks=noted,
        timestamp=timestamp,
        problems={**job.problems, **problems},
        said=(*job.said, *found.said),
        log=_log(course),
    )


def give_feedback(job: Job) -> Result:
    """Write one submission's feedback pages; runs in a worker."""
    with workshop.here().course(job) as course:
        convert(course, FeedbackOne, job.submission)
        folder = course.root.joinpath("feedback", *astuple(job.submission))
        return Result(files=contents(folder), log=_log(course))


def _log(course: Course) -> str:
    return course.log_file.read_text(encoding="utf-8") if course.log_file.exists() else ""
