"""Grading by question writes nbgrader's own gradebook, and nobody's grade over another's."""

import pytest
from nbgrader.api import Gradebook

from autograder.course import Course, Submission
from autograder.errors import AutograderError
from autograder.gradebook.record import Scores, record, see_to_entry
from autograder.gradebook.totals import total
from autograder.server.answers import Answer, Changed, Shown, answers, expected, questions, write
from tests.support.grading import ask_in_writing, exam_with
from tests.support.lms import as_bytes, written

EVIL = "<img src=x onerror=alert(1)><script>alert(2)</script> **bold**"


@pytest.fixture
def read(small: Course) -> Course:
    """A course with a written answer of two students, which nobody has read."""
    ask_in_writing(small)
    for student, why in (("ana", "Because."), ("[bia]", EVIL)):
        path = small.root / "autograded" / student / "exam" / "Exam.ipynb"
        written(path, as_bytes(exam_with(small, why=why)))
        points = {"test-double": (2.0, False), "test-greet": (3.0, False), "why": (None, True)}
        record(small.db_url, Submission(student, "exam"), {"Exam": Scores(grades=points)})
    return small


def found(course: Course) -> dict[str, Answer]:
    (question,) = questions(course)
    return {one.student: one for one in answers(course, question, Shown(course))}


def test_a_question_says_how_many_answers_wait(read: Course) -> None:
    (question,) = questions(read)

    assert (question.cell, question.points, question.answers, question.waiting) == ("why", 3, 2, 2)
    assert "Because it is so." in expected(read, question, Shown(read))


def test_what_students_write_is_shown_and_does_nothing(read: Course) -> None:
    html = found(read)["[bia]"].html

    assert "<strong>bold</strong>" in html
    assert "<script" not in html
    assert "onerror" not in html


def test_points_and_comment_are_nbgraders_own(read: Course) -> None:
    ana = found(read)["ana"]
    state = write(read, ana.grade, ana.state, 1.5, "Half.")

    assert found(read)["ana"].state == state == [1.5, None, "Half.", False]
    assert total(read, Submission("ana", "exam")).total == 6.5
    with Gradebook(read.db_url) as gradebook:
        assert gradebook.find_comment("why", "Exam", "exam", "ana").comment == "Half."
    assert [one.student for one in found(read).values()] == ["[bia]", "ana"]


def test_who_is_second_is_told_and_overwrites_nothing(read: Course) -> None:
    ana = found(read)["ana"]
    write(read, ana.grade, ana.state, 3, "Good.")

    with pytest.raises(Changed, match=r"somebody else .*3 points|\(3; comment: Good\.\)") as told:
        write(read, ana.grade, ana.state, 0, "Bad.")

    assert told.value.state == found(read)["ana"].state == [3, None, "Good.", False]
    assert write(read, ana.grade, told.value.state, 0, "Bad.") == [0, None, "Bad.", False]


@pytest.mark.parametrize("score", [-1, 3.5, float("nan"), float("inf")])
def test_points_that_a_question_does_not_have_are_refused(score: float, read: Course) -> None:
    ana = found(read)["ana"]
    with pytest.raises(AutograderError, match="from 0 to 3"):
        write(read, ana.grade, ana.state, score, "")

    assert found(read)["ana"].state == ana.state


def test_an_answer_can_be_made_unread_again(read: Course) -> None:
    ana = found(read)["ana"]
    state = write(read, ana.grade, ana.state, 2, "")
    write(read, ana.grade, state, None, "")

    assert found(read)["ana"].unread


def test_a_student_without_a_graded_notebook_is_not_listed(read: Course) -> None:
    with Gradebook(read.db_url) as gradebook:
        see_to_entry(gradebook, Submission("caio", "exam"))
        gradebook.db.commit()

    assert "caio" not in found(read)
