"""What a worker process keeps from one job to the next: a course folder, and fork servers."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from copy import deepcopy
from pathlib import Path

from autograder.course import Course, nbgrader_session
from autograder.engine.job import Common, Job, Packed
from autograder.errors import NotGraded
from autograder.files import digest_of, lay_out, remove
from autograder.grade.stage import kernel_environment
from autograder.gradebook.extract import share_engines, write_extract
from autograder.judge.packages import folders
from autograder.limits import Limits
from autograder.sandbox.forkserver import ForkServers
from autograder.sandbox.imports import imports_differ
from autograder.settings import CONFIG
from lesson.i18n import use


class JobRunner:
    """Lives in each worker process, which does one job at a time.

    Args:
        folder: the process's own.
        lasting: one that is still there for a process that follows it.
    """

    def __init__(self, folder: str, lasting: str) -> None:
        self._lasting = Path(lasting)
        share_engines()
        self._root = Path(folder, "job").resolve()  # always the same, so that engines are shared
        self._laid_out = ""
        self._common: Common | None = None
        self._servers: ForkServers | None = None
        self._settings: object = None
        os.environ["TMPDIR"] = folder  # of this process and of what it starts
        tempfile.tempdir = None

    def close(self) -> None:
        """End what is kept for the next job."""
        if self._servers is not None:
            self._servers.close()

    def overdue(self, job: Job) -> Path:
        """Return the folder with notes of a submission's regions that have ended a worker."""
        return self._lasting / f"overdue-{digest_of(job.submission, job.fingerprint)[:16]}"

    @contextmanager
    def course(self, job: Job) -> Iterator[tuple[Course, Common]]:
        """Lay out a job in a course folder; yields the course, and what it shares with other jobs.

        What jobs share stays there, unless there is no sandbox between it and students' code.
        """
        common = self._shared(job.common)
        try:
            path = self._root / "gradebook.db"
            gradebook = write_extract(path, common.gradebook, job.rows)
            lay_out(job.files, self._root)
            config = deepcopy(common.config)
            config.CourseDirectory.root = str(self._root)
            config.CourseDirectory.db_url = gradebook
            course = Course(self._root, config)
            use(course.language)  # of this worker's thread
            yield course, common
        finally:
            if common.config.Course.sandbox == "none":
                self._laid_out = ""
            for path in self._root.iterdir():
                if path.name not in self._kept:
                    remove(path)

    def _shared(self, packed: Packed) -> Common:
        """Lay out what a job shares with others, unless it lies there already."""
        if packed.key != self._laid_out or self._common is None:
            self._laid_out = ""
            remove(self._root)
            self._root.mkdir()
            self._common = common = packed.unpacked()
            ours = [f"c.Course.{n} = {value!r}" for n, value in common.config.Course.items()]
            (self._root / CONFIG).write_text("\n".join(["c = get_config()", *ours]), "utf-8")
            lay_out(common.files, self._root)
            self._kept = {path.name for path in self._root.iterdir()}
            self._laid_out = packed.key
        return self._common

    def begin(self, course: Course, common: Common, notebook: Path) -> None:
        """Let the fork server start that a notebook will need, unless it runs already."""
        if course.sandbox == "none" or imports_differ(notebook.parent):
            return
        with suppress(NotGraded):  # said when it is needed
            self._fork_servers(course, common).begin(notebook.read_text(encoding="utf-8"))

    def fork_server(self, course: Course, common: Common, notebook: Path) -> str:
        """Return the folder of a server that has imported what a notebook needs.

        Where none starts, or what it has imported would differ from what the notebook's own
        imports make, return nothing: kernels start cold, as sealed, and slower.
        """
        if course.sandbox == "none" or imports_differ(notebook.parent):
            return ""
        text = notebook.read_text(encoding="utf-8")
        try:
            server = self._fork_servers(course, common).for_notebook(text)
        except NotGraded as error:
            with nbgrader_session(course) as log:
                log.warning("kernels start cold: %s", error)
            return ""
        return str(server.folder)

    def _fork_servers(self, course: Course, common: Common) -> ForkServers:
        """Return this worker's fork servers, other ones where the settings are others."""
        hidden = [*map(Path, common.hidden), *folders(course).values()]
        settings = (hidden, course.language, str(course.config.Limits))
        if self._servers is None or settings != self._settings:
            if self._servers is not None:
                self._servers.close()
            limits = Limits(config=course.config)
            self._servers = ForkServers(hidden, kernel_environment(course), limits)
            self._settings = settings
        return self._servers
