"""The commands of docs/lms.md, followed to the letter with the class that is shown there."""

import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.course import load_course
from lesson.i18n import use
from tests.conftest import ROOT
from tests.support import importers, lms
from tests.support.grading import exam_course
from tests.support.guides import Block, blocks
from tests.support.shell import environment

GUIDES = {"en": "lms.md", "pt_BR": "lms.pt-BR.md"}


@dataclass(frozen=True)
class Term:
    """A course with what a teacher has downloaded, in one language, and the guide in it."""

    root: Path
    language: str

    @property
    def guide(self) -> list[Block]:
        return blocks(ROOT / "docs" / GUIDES[self.language])

    def section(self, heading: str) -> list[Block]:
        return [block for block in self.guide if block.heading == heading]

    def run(self, line: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            shlex.split(line.removeprefix("$ ")),
            cwd=self.root,
            env=environment(PYTHONPATH=str(ROOT), COLUMNS="100", TZ="UTC"),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )


@pytest.fixture(params=["en", "pt_BR"])
def term(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Term]:
    base = load_course(ROOT)
    base.speak(request.param)
    course = exam_course(base, tmp_path / "course")
    for name, data in {
        "submissions.zip": lms.moodle_download(course),
        "worksheet.csv": lms.moodle_worksheet(),
        "canvas.zip": lms.canvas_download(course),
        "gradebook.csv": lms.canvas_gradebook(),
    }.items():
        lms.written(course.root / name, data)
    yield Term(course.root, request.param)
    use("en")


def words(text: str) -> list[list[str]]:
    """Return the words of each line that has any; a table is as wide as its terminal."""
    return [line.split() for line in text.splitlines() if line.strip(" ─")]


@pytest.mark.slow
def test_from_moodle_s_archive_to_its_worksheet(term: Term) -> None:
    collect, shown, more, back = term.section("Moodle")

    assert words(term.run(collect.text).stdout) == words(shown.text)
    for line in more.text.splitlines():
        done = term.run(line)
        assert done.returncode in (0, 1), done.stderr  # one of the class cannot be graded
    assert words(done.stdout) == words(back.text)
    moodle = importers.Moodle({number: name for number, name, _email in lms.MOODLE_CLASS})
    moodle.upload_worksheet((term.root / "back" / "worksheet.csv").read_bytes())
    assert moodle.grades == {4101: 100.0, 4102: 40.0, 4103: 100.0, 4104: 100.0}
    assert moodle.upload_feedback((term.root / "back" / "feedback.zip").read_bytes()) == []
    assert {number for number, _file in moodle.files} == {4101, 4102, 4103, 4104, 4105}
    for page in moodle.files.values():  # it is one file: whatever it shows is in it
        assert re.findall(rb'<(?:img|link)[^>]+(?:src|href)="https?:', page) == []


@pytest.mark.slow
def test_from_canvas_s_archive_to_its_gradebook(term: Term) -> None:
    commands, shown = term.section("Canvas")
    lines = commands.text.splitlines()

    assert words(term.run(lines[0]).stdout) == words(shown.text)
    for line in lines[1:]:
        done = term.run(line)
        assert done.returncode == 0, done.stderr
    attached = {1201: {56001}, 1202: {56002}, 1203: set[int]()}
    canvas = importers.Canvas(dict.fromkeys(attached, ""), {8801: "Exam"}, attached)
    canvas.upload_gradebook((term.root / "back" / "gradebook.csv").read_bytes())
    assert canvas.grades == {(1201, 8801): "10.00", (1202, 8801): "4.00", (1203, 8801): ""}
    assert canvas.upload_feedback((term.root / "back" / "feedback.zip").read_bytes()) == []
    assert canvas.comments.keys() == {1201, 1202}
    mail = next(block for block in term.guide if "--to mail" in block.text)
    assert term.run(mail.text).returncode == 0
    assert (term.root / "mail" / "ana.lima" / "Exam.html").is_file()
