"""From submitted/ to the gradebook, one submission after the other, and on to grades.csv."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook, SubmittedNotebook
from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.converters.base import BaseConverter, NbGraderException
from nbgrader.coursedir import CourseDirectory

from autograder.course import Course, nbgrader_session
from autograder.errors import CourseError, NotGraded, SubmissionError

GRADED = "graded"
MANUAL = "needs manual grading"
NOT_GRADED = "not graded"
COLUMNS = ("student", "assignment", "notebook", "grade_id", "score", "max_score", "status")


@dataclass(frozen=True, order=True)
class Submission:
    """One student's folder for one assignment."""

    student: str
    assignment: str


@dataclass(frozen=True)
class Outcome:
    """What became of one submission.

    Attributes:
        submission: whose.
        problem: why it was not graded; empty if it was.
    """

    submission: Submission
    problem: str = ""


@dataclass(frozen=True)
class Row:
    """One line of grades.csv; no score: nobody gave one yet."""

    student: str
    assignment: str
    notebook: str
    grade_id: str
    score: float | None
    max_score: float
    status: str


def submissions(course: Course) -> list[Submission]:
    """Return what lies in submitted/, sorted by student and assignment.

    Raises:
        CourseError: there is nothing.
    """
    folder = course.root / "submitted"
    found = sorted(
        Submission(path.parent.name, path.name) for path in folder.glob("*/*") if path.is_dir()
    )
    if not found:
        raise CourseError(f"{folder}: no submissions; collect some, as STUDENT/ASSIGNMENT/…")
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
    for submission in todo:
        try:
            _convert(course, _GradeOne, submission)
            outcome = Outcome(submission)
        except (NotGraded, SubmissionError) as error:
            outcome = Outcome(submission, str(error))
        outcomes.append(outcome)
        done(outcome)
    return outcomes


def feedback(
    course: Course, todo: Iterable[Submission], done: Callable[[Submission], None]
) -> list[Path]:
    """Write the feedback pages of graded submissions.

    Returns:
        The pages, one a notebook.
    """
    pages: list[Path] = []
    for submission in todo:
        _convert(course, _FeedbackOne, submission)
        folder = course.root / "feedback" / submission.student / submission.assignment
        pages += sorted(folder.glob("*.html"))
        done(submission)
    return pages


class _Remembers(BaseConverter):  # type: ignore[misc]
    """A converter that keeps the error of a notebook, which nbgrader only logs."""

    failure: Exception | None = None

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Convert one notebook (BaseConverter calls this)."""
        try:
            super().convert_single_notebook(notebook_filename)
        except Exception as error:
            self.failure = error
            raise


class _GradeOne(_Remembers, Autograde):  # type: ignore[misc]
    pass


class _FeedbackOne(_Remembers, GenerateFeedback):  # type: ignore[misc]
    pass


def _convert(course: Course, kind: type[_Remembers], submission: Submission) -> None:
    """Run one of nbgrader's converters on one submission.

    Raises:
        NotGraded: something failed that is not the student's.
        SubmissionError: the submission cannot be read.
    """
    coursedir = CourseDirectory(config=course.config)
    coursedir.assignment_id = submission.assignment
    coursedir.student_id = submission.student
    with nbgrader_session(course) as log:
        converter = kind(coursedir=coursedir, config=course.config, log=log)
        converter.force = True
        try:
            converter.start()
        except NbGraderException as error:
            failure = converter.failure
            if isinstance(failure, NotGraded):
                raise failure from error
            reason = str(failure) if failure else str(error)
            raise SubmissionError(f"{reason} (details: {course.log_file.name})") from error


def rows(course: Course, outcomes: Iterable[Outcome]) -> list[Row]:
    """Read the points of submissions from the gradebook, a row a grade cell, in a fixed order."""
    result = []
    with Gradebook(course.db_url) as gradebook:
        for outcome in sorted(outcomes, key=lambda o: o.submission):
            student, name = outcome.submission.student, outcome.submission.assignment
            for notebook in sorted(gradebook.find_assignment(name).notebooks, key=lambda n: n.name):
                cells = {cell.name: float(cell.max_score) for cell in notebook.grade_cells}
                scores: dict[str, tuple[float | None, str]] = dict.fromkeys(
                    cells, (None, NOT_GRADED)
                )
                if not outcome.problem:
                    found = gradebook.find_submission_notebook(notebook.name, name, student)
                    scores = _scores(found)
                ordered = [c.name for c in notebook.source_cells if c.name in cells]
                result += [
                    Row(
                        student,
                        name,
                        notebook.name,
                        cell,
                        scores[cell][0],
                        cells[cell],
                        scores[cell][1],
                    )
                    for cell in ordered
                ]
    return result


def _scores(notebook: SubmittedNotebook) -> dict[str, tuple[float | None, str]]:
    """Return the points, by a person if there are some, and the status of each grade cell."""
    scores: dict[str, tuple[float | None, str]] = {}
    for grade in notebook.grades:
        given = grade.manual_score if grade.manual_score is not None else grade.auto_score
        waits = bool(grade.needs_manual_grade) or given is None
        scores[grade.name] = (None, MANUAL) if waits else (float(given), GRADED)
    return scores


def write_csv(path: Path, table: Iterable[Row]) -> None:
    """Write grades.csv: COLUMNS, a line a grade cell, empty where there is no score."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in table:
            score = "" if row.score is None else f"{row.score:g}"
            place = (row.student, row.assignment, row.notebook, row.grade_id)
            writer.writerow([*place, score, f"{row.max_score:g}", row.status])
