"""From submitted/ to the gradebook, one submission after the other, and on to grades.csv."""

from __future__ import annotations

import glob
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import astuple
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.converters.base import BaseConverter, NbGraderException
from nbgrader.coursedir import CourseDirectory

from autograder import receipt
from autograder.course import Course, nbgrader_session
from autograder.errors import (
    AutograderError,
    CourseError,
    FeedbackError,
    NotGraded,
    SubmissionError,
    UnfitFile,
)
from autograder.i18n import _
from autograder.outcome import Outcome
from autograder.plugins import notes
from autograder.plugins.execute import kernel_environment
from autograder.plugins.links import opened, opened_folder, printable, remove
from autograder.plugins.repair import NOTES, notebooks
from autograder.release import assignments
from autograder.sandbox.limits import Limits
from autograder.sandbox.warm import Parents
from autograder.submission import Submission, prepare


def submissions(course: Course) -> list[Submission]:
    """Return what lies in submitted/, sorted by student and assignment.

    A link in the place of a folder is listed as well, so that its student gets a status; names
    with a dot are passed over, as nbgrader does.

    Raises:
        CourseError: there is nothing.
    """
    folder = course.root / "submitted"
    found: list[Submission] = []
    for student in sorted(folder.glob("[!.]*")):
        if student.is_symlink():
            found += [Submission(student.name, name) for name in assignments(course)]
        else:
            places = [path for path in student.glob("[!.]*") if path.is_dir() or path.is_symlink()]
            found += sorted(Submission(student.name, path.name) for path in places)
    if not found:
        raise CourseError(
            _("{folder}: no submissions; collect some, as STUDENT/ASSIGNMENT/…").format(
                folder=folder
            )
        )
    return found


def grade(
    course: Course, todo: Iterable[Submission], done: Callable[[Outcome], None]
) -> list[Outcome]:
    """Grade submissions anew; the failure of one does not touch another.

    Args:
        course: the course, its release generated.
        todo: what to grade.
        done: called after each.
    """
    outcomes = []
    with Parents(course.root, kernel_environment(course), Limits(config=course.config)) as parents:
        for submission in todo:
            try:
                outcome = _grade(course, submission, parents)
            except Exception as error:  # whatever it is, it is this submission's
                outcome = Outcome(submission, {"": _reason(course, error)})
            outcomes.append(outcome)
            done(outcome)
    return outcomes


def _grade(course: Course, submission: Submission, parents: Parents) -> Outcome:
    """Grade one submission; what was found before is forgotten first."""
    autograded, (student, assignment) = course.root / "autograded", astuple(submission)
    for folder in (autograded, course.root / receipt.FOLDER):
        remove(folder / student / assignment)
    notes.forget(autograded, student, assignment)
    _forget_scores(course, submission)
    errors: dict[str, Exception] = {}
    said: list[str] = []
    graded: set[str] = set()
    try:
        graded = _grade_notebooks(course, submission, parents, errors, said)
    finally:  # also when the whole run is stopped
        _forget_scores(course, submission, errors)
        for name in errors:
            remove(receipt.path_of(course, student, assignment, name))
        if not graded:
            remove(autograded / student / assignment)  # nbgrader leaves files beside a notebook
    told = {name: _told(error) for name, error in errors.items()}
    notes.keep(autograded, student, assignment, notes.Remarks(told, tuple(said)))
    problems = {name: _reason(course, error) for name, error in errors.items()}
    return Outcome(submission, problems, tuple(said))


def _grade_notebooks(
    course: Course,
    submission: Submission,
    parents: Parents,
    errors: dict[str, Exception],
    said: list[str],
) -> set[str]:
    """Grade each notebook of a submission from a clean copy of its files.

    Why one was not graded goes into `errors`, and what was repaired or left out into `said`.

    Returns:
        Which were graded.
    """
    try:
        names = notebooks(course.db_url, submission.assignment)
    except NotGraded as error:
        errors[""] = error
        return set()
    errors.update(dict.fromkeys(names, NotGraded(_("interrupted"))))  # unless this goes to its end
    try:
        with TemporaryDirectory(prefix=".intake-", dir=course.root) as clean:
            folder = Path(clean).joinpath(*astuple(submission))
            intake = prepare(course, submission, folder)
            errors.update(intake.problems)
            said += intake.notes
            for name in intake.ready:
                try:
                    warmed = _warm(course, parents, folder / f"{name}.ipynb")
                    said += _convert(warmed, _GradeOne, submission, name, clean)
                except Exception as error:
                    errors[name] = error
                else:
                    del errors[name]
    except Exception as error:
        errors.update(dict.fromkeys(names, error))
    return names.keys() - errors.keys()


def _warm(course: Course, parents: Parents, notebook: Path) -> Course:
    """Return a course whose next kernel comes from a parent that has imported what it needs.

    Where no parent starts, kernels start cold: as sealed, and slower.
    """
    if course.sandbox == "none":
        return course
    try:
        parent = parents.for_notebook(notebook.read_text(encoding="utf-8"))
    except NotGraded as error:
        with nbgrader_session(course) as log:
            log.warning("kernels start cold: %s", error)
        return course
    config = deepcopy(course.config)
    config.SealedExecute.warm = str(parent.folder)
    return Course(course.root, config)


def _reason(course: Course, error: Exception) -> str:
    """Return what to say of an error; one that nobody foresaw goes to the log as well."""
    if isinstance(error, AutograderError):
        return printable(str(error), 600)
    with nbgrader_session(course) as log:
        log.error("unexpected", exc_info=error)
    text = f"{type(error).__name__}: {error}"
    return _("{error} (details: {name})").format(
        error=printable(text, 300), name=course.log_file.name
    )


def _told(error: Exception) -> str:
    """Return what a student is told of an error: nothing from inside the grader."""
    if isinstance(error, SubmissionError):
        return printable(str(error), 600)
    return _("Something failed while it was graded. It is not your fault; ask your instructor")


def _forget_scores(
    course: Course, submission: Submission, names: Collection[str] | None = None
) -> None:
    """Take automatic points out of the gradebook; a person's points and comments stay.

    nbgrader keeps the points of an earlier submission when a later one fails, and gives zero for
    a notebook that is missing. Here neither counts: what was not graded waits for a grade.
    Without names, all of the submission's notebooks are meant.
    """
    with Gradebook(course.db_url) as gradebook:
        try:
            found = gradebook.find_submission(submission.assignment, submission.student)
        except MissingEntry:
            return
        for notebook in found.notebooks:
            if names is None or notebook.name in names:
                notebook.late_submission_penalty = None
                for given in notebook.grades:
                    given.auto_score = None
                    given.needs_manual_grade = True
        gradebook.db.commit()


def is_done(course: Course, submission: Submission) -> bool:
    """Return whether a submission was graded, or cannot be: whether there is feedback to give."""
    autograded, (student, assignment) = course.root / "autograded", astuple(submission)
    graded = (autograded / student / assignment).is_dir()
    return graded or notes.kept(autograded, student, assignment) is not None


def feedback(
    course: Course, todo: Iterable[Submission], done: Callable[[Submission], None]
) -> list[Path]:
    """Write the feedback pages of submissions, also of those that could not be graded.

    Returns:
        The pages, one a notebook.

    Raises:
        FeedbackError: some could not be written; all others were.
    """
    pages: list[Path] = []
    failures: list[str] = []
    for submission in todo:
        try:
            pages += _feedback(course, submission)
        except Exception as error:
            failures.append(f"{printable(submission.student)}: {_reason(course, error)}")
        done(submission)
    if failures:
        raise FeedbackError("; ".join(failures))
    return pages


def _feedback(course: Course, submission: Submission) -> list[Path]:
    """Write one submission's pages in the place of older ones."""
    autograded, (student, assignment) = course.root / "autograded", astuple(submission)
    folder = course.root / "feedback" / student / assignment
    remove(folder)
    if (autograded / student / assignment).is_dir():
        _convert(course, _FeedbackOne, submission)
    remarks = notes.kept(autograded, student, assignment)
    if remarks is not None and remarks.problems:
        notes.write_pages(folder, remarks)
        _add_papers(course, submission, folder)
    return sorted(folder.glob("*.html"))


def _add_papers(course: Course, submission: Submission, folder: Path) -> None:
    """Put beside pages what nbgrader's exchange reads there; without, it stops for the class.

    What was handed in another way than by the exchange has no such files.
    """
    for name in ("timestamp.txt", "submission_secret.txt"):
        with (
            suppress(FileNotFoundError, UnfitFile),
            opened_folder(course.root / "submitted", *astuple(submission)) as submitted,
            opened(name, submitted) as file,
        ):
            (folder / name).write_bytes(file.read(1000))


class _Remembers(BaseConverter):  # type: ignore[misc]
    """A converter that keeps what nbgrader drops: a notebook's error, and what was repaired."""

    failure: Exception | None = None
    said: tuple[str, ...] = ()

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Convert one notebook (BaseConverter calls this)."""
        try:
            super().convert_single_notebook(notebook_filename)
        except Exception as error:
            self.failure = error
            raise

    def write_single_notebook(self, output: str, resources: Mapping[str, Any]) -> None:
        """Write one converted notebook (BaseConverter calls this)."""
        self.said += tuple(resources.get(NOTES, ()))
        super().write_single_notebook(output, resources)


class _GradeOne(_Remembers, Autograde):  # type: ignore[misc]
    pass


class _FeedbackOne(_Remembers, GenerateFeedback):  # type: ignore[misc]
    pass


def _convert(
    course: Course,
    kind: type[_Remembers],
    submission: Submission,
    notebook: str | None = None,
    submitted: str | None = None,
) -> tuple[str, ...]:
    """Run one of nbgrader's converters on one submission, or on one notebook of it.

    A folder given as `submitted` takes the place of submitted/.

    Returns:
        What was repaired in the cells, a sentence each.

    Raises:
        NotGraded: something failed that is not the student's.
        Exception: whatever was raised while a notebook was converted.
    """
    coursedir = CourseDirectory(config=course.config)
    coursedir.assignment_id = submission.assignment
    coursedir.student_id = submission.student
    if notebook is not None:
        coursedir.notebook_id = glob.escape(notebook)
    if submitted is not None:
        coursedir.submitted_directory = submitted
    with nbgrader_session(course) as log:
        converter = kind(coursedir=coursedir, config=course.config, log=log)
        converter.force = True
        try:
            converter.start()
        except NbGraderException as error:
            if converter.failure is not None:
                raise converter.failure from error
            raise NotGraded(
                _("{error} (details: {name})").format(error=error, name=course.log_file.name)
            ) from error
    return converter.said
