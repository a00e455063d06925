"""What a worker does with a job, in a folder of its own, and what it keeps for the next one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from copy import deepcopy
from dataclasses import astuple
from importlib import import_module
from pathlib import Path

from autograder.course import CONFIG, Course, nbgrader_session
from autograder.engine.convert import FeedbackOne, GradeOne, Remarks, convert
from autograder.engine.job import Job, Problem, Result
from autograder.errors import NotGraded
from autograder.files import contents, lay_out, remove
from autograder.grade import receipt
from autograder.grade.stage import kernel_environment
from autograder.gradebook.extract import share_engines
from autograder.gradebook.record import read_scores
from autograder.gradebook.released import KnownNotebook, grade_cells
from autograder.i18n import _
from autograder.judge.packages import folders
from autograder.judge.region import imported_of_kit
from autograder.limits import Limits
from autograder.sandbox.forkserver import ForkServers, imports_differ
from lesson.i18n import use


class JobRunner:
    """Lives in each worker process, which does one job at a time.

    Args:
        folder: the process's own.
    """

    def __init__(self, folder: str) -> None:
        share_engines()
        self._folder = folder
        self._servers: ForkServers | None = None
        self._settings: object = None
        os.environ["TMPDIR"] = folder  # of this process and of what it starts
        tempfile.tempdir = None

    def close(self) -> None:
        """End what is kept for the next job."""
        if self._servers is not None:
            self._servers.close()

    @contextmanager
    def course(self, job: Job) -> Iterator[Course]:
        """Lay out a job in a course folder that is there for this job only; yields the course."""
        root = Path(self._folder, "job").resolve()  # always the same, so that engines are shared
        remove(root)  # in case that the last one could not be
        root.mkdir()
        try:
            ours = [f"c.Course.{n} = {value!r}" for n, value in job.config.Course.items()]
            (root / CONFIG).write_text("\n".join(["c = get_config()", *ours]), encoding="utf-8")
            (root / "gradebook.db").write_bytes(job.gradebook)
            lay_out(job.files, root)
            config = deepcopy(job.config)
            config.CourseDirectory.root = str(root)
            config.CourseDirectory.db_url = f"sqlite:///{root / 'gradebook.db'}"
            course = Course(root, config)
            use(course.language)  # of this worker's thread
            yield course
        finally:
            remove(root)

    def fork_server(self, course: Course, job: Job, notebook: Path) -> str:
        """Return the folder of a server that has imported what a notebook needs.

        Where none starts, or what it has imported would differ from what the notebook's own
        imports make, return nothing: kernels start cold, as sealed, and slower.
        """
        if course.sandbox == "none" or imports_differ(notebook.parent):
            return ""
        text = notebook.read_text(encoding="utf-8")
        limits = Limits(config=course.config)
        hidden = [*map(Path, job.hidden), *folders(course).values()]
        settings = (hidden, course.language, str(course.config.Limits))
        if settings != self._settings:
            if self._servers is not None:
                self._servers.close()
            self._servers = ForkServers(hidden, kernel_environment(course), limits)
            self._settings = settings
        assert self._servers is not None
        try:
            self._servers.begin(text)
            _import_judges(job.known[notebook.stem])  # meanwhile
            server = self._servers.for_notebook(text)
        except NotGraded as error:
            with nbgrader_session(course) as log:
                log.warning("kernels start cold: %s", error)
            return ""
        return str(server.folder)


def _import_judges(known: KnownNotebook) -> None:
    """Import what the kit's own hidden tests of a notebook will; they say what is missing."""
    for cell in grade_cells(known).values():
        for name in imported_of_kit(cell.hidden):
            with suppress(ImportError):
                import_module(name)


def grade(runner: JobRunner, job: Job) -> Result:
    """Grade one submission; runs in a worker."""
    with runner.course(job) as course:
        _check_kit(course, job)
        problems: dict[str, Problem] = {}
        found = Remarks()
        for name in job.notebooks:
            path = course.root.joinpath("submitted", *astuple(job.submission), f"{name}.ipynb")
            try:
                ready = _ready(course, job, name, runner.fork_server(course, job, path))
                one = convert(ready, GradeOne, job.submission, job.known[name])
            except Exception as error:  # whatever it is, it is this notebook's
                problems[name] = Problem.of(course, error)
            else:
                found.notes += one.notes
                found.receipts |= one.receipts
                found.faults |= one.faults
        return _result(course, job, problems, found)


def _check_kit(course: Course, job: Job) -> None:
    """Raise NotGraded if this worker would judge otherwise than the driver's machine."""
    if job.kit != receipt.hash_of_judges(course):
        raise NotGraded(
            _("the worker has another version of the kit than the driver; install yours")
        )


def _ready(course: Course, job: Job, notebook: str, fork_server: str) -> Course:
    """Return the course as it is set for one sanitised notebook."""
    config = deepcopy(course.config)
    config.Autograde.sanitize_preprocessors = []
    config.SaveReports.sign = False
    config.SealedExecute.hidden = list(job.hidden)
    config.SealedExecute.seeds = dict(job.seeds[notebook])
    config.SealedExecute.fork_server = fork_server
    return Course(course.root, config)


def _result(course: Course, job: Job, problems: Mapping[str, Problem], found: Remarks) -> Result:
    graded = [name for name in job.notebooks if name not in problems]
    noted, timestamp = read_scores(course.db_url, job.submission, graded) if graded else ({}, None)
    folder = course.root.joinpath("autograded", *astuple(job.submission))
    return Result(
        files=contents(folder) if graded else {},
        receipts=found.receipts,
        scores=noted,
        timestamp=timestamp,
        problems={**job.problems, **problems},
        faults=found.faults,
        notes=(*job.notes, *found.notes),
        log=_log(course),
    )


def give_feedback(runner: JobRunner, job: Job) -> Result:
    """Write one submission's feedback pages; runs in a worker."""
    with runner.course(job) as course:
        convert(course, FeedbackOne, job.submission)
        folder = course.root.joinpath("feedback", *astuple(job.submission))
        return Result(files=contents(folder), log=_log(course))


def _log(course: Course) -> str:
    return course.log_file.read_text(encoding="utf-8") if course.log_file.exists() else ""
