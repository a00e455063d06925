"""Jobs are made of submissions here, on the driver's side, where the course's folder is.

A submission's files are read, and its notebooks sanitised, on this side: seeds depend on what a
student wrote, and a worker is handed the seeds of one submission, never the key that all come from.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import astuple, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
from nbgrader import utils
from nbgrader.converters import Autograde
from traitlets.config import Config

from autograder.course import Course, Submission, nbgrader_session
from autograder.engine.convert import Remarks, directory
from autograder.engine.job import Job, Problem
from autograder.files import contents, digest
from autograder.grade import receipt
from autograder.grade.notes import Notes, notes_path, read_notes
from autograder.grade.repair import RELEASE
from autograder.grade.stage import is_brought
from autograder.gradebook.access import require_gradebook
from autograder.gradebook.attempts import Counted
from autograder.gradebook.extract import Extracts, share_engines
from autograder.gradebook.released import KNOWN, KnownNotebook, known_notebooks
from autograder.intake.prepare import prepare
from autograder.intake.timestamp import NAME as TIMESTAMP
from autograder.notebook import code


class Jobs:
    """Makes the jobs of one run.

    Args:
        course: the course, its release generated.
        place: where the submissions lie, if they are earlier attempts.

    Raises:
        CourseError: there is no gradebook yet.
    """

    def __init__(self, course: Course, place: Course | None = None) -> None:
        share_engines()
        require_gradebook(course.db_url)
        self._course = course
        self._place = place or course
        self._extracts = Extracts(course.db_url)
        self._config = portable(course.config)
        self._kit = receipt.hash_of_judges(course)
        self._sources: dict[str, dict[str, bytes]] = {}
        self._releases: dict[str, dict[str, bytes]] = {}
        self._known: dict[str, dict[str, KnownNotebook]] = {}
        self._packages = {
            f"{name}/{path}": content
            for name in course.own_judges()
            for path, content in contents(course.root / name).items()
            if "__pycache__" not in path  # made here, and not in the hash either
        }
        self.settings = digest_of(
            self._kit,
            json.dumps(_of_grading(self._config), sort_keys=True, default=repr),
            receipt.versions(),
        )

    def to_grade(self, submission: Submission) -> Job:
        """Return the job of grading a submission.

        One without notebooks needs no worker; its problems say why.
        """
        job = self._blank(submission)
        try:
            known = self._notebooks(submission.assignment)
        except Exception as error:
            return replace(job, problems={"": Problem.of(self._course, error)})
        try:
            blank = self._extracts.of_assignment(submission.assignment)
            source = self._source(submission.assignment)
            released = self._released(submission.assignment)
            with TemporaryDirectory(prefix=".intake-", dir=self._course.root) as clean:
                folder = Path(clean).joinpath("submitted", *astuple(submission))
                cells = {name: one.cells for name, one in known.items()}
                intake = prepare(self._place, submission, cells, folder)
                problems = {n: Problem.of(self._course, e) for n, e in intake.problems.items()}
                brought = contents(folder)
                fingerprint = digest_of(
                    self.settings, blank, source, released, brought, problems, intake.notes
                )
                job = replace(job, problems=problems, notes=intake.notes, fingerprint=fingerprint)
                job = replace(job, handed=_hash_of_work(brought, problems))
                job = replace(job, known={name: known[name] for name in intake.ready})
                job = self._sanitised(job, Path(clean), source)
                theirs = contents(folder)
        except Exception as error:
            return replace(job, problems=dict.fromkeys(known, Problem.of(self._course, error)))
        files = {f"source/{submission.assignment}/{path}": one for path, one in source.items()}
        below = "/".join(("submitted", *astuple(submission)))
        files |= {f"{below}/{path}": one for path, one in theirs.items()}
        files |= self._packages | released
        gradebook = self._extracts.of(submission, self._place.db_url)
        return replace(job, gradebook=gradebook, files=files)

    def to_return(self, submission: Submission, counted: Counted) -> Job | None:
        """Return the job of writing a submission's feedback; None: nothing of it was graded.

        Args:
            submission: whose.
            counted: which attempt the page is about, and what is said of it.
        """
        root = counted.place.root
        folder = root.joinpath("autograded", *astuple(submission))
        if not folder.is_dir():
            return None
        below = folder.relative_to(root).as_posix()
        files = {f"{below}/{path}": one for path, one in contents(folder).items()}
        notes = notes_path(root / "autograded", *astuple(submission))
        files[notes.relative_to(root).as_posix()] = _notes(root, submission, counted)
        job = replace(self._blank(submission), files=files)
        return replace(job, gradebook=self._extracts.of(submission, counted.place.db_url))

    def _blank(self, submission: Submission) -> Job:
        return Job(submission, self._config, (str(self._course.root),), b"", {}, self._kit)

    def _notebooks(self, assignment: str) -> dict[str, KnownNotebook]:
        """Return what the gradebook knows of an assignment's notebooks, asked once a run."""
        if assignment not in self._known:
            self._known[assignment] = known_notebooks(self._course.db_url, assignment)
        return self._known[assignment]

    def _source(self, assignment: str) -> dict[str, bytes]:
        """Return the course's own files of an assignment, which replace students'."""
        if assignment not in self._sources:
            files = contents(self._course.root / "source" / assignment)
            kept = {path: one for path, one in files.items() if not path.endswith(".ipynb")}
            self._sources[assignment] = kept
        return self._sources[assignment]

    def _released(self, assignment: str) -> dict[str, bytes]:
        """Return an assignment's notebooks as released, which say what names a test may rely on."""
        if assignment not in self._releases:
            paths = sorted((self._course.root / "release" / assignment).glob("*.ipynb"))
            found = {f"release/{assignment}/{path.name}": path.read_bytes() for path in paths}
            self._releases[assignment] = found
        return self._releases[assignment]

    def _sanitised(self, job: Job, root: Path, source: Mapping[str, bytes]) -> Job:
        """Sanitise notebooks in place, and add to the job what is known of each afterwards."""
        found = Remarks()
        theirs = contents(root.joinpath("submitted", *astuple(job.submission)))
        files = {**theirs, **source}
        brought = {path: digest(one) for path, one in files.items() if is_brought(path)}
        seeds: dict[str, Mapping[str, str]] = {}
        problems = dict(job.problems)
        for name, known in job.known.items():
            path = root.joinpath("submitted", *astuple(job.submission), f"{name}.ipynb")
            try:
                self._sanitise(root, job.submission, path, known, found)
                seeds[name] = self._seeds(path, brought)
            except Exception as error:
                problems[name] = Problem.of(self._course, error)
        notes = (*job.notes, *found.notes)
        return replace(job, notebooks=tuple(seeds), seeds=seeds, problems=problems, notes=notes)

    def _sanitise(
        self, root: Path, submission: Submission, path: Path, known: KnownNotebook, found: Remarks
    ) -> None:
        """Run nbgrader's sanitising steps on one notebook, as the course's settings name them."""
        config = deepcopy(self._course.config)
        config.CourseDirectory.root = str(root)
        names = {"student": submission.student, "assignment": submission.assignment}
        where = {**names, "notebook": path.stem, "db_url": self._course.db_url}
        with nbgrader_session(self._course) as log:
            here = directory(Course(root, config), submission)
            converter = Autograde(coursedir=here, config=config, log=log)
            exporter = converter.exporter_class(parent=converter, config=converter.config)
            for step in converter.sanitize_preprocessors:
                exporter.register_preprocessor(step)
            release = self._course.root / "release"
            given = {"nbgrader": where, KNOWN: known, RELEASE: release}
            text, resources = exporter.from_filename(str(path), resources=given)
        found.keep(resources)
        path.write_text(text, encoding="utf-8")

    def _seeds(self, path: Path, files: Mapping[str, str]) -> dict[str, str]:
        notebook = nbformat.read(path, as_version=4)
        names = [c.metadata.nbgrader.grade_id for c in notebook.cells if utils.is_grade(c)]
        return {name: self._course.seed(name, code(notebook), files).hex() for name in names}


def _hash_of_work(files: Mapping[str, bytes], problems: Mapping[str, Problem]) -> str:
    """Return the hash of what a student wrote.

    The same at another time, or with other outputs, is not another attempt.
    """
    work: dict[str, object] = {
        name: content for name, content in files.items() if name != TIMESTAMP
    }
    for name in [name for name in work if name.endswith(".ipynb")]:
        notebook = nbformat.reads(files[name].decode("utf-8"), as_version=4)
        work[name] = [(cell.cell_type, cell.source) for cell in notebook.cells]
    return digest_of(sorted(work.items()), sorted(problems))


def _notes(root: Path, submission: Submission, counted: Counted) -> bytes:
    """Return what is said on a feedback page, with which attempt counts."""
    autograded = root / "autograded"
    kept = read_notes(autograded, *astuple(submission)) or Notes()
    totals = {row.notebook: row.total for row in counted.rows if row.total is not None}
    notes = (*kept.notes, *filter(None, [counted.note]))
    return replace(kept, notes=notes, totals=totals if counted.note else {}).as_bytes()


def portable(config: Config) -> Config:
    """Return a course's settings without what holds on the driver's machine only."""
    settings = deepcopy(config)
    for name in ("root", "db_url"):
        settings.CourseDirectory.pop(name, None)
    return settings


def _of_grading(config: Config) -> Config:
    """Return the settings that a submission's automatic points depend on."""
    settings = deepcopy(config)
    settings.Course.pop("dropped", None)  # what counts of them is decided later
    settings.Course.pop("attempts", None)
    return settings


def digest_of(*parts: Any) -> str:
    """Return a hash of values whose repr says all of them."""
    found = hashlib.sha256()
    for part in parts:
        found.update(hashlib.sha256(repr(part).encode()).digest())
    return found.hexdigest()
