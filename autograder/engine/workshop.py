"""What a worker keeps from one job to the next: its warm parents, and folders of its own."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING

from distributed import Worker, WorkerPlugin, get_worker

from autograder.course import CONFIG, Course, nbgrader_session
from autograder.engine.files import lay_out
from autograder.engine.gradebook import share_engines
from autograder.errors import NotGraded
from autograder.plugins.execute import kernel_environment
from autograder.plugins.links import remove
from autograder.sandbox.limits import Limits
from autograder.sandbox.warm import Parents
from lesson.i18n import use

if TYPE_CHECKING:
    from autograder.engine.task import Job

NAME = "autograder"


class Workshop(WorkerPlugin):
    """Lives in each worker process, which does one job at a time.

    The worker's warm parents end with its process; their folders lie in the worker's own, which
    dask removes, at the latest when the next worker of this machine starts.
    """

    name = NAME

    def setup(self, worker: Worker) -> None:
        """Take up work (dask calls this in each worker, also in those that come later)."""
        share_engines()
        self._folder = worker.local_directory
        self._parents: Parents | None = None
        self._settings: object = None
        os.environ["TMPDIR"] = self._folder  # of this process and of what it starts
        tempfile.tempdir = None

    def teardown(self, worker: Worker) -> None:
        """Leave off (dask calls this when a worker ends in peace)."""
        if self._parents is not None:
            self._parents.close()

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

    def warm(self, course: Course, job: Job, notebook: Path) -> str:
        """Return the folder of a parent that has imported what a notebook needs.

        Where none starts, return nothing: kernels start cold, as sealed, and slower.
        """
        if course.sandbox == "none":
            return ""
        limits = Limits(config=course.config)
        settings = (job.hidden, course.language, str(course.config.Limits))
        if settings != self._settings:
            if self._parents is not None:
                self._parents.close()
            self._parents = Parents(Path(job.hidden), kernel_environment(course), limits)
            self._settings = settings
        assert self._parents is not None
        try:
            parent = self._parents.for_notebook(notebook.read_text(encoding="utf-8"))
        except NotGraded as error:
            with nbgrader_session(course) as log:
                log.warning("kernels start cold: %s", error)
            return ""
        return str(parent.folder)


def here() -> Workshop:
    """Return the workshop of the worker that runs this."""
    found = get_worker().plugins[NAME]
    assert isinstance(found, Workshop)
    return found
