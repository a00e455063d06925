"""docs/instructor.md, "Changing your mind": what it says of changes without a command of ours."""

import shutil

import nbformat
import pytest
from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook

from autograder.course import Course, Submission, load_course
from autograder.gradebook.totals import Total, total, totals, write_tables
from autograder.notebook import load_notebook
from autograder.release.build import release
from tests.support.grading import (
    EXAM,
    ask_in_writing,
    exam_with,
    graded_csv,
    hand_in_exam,
    nbgrader,
    write_feedback,
)

ANA = Submission("ana", "exam")


@pytest.fixture
def read(small: Course) -> Course:
    """A course in which Ana greets informally, and a person has given 2.5 points and extra."""
    ask_in_writing(small)
    wrong = exam_with(small, greet="def greet(name):\n    return 'Hi, ' + name", why="I know.")
    hand_in_exam(small, "ana", wrong)
    graded_csv(small, [ANA])
    with Gradebook(small.db_url) as gradebook:
        grade = gradebook.find_grade("why", "Exam", "exam", "ana")
        grade.manual_score, grade.needs_manual_grade = 2.5, False
        gradebook.db.commit()
    return small


def cell(notebook: NotebookNode, name: str) -> NotebookNode:
    found: NotebookNode = next(one for one in notebook.cells if one.id == name)
    return found


def again(course: Course, notebook: NotebookNode) -> Total:
    """Release a changed source, grade the class again, and return what Ana has."""
    nbformat.write(notebook, course.root / "source" / EXAM)
    release(course)
    graded_csv(course, [ANA])
    write_tables(course)
    return total(course, ANA)


def test_a_hidden_test_mended_later_keeps_what_a_person_gave(read: Course) -> None:
    before = total(read, ANA)
    source = load_notebook(read.root / "source" / EXAM)
    test = cell(source, "test-greet")
    test.source = test.source.replace("'Hello, Ana'", "'Hi, Ana'")

    after = again(read, source)

    assert (before.total, after.total, after.waiting) == (4.5, 7.5, 0)


def test_other_points_count_at_once_and_points_by_hand_stay(read: Course) -> None:
    source = load_notebook(read.root / "source" / EXAM)
    cell(source, "test-double").metadata.nbgrader.points = 10

    after = again(read, source)

    assert (after.total, after.max_score, after.waiting) == (12.5, 16, 0)


def test_extra_credit_is_in_the_total_and_on_the_page(read: Course) -> None:
    with Gradebook(read.db_url) as gradebook:
        gradebook.find_grade("why", "Exam", "exam", "ana").extra_credit = 1
        gradebook.db.commit()
    (page,) = write_feedback(read, [ANA])

    assert (total(read, ANA).total, total(read, ANA).extra_credit) == (5.5, 1)
    assert "Exam (Score: 5.5 / 8.0)" in page.read_text()


def test_a_removed_assignment_is_in_no_table_any_more(read: Course) -> None:
    nbgrader(read, "db", "assignment", "remove", "exam", "--force")
    shutil.rmtree(read.root / "source" / "exam")
    shutil.rmtree(read.root / "submitted" / "ana" / "exam")
    course = load_course(read.root)
    write_tables(course)

    assert totals(course) == []
    assert "exam" not in (course.root / "grades.csv").read_text()
