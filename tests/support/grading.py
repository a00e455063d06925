"""Grading, as several tests do it, and a small exam that is graded in a second."""

import shutil
import subprocess
import sys
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.bank.demo import prepare
from autograder.bank.entries import fill
from autograder.course import Course, Submission, load_course
from autograder.engine.dispatch import Workforce
from autograder.engine.driver import feedback, grade
from autograder.engine.workers import workers
from autograder.grade.stage import GRADING
from autograder.gradebook.outcome import Outcome, rows, write_csv
from autograder.notebook import load_notebook
from autograder.release.build import release
from lesson.i18n import ENGLISH, use
from tests.support.guides import KERNEL, marks
from tests.support.shell import environment

EXAM = Path("exam/Exam.ipynb")
EXAM_POINTS = {"test-double": 2, "test-greet": 3}


STOCK = """
from nbgrader.converters import Autograde
c.Autograde.sanitize_preprocessors = Autograde.sanitize_preprocessors.default()
c.Autograde.autograde_preprocessors = Autograde.autograde_preprocessors.default()
c.Execute.timeout = 300
c.Course.allow_unsealed = True
"""
"""nbgrader's own steps: the hidden tests run beside the student's code there."""
GRADED = ("autograded", "feedback", "receipts", ".runs", "gradebook.db")
"""What grading leaves in a course folder."""

BUSY = ExitStack()
"""What is to be closed when the tests of this process are over (conftest.py does it)."""


@cache
def workforce() -> Workforce:
    """Return the worker that grades for the tests of this process, one after the other."""
    course = load_course(Path(__file__).parents[2])
    use(ENGLISH)  # again: tests quote it, and a course that is loaded speaks its own language
    return BUSY.enter_context(workers(course, 1))


def graded_csv(course: Course, todo: list[Submission]) -> tuple[list[Outcome], str]:
    """Grade submissions and return the outcomes and grades.csv."""
    outcomes = grade(course, todo, lambda outcome: None, workforce=workforce())
    path = course.root / "grades.csv"
    write_csv(path, rows(course, outcomes))
    return outcomes, path.read_text()


def write_feedback(course: Course, todo: list[Submission]) -> list[Path]:
    """Write the feedback of submissions and return the pages."""
    return feedback(course, todo, lambda submission: None, workforce=workforce())


def points(
    course: Course,
    outcomes: list[Outcome],
    student: str,
    assignment: str = "generative-pytorch",
) -> dict[str, float | None]:
    """Return one student's points in one assignment, by grade id."""
    return {
        row.grade_id: row.score
        for row in rows(course, outcomes)
        if (row.student, row.assignment) == (student, assignment)
    }


def stock_course(course: Course, target: Path) -> Course:
    """Copy a course and what was handed in, for stock nbgrader to grade; nothing is graded yet."""
    shutil.copytree(course.root, target, ignore=shutil.ignore_patterns(*GRADED))
    with (target / "course_config.py").open("a") as config:
        config.write(STOCK)
    there = load_course(target)
    release(there)
    return there


def nbgrader(course: Course, *arguments: str) -> None:
    """Run one of nbgrader's own commands in a course folder; it must not fail."""
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=course.root,
        env=environment(**GRADING),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def copied(course: Course, folder: Path) -> Course:
    """Return a copy of a course, with all that was graded in it, below a test's own folder."""
    shutil.copytree(course.root, folder / "course")
    return load_course(folder / "course")


def exam_course(course: Course, target: Path, secret: str = "", more: str = "") -> Course:
    """Make a course with one small exam, released.

    Args:
        course: the course whose configuration it has.
        target: its folder.
        secret: a text that stands in the solutions and hidden tests.
        more: lines for its course_config.py.
    """
    there = prepare(course, target, [])
    with (target / "course_config.py").open("a") as config:
        config.write(f"\n{more}\n")
    (target / "source" / "exam").mkdir(parents=True)
    nbformat.write(exam(secret), target / "source" / EXAM)
    there = load_course(target)
    release(there)
    return there


def exam(secret: str) -> NotebookNode:
    """Return the exam as its instructor writes it."""
    cells = [
        new_markdown_cell("# Exam", id="title"),
        _solution("double", "def double(x):\n    return 2 * x", secret),
        _test("test-double", "here().call('double', 21) == 42", secret),
        _solution("greet", "def greet(name):\n    return 'Hello, ' + name", secret),
        _test("test-greet", "here().call('greet', 'Ana') == 'Hello, Ana'", secret),
    ]
    made: NotebookNode = new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    return made


def ask_in_writing(course: Course, points: float = 3) -> None:
    """Add a question to the exam whose written answer, *why*, a person reads, and release it."""
    source = load_notebook(course.root / "source" / EXAM)
    metadata = marks("why", grade=True, solution=True, points=points)
    source.cells.append(new_markdown_cell("Because it is so.", id="why", metadata=metadata))
    nbformat.write(source, course.root / "source" / EXAM)
    release(course)


def exam_with(course: Course, **sources: str) -> NotebookNode:
    """Return a right submission of the exam in which some cells, by id, have other sources."""
    notebook = right_exam(course)
    for cell in notebook.cells:
        cell.source = sources.get(cell.id, cell.source)
    return notebook


def _solution(name: str, code: str, secret: str) -> NotebookNode:
    text = f"### BEGIN SOLUTION\n# {secret}\n{code}\n### END SOLUTION"
    cell: NotebookNode = new_code_cell(text, id=name, metadata=marks(name, solution=True))
    return cell


def _test(name: str, assertion: str, secret: str) -> NotebookNode:
    hidden = f"# {secret}\nfrom autograder.judge import here\n\nassert {assertion}"
    text = f"pass\n### BEGIN HIDDEN TESTS\n{hidden}\n### END HIDDEN TESTS"
    metadata = marks(name, grade=True, locked=True, points=EXAM_POINTS[name])
    cell: NotebookNode = new_code_cell(text, id=name, metadata=metadata)
    return cell


def right_exam(course: Course) -> NotebookNode:
    """Return a right submission of the exam."""
    source = load_notebook(course.root / "source" / EXAM)
    filled = fill(source, load_notebook(course.root / "release" / EXAM), None)
    for cell in filled.cells:
        if cell.id in ("double", "greet"):
            cell.source = cell.source.partition("\n")[2]  # the first line is the secret
    return filled


def hand_in_exam(course: Course, student: str, notebook: NotebookNode) -> Path:
    """Hand in an exam and return the submission's folder."""
    folder = course.root / "submitted" / student / EXAM.parent
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / EXAM.name)
    return folder


def status(course: Course, outcomes: list[Outcome], student: str) -> set[str]:
    """Return every status that the cells of a student's submissions have."""
    return {row.status for row in rows(course, outcomes) if row.student == student}
