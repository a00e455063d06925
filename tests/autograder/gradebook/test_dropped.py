"""A question that was dropped: everyone has its points, everywhere, and reads why."""

import csv
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from autograder.commands.app import app
from autograder.course import Course, Submission, load_course, submissions
from autograder.engine.jobs import Jobs
from autograder.errors import CourseError
from autograder.gradebook.dropped import drop
from autograder.gradebook.totals import total
from tests.autograder.gradebook.test_outcome import late
from tests.support.grading import (
    ask_in_writing,
    copied,
    exam_course,
    exam_with,
    graded_csv,
    hand_in_exam,
    nbgrader,
    right_exam,
    write_feedback,
)

ANA = Submission("ana", "exam")
WHY = "The task didn't say what to greet."


pytestmark = pytest.mark.xdist_group("dropped")  # one worker makes the course


@pytest.fixture(scope="module")
def _half_right_once(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    small = exam_course(course, tmp_path_factory.mktemp("half_right") / "course")
    hand_in_exam(small, "ana", exam_with(small, greet="greet = str"))
    hand_in_exam(small, "bia", right_exam(small))
    (hand_in_exam(small, "caio", right_exam(small)) / "Exam.ipynb").write_text("{")
    graded_csv(small, submissions(small))
    return small


@pytest.fixture
def half_right(_half_right_once: Course, tmp_path: Path) -> Course:
    """A course in which Ana greets wrongly, Bia is right, and the file of Caio is damaged."""
    return copied(_half_right_once, tmp_path)


def run(course: Course, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, [*arguments, "--course", str(course.root)])
    return done.exit_code, done.output + str(done.exception or "")


def test_everyone_gets_the_points_in_every_table_and_the_reason_on_the_page(
    half_right: Course,
) -> None:
    code, _shown = run(half_right, "drop", "exam", "test-greet", "--reason", WHY)
    course = load_course(half_right.root)
    course.speak("en")
    ana, _bia = write_feedback(course, [ANA, Submission("bia", "exam")])
    with (course.root / "grades.csv").open(newline="", encoding="utf-8") as file:
        lines = {(one["student"], one["grade_id"]): one for one in csv.DictReader(file)}

    assert code == 0
    assert [total(course, Submission(who, "exam")).total for who in ("ana", "bia", "caio")] == [
        *(5, 5),
        None,
    ]
    assert lines["ana", "test-greet"]["score"] == "3"
    assert WHY in lines["ana", "test-greet"]["note"]
    assert WHY not in lines["ana", "test-double"]["note"]
    assert "Exam (Score: 5.0 / 5.0)" in ana.read_text()
    assert "Score: 3.0 / 3.0" in ana.read_text()
    assert "was dropped, and everyone gets its 3 points: The task didn" in ana.read_text()


def test_it_can_be_undone_and_nothing_in_the_gradebook_has_changed(half_right: Course) -> None:
    before = graded_csv(half_right, submissions(half_right))[1]
    run(half_right, "drop", "exam", "test-greet", "--reason", WHY)

    code, _shown = run(half_right, "drop", "exam", "test-greet", "--undo")

    assert code == 0
    assert total(load_course(half_right.root), ANA).total == 2
    assert (half_right.root / "grades.csv").read_text() == before


def test_an_answer_that_nobody_has_read_counts_and_waits_no_more(small: Course) -> None:
    ask_in_writing(small)
    hand_in_exam(small, "ana", right_exam(small))
    graded_csv(small, submissions(small))
    waiting = total(small, ANA)
    with Gradebook(small.db_url) as gradebook:
        gradebook.find_grade("test-double", "Exam", "exam", "ana").extra_credit = 0.5
        gradebook.db.commit()

    drop(small, "exam", "why", "Nobody had heard of it.")
    drop(small, "exam", "test-double", "Too easy.")
    found = total(small, ANA)

    assert (waiting.total, waiting.waiting) == (None, 1)
    assert (found.total, found.waiting, found.extra_credit) == (8.5, 0, 0.5)


def test_who_was_late_loses_of_it_as_well(small: Course) -> None:
    course = late(small)
    folder = hand_in_exam(course, "ana", exam_with(course, greet="greet = str"))
    (folder / "timestamp.txt").write_text("2025-03-02 03:10:00 UTC")
    graded_csv(course, [ANA])

    run(course, "drop", "exam", "test-greet", "--reason", WHY)
    found = total(load_course(course.root), ANA)

    assert (found.total, found.penalty) == (0, 5)
    assert found.note.count("after the due date") == 1
    assert found.note.count("was dropped") == 1


def test_a_new_grading_keeps_it_and_only_changed_grades_nobody_for_it(half_right: Course) -> None:
    run(half_right, "drop", "exam", "test-greet", "--reason", WHY)
    course = load_course(half_right.root)

    outcomes, _table = graded_csv(course, submissions(course))

    assert total(course, ANA).total == 5
    before = Jobs(half_right).settings
    drop(course, "exam", "test-greet", None)
    assert Jobs(course).settings == before
    assert len(outcomes) == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("exm", "test-greet", "--reason", WHY), "did you mean 'exam'?"),
        (("exam", "test-gret", "--reason", WHY), "did you mean 'test-greet'"),
        (("exam", "nothing like it", "--reason", WHY), "there are: 'test-double', 'test-greet'"),
        (("exam", "test-greet", "--undo"), "was not dropped"),
        (("exam", "test-greet"), "either --reason"),
        (("exam", "test-greet", "--reason", "  "), "either --reason"),
        (("exam", "test-greet", "--reason", WHY, "--undo"), "either --reason"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    half_right: Course, arguments: tuple[str, ...], message: str
) -> None:
    code, shown = run(half_right, "drop", *arguments)

    assert code != 0
    assert message in shown
    assert not (half_right.root / "dropped.json").exists()


@pytest.mark.slow
def test_formgraders_own_feedback_says_the_same(half_right: Course) -> None:
    drop(half_right, "exam", "test-greet", WHY)

    nbgrader(half_right, "generate_feedback", "exam", "--student=ana", "--force")

    page = (half_right.root / "feedback" / "ana" / "exam" / "Exam.html").read_text()
    assert "Exam (Score: 5.0 / 5.0)" in page
    assert "was dropped" in page


@pytest.mark.parametrize("text", ["{", "[]", "\udcff"])
def test_a_damaged_file_is_named(half_right: Course, text: str) -> None:
    (half_right.root / "dropped.json").write_text(text, errors="surrogateescape")

    with pytest.raises(CourseError, match=r"dropped\.json: "):
        load_course(half_right.root)


def test_a_solution_cell_is_no_question(half_right: Course) -> None:
    with pytest.raises(CourseError, match="no graded cell greet"):
        drop(half_right, "exam", "greet", WHY)
