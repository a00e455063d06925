"""All students' answers to one question, and what a person gives for one of them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_notebook
from nbgrader.api import Comment, Grade, Gradebook
from sqlalchemy import select, text

from autograder.course import Course
from autograder.errors import AutograderError
from autograder.feedback.schemes import schemes
from autograder.gradebook.access import open_gradebook
from autograder.gradebook.points import GRADED, cells_by_hand, dropped_cells, points_of
from autograder.gradebook.students import names_of
from autograder.i18n import _, shown_points
from autograder.notebook import grade_id, load_notebook
from autograder.text import folded

State = list[Any]
"""What a person gave: score, extra credit, comment, and whether somebody has to look at it."""


class Changed(AutograderError):
    """Somebody else has written the same answer's points or comment in the meantime."""

    def __init__(self, message: str, state: State) -> None:
        super().__init__(message)
        self.state = state


@dataclass(frozen=True)
class Question:
    """A question whose answers a person reads.

    Attributes:
        assignment, notebook, cell: where it is.
        points: what it is worth.
        answers: how many students were graded.
        waiting: how many answers are still to be read.
    """

    assignment: str
    notebook: str
    cell: str
    points: float
    answers: int
    waiting: int


@dataclass(frozen=True)
class Answer:
    """One student's answer.

    Attributes:
        student: the id.
        name: in full, or the id.
        grade: the id of nbgrader's grade.
        submission: the id of nbgrader's submission, which formgrader shows.
        html: the answer, harmless.
        state: what a person gave for it.
        unread: whether a person has to read it.
    """

    student: str
    name: str
    grade: str
    submission: str
    html: str
    state: State
    unread: bool


def questions(course: Course) -> list[Question]:
    """Return the questions of a course that a person grades, in the notebooks' order."""
    with open_gradebook(course.db_url) as gradebook:
        return [
            question
            for assignment in sorted(gradebook.assignments, key=lambda one: str(one.name))
            for notebook in sorted(assignment.notebooks, key=lambda one: str(one.name))
            for question in _questions(course, assignment.name, notebook)
        ]


def _questions(course: Course, assignment: str, notebook: Any) -> Iterator[Question]:
    by_hand = cells_by_hand(notebook)
    worth = {one.name: one.max_score for one in (*notebook.grade_cells, *notebook.task_cells)}
    dropped = dropped_cells(course.config, assignment)
    found = [points_of(one, by_hand, dropped) for one in notebook.submissions]
    for cell in notebook.source_cells:
        if cell.name in by_hand and cell.name in worth:
            statuses = [points[cell.name].status for points in found if cell.name in points]
            waiting = sum(status != GRADED for status in statuses)
            names = (assignment, notebook.name, cell.name)
            yield Question(*names, float(worth[cell.name]), len(statuses), waiting)


class Shown:
    """Renders cells as formgrader does: nothing that a student wrote acts on the page."""

    def __init__(self, course: Course) -> None:
        exporter = HTMLExporter(config=course.config, template_name="basic")  # type: ignore[no-untyped-call]
        self._exporter = exporter
        self.css: list[str] = []

    def html(self, cell: NotebookNode) -> str:
        """Return a cell as HTML."""
        made, resources = self._exporter.from_notebook_node(new_notebook(cells=[cell]))
        self.css = list(resources["inlining"]["css"])[:1]
        return str(made)


def answers(course: Course, question: Question, shown: Shown) -> list[Answer]:
    """Return all students' answers to a question, those that nobody has read first."""
    with open_gradebook(course.db_url) as gradebook:
        found = gradebook.notebook_submissions(question.notebook, question.assignment)
        made = [_answer(course, question, one, shown) for one in found]
    present = [answer for answer in made if answer is not None]
    return sorted(present, key=lambda one: (not one.unread, folded(one.name), one.student))


def _answer(course: Course, question: Question, found: Any, shown: Shown) -> Answer | None:
    """Return one student's answer; None: there is no graded notebook."""
    student, names = found.student, names_of(found.student)
    folder = course.root / "autograded" / student.id / question.assignment
    path = folder / f"{question.notebook}.ipynb"
    grade = next((one for one in found.grades if one.name == question.cell), None)
    if grade is None or not path.is_file():
        return None
    cells = [cell for cell in load_notebook(path).cells if grade_id(cell) == question.cell]
    return Answer(
        student.id,
        f"{names['first_name']} {names['last_name']}".strip() or student.id,
        grade.id,
        found.id,
        "".join(shown.html(cell) for cell in cells),
        _state(grade, _comment(found.comments, question.cell)),
        bool(grade.needs_manual_grade) or (grade.manual_score is None and grade.auto_score is None),
    )


def expected(course: Course, question: Question, shown: Shown) -> str:
    """Return the reference answer and the mark scheme of a question, as HTML; empty: none."""
    cell = schemes(course.root, question.assignment, question.notebook).get(question.cell)
    return "" if cell is None else shown.html(cell)


def _comment(comments: Any, cell: str) -> Comment | None:
    return next((one for one in comments if one.name == cell), None)


def _state(grade: Grade, comment: Comment | None) -> State:
    said = comment.manual_comment if comment is not None else None
    given = (grade.manual_score, grade.extra_credit)
    return [*given, said or "", bool(grade.needs_manual_grade)]


def write(course: Course, grade: str, seen: State, score: float | None, comment: str) -> State:
    """Write what a person gives for an answer into nbgrader's gradebook.

    Args:
        course: the course.
        grade: the id of nbgrader's grade.
        seen: what that person saw there before.
        score: the points; None: it is to be read again.
        comment: for the student.

    Returns:
        What is there now.

    Raises:
        Changed: somebody else has written in the meantime; nothing of this was written.
        MissingEntry: there is no longer such a grade.
        AutograderError: these are no points for this question.
    """
    with open_gradebook(course.db_url) as gradebook:
        _lock(gradebook, grade)
        found = gradebook.find_grade_by_id(grade)
        said = _comment(found.notebook.comments, found.name)
        _check(found, score)
        if (now := _state(found, said)) != seen:
            raise Changed(_changed(now), now)
        found.manual_score = score
        found.needs_manual_grade = score is None and found.auto_score is None
        if said is not None:
            said.manual_comment = comment or None
        gradebook.db.commit()
        return _state(found, said)


def _lock(gradebook: Gradebook, grade: str) -> None:
    """See that until the end of the transaction nobody else writes this grade."""
    connection = gradebook.db.connection()
    if connection.dialect.name == "sqlite":  # it locks the whole file or nothing
        connection.execute(text("BEGIN IMMEDIATE"))
    else:
        connection.execute(select(Grade.id).where(Grade.id == grade).with_for_update())


def _check(grade: Grade, score: float | None) -> None:
    if score is not None and not (math.isfinite(score) and 0 <= score <= grade.max_score):
        text_ = _("the points for this question must be from 0 to {most}")
        raise AutograderError(text_.format(most=shown_points(grade.max_score)))


def _changed(now: State) -> str:
    """Return what somebody else has written, in a sentence."""
    points = _("no points") if now[0] is None else shown_points(now[0])
    text_ = _(
        "Not saved: somebody else has graded this answer in the meantime ({points}; comment: "
        "{comment}). Their grade is now shown; save again if yours is to replace it."
    )
    return text_.format(points=points, comment=now[2] or "–")
