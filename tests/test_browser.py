"""What a student and an instructor click, in a real browser."""

import os
import pwd
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.bank.demo import prepare
from autograder.bank.entries import fill
from autograder.course import Course, Submission, submissions
from autograder.gradebook.students import Enrolled, enroll
from autograder.gradebook.totals import total
from autograder.notebook import load_notebook
from autograder.release.build import release
from tests.support.grading import (
    EXAM,
    ask_in_writing,
    exam_with,
    graded_csv,
    hand_in_exam,
    nbgrader,
    right_exam,
    write_feedback,
)
from tests.support.shell import environment
from tests.support.web import OURS, jupyter

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIZ = Path("quiz-before/QuizBefore.ipynb")
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
STATES = ("released", "fetched", "submitted")  # the parts of nbgrader's list
PATIENCE = 120_000  # milliseconds for what ends sooner, unless the machine is very busy

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on PATH"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser that reaches this machine alone."""
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", OFFLINE], timeout=PATIENCE
        )
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of its own, with a window's usual size."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def handed_out(course: Course, tmp_path: Path) -> tuple[Path, Path]:
    """The source of a quiz, and the folder that a student unpacked."""
    there = prepare(course, tmp_path / "course", [QUIZ.parent.name])
    release(there)
    laptop = tmp_path / "laptop"
    shutil.copytree(there.root / "release" / QUIZ.parent, laptop)
    return there.root / "source" / QUIZ, laptop


def validate(page: Any, address: str) -> None:
    """Open the quiz in JupyterLab and click Validate."""
    page.goto(f"{address}/lab/tree/{QUIZ.name}?token=t&reset")
    page.locator(".jp-NotebookPanel:visible .validate-button").first.click()


def test_a_student_validates_the_stub_and_then_the_solution(
    page: Any, handed_out: tuple[Path, Path]
) -> None:
    source, laptop = handed_out
    graders = ("LESSON_GRADING", "PYTHONPATH")  # a laptop has neither
    env = {name: value for name, value in environment().items() if name not in graders}
    with jupyter("lab", laptop, env) as address:
        validate(page, address)
        open_ones = page.locator(".nbgrader-ErrorDialog .validation-failed")
        open_ones.wait_for()
        told = open_ones.inner_text()

        notebook = laptop / QUIZ.name
        nbformat.write(fill(load_notebook(source), load_notebook(notebook), None), notebook)
        validate(page, address)
        page.locator(".nbgrader-SuccessDialog .validation-success").wait_for()

    assert "expected one letter of a, b, c, d, observed no answer" in told
    assert "Traceback" not in told


def test_an_instructor_autogrades_and_grades_by_hand_and_a_student_reads_both(
    page: Any, small: Course
) -> None:
    ask_in_writing(small)
    hand_in_exam(small, "ana", right_exam(small))
    enroll(small.db_url, [Enrolled("ana", "Ana", "Conceição")])
    feedback = small.root / "feedback" / "ana" / "exam" / "Exam.html"

    with jupyter("server", small.root, environment()) as address:
        page.goto(f"{address}/login?token=t&next=/formgrader/manage_submissions/exam")
        page.get_by_text("Conceição, Ana").wait_for()
        page.locator("td.autograde a, td.autograde button").first.click()
        page.get_by_text("Successfully autograded").wait_for()
        page.goto(f"{address}/formgrader/gradebook/exam/Exam")
        page.locator("#main-table a").first.click()
        page.locator("input.score#why.needs_manual_grade").wait_for()
        graders = page.inner_text("#notebook-container")
        with page.expect_response(re.compile("/api/grade/")):
            page.fill("input.score#why", "1.5")
            page.press("input.score#why", "Tab")
        with page.expect_response(re.compile("/api/comment/")):
            page.fill("textarea#why-comment", "Half of it: why so?")
            page.press("textarea#why-comment", "Tab")
        page.goto(f"{address}/formgrader/manage_submissions/exam")
        page.locator("td.generate-feedback a, td.generate-feedback button").first.click()
        page.get_by_text("Successfully generated feedback").wait_for()

    page.goto(feedback.as_uri())
    students = page.inner_text("body")

    assert "For the person grading: the reference answer\nBecause it is so." in re.sub(
        r"\n+", "\n", graders
    )
    assert "here().call" not in graders
    assert "Score: 1.5 / 3.0" in students
    assert "Half of it: why so?" in students
    assert "Score: 2.0 / 2.0" in students
    assert "For the person grading" not in students
    assert EXAM.stem in page.title()


def test_an_assignment_goes_out_and_comes_back_by_the_assignment_list(
    page: Any, small: Course, tmp_path: Path
) -> None:
    """On a shared server: nbgrader's exchange, and its list in JupyterLab."""
    exchange, laptop = tmp_path / "exchange", tmp_path / "laptop"
    for folder in (exchange, laptop):
        folder.mkdir()
    exchange.chmod(0o777)
    shared = [f"--Exchange.root={exchange}", "--course=textgen"]
    (laptop / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.Exchange.root = '{exchange}'\n"
    )
    lists = {name: page.locator(f"#{name}_assignments_list") for name in STATES}

    nbgrader(small, "release_assignment", "exam", *shared)
    with jupyter("lab", laptop, environment()) as address:
        page.goto(f"{address}/lab?token=t&reset")
        page.get_by_role("menuitem", name="Nbgrader").click()
        page.get_by_role("menuitem", name="Assignment List").click()
        lists["released"].get_by_role("button", name="Fetch").click()
        submit = lists["fetched"].get_by_role("button", name="Submit")
        submit.wait_for()
        nbformat.write(right_exam(small), laptop / EXAM)
        submit.click()
        back = lists["submitted"].get_by_role("button", name="Fetch Feedback")
        back.wait_for()
        nbgrader(small, "collect", "exam", *shared)
        outcomes, _csv = graded_csv(small, submissions(small))
        write_feedback(small, submissions(small))
        nbgrader(small, "release_feedback", "exam", *shared)
        back.click()
        page.get_by_text("view feedback").wait_for()
        (given,) = laptop.rglob("feedback/*/Exam.html")

    assert [one.submission for one in outcomes] == [
        Submission(pwd.getpwuid(os.getuid())[0], "exam")
    ]
    assert "Score: 5.0 / 5.0" in given.read_text()


def test_answers_to_one_question_are_graded_on_one_page(page: Any, small: Course) -> None:
    ask_in_writing(small)
    for student in ("ana", "beto"):
        hand_in_exam(small, student, exam_with(small, why=f"**{student}** says: $x^2$"))
        enroll(small.db_url, [Enrolled(student, student.title(), "Conceição")])
    graded_csv(small, submissions(small))

    with jupyter("server", small.root, environment(), OURS) as address:
        page.goto(f"{address}/login?token=t&next=/autograder/questions")
        page.get_by_role("link", name="why").click()
        ana, beto = (page.locator(".answer", has_text=f"{name} says") for name in ("ana", "beto"))
        ana.locator(".score").fill("2.5")
        ana.locator(".score").press("Enter")
        ana.get_by_text("Saved.").wait_for()
        page.wait_for_function(
            "document.activeElement.closest('.answer')?.innerText.includes('beto')"
        )
        picture = page.screenshot(full_page=True)
        with Gradebook(small.db_url) as gradebook:
            gradebook.find_grade("why", "Exam", "exam", "beto").manual_score = 1
            gradebook.db.commit()
        beto.locator(".comment").fill("Why so?")
        beto.locator(".comment").press("Control+Enter")
        beto.get_by_text("somebody else has graded this answer").wait_for()
        refused = page.request.put(f"{address}/autograder/api/answer/x", data="{}").status
        stranger = page.context.browser.new_context()
        asked = stranger.request.get(f"{address}/autograder/questions", max_redirects=0).status

    (small.root / "by-question.png").write_bytes(picture)
    assert ",answer,ana,exam,Exam,why,2.5,\n" in (small.root / "graders.csv").read_text()
    assert "What is expected" in page.inner_text("body")
    assert (refused, asked) == (403, 302)
    assert total(small, Submission("ana", "exam")).total == 7.5
    assert beto.locator(".score").input_value() == "1"
