"""The command line: what it offers, and how it says what is wrong."""

import io
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from autograder.bank import demo
from autograder.commands.app import app
from autograder.commands.summary import summary
from autograder.course import Course, load_course
from autograder.errors import CourseError
from autograder.gradebook.outcome import Row
from autograder.gradebook.points import GRADED, NOT_GRADED
from autograder.notebook import load_notebook
from lesson.i18n import use
from tests.conftest import ROOT
from tests.support.marks import slow

IDS = sorted(
    {
        cell.metadata.nbgrader.grade_id
        for path in (ROOT / "source").glob("*/*.ipynb")
        for cell in load_notebook(path).cells
        if cell.metadata.get("nbgrader", {}).get("grade")
    },
    key=len,
)
"""Every grade id of the course, the longest last."""


def run_python(*arguments: str, cwd: Path = ROOT, **more: str) -> subprocess.CompletedProcess[str]:
    """Run Python, with more variables in its environment."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=os.environ | more,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("command", ["new", "release", "grade", "feedback", "demo"])
def test_each_command_is_offered_and_explained(command: str) -> None:
    assert command in CliRunner().invoke(app, ["--help"]).stdout
    assert CliRunner().invoke(app, [command, "--help"]).exit_code == 0


HELP = """
import sys
from contextlib import suppress
from autograder.__main__ import main
for command in ([], ["grade"], ["collect"]):
    sys.argv = ["autograder", *command, "--help"]
    with suppress(SystemExit):
        main()
"""


def test_help_is_wholly_in_the_courses_language() -> None:
    shown = run_python("-c", HELP).stdout

    assert "Uso: autograder grade [OPÇÕES] [TAREFA]..." in shown.replace("[[", "[")
    words = ("Usage", "OPTION", "Option", "Argument ", "Command", "Show", "default", "required")
    assert [word for word in words if word in shown] == []


def test_outside_a_course_the_error_is_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    done = run_python("-m", "autograder", "grade", cwd=tmp_path)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "run this in a course's folder" in " ".join(done.stderr.split())


def test_a_terminal_without_accents_gets_question_marks(tmp_path: Path) -> None:
    folder = tmp_path / "Programação"
    folder.mkdir()

    done = run_python(
        "-m", "autograder", "grade", "--course", str(folder), PYTHONIOENCODING="ascii"
    )

    assert done.returncode == 2
    assert "Programa??o" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_course_without_submissions_says_where_they_belong(tmp_path: Path) -> None:
    (tmp_path / "course_config.py").write_text("c = get_config()\n")

    done = run_python("-m", "autograder", "grade", cwd=tmp_path)

    assert done.returncode == 2
    assert "STUDENT/ASSIGNMENT" in done.stderr


def printed(student: str, status: str = GRADED) -> list[str]:
    """Return the lines of a summary on 80 columns, of who lost points in the longest grade ids."""
    score = None if status == NOT_GRADED else 0.0
    work = (student, "generative-tensorflow", "GenerativeTF")
    table = [Row(*work, name, score, 25.0, status) for name in reversed(IDS)]
    screen = io.StringIO()
    Console(file=screen, width=80).print(summary(table, 80))
    return screen.getvalue().splitlines()


@pytest.mark.parametrize("speech", ["en", "pt_BR"])
@pytest.mark.parametrize("student", ["gabriela", "maria.aparecida@students.university.edu"])
def test_the_summary_fits_80_columns_without_a_broken_grade_id(student: str, speech: str) -> None:
    use(speech)
    first, second, _third = (name.removeprefix("test-") for name in IDS[:-4:-1])

    lines = printed(student)

    assert max(map(len, lines)) <= 80
    words = [word for line in lines for word in line.split()]
    assert f"{first}," in words
    assert second in words
    assert f"{len(IDS) - 2}" in words
    assert "".join(line[1:40].split(" ")[0] for line in lines[3:]) == student


def test_the_summary_says_in_the_course_s_language_what_was_not_graded() -> None:
    use("pt_BR")

    assert "não corrigido" in " ".join(printed("ana", NOT_GRADED))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "said", "unsaid"),
    [
        ([], ("1 at a time", "released", "grading: 1 of 1", "lost in"), "publicado"),
        slow(
            ["--language", "pt_BR"],
            ("1 de cada vez", "publicado", "corrigindo: 1 de 1", "perdidos em"),
            "released",
        ),
    ],
)
def test_the_demonstration_speaks_english_or_what_it_is_told(
    arguments: list[str],
    said: tuple[str, ...],
    unsaid: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A class of one is enough, and one core, in a course whose own language is Portuguese."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(demo, "CLASS", {"quiz-before": {"ana": "reference"}})
    monkeypatch.setattr(demo, "SIZE", 1)
    monkeypatch.setattr(demo, "prepare", partial(demo.prepare, names=["quiz-before"]))

    done = CliRunner().invoke(app, ["demo", "--to", str(tmp_path / "demo"), *arguments])

    assert done.exit_code == 0, done.output
    assert [text for text in said if text not in done.output] == []
    assert unsaid not in done.output


def test_a_demonstration_replaces_only_an_earlier_one(course: Course, tmp_path: Path) -> None:
    demo.prepare(course, tmp_path / "demo", ["quiz-before"])
    (tmp_path / "demo" / "submitted").mkdir()
    again = demo.prepare(course, tmp_path / "demo", ["quiz-before"])
    with pytest.raises(CourseError, match="is not a demonstration"):
        demo.prepare(again, again.root, ["quiz-before"])
    (again.root / "secret.key").write_text("a key of a course that somebody has made of it\n")

    with pytest.raises(CourseError, match="is not a demonstration"):
        demo.prepare(course, again.root, ["quiz-before"])

    assert not (again.root / "submitted").exists()
    assert (again.root / "source" / "quiz-before").is_dir()


def test_a_demonstration_leaves_the_keys_of_its_course_alone(small: Course, tmp_path: Path) -> None:
    with (small.root / "course_config.py").open("a") as config:
        config.write(f"\nc.Course.secret_file = '{small.root}/keys.txt'\n")
    (small.root / "keys.txt").write_text("s" * 32)

    made = demo.prepare(load_course(small.root), tmp_path / "demo", ["exam"])

    assert (small.root / "keys.txt").read_text() == "s" * 32
    assert (made.root / "secret.key").read_text() == demo.PUBLIC_KEY


def test_the_demonstration_takes_half_as_long_on_twice_as_many_cores() -> None:
    assert demo.minutes(1) == pytest.approx(2 * demo.minutes(2), abs=1)
    assert demo.minutes(1000) == 1
