"""nbgrader's converters, run on one submission, and what they would drop."""

from __future__ import annotations

import glob
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat.notebooknode import NotebookNode
from nbgrader import utils
from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory

from autograder.course import Course, Submission, nbgrader_session
from autograder.errors import NotGraded
from autograder.grade.links import PlainNotebooks
from autograder.grade.notes import NOTES
from autograder.grade.repair import RELEASE
from autograder.grade.save import ANSWERS, RECEIPT
from autograder.gradebook.record import enter
from autograder.gradebook.released import KNOWN, KnownNotebook
from autograder.i18n import _
from autograder.notebook import put_down
from autograder.release.build import KeepsFailure


@dataclass
class Remarks:
    """What a converter says of the notebooks that it converted.

    Attributes:
        notes: what was repaired, a sentence each.
        receipts: unsigned, by notebook.
        faults: why cells have no verdict, by notebook and grade id.
        answers: hashes of answers, by notebook and grade id.
    """

    notes: list[str] = field(default_factory=list)
    receipts: dict[str, dict[str, Any]] = field(default_factory=dict)
    faults: dict[str, dict[str, str]] = field(default_factory=dict)
    answers: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def keep(self, resources: Mapping[str, Any]) -> None:
        """Keep what the steps of one conversion left in nbconvert's resources."""
        self.notes += resources.get(NOTES, ())
        if found := resources.get("autograder", {}).get("faults"):
            self.faults[resources["nbgrader"]["notebook"]] = found
        if RECEIPT in resources:
            self.receipts[resources["nbgrader"]["notebook"]] = resources[RECEIPT]
        self.answers |= resources.get(ANSWERS, {})

    def add(self, other: Remarks) -> None:
        """Add what was said of other notebooks."""
        self.notes += other.notes
        self.receipts |= other.receipts
        self.faults |= other.faults
        self.answers |= other.answers


class _Remembers(KeepsFailure):
    """A converter that keeps what nbgrader drops: a notebook's error, and what was found."""

    def __init__(self, known: KnownNotebook | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.found = Remarks()
        self._known = known

    def init_single_notebook_resources(self, notebook_filename: str) -> dict[str, Any]:
        """Return what the steps are handed beside the notebook (BaseConverter calls this)."""
        resources: dict[str, Any] = super().init_single_notebook_resources(notebook_filename)
        if self._known is not None:
            resources[KNOWN] = self._known
        return resources

    def write_single_notebook(self, output: str, resources: Mapping[str, Any]) -> None:
        """Write one converted notebook (BaseConverter calls this)."""
        self.found.keep(resources)
        super().write_single_notebook(output, resources)


class _Sanitised(Autograde):  # type: ignore[misc]
    """nbgrader's Autograde for notebooks that `sanitise` has written: its second pass alone.

    Autograde opens the gradebook six times before a notebook is converted; here, once is enough.
    """

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Lay out a submission's other files and see to its entry (BaseConverter calls this)."""
        super(Autograde, self).init_assignment(assignment_id, student_id)
        self._lay_out_masters(assignment_id, Path(self._format_dest(assignment_id, student_id)))
        time = self.coursedir.get_existing_timestamp(self._format_source(assignment_id, student_id))
        enter(self.coursedir.db_url, Submission(student_id, assignment_id), time)

    def _lay_out_masters(self, assignment: str, target: Path) -> None:
        """Copy the source's other files, over those of a student's that have the same names."""
        source = self.coursedir.format_path(self.coursedir.source_directory, ".", assignment)
        left = self.exclude_overwriting.get(assignment, [])
        for found in utils.find_all_files(source, [*self.coursedir.ignore, "*.ipynb"]):
            name = os.path.relpath(found, source)
            if name not in map(os.path.normpath, left):
                (target / name).parent.mkdir(parents=True, exist_ok=True)
                (target / name).unlink(missing_ok=True)
                shutil.copy(found, target / name)

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Execute and judge one notebook (BaseConverter calls this)."""
        source = Path(notebook_filename)
        student, assignment = source.parts[-3:-1]
        target = Path(self._format_dest(assignment, student), source.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        self._sanitizing = False
        self._init_preprocessors()
        with utils.setenv(NBGRADER_EXECUTION="autograde"):
            super(Autograde, self).convert_single_notebook(str(target))


class GradeOne(_Remembers, _Sanitised):
    """nbgrader's Autograde."""


class FeedbackOne(_Remembers, GenerateFeedback):  # type: ignore[misc]
    """nbgrader's GenerateFeedback."""


def convert(
    course: Course,
    kind: type[_Remembers],
    submission: Submission,
    known: KnownNotebook | None = None,
) -> Remarks:
    """Run one of nbgrader's converters on one submission.

    Args:
        course: the course.
        kind: which of them.
        submission: whose.
        known: the only notebook to convert, as the gradebook knows it; None: all.

    Raises:
        NotGraded: something failed that is not the student's.
        Exception: whatever was raised while a notebook was converted.
    """
    coursedir = directory(course, submission)
    coursedir.notebook_id = glob.escape(known.name) if known else "*"
    with nbgrader_session(course) as log:
        converter = kind(known, coursedir=coursedir, config=course.config, log=log)
        converter.force = True
        try:
            converter.start()
        except NbGraderException as error:
            if converter.failure is not None:
                raise converter.failure from error
            raise NotGraded(
                _("{error} (details: {name})").format(error=error, name=course.log_file.name)
            ) from error
    return converter.found


class _Nodes(PlainNotebooks):
    """An exporter that returns the notebook itself, not its text."""

    def from_notebook_node(self, *arguments: Any, **named: Any) -> Any:
        """Run the steps on a notebook (Exporter calls this)."""
        return super(NotebookExporter, self).from_notebook_node(*arguments, **named)


def sanitise(
    course: Course, submission: Submission, path: Path, known: KnownNotebook, found: Remarks
) -> NotebookNode:
    """Run nbgrader's sanitising steps on one notebook, as the course's settings name them.

    Args:
        course: the course.
        submission: whose.
        path: of the notebook, which is rewritten.
        known: what the gradebook knows of it.
        found: what is said of it is added here.

    Returns:
        The notebook as it was written.
    """
    names = {"student": submission.student, "assignment": submission.assignment}
    where = {**names, "notebook": path.stem, "db_url": course.db_url}
    with nbgrader_session(course) as log:
        here = directory(course, submission)
        converter = Autograde(coursedir=here, config=course.config, log=log)
        exporter = _Nodes(parent=converter, config=converter.config)  # type: ignore[no-untyped-call]
        for step in converter.sanitize_preprocessors:
            exporter.register_preprocessor(step)  # type: ignore[no-untyped-call]
        given = {"nbgrader": where, KNOWN: known, RELEASE: course.root / "release"}
        notebook, resources = exporter.from_filename(str(path), resources=given)
    found.keep(resources)
    put_down(notebook, path)
    return notebook  # type: ignore[no-any-return]


def directory(course: Course, submission: Submission) -> CourseDirectory:
    """Return nbgrader's idea of a course's folders, narrowed to one submission."""
    found = CourseDirectory(config=course.config)
    found.assignment_id = submission.assignment
    found.student_id = submission.student
    return found
