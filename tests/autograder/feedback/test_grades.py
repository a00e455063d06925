"""A feedback page shows no points for what nobody has read."""

import re

import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from autograder.commands.app import app
from autograder.course import Course, Submission
from tests.support.grading import (
    ask_in_writing,
    exam_with,
    graded_csv,
    hand_in_exam,
    write_feedback,
)

ANA = Submission("ana", "exam")
UNREAD = "not yet read by a person; worth up to 3.0"


def test_an_unread_answer_is_not_zero(small: Course) -> None:
    ask_in_writing(small)
    hand_in_exam(small, "ana", exam_with(small, why="I know."))
    graded_csv(small, [ANA])

    (page,) = write_feedback(small, [ANA])
    before = page.read_text()
    with Gradebook(small.db_url) as gradebook:
        grade = gradebook.find_grade("why", "Exam", "exam", "ana")
        grade.manual_score, grade.needs_manual_grade = 0.0, False
        gradebook.db.commit()
    write_feedback(small, [ANA])
    after = page.read_text()

    assert before.count(UNREAD) == 2  # in the table of contents and at the answer
    assert "Exam (Score: 5.0 / 8.0; still to be read by a person: 1)" in before
    assert "Score: 0.0 / 3.0" not in before
    assert UNREAD not in after
    assert after.count("Score: 0.0 / 3.0") == 2
    assert "Exam (Score: 5.0 / 8.0)" in after


@pytest.mark.slow
def test_the_command_says_how_many_answers_wait_and_writes_the_tables(small: Course) -> None:
    ask_in_writing(small)
    for student in ("ana", "bia"):
        hand_in_exam(small, student, exam_with(small, why="I know."))
        graded_csv(small, [Submission(student, "exam")])

    done = CliRunner().invoke(app, ["feedback", "--course", str(small.root)])

    said = re.sub(r"\s+", " ", done.output)
    assert "answers still to be read in Formgrader: 2" in said
    assert (small.root / "totals.csv").read_text().count("needs manual grading") == 2
