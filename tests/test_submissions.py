"""Single submissions with something wrong about them: what it costs, and that it is said."""

import html
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell
from nbgrader.api import Gradebook

from autograder.bank.entries import fill
from autograder.course import Course, Submission, load_course, submissions
from autograder.engine import jobs
from autograder.engine.driver import is_done
from autograder.errors import FeedbackError, NotGraded
from autograder.gradebook.outcome import Outcome, rows
from autograder.gradebook.points import GRADED, NOT_GRADED
from autograder.intake.handed import HandedIn, read
from autograder.notebook import load_notebook
from autograder.release.build import release
from tests.conftest import ROOT
from tests.support.grading import (
    EXAM,
    EXAM_POINTS,
    exam,
    exam_course,
    graded_csv,
    hand_in_exam,
    points,
    right_exam,
    status,
    write_feedback,
)
from tests.support.marks import slow

NOTEBOOK = Path("generative-pytorch/GenerativePyTorch.ipynb")


def hand_in(
    course: Course, notebook: nbformat.NotebookNode
) -> tuple[list[Outcome], dict[str, Any]]:
    """Let one student hand in, grade, and return the outcomes and the points by grade id."""
    path = course.root / "submitted" / "nina" / NOTEBOOK
    path.parent.mkdir(parents=True)
    nbformat.write(notebook, path)
    outcomes, _csv = graded_csv(course, submissions(course))
    return outcomes, points(course, outcomes, "nina")


def reference(course: Course) -> nbformat.NotebookNode:
    return fill(
        load_notebook(course.root / "source" / NOTEBOOK),
        load_notebook(course.root / "release" / NOTEBOOK),
        None,
    )


def by_id(notebook: nbformat.NotebookNode, name: str) -> nbformat.NotebookNode:
    cells: list[nbformat.NotebookNode] = notebook.cells
    return next(cell for cell in cells if cell.id == name)


@pytest.mark.slow
def test_messed_up_test_cells_and_noise_on_stderr_cost_nothing(released: Course) -> None:
    notebook = reference(released)
    notebook.cells.append(new_code_cell("", metadata=by_id(notebook, "test-encode").metadata))
    notebook.cells.remove(by_id(notebook, "test-model-state"))
    by_id(notebook, "test-decode").metadata.tags = ["skip-execution"]
    by_id(notebook, "test-temperature-divides").source = "raise SystemExit"
    by_id(notebook, "encode").source += "\nimport sys; print('noise', file=sys.stderr)"
    by_id(notebook, "temperature").source += "\nimport warnings; warnings.warn('more noise')"
    notebook.cells.insert(0, new_code_cell("raise RuntimeError('a cell that fails')"))

    _outcomes, scores = hand_in(released, notebook)

    assert sum(score or 0 for score in scores.values()) == 90


def test_a_submission_that_cannot_be_read_gets_a_status_and_no_zero(released: Course) -> None:
    path = released.root / "submitted" / "nina" / NOTEBOOK
    path.parent.mkdir(parents=True)
    path.write_text('{"cells": [')

    outcomes, csv = graded_csv(released, submissions(released))

    assert "JSON" in outcomes[0].problem
    assert csv.count(",not graded,") == 34


# --- a small exam: what one submission does to others, and to what was found before -----------


def graded_exam(course: Course, notebook: nbformat.NotebookNode) -> dict[str, float | None]:
    """Let one student hand the exam in, grade, and return the points by grade id."""
    hand_in_exam(course, "nina", notebook)
    outcomes, _csv = graded_csv(course, submissions(course))
    assert [outcome.problem for outcome in outcomes] == [""]
    return points(course, outcomes, "nina", "exam")


def graded_copy(course: Course) -> nbformat.NotebookNode:
    return load_notebook(course.root / "autograded" / "nina" / EXAM)


def configured(course: Course, lines: str) -> Course:
    """Add lines to a course's configuration."""
    with (course.root / "course_config.py").open("a") as config:
        config.write(f"\n{lines}\n")
    return load_course(course.root)


def test_a_kernel_that_ends_loses_what_comes_after_and_says_so(small: Course) -> None:
    notebook = right_exam(small)
    by_id(notebook, "greet").source += "\nimport os; os._exit(0)"

    scores = graded_exam(small, notebook)

    assert scores == EXAM_POINTS | {"test-greet": 0}
    assert "the kernel ended in cell" in str(by_id(graded_copy(small), "test-greet"))


@pytest.mark.parametrize(
    "deed", ["import os; os._exit(0)", slow("import os; os.kill(os.getpid(), 9)")]
)
def test_a_kernel_that_ends_in_the_first_cell_is_named_in_the_table_and_on_the_page(
    small: Course, deed: str
) -> None:
    notebook = right_exam(small)
    notebook.cells.insert(0, new_code_cell(deed))
    hand_in_exam(small, "ana", notebook)

    outcomes, csv = graded_csv(small, [Submission("ana", "exam")])
    (page,) = write_feedback(small, [Submission("ana", "exam")])

    assert points(small, outcomes, "ana", "exam") == dict.fromkeys(EXAM_POINTS, 0)
    said = "the kernel ended in cell *import"
    assert [said in line for line in csv.splitlines()] == [False, True, True]
    assert said in page.read_text()
    assert "whatever needed the kernel after that got 0 points" in csv


def test_an_answer_that_never_comes_costs_its_cell_only(small: Course) -> None:
    notebook = right_exam(small)
    by_id(
        notebook, "double"
    ).source = "def double(x):\n    while x == 21:\n        pass\n    return 2 * x"

    scores = graded_exam(configured(small, "c.Limits.cell_seconds = 3"), notebook)

    assert scores == EXAM_POINTS | {"test-double": 0}
    assert "stopped after 3 s" in str(by_id(graded_copy(small), "test-double"))


def test_the_lesson_beside_an_assignment_changes_nothing(small: Course) -> None:
    """Every release has it beside the assignment, so students hand it in as well."""
    folder = hand_in_exam(small, "nina", right_exam(small))
    name = "GenerativeNetworks.ipynb"
    shutil.copyfile(ROOT / "release/generative-networks" / name, folder / name)

    outcomes, csv = graded_csv(small, submissions(small))

    assert [(outcome.problem, outcome.notes) for outcome in outcomes] == [("", ())]
    assert points(small, outcomes, "nina", "exam") == EXAM_POINTS
    assert "GenerativeNetworks" not in csv
    assert not (small.root / "autograded/nina/exam" / name).exists()


STOCK = """
c.Autograde.sanitize_preprocessors = [
    "nbgrader.preprocessors.ClearOutput", "nbgrader.preprocessors.OverwriteCells"]
c.Autograde.autograde_preprocessors = [
    "nbgrader.preprocessors.Execute", "nbgrader.preprocessors.SaveAutoGrades"]
c.Execute.timeout = 120
"""


@pytest.mark.parametrize(("allowed", "total"), [(False, 0), slow(True, 5)])
def test_a_stock_autograde_is_refused_unless_the_course_allows_it(
    small: Course, allowed: bool, total: int
) -> None:
    course = configured(small, STOCK + f"c.Course.allow_unsealed = {allowed}")

    scores = graded_exam(course, right_exam(small))

    assert total == sum(score or 0 for score in scores.values())
    refused = "hidden tests would run in the student's process" in str(graded_copy(small))
    assert refused != allowed


def grades(course: Course, student: str) -> list[tuple[float | None, float | None, bool]]:
    """Return what the gradebook holds: automatic and manual points, whether a person must look."""
    with Gradebook(course.db_url) as gradebook:
        (notebook,) = gradebook.find_submission("exam", student).notebooks
        found = sorted(notebook.grades, key=lambda grade: grade.name)
        return [(g.auto_score, g.manual_score, g.needs_manual_grade) for g in found]


def test_a_submission_that_broke_since_it_was_graded_keeps_nothing_of_its_grade(
    small: Course,
) -> None:
    folder = hand_in_exam(small, "ana", right_exam(small))
    outcomes, _csv = graded_csv(small, submissions(small))
    assert points(small, outcomes, "ana", "exam") == EXAM_POINTS
    assert grades(small, "ana") == [(2, None, False), (3, None, False)]
    assert list((small.root / "receipts" / "ana").rglob("*.json"))
    with Gradebook(small.db_url) as gradebook:
        gradebook.find_grade("test-greet", "Exam", "exam", "ana").manual_score = 1
        gradebook.db.commit()

    (folder / "Exam.ipynb").write_text("{")
    outcomes, _csv = graded_csv(small, submissions(small))

    assert points(small, outcomes, "ana", "exam") == dict.fromkeys(EXAM_POINTS)
    assert status(small, outcomes, "ana") == {NOT_GRADED}
    assert grades(small, "ana") == [(None, None, True), (None, 1, False)]
    assert not (small.root / "autograded" / "ana" / "exam").exists()
    assert not list((small.root / "receipts" / "ana").rglob("*.json"))


@pytest.mark.slow
def test_an_old_page_makes_way_for_the_news_and_back(small: Course) -> None:
    folder = hand_in_exam(small, "ana", right_exam(small))
    page = small.root / "feedback" / "ana" / EXAM.with_suffix(".html")
    ana = Submission("ana", "exam")
    seen = []
    for text in (None, "{", None):
        if text:
            (folder / "Exam.ipynb").write_text(text)
        else:
            hand_in_exam(small, "ana", right_exam(small))
        graded_csv(small, [ana])
        assert is_done(small, ana)
        assert write_feedback(small, [ana]) == [page]
        seen.append("could not be graded" in page.read_text())

    assert seen == [False, True, False]


@pytest.mark.parametrize("error", [RuntimeError("a secret"), NotGraded("a secret")])
def test_an_error_that_nobody_foresaw_stays_with_its_submission(
    small: Course, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The instructor reads why; the student's page says nothing of the grader's inside."""
    for student in ("ana", "bia", "caio"):
        hand_in_exam(small, student, right_exam(small))

    def failing(course: Course, submission: Submission, names: Any) -> HandedIn:
        if submission.student == "bia":
            raise error
        return read(course, submission, names)

    monkeypatch.setattr(jobs, "read", failing)
    outcomes, csv = graded_csv(small, submissions(small))
    (page,) = write_feedback(small, [Submission("bia", "exam")])

    assert [status(small, outcomes, name) for name in ("ana", "bia", "caio")] == [
        {GRADED},
        {NOT_GRADED},
        {GRADED},
    ]
    assert "a secret" in outcomes[1].problem
    assert csv.count("a secret") == 2
    assert "not your fault" in page.read_text()
    assert "secret" not in page.read_text()
    traceback = "RuntimeError: a secret" in small.log_file.read_text()
    assert traceback == isinstance(error, RuntimeError)


def test_an_interruption_stops_the_class_and_leaves_no_half_grade(
    small: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in_exam(small, "ana", right_exam(small))
    graded_csv(small, submissions(small))

    notebook = right_exam(small)
    by_id(notebook, "greet").source = "def greet(name):\n    return name"
    hand_in_exam(small, "ana", notebook)

    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("autograder.gradebook.record._write", interrupt)
        with pytest.raises(KeyboardInterrupt):
            graded_csv(small, submissions(small))

    assert grades(small, "ana") == [(2, None, False), (3, None, False)]
    graded_csv(small, submissions(small))
    assert grades(small, "ana") == [(2, None, False), (0, None, False)]
    assert not list(small.root.glob(".intake-*"))


@pytest.mark.slow
def test_one_broken_notebook_of_two_does_not_hide_the_other(course: Course, tmp_path: Path) -> None:
    there = exam_course(course, tmp_path / "course")
    nbformat.write(exam(""), there.root / "source" / "exam" / "Second.ipynb")
    release(there)
    for student in ("ana", "bia"):
        folder = hand_in_exam(there, student, right_exam(there))
        nbformat.write(right_exam(there), folder / "Second.ipynb")
    (folder / "Exam.ipynb").write_text("{")

    outcomes, csv = graded_csv(there, submissions(there))
    pages = write_feedback(there, submissions(there))

    found = {(r.student, r.notebook): r.status for r in rows(there, outcomes)}
    assert found == {
        ("ana", "Exam"): GRADED,
        ("ana", "Second"): GRADED,
        ("bia", "Exam"): NOT_GRADED,
        ("bia", "Second"): GRADED,
    }
    assert csv.count("not valid JSON at line") == 2
    assert [page.stem for page in pages] == ["Exam", "Second"] * 2
    assert ["could not be graded" in page.read_text() for page in pages] == [0, 0, 1, 0]
    with Gradebook(there.db_url) as gradebook:
        broken = gradebook.find_submission_notebook("Exam", "exam", "bia")
        assert [grade.auto_score for grade in broken.grades] == [None, None]


def test_a_late_submission_is_late(small: Course) -> None:
    with (small.root / "course_config.py").open("a") as config:
        config.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    with Gradebook(small.db_url) as gradebook:
        gradebook.update_or_create_assignment("exam", duedate="2026-01-01 12:00:00 UTC")
    for student, day in (("ana", 1), ("bia", 2)):
        folder = hand_in_exam(small, student, right_exam(small))
        (folder / "timestamp.txt").write_text(f"2026-01-0{day} 11:00:00 UTC\n")

    graded_csv(load_course(small.root), submissions(small))

    with Gradebook(small.db_url) as gradebook:
        found = [gradebook.find_submission("exam", name) for name in ("ana", "bia")]
        assert [(s.total_seconds_late, s.late_submission_penalty) for s in found] == [
            (0, 0),
            (23 * 3600, 5),
        ]


def test_a_note_quotes_names_of_files_as_text(small: Course) -> None:
    name = "Exam <img src=x onerror=alert(1)> $\\unicode{1}$.ipynb"
    folder = hand_in_exam(small, "ana", right_exam(small))
    (folder / "Exam.ipynb").rename(folder / name)

    outcomes, _csv = graded_csv(small, submissions(small))
    (page,) = write_feedback(small, submissions(small))

    assert name in outcomes[0].note("Exam")
    assert name in html.unescape(page.read_text())
    assert "<img src=x" not in page.read_text()
    assert '<div class="alert alert-warning tex2jax_ignore"' in page.read_text()


def test_feedback_that_fails_for_one_is_written_for_the_others(
    small: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    for student in ("ana", "bia"):
        hand_in_exam(small, student, right_exam(small))
    graded_csv(small, submissions(small))
    shutil.rmtree(small.root / "autograded" / "ana" / "exam")
    (small.root / "autograded" / "ana" / "exam").mkdir()

    with pytest.raises(FeedbackError, match="ana: "):
        write_feedback(small, submissions(small))

    assert (small.root / "feedback" / "bia" / EXAM.with_suffix(".html")).is_file()


def test_feedback_of_a_student_who_was_removed_says_what_to_do(small: Course) -> None:
    for student in ("ana", "bia"):
        hand_in_exam(small, student, right_exam(small))
    graded_csv(small, submissions(small))
    with Gradebook(small.db_url) as gradebook:
        gradebook.remove_student("ana")

    with pytest.raises(FeedbackError, match="ana: the gradebook knows nothing of it: run"):
        write_feedback(small, submissions(small))

    assert (small.root / "feedback" / "bia" / EXAM.with_suffix(".html")).is_file()


def test_a_page_of_the_students_own_is_no_feedback(small: Course) -> None:
    folder = hand_in_exam(small, "ana", right_exam(small))
    (folder / "grade.html").write_text("<script>alert(1)</script>100 of 100")
    (folder / "data.txt").write_text("1")
    graded_csv(small, submissions(small))

    pages = write_feedback(small, submissions(small))

    feedback = small.root / "feedback" / "ana" / "exam"
    assert pages == [feedback / "Exam.html"]
    assert sorted(path.name for path in feedback.iterdir()) == ["Exam.html", "data.txt"]
