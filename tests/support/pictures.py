"""The guides' pictures of what one clicks, in each language, taken in a real browser.

`make pictures` runs it with the folder docs/pictures. It takes two minutes: a class of two hands in
the PyTorch notebook, is graded, read and given feedback.
"""

import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from PIL import Image
from playwright.sync_api import sync_playwright

from autograder.bank.demo import prepare, submit
from autograder.course import Course, load_course
from autograder.gradebook.students import Enrolled, enroll
from autograder.i18n import _
from autograder.notebook import grade_id, load_notebook
from autograder.release.build import release
from lesson.i18n import ENGLISH, LANGUAGES
from tests.conftest import ROOT
from tests.support.shell import environment
from tests.support.web import OURS, jupyter

NAME = "generative-pytorch"
NOTEBOOK = "GenerativePyTorch"
CLASS = {"beatriz": "right/gru", "davi": "wrong/temperature_ignored"}
NAMES = {"beatriz": "Beatriz Lima", "davi": "Davi Souza"}
QUESTION = "answer-limits"
ANSWERS = {
    "en": {
        "beatriz": "As T → 0, the likeliest token is always taken: the text is greedy and cycles.",
        "davi": "At T = 0 the text repeats itself.",
        "comment": "And what happens as T → ∞?",
    },
    "pt_BR": {
        "beatriz": "Com T → 0, o token mais provável é sempre o escolhido: o texto é guloso e se "
        "repete em ciclos.",
        "davi": "Com T = 0 o texto se repete.",
        "comment": "E o que acontece com T → ∞?",
    },
}
COLOURS = 96  # of a picture, which keeps it small
WIDTH, HEIGHT = 1200, 800


class Camera:
    """Takes the pictures of one language.

    Args:
        page: the browser's.
        folder: where pictures go.
        language: in whose guides they stand.
    """

    def __init__(self, page: Any, folder: Path, language: str) -> None:
        self.page = page
        self._folder = folder
        self._suffix = "" if language == ENGLISH else f".{language.replace('_', '-')}"

    def take(self, name: str) -> None:
        """Save what the window shows."""
        with Image.open(io.BytesIO(self.page.screenshot())) as shot:
            small = shot.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(self._folder / f"{name}{self._suffix}.png", optimize=True)


def class_of_two(target: Path, language: str) -> Course:
    """Return a course in which two students have handed in, their answers written."""
    course = load_course(ROOT)
    course.speak(language)
    there = prepare(course, target, [NAME])
    release(there)
    submit(course, there, NAME, CLASS)
    for student in CLASS:
        path = there.root / "submitted" / student / NAME / f"{NOTEBOOK}.ipynb"
        notebook = load_notebook(path)
        for cell in notebook.cells:
            cell.source = cell.source.partition("=== BEGIN MARK SCHEME")[0].rstrip()
            if grade_id(cell) == QUESTION:
                cell.source = ANSWERS[language][student]
        nbformat.write(notebook, path)
        enroll(there.db_url, [Enrolled(student, *NAMES[student].split())])
    return there


def command(course: Course, *arguments: str) -> None:
    """Run a command of the kit in a course."""
    program = [sys.executable, "-m", "autograder", *arguments]
    subprocess.run(program, cwd=course.root, check=True, env=environment())


def grading(camera: Camera, course: Course, language: str) -> None:
    """Read an answer in formgrader and on the page of its question."""
    page = camera.page
    with jupyter("server", course.root, environment(), OURS) as address:
        page.goto(f"{address}/login?token=t&next=/formgrader/gradebook/{NAME}/{NOTEBOOK}")
        page.locator("#main-table a").first.click()
        page.locator(f"input.score#{QUESTION}.needs_manual_grade").wait_for()  # it is loaded
        score = page.locator(f"input.score#{QUESTION}")
        with page.expect_response(re.compile("/api/grade/")):
            score.fill("1.5")
            score.press("Tab")
        comment = page.locator(f"textarea#{QUESTION}-comment")
        with page.expect_response(re.compile("/api/comment/")):
            comment.fill(ANSWERS[language]["comment"])
            comment.press("Tab")
        score.evaluate("one => one.scrollIntoView({block: 'center'})")
        camera.take("formgrader")
        page.goto(f"{address}/autograder/questions/{NAME}/{NOTEBOOK}/{QUESTION}")
        page.locator(".answer .score").first.wait_for()
        camera.take("by-question")


def reading(camera: Camera, course: Course) -> None:
    """Look at a page of feedback, where the first points were lost."""
    page = camera.page
    page.goto((course.root / "feedback" / "davi" / NAME / f"{NOTEBOOK}.html").as_uri())
    title = _("A low T sharpens, a high T flattens, as softmax(logits / T) says")
    lost = page.locator("table.autograder-report", has_text=title).first
    lost.evaluate("one => one.scrollIntoView({block: 'center'})")
    camera.take("feedback")


def validating(camera: Camera, course: Course, folder: Path) -> None:
    """Click Validate in a notebook as it was released."""
    laptop = folder / "laptop"
    shutil.copytree(course.root / "release" / NAME, laptop)
    page = camera.page
    own = environment(JUPYTERLAB_SETTINGS_DIR=str(folder / "settings"))
    with jupyter("lab", laptop, own) as address:
        page.goto(f"{address}/lab/tree/{NOTEBOOK}.ipynb?token=t&reset")
        page.get_by_role("button", name="No", exact=True).click()  # no news of Jupyter's
        page.locator(".jp-NotebookPanel:visible .validate-button").first.click()
        page.locator(".nbgrader-ErrorDialog .validation-failed").wait_for()
        camera.take("validate")


def main(folder: Path) -> None:
    """Take every picture in every language."""
    folder.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for language in LANGUAGES:
            context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
            context.set_default_timeout(120_000)
            camera = Camera(context.new_page(), folder, language)
            with tempfile.TemporaryDirectory() as scratch:
                course = class_of_two(Path(scratch) / "course", language)
                command(course, "grade")
                grading(camera, course, language)
                command(course, "feedback")
                reading(camera, course)
                validating(camera, course, Path(scratch))
            context.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
