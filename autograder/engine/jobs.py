"""Jobs are made of submissions here, on the driver's side, where the course's folder is.

A worker gets a submission as it was handed in, and prepares it. Seeds depend on what a student
wrote, which is known then: a worker is handed the seeds of one submission, never the key that all
come from.
"""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import astuple, replace
from pathlib import Path

from traitlets.config import Config

from autograder.course import Course, Submission
from autograder.engine.job import Common, Job, Packed, Prepared, Problem
from autograder.errors import NotGraded
from autograder.files import contents, digest_of
from autograder.grade import receipt
from autograder.grade.notes import Notes, notes_path, read_notes
from autograder.gradebook.access import require_gradebook
from autograder.gradebook.attempts import Counted
from autograder.gradebook.extract import (
    Rows,
    assignment_gradebook,
    assignment_id,
    read_rows,
    share_engines,
)
from autograder.gradebook.outcome import FORGOTTEN
from autograder.gradebook.released import known_notebooks, texts_elsewhere
from autograder.i18n import _
from autograder.intake.handed import HandedIn, read
from autograder.lms.record import Origin, read_origins


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
        self._config = portable(course.config)
        self._kit = receipt.hash_of_judges(course)
        self._common: dict[str, tuple[Packed, tuple[str, ...], str]] = {}
        self._plain: dict[str, Packed] = {}
        self._ids: dict[str, str] = {}
        self._origins: dict[str, dict[str, Origin]] = {}
        self.settings = digest_of(
            self._kit,
            json.dumps(_of_grading(self._config), sort_keys=True, default=repr),
            receipt.versions(),
        )

    def to_grade(self, submission: Submission) -> Job:
        """Return the job of preparing a submission for its grade.

        One in which there is nothing to prepare needs no worker; its problems say why.
        """
        try:
            common, names, hashed = self._of_assignment(submission.assignment)
        except Exception as error:
            problem = Problem.of(self._course, error)
            return Job(submission, Packed(b"", ""), problems={"": problem})
        try:
            handed_in = self._read(submission, names)
            rows = self._rows(self._place, submission)
        except Exception as error:
            problem = Problem.of(self._course, error)
            return Job(submission, common, problems=dict.fromkeys(names, problem))
        return Job(
            submission,
            common,
            rows,
            digest_of(self.settings, hashed, handed_in.digest, handed_in.notes),
            handed_in.digest,
            handed_in,
            notebooks=names,
        )

    def seeded(self, job: Job, prepared: Prepared) -> Job:
        """Return the job of grading a submission that a worker has prepared."""
        seeds = {
            name: {
                test: self._course.seed(test, one.code, prepared.brought).hex()
                for test in one.tests
            }
            for name, one in prepared.solutions.items()
        }
        return replace(
            job,
            handed_in=None,
            files=prepared.files,
            notebooks=tuple(seeds),
            seeds=seeds,
            problems=prepared.problems,
            notes=prepared.notes,
            handed=prepared.handed,
        )

    def to_return(self, submission: Submission, counted: Counted) -> Job | None:
        """Return the job of writing a submission's feedback; None: nothing of it was graded.

        Args:
            submission: whose.
            counted: which attempt the page is about, and what is said of it.

        Raises:
            NotGraded: the gradebook does not have it.
        """
        root = counted.place.root
        folder = root.joinpath("autograded", *astuple(submission))
        if not folder.is_dir():
            return None
        below = folder.relative_to(root).as_posix()
        files = {f"{below}/{path}": one for path, one in contents(folder).items()}
        notes = notes_path(root / "autograded", *astuple(submission))
        files[notes.relative_to(root).as_posix()] = _notes(root, submission, counted)
        name = submission.assignment
        if name not in self._plain:
            self._plain[name] = Packed.of(self._known(name))
        rows = self._rows(counted.place, submission)
        if not rows["submitted_assignment"]:
            raise NotGraded(_(FORGOTTEN))
        return Job(submission, self._plain[name], rows, files=files)

    def _read(self, submission: Submission, names: tuple[str, ...]) -> HandedIn:
        """Return what was handed in, with what was left out when it was collected."""
        handed_in = read(self._place, submission, names)
        if self._place is not self._course:
            return handed_in
        if submission.assignment not in self._origins:
            origins = read_origins(self._course, submission.assignment)
            self._origins[submission.assignment] = origins
        origin = self._origins[submission.assignment].get(submission.student, Origin())
        return replace(handed_in, notes=(*handed_in.notes, *origin.left_out))

    def _rows(self, place: Course, submission: Submission) -> Rows:
        """Return what the gradebook of a place has of a submission."""
        name = submission.assignment
        if name not in self._ids:
            self._ids[name] = assignment_id(self._course.db_url, name)
        return read_rows(place.db_url, submission.student, self._ids[name])

    def _known(self, assignment: str) -> Common:
        """Return what the settings and the gradebook say of an assignment."""
        hidden = (str(self._course.root),)
        gradebook = assignment_gradebook(self._course.db_url, assignment)
        return Common(self._config, hidden, self._kit, gradebook)

    def _of_assignment(self, assignment: str) -> tuple[Packed, tuple[str, ...], str]:
        """Return what all jobs of an assignment share, its notebooks' names, and a hash of it.

        Everything is asked once a run.
        """
        if assignment not in self._common:
            known = known_notebooks(self._course.db_url, assignment)
            released = self._released(assignment)
            source = self._source(assignment)
            common = self._known(assignment)
            files = self._packages() | released | source
            elsewhere = texts_elsewhere(self._course.root / "release", assignment)
            packed = Packed.of(replace(common, files=files, known=known, elsewhere=elsewhere))
            hashed = digest_of(common.gradebook, source, released)
            self._common[assignment] = (packed, tuple(known), hashed)
        return self._common[assignment]

    def _packages(self) -> dict[str, bytes]:
        return {
            f"{name}/{path}": content
            for name in self._course.own_judges()
            for path, content in contents(self._course.root / name).items()
            if "__pycache__" not in path  # made here, and not in the hash either
        }

    def _source(self, assignment: str) -> dict[str, bytes]:
        """Return the course's own files of an assignment, which replace students'."""
        files = contents(self._course.root / "source" / assignment)
        return {
            f"source/{assignment}/{path}": content
            for path, content in files.items()
            if not path.endswith(".ipynb")
        }

    def _released(self, assignment: str) -> dict[str, bytes]:
        """Return an assignment's notebooks as released, which say what names a test may rely on."""
        paths = sorted((self._course.root / "release" / assignment).glob("*.ipynb"))
        return {f"release/{assignment}/{path.name}": path.read_bytes() for path in paths}


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
