"""`prove` finds what hidden tests do not notice, and takes a list of what they need not notice."""

import shutil
from pathlib import Path

import nbformat
import pytest
from typer.testing import CliRunner, Result

from autograder.bank.demo import prepare
from autograder.commands.app import app
from autograder.course import Course, load_course
from autograder.notebook import load_notebook
from autograder.prove import trial
from tests.support.grading import EXAM

CODE = "    ### BEGIN SOLUTION\n    return x + max(x, 0)\n    ### END SOLUTION"
CODE_WITH_A_NAME = (
    "def double(x):\n    ### BEGIN SOLUTION\n    return ZERO + x + x\n    ### END SOLUTION"
)
FLOOR = '["return x + max(x, 0)", "return x + max(x, {n})"]'


def prove(course: Course, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["prove", *arguments, "--course", str(course.root)])


def equivalent(course: Course, *changes: str) -> None:
    path = course.root / "tests" / "submissions" / "exam" / "equivalent.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        '[[equivalent]]\ncell = "double"\nreason = "nothing below 2 is ever asked"\n'
        f"changes = [{', '.join(changes)}]\n"
    )


def receipts(course: Course) -> dict[Path, int]:
    """Return when each receipt of the scratch course was written."""
    folder = course.root / "build" / "prove" / "exam" / "key-1"
    return {path: path.stat().st_mtime_ns for path in folder.glob("*/receipts/**/*.json")}


@pytest.mark.slow
def test_a_change_that_costs_nothing_is_shown_until_it_is_listed(small: Course) -> None:
    path = small.root / "source" / EXAM
    notebook = load_notebook(path)
    (cell,) = (one for one in notebook.cells if one.id == "double")
    cell.source = f"def double(x):\n{CODE}"
    nbformat.write(notebook, path)

    first = prove(small, "exam", "--cell", "double")
    once = receipts(small)
    equivalent(small, FLOOR.format(n=1), FLOOR.format(n=-1))
    listed = prove(small, "exam", "--cell", "double")

    assert first.exit_code == 1, first.output
    assert "+    return x + max(x, 1)" in first.output
    assert "+    return x * max(x, 0)" not in first.output
    assert listed.exit_code == 0, listed.output
    assert "100.0%" in listed.output
    assert receipts(small) == once  # nothing was graded a second time


@pytest.mark.slow
def test_what_a_cell_of_the_students_own_defines_is_there(small: Course) -> None:
    path = small.root / "source" / EXAM
    notebook = load_notebook(path)
    first = next(n for n, cell in enumerate(notebook.cells) if cell.id == "double")
    notebook.cells[first].source = CODE_WITH_A_NAME
    notebook.cells.insert(first, nbformat.v4.new_code_cell("ZERO = 0"))
    nbformat.write(notebook, path)

    found = prove(small, "exam", "--cell", "double")

    assert "itself loses points" not in found.output
    assert "15 mutants" in found.output, found.output


@pytest.mark.parametrize("arguments", [["no-such-exam"], ["exam", "--cell", "no-such-cell"]])
def test_what_cannot_be_proved_is_named(small: Course, arguments: list[str]) -> None:
    done = prove(small, *arguments)

    assert done.exit_code == 1
    assert arguments[0] in str(done.exception)


@pytest.mark.slow
def test_hidden_tests_of_the_course_find_changes_of_a_cell(course: Course, tmp_path: Path) -> None:
    name = "generative-pytorch"
    there = prepare(course, tmp_path / "course", [name])
    bank = Path("tests", "submissions", name)
    shutil.copytree(course.root / bank, there.root / bank)

    done = prove(there, name, "--cell", "decode", "--cell", "make-batch", "--keys", "2")

    assert done.exit_code == 0, done.output
    assert (there.root / "build" / "prove" / f"{name}.md").exists()


def test_a_proof_leaves_the_keys_and_the_gradebook_of_its_course_alone(small: Course) -> None:
    with (small.root / "course_config.py").open("a") as config:
        config.write(
            f"\nc.Course.secret_file = '{small.root}/keys.txt'\n"
            f"c.CourseDirectory.db_url = 'sqlite:///{small.root}/gradebook.db'\n"
        )
    (small.root / "keys.txt").write_text("s" * 32)
    before = (small.root / "gradebook.db").read_bytes()
    there = load_course(small.root)

    scratch = trial.prepare(there, small.root / "scratch", trial.assignment(there, "exam"), 1)

    assert (small.root / "keys.txt").read_text() == "s" * 32
    assert (small.root / "gradebook.db").read_bytes() == before
    assert scratch.secret().startswith(b"key 1 ")
