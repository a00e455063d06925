"""A new assignment from the skeleton: where it goes, what it may be called, and that it grades."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.bank.demo import prepare, submit
from autograder.commands.app import app
from autograder.course import Course, load_course, submissions
from autograder.errors import CourseError
from autograder.files import contents
from autograder.notebook import load_notebook
from autograder.release.build import release, untranslated
from autograder.settings import CONFIG
from autograder.skeleton.create import FILES, TEMPLATES, create, list_judges, notebook_name
from autograder.translation.code import skeleton
from tests.support.grading import graded_csv, points, write_feedback
from tests.support.marks import slow

WORDS = {
    "en": ("Your function counts spaces.", "# YOUR CODE HERE"),
    "pt_BR": ("Sua função conta os espaços.", "# SEU CÓDIGO AQUI"),
}
"""The hint for the misconception, and the stub."""


@pytest.fixture(params=["pt_BR", slow("en")])
def bare(request: pytest.FixtureRequest, course: Course, tmp_path: Path) -> Course:
    """A course without an assignment, in each language."""
    there = prepare(course, tmp_path / "course", [])
    with (there.root / CONFIG).open("a") as config:
        config.write(f'\nc.Course.language = "{request.param}"')  # and no line end
    return load_course(there.root)


def new(course: Course, *arguments: str) -> str:
    """Run the command, and return what it prints."""
    done = CliRunner().invoke(app, ["new", "--course", str(course.root), *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_what_a_full_disk_cuts_short_is_taken_away_again(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = prepare(course, tmp_path / "course", [])
    before, write = contents(there.root), Path.write_bytes
    written: list[Path] = []

    def fails(path: Path, content: bytes) -> int:
        if len(written) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written.append(path)
        return write(path, content)

    with monkeypatch.context() as full:
        full.setattr(Path, "write_bytes", fails)
        with pytest.raises(OSError, match="No space left"):
            create(there, "own-task")

    assert contents(there.root) == before
    assert create(there, "own-task")


def test_a_new_assignment_is_released_graded_and_explained(bare: Course) -> None:
    hint, stub = WORDS[bare.language]
    new(bare, "own-task")
    there = load_course(bare.root)
    assert untranslated(there) == []
    release(there)
    members = {
        "ana": "reference",
        "beatriz": "right/regular_expression",
        "caio": "wrong/spaces_counted",
        "lucas": "untouched",
    }
    submit(there, there, "own-task", members)

    outcomes, _csv = graded_csv(there, submissions(there))

    full = {"test-one-space": 2, "test-several-spaces": 2}
    assert points(there, outcomes, "ana", "own-task") == full
    assert points(there, outcomes, "beatriz", "own-task") == full
    assert points(there, outcomes, "caio", "own-task") == full | {"test-several-spaces": 0}
    assert points(there, outcomes, "lucas", "own-task") == dict.fromkeys(full, 0)
    write_feedback(there, submissions(there))
    pages = {
        student: (there.root / f"feedback/{student}/own-task/OwnTask.html").read_text()
        for student in members
    }
    assert [student for student, page in pages.items() if hint in page] == ["caio"]
    assert stub in (there.root / "release/own-task/OwnTask.ipynb").read_text()


def test_every_file_is_named(bare: Course) -> None:
    before = contents(bare.root).keys()

    printed = new(bare, "own-task")

    written = contents(bare.root).keys() - before - {"judges/__init__.py"}
    assert len(written) == len(FILES)
    assert [path for path in written if path not in printed] == []


def test_two_assignments_need_one_line_of_the_configuration(bare: Course) -> None:
    before = (bare.root / CONFIG).read_text()

    first, second = new(bare, "one"), new(bare, "two")

    assert (bare.root / CONFIG).read_text() == before + '\nc.Course.judges.append("judges")\n'
    assert 'c.Course.judges.append("judges")' in first
    assert 'c.Course.judges.append("judges")' not in second
    assert load_course(bare.root).judges == ["autograder.assignments", "judges"]


def test_a_course_that_lists_no_packages_keeps_the_kit_s(tmp_path: Path) -> None:
    (tmp_path / CONFIG).write_text("c = get_config()\n")

    assert list_judges(load_course(tmp_path))
    assert load_course(tmp_path).judges == ["autograder.assignments", "judges"]
    assert not list_judges(load_course(tmp_path))


@pytest.mark.parametrize(
    "taken", ["source/own-task/Other.ipynb", "judges/own_task.py", "judges/probes/own_task.py"]
)
def test_nothing_is_written_over_what_is_there(bare: Course, taken: str) -> None:
    (bare.root / taken).parent.mkdir(parents=True)
    (bare.root / taken).write_text("mine")
    before = contents(bare.root)

    with pytest.raises(CourseError, match=taken.removesuffix("/Other.ipynb")):
        create(bare, "own-task")

    assert contents(bare.root) == before


def test_the_package_of_a_course_stays_as_it_is(bare: Course) -> None:
    (bare.root / "judges").mkdir()
    (bare.root / "judges/__init__.py").write_text("mine = 1\n")

    create(bare, "own-task")

    assert (bare.root / "judges/__init__.py").read_text() == "mine = 1\n"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "a b",
        "a+b",
        "a/b",
        "../a",
        ".a",
        "a.b",
        "1st",
        "_a",
        "redação",
        "a\n",
        "a" * 51,
        "$name",
    ],
)
def test_a_name_that_cannot_be_one_is_refused(scratch: Course, name: str) -> None:
    with pytest.raises(CourseError, match="not a valid name for an assignment"):
        create(scratch, name)

    assert not (scratch.root / "judges").exists()


@pytest.mark.parametrize("name", ["class", "Import"])
def test_a_name_that_is_a_word_of_python_s_is_refused(scratch: Course, name: str) -> None:
    with pytest.raises(CourseError, match=f"such as {name}-1"):
        create(scratch, name)


@pytest.mark.parametrize(
    ("name", "notebook"),
    [("word-lab", "WordLab"), ("top_k", "TopK"), ("PS1", "PS1"), ("a--b-", "AB")],
)
def test_the_notebook_is_named_after_the_assignment(name: str, notebook: str) -> None:
    assert notebook_name(name) == notebook


def test_another_language_than_the_course_s_can_be_asked_for(as_configured: Course) -> None:
    new(as_configured, "own-task", "--language", "en")
    new(as_configured, "segunda")

    assert as_configured.language == "pt_BR"
    source = (as_configured.root / "source/own-task/OwnTask.ipynb").read_text()
    assert "Count the words" in source
    missing = untranslated(load_course(as_configured.root))
    assert any(line.startswith("own-task/") for line in missing)
    assert not any(line.startswith("segunda/") for line in missing)


def test_a_notebook_of_another_language_than_the_course_s_is_reported(
    as_configured: Course,
) -> None:
    new(as_configured, "segunda")
    english = load_course(as_configured.root)
    english.speak("en")

    (line,) = (line for line in untranslated(english) if line.startswith("segunda/"))
    assert "written in pt_BR" in line


def test_the_files_are_formatted_as_the_kit_s_are(scratch: Course) -> None:
    create(scratch, "own-task")
    ruff = [sys.executable, "-m", "ruff"]
    settings = ["--config", "line-length = 100", "--isolated", str(scratch.root / "judges")]

    for command in (["check"], ["format", "--check"]):
        done = subprocess.run([*ruff, *command, *settings], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout


def test_the_skeleton_is_the_same_program_in_every_language() -> None:
    english, *others = (code_of(TEMPLATES / language) for language in WORDS)

    assert english.keys() == FILES.keys()
    assert others == [english]


def code_of(folder: Path) -> dict[str, list[str]]:
    """Return the programs in a language's templates, without their words."""
    found = {}
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8").replace("$module", "module")
        found[path.name] = [skeleton(text)] if path.suffix == ".txt" else []
    notebook = load_notebook(folder / "notebook.ipynb")
    for cell in notebook.cells:
        source = cell.source.replace("$module", "module")
        found["notebook.ipynb"] += [
            cell.id,
            str(cell.metadata),
            skeleton(source) if cell.cell_type == "code" else "",
        ]
    return found
