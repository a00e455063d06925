"""Several attempts of a student at an assignment, all of them kept, and what counts of them.

The last attempt is where every submission is: in submitted/, autograded/ and the gradebook. An
earlier one lies in attempts/NUMBER/, which has the same folders and a gradebook of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import astuple, dataclass, replace

from nbgrader.api import Grade, Gradebook, MissingEntry, SubmittedNotebook

from autograder.course import AVERAGE, BEST, LAST, Course, Submission
from autograder.gradebook.access import open_gradebook
from autograder.gradebook.extract import copy_assignments, copy_submission
from autograder.gradebook.lateness import update_penalties
from autograder.gradebook.outcome import Outcome, Row, rows_by_submission
from autograder.gradebook.points import GRADED, MANUAL
from autograder.gradebook.recorded import answers_path, outcomes
from autograder.gradebook.students import name_by_id
from autograder.i18n import _
from autograder.text import number

FOLDER = "attempts"


@dataclass(frozen=True)
class Counted:
    """What counts of a submission.

    Attributes:
        place: where the attempt that counts lies: the course, or a folder of attempts/.
        rows: its points; where the average counts, those of the last attempt with other totals.
        note: which attempt counts, in a sentence; empty: there is only one.
    """

    place: Course
    rows: Sequence[Row]
    note: str = ""


def place_of(course: Course, attempt: int) -> Course:
    """Return where attempts of a number lie, as a course with the same settings and keys."""
    root = course.root / FOLDER / str(attempt)
    config = deepcopy(course.config)
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.db_url = f"sqlite:///{root / 'gradebook.db'}"
    for name in ("secret_file", "receipt_key_file"):
        config.Course[name] = str(course.root / getattr(course, name))
    return Course(root, config)


def places(course: Course) -> list[Course]:
    """Return where earlier attempts lie, the first attempts first."""
    found = [path.parent.name for path in (course.root / FOLDER).glob("*/gradebook.db")]
    return [place_of(course, attempt) for attempt in sorted(int(n) for n in found if n.isdigit())]


def holds(place: Course, submission: Submission) -> bool:
    """Return whether a place has an attempt at a submission."""
    return place.root.joinpath("submitted", *astuple(submission)).is_dir()


def settle(course: Course) -> None:
    """See that penalties, and the gradebooks of earlier attempts, are as they have to be now."""
    name_by_id(course.db_url)
    update_penalties(course)
    if course.attempts != LAST:
        for place in places(course):
            renew(course, place)
            update_penalties(place)


def keep_grades(course: Course, place: Course, submission: Submission) -> None:
    """Copy what the gradebook has of a submission into that of earlier attempts."""
    with open_gradebook(course.db_url) as source, open_gradebook(place.db_url) as target:
        copy_assignments(source.db.connection(), target.db.connection())
        copy_submission(source.db.connection(), target.db.connection(), submission)
        target.db.commit()


def renew(course: Course, place: Course) -> None:
    """Bring the gradebook of earlier attempts up to date.

    Points of questions and due dates are those of the course now. What a person gave for an answer
    after the student had handed in again counts for the same answer in an earlier attempt as well.
    """
    with open_gradebook(course.db_url) as now, open_gradebook(place.db_url) as before:
        copy_assignments(now.db.connection(), before.db.connection())
        before.db.expire_all()
        for assignment in before.assignments:
            for kept in assignment.submissions:
                submission = Submission(kept.student_id, assignment.name)
                try:
                    found = now.find_submission(assignment.name, kept.student_id)
                except MissingEntry:
                    continue
                kept.extension = found.extension
                same = _same_answers(course, place, submission)
                for notebook in kept.notebooks:
                    _carry(now, submission, notebook, same.get(notebook.name, frozenset()))
        before.db.commit()


def _same_answers(
    course: Course, place: Course, submission: Submission
) -> dict[str, frozenset[str]]:
    """Return the grade ids whose answers did not change after an attempt, by notebook."""
    paths = (answers_path(course, submission), answers_path(place, submission))
    if not all(path.is_file() for path in paths):
        return {}
    now, before = (json.loads(path.read_text(encoding="utf-8")) for path in paths)
    return {
        notebook: frozenset(n for n, text in texts.items() if now.get(notebook, {}).get(n) == text)
        for notebook, texts in before.items()
    }


def _carry(
    now: Gradebook, submission: Submission, notebook: SubmittedNotebook, same: frozenset[str]
) -> None:
    """Let points by hand count in an earlier attempt too, where its answer is the same."""
    names = (notebook.name, submission.assignment, submission.student)
    for grade in notebook.grades:
        if grade.name in same and _unread(grade):
            given = now.find_grade(grade.name, *names)
            if given.manual_score is not None and not given.needs_manual_grade:
                grade.manual_score, grade.extra_credit = given.manual_score, given.extra_credit
                grade.needs_manual_grade = False
                for comment in notebook.comments:
                    if comment.name == grade.name:
                        comment.manual_comment = now.find_comment(grade.name, *names).manual_comment


def _unread(grade: Grade) -> bool:
    unknown = grade.manual_score is None and grade.auto_score is None
    return unknown or bool(grade.needs_manual_grade)


def counted(course: Course, found: Iterable[Outcome]) -> dict[Submission, Counted]:
    """Return what counts of submissions, as `c.Course.attempts` says.

    Args:
        course: the course.
        found: what became of their last attempts.
    """
    last = rows_by_submission(course, found)
    result = {one: Counted(course, rows) for one, rows in last.items()}
    if course.attempts == LAST:
        return result
    tries: dict[Submission, list[Counted]] = {}
    for place in places(course):
        there = [one for one in outcomes(place) if one.submission in last]
        for submission, rows in rows_by_submission(place, there).items():
            if holds(place, submission):
                tries.setdefault(submission, []).append(Counted(place, rows))
    choose = {BEST: _best, AVERAGE: _average}[course.attempts]
    return result | {one: choose([*those, result[one]]) for one, those in tries.items()}


def counted_rows(course: Course, found: Iterable[Outcome]) -> dict[Submission, Sequence[Row]]:
    """Return the rows that count of each submission."""
    return {submission: one.rows for submission, one in counted(course, found).items()}


def _best(tries: Sequence[Counted]) -> Counted:
    """Return the attempt with the most points; of several, the last one.

    As long as a person has to read the last one, nothing is decided. What could not be graded
    does not count, unless nothing else is there.
    """
    last = tries[-1]
    sums = [_sum(one.rows) for one in tries]
    known = [points for points in sums if points is not None]
    if not known or any(row.status == MANUAL for row in last.rows):
        return last
    at = max(index for index, points in enumerate(sums) if points == max(known))
    text = _("of {all} attempts the best one counts: number {number} (points: {points})")
    note = text.format(all=len(tries), number=at + 1, points=_listed(tries))
    return _noted(tries[at], note)


def _average(tries: Sequence[Counted]) -> Counted:
    """Return the last attempt with the mean of all attempts' totals, as far as they are graded."""
    last = tries[-1]
    done = [one for one in tries if _sum(one.rows) is not None]
    if last not in done:
        return last
    sums: dict[str, list[float]] = {}
    for one in done:
        for row in one.rows:
            if row.total is not None:
                sums.setdefault(row.notebook, []).append(row.total)
    text = _("the average of {all} attempts counts (points: {points})")
    note = text.format(all=len(tries), points=_listed(tries))
    rows = [
        row if row.total is None else replace(row, total=sum(sums[row.notebook]) / len(done))
        for row in last.rows
    ]
    return _noted(replace(last, rows=rows), note)


def _sum(rows: Sequence[Row]) -> float | None:
    """Return what an attempt is worth; None: that is not known yet."""
    if any(row.status != GRADED for row in rows):
        return None
    return sum(row.total for row in rows if row.total is not None)


def _listed(tries: Sequence[Counted]) -> str:
    """Return the points of attempts, in their order."""
    unread = {True: _("not read by a person"), False: _("not graded")}
    return ", ".join(
        number(points) or unread[any(row.status == MANUAL for row in one.rows)]
        for one in tries
        for points in (_sum(one.rows),)
    )


def _noted(one: Counted, note: str) -> Counted:
    """Say in an attempt's rows why it counts."""
    rows = [replace(row, note="; ".join(filter(None, (row.note, note)))) for row in one.rows]
    return Counted(one.place, rows, note)
