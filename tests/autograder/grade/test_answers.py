"""What a person has read and graded is not asked for again, unless the answer has changed."""

from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.course import Course, Submission
from autograder.gradebook.points import GRADED, MANUAL
from autograder.gradebook.totals import total
from autograder.notebook import load_notebook
from autograder.release.build import release
from tests.support.grading import (
    EXAM,
    ask_in_writing,
    copied,
    exam_course,
    exam_with,
    graded_csv,
    hand_in_exam,
    nbgrader,
)

ANA = Submission("ana", "exam")


def by_hand(course: Course, name: str, points: float) -> None:
    """Give points and a comment by hand, as formgrader does."""
    with Gradebook(course.db_url) as gradebook:
        grade = gradebook.find_grade(name, "Exam", "exam", "ana")
        grade.manual_score, grade.needs_manual_grade = points, False
        gradebook.find_comment("why", "Exam", "exam", "ana").manual_comment = "Well said."
        gradebook.db.commit()


def state(course: Course, name: str = "why") -> tuple[float | None, bool, str | None]:
    with Gradebook(course.db_url) as gradebook:
        grade = gradebook.find_grade(name, "Exam", "exam", "ana")
        comment = gradebook.find_comment("why", "Exam", "exam", "ana").manual_comment
        return grade.manual_score, grade.needs_manual_grade, comment


def mend_a_hidden_test(course: Course) -> None:
    """Let every `greet` fail from now on."""
    path = course.root / "source" / EXAM
    source = load_notebook(path)
    cell = next(cell for cell in source.cells if cell.id == "test-greet")
    cell.source = cell.source.replace("Hello", "Good day")
    nbformat.write(source, path)
    release(course)


pytestmark = pytest.mark.xdist_group("read answers")  # one worker makes the course


@pytest.fixture(scope="module")
def _read_once(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    small = exam_course(course, tmp_path_factory.mktemp("read") / "course")
    ask_in_writing(small)
    hand_in_exam(small, "ana", exam_with(small, why="I know."))
    graded_csv(small, [ANA])
    by_hand(small, "why", 2.5)
    return small


@pytest.fixture
def read(_read_once: Course, tmp_path: Path) -> Course:
    """A course in which a person has read Ana's answer."""
    return copied(_read_once, tmp_path)


def test_a_mended_hidden_test_asks_for_nothing_again(read: Course) -> None:
    mend_a_hidden_test(read)

    graded_csv(read, [ANA])

    assert state(read) == (2.5, False, "Well said.")
    found = total(read, ANA)
    assert (found.status, found.total) == (GRADED, 4.5)


def test_code_that_changed_does_not_make_an_answer_unread(read: Course) -> None:
    hand_in_exam(read, "ana", exam_with(read, why="I know.", double="double = abs"))

    graded_csv(read, [ANA])

    assert state(read) == (2.5, False, "Well said.")


@pytest.mark.parametrize("text", ["I do not know.", "I know. ![](x.png)"])
def test_an_answer_that_changed_waits_with_its_points_and_comment(read: Course, text: str) -> None:
    hand_in_exam(read, "ana", exam_with(read, why=text))

    graded_csv(read, [ANA])
    graded_csv(read, [ANA])  # whoever has not looked yet is asked still

    assert state(read) == (2.5, True, "Well said.")
    assert total(read, ANA).status == MANUAL


def test_text_that_appears_beside_an_answer_is_read_as_well(read: Course) -> None:
    notebook = exam_with(read, why="I know.")
    notebook.cells.append(nbformat.v4.new_markdown_cell("And here is more."))
    hand_in_exam(read, "ana", notebook)

    graded_csv(read, [ANA])

    assert state(read) == (2.5, True, "Well said.")


def test_a_grading_that_failed_in_between_forgets_nothing(read: Course) -> None:
    folder = hand_in_exam(read, "ana", exam_with(read, why="I know."))
    (folder / EXAM.name).write_text("{")
    graded_csv(read, [ANA])
    hand_in_exam(read, "ana", exam_with(read, why="I know."))

    graded_csv(read, [ANA])

    assert state(read) == (2.5, False, "Well said.")


def test_points_over_a_tests_own_stand_until_those_change(read: Course) -> None:
    by_hand(read, "test-greet", 1.0)
    graded_csv(read, [ANA])
    before = state(read, "test-greet")
    mend_a_hidden_test(read)

    graded_csv(read, [ANA])

    assert before == (1.0, False, "Well said.")
    assert state(read, "test-greet") == (1.0, True, "Well said.")


@pytest.mark.slow
def test_nbgraders_own_command_asks_as_seldom(read: Course) -> None:
    nbgrader(read, "autograde", "exam", "--student=ana", "--force")
    same = state(read)
    hand_in_exam(read, "ana", exam_with(read, why="Something else."))

    nbgrader(read, "autograde", "exam", "--student=ana", "--force")
    graded_csv(read, [ANA])

    assert same == (2.5, False, "Well said.")
    assert state(read) == (2.5, True, "Well said.")
