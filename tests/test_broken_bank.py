"""The broken bank: a damaged submission gets a clear status, and nobody else notices.

A file of the bank is Python. Its docstring says what is broken, the status that follows
(`status: graded`, or `not graded`) and words of what is said of it (`says: …`); `damage` turns a
right submission, which leaves the written question *why* empty, into the broken one. `answer:` is
the status of that question where a person has to look; `leads to:` marks those through which
something else could be read.
"""

import ast
import html
import os
import re
import runpy
import shutil
from collections.abc import Callable, Sequence
from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from rich.console import Console

from autograder.commands.summary import summary
from autograder.course import Course, Submission, nbgrader_session, submissions
from autograder.gradebook.outcome import Outcome, Row, rows
from autograder.gradebook.points import GRADED, NOT_GRADED
from autograder.notebook import load_notebook
from tests.conftest import ROOT
from tests.support.grading import (
    EXAM,
    EXAM_POINTS,
    ask_in_writing,
    exam_course,
    exam_with,
    graded_csv,
    hand_in_exam,
    right_exam,
    write_feedback,
)

BANK = sorted((ROOT / "tests" / "submissions" / "broken").glob("*.py"))
CLASSES = 3  # `make test` grades the first; `make test-all` grades all
EVERY = 10  # after so many broken submissions comes an honest one
CANARY = "canary-5c1d8e"
LINE = re.compile(r"^(status|says|without root|leads to|answer): (.+)$", re.MULTILINE)
SMALL = 1_000_000  # bytes of a file that is looked into


class Damage:
    """One file of the bank and the student who hands it in."""

    def __init__(self, number: int, path: Path) -> None:
        self.student = f"{number:02}-{path.stem}"
        lines = LINE.findall(ast.get_docstring(ast.parse(path.read_text())) or "")
        said = dict(lines)
        self.status = said["status"]
        if os.geteuid() != 0:
            self.status = said.get("without root", self.status)
        self.says = [text for key, text in lines if key == "says"]
        self.leads = "leads to" in said
        self.answer = said.get("answer", self.status)
        self.apply = runpy.run_path(str(path))["damage"]


DAMAGES = [Damage(number, path) for number, path in enumerate(BANK)]


def marks(number: int) -> list[pytest.MarkDecorator]:
    """Return the marks of a class's tests: one worker grades it."""
    return [pytest.mark.xdist_group(f"broken {number}"), *([pytest.mark.slow] if number else [])]


every_damage = pytest.mark.parametrize(
    ("graded", "damage"),
    [
        pytest.param(number, damage, marks=marks(number), id=damage.student)
        for number in range(CLASSES)
        for damage in DAMAGES[number::CLASSES]
    ],
    indirect=["graded"],
)
every_class = pytest.mark.parametrize(
    "graded", [pytest.param(n, marks=marks(n)) for n in range(CLASSES)], indirect=True
)


def unanswered(course: Course) -> NotebookNode:
    """Return a submission with right code whose question waits for an answer, as released."""
    released = load_notebook(course.root / "release" / EXAM)
    return exam_with(course, why=next(cell.source for cell in released.cells if cell.id == "why"))


class Class:
    """A class in which broken submissions stand between honest ones, graded once."""

    def __init__(self, course: Course, root: Path, damages: Sequence[Damage]) -> None:
        self.damages = damages
        self.course = exam_course(course, root, CANARY, "c.Limits.files = 200")
        ask_in_writing(self.course)
        self.hand_in()
        self.seen = {damage.student: self.readable(damage.student) for damage in damages}
        before = self.state()
        todo = [one for one in submissions(self.course) if one.student != "neighbour"]
        self.outcomes, self.csv = graded_csv(self.course, todo)
        self.rows = rows(self.course, self.outcomes)
        write_feedback(self.course, [Submission(e.student, "exam") for e in damages])
        self.unchanged = before == self.state()

    def hand_in(self) -> None:
        right = unanswered(self.course)
        with Gradebook(self.course.db_url) as gradebook:
            gradebook.add_student("neighbour", email=CANARY)
        neighbour = hand_in_exam(self.course, "neighbour", right)
        for name in ("Exam.ipynb", "notes.txt"):
            with (neighbour / name).open("a") as file:
                file.write(f"\n{CANARY}\n" if name == "notes.txt" else f"{' ' * 9}\n")
        (neighbour / "Exam.ipynb").write_text(
            (neighbour / "Exam.ipynb").read_text().replace("# Exam", f"# Exam {CANARY}")
        )
        for number, damage in enumerate(self.damages):
            if number % EVERY == 0:
                hand_in_exam(self.course, f"{number:02}-!honest", right)
            folder = hand_in_exam(self.course, damage.student, right)
            damage.apply(folder, unanswered(self.course))
        hand_in_exam(self.course, "99-!honest", right)

    def readable(self, student: str) -> bool:
        """Return whether following a submission's links leads to the canary."""
        folder = self.course.root / "submitted" / student / "exam"
        inside = [path for path in folder.glob("**/*") if path.is_file()]
        linked = [path for path in (folder / "data").glob("**/*") if path.is_file()]
        files = [path for path in (*inside, *linked) if path.stat().st_size < SMALL]
        return any(CANARY.encode() in path.read_bytes() for path in files)

    def state(self) -> dict[Path, tuple[int, int, int]]:
        """Return what lies in the folders that grading only reads."""
        folders = [self.course.root / name for name in ("submitted", "source", "release")]
        paths = [path for folder in folders for path in folder.rglob("*")]
        found = {path: path.lstat() for path in paths}
        return {path: (s.st_mode, s.st_size, s.st_mtime_ns) for path, s in found.items()}

    def outcome(self, student: str) -> Outcome:
        (found,) = [one for one in self.outcomes if one.submission.student == student]
        return found

    def rows_of(self, student: str) -> list[Row]:
        return [row for row in self.rows if row.student == student]


@pytest.fixture(scope="module")
def classes(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Class]:
    """Return what grades a class when a test asks for it first."""

    @cache
    def graded_class(number: int) -> Class:
        root = tmp_path_factory.mktemp("broken") / "course"
        return Class(course, root, DAMAGES[number::CLASSES])

    return graded_class


@pytest.fixture
def graded(request: pytest.FixtureRequest, classes: Callable[[int], Class]) -> Class:
    return classes(request.param)


@every_damage
def test_a_broken_submission_gets_its_status_and_its_points(graded: Class, damage: Damage) -> None:
    found = {row.grade_id: (row.score, row.status) for row in graded.rows_of(damage.student)}

    assert found.pop("why") == (0.0 if damage.answer == GRADED else None, damage.answer)
    assert {
        name: (points if damage.status == GRADED else None, damage.status)
        for name, points in EXAM_POINTS.items()
    } == found
    assert bool(graded.outcome(damage.student).problem) == (damage.status == NOT_GRADED)


@every_damage
def test_what_is_wrong_is_said_everywhere(graded: Class, damage: Damage) -> None:
    outcome = graded.outcome(damage.student)
    lines = [line for line in graded.csv.splitlines() if line.startswith(damage.student)]
    page = graded.course.root / "feedback" / damage.student / "exam" / "Exam.html"
    table = StringIO()
    Console(file=table, width=600).print(summary(graded.rows_of(damage.student), 600))

    for text in (outcome.note("Exam"), *lines, html.unescape(page.read_text())):
        assert [words for words in damage.says if words not in text] == []
    if not damage.says:
        assert outcome.note("Exam") == ""
    if damage.status == NOT_GRADED:
        assert NOT_GRADED in page.read_text()
        assert NOT_GRADED in table.getvalue()
        assert not (graded.course.root / "autograded" / damage.student / "exam").exists()


@every_damage
def test_nothing_outside_the_submission_reaches_what_is_made_of_it(
    graded: Class, damage: Damage
) -> None:
    made = [
        path
        for step in ("autograded", "feedback")
        for path in (graded.course.root / step / damage.student).rglob("*")
        if not path.is_dir()
    ]

    assert damage.leads == graded.seen[damage.student]
    assert (graded.course.root / "feedback" / damage.student / "exam" / "Exam.html") in made
    for path in made:
        assert path.is_file()
        assert not path.is_symlink()
        assert CANARY.encode() not in path.read_bytes(), path


@every_class
def test_honest_students_get_everything_and_hear_nothing(graded: Class) -> None:
    honest = [one for one in graded.outcomes if one.submission.student.endswith("honest")]

    assert len(honest) == -(-len(graded.damages) // EVERY) + 1
    for outcome in honest:
        found = graded.rows_of(outcome.submission.student)
        assert {row.grade_id: row.score for row in found} == EXAM_POINTS | {"why": 0.0}
        assert [""] * len(found) == [row.note for row in found]


@every_class
def test_grading_changes_no_submission_and_no_source(graded: Class) -> None:
    assert graded.unchanged


def test_the_bank_is_large_enough() -> None:
    assert len(BANK) >= 28
    assert {GRADED, NOT_GRADED} == {damage.status for damage in DAMAGES}


def plain_autograde(course: Course) -> None:
    """Run nbgrader's own converter on the whole class, as `nbgrader autograde exam` does."""
    coursedir = CourseDirectory(config=course.config)
    coursedir.assignment_id = "exam"
    with nbgrader_session(course) as log:
        converter = Autograde(coursedir=coursedir, config=course.config, log=log)
        with pytest.raises(NbGraderException):
            converter.start()


def link_notebook(folder: Path, neighbour: Path) -> None:
    (folder / "Exam.ipynb").unlink()
    (folder / "Exam.ipynb").symlink_to(neighbour / "Exam.ipynb")


def hard_link_notebook(folder: Path, neighbour: Path) -> None:
    (folder / "Exam.ipynb").unlink()
    (folder / "Exam.ipynb").hardlink_to(neighbour / "Exam.ipynb")


def link_folder(folder: Path, neighbour: Path) -> None:
    shutil.rmtree(folder)
    folder.symlink_to(neighbour)


@pytest.mark.slow
@pytest.mark.parametrize("protected", [pytest.param(True, marks=pytest.mark.slow), False])
def test_plain_nbgrader_refuses_links_too(course: Course, tmp_path: Path, protected: bool) -> None:
    """Without our two readers, what links lead to would be graded, copied and given back."""
    small = exam_course(course, tmp_path / "course")
    if not protected:
        small.config.Autograde.sanitize_preprocessors.remove("autograder.steps.RefuseLinks")
        del small.config.Autograde.exporter_class  # it refuses links as well
    neighbour = hand_in_exam(small, "zoe", right_exam(small)).rename(small.root / "elsewhere")
    (neighbour / "notes.txt").write_text("canary")
    cases: dict[str, Callable[[Path, Path], None]] = {
        "bia": link_notebook,
        "caio": hard_link_notebook,
        "davi": link_folder,
    }
    for student in ("ana", *cases):
        folder = hand_in_exam(small, student, right_exam(small))
        if student in cases:
            cases[student](folder, neighbour)
    (small.root / "submitted" / "ana" / "exam" / "data").mkdir()
    (small.root / "submitted" / "ana" / "exam" / "data" / "a.txt").symlink_to(
        neighbour / "notes.txt"
    )
    (small.root / "submitted" / "ana" / "exam" / "own.txt").write_text("her own")
    broken = hand_in_exam(small, "elis", right_exam(small)) / "Exam.ipynb"
    broken.write_text("{")

    plain_autograde(small)
    write_feedback(small, [Submission("ana", "exam")])

    graded = {path.parent.parent.name for path in small.root.glob("autograded/*/exam/Exam.ipynb")}
    assert graded == ({"ana"} if protected else {"ana", *cases})
    found = [path for path in small.root.glob("*ed*/*/exam/**/*.txt") if not path.is_symlink()]
    places = {path.relative_to(small.root).as_posix() for path in found}
    leaks = {"autograded/ana/exam/data/a.txt", "autograded/davi/exam/notes.txt"}
    leaks |= {"feedback/ana/exam/data/a.txt"}
    assert {"autograded/ana/exam/own.txt", "feedback/ana/exam/own.txt"} <= places
    assert leaks & places == (set() if protected else leaks)
