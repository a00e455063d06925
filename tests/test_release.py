"""release/: fresh, complete, and without a single answer."""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from autograder.course import Course, load_course
from autograder.errors import CourseError, ReleaseError
from autograder.notebook import load_notebook
from autograder.release.build import release
from autograder.release.scan import scan, secret_lines
from tests.conftest import ROOT


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by relative path."""
    files = (p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def test_the_committed_release_is_what_the_source_makes_byte_for_byte(
    as_configured: Course,
) -> None:
    release(as_configured)

    fresh, committed = contents(as_configured.root / "release"), contents(ROOT / "release")
    assert fresh.keys() == committed.keys()
    assert [name for name in fresh if fresh[name] != committed[name]] == []


def test_a_release_can_be_made_again_over_an_old_one(scratch: Course) -> None:
    release(scratch)
    first = contents(scratch.root / "release")
    release(scratch)

    assert first == contents(scratch.root / "release")


def test_the_committed_release_holds_no_answer(course: Course) -> None:
    assert scan(course, ROOT / "release") == []


@pytest.mark.parametrize(
    "line",
    [
        "    token = 1 + int(logits[0, -1, 1:].argmax())  # <unk> has index 0",
        "Report(checks.pytorch.model.causal(here()), points=4)",
        "*Mark scheme:* 1 for the limit at 0 (argmax, greedy); 1 for the limit at infinity "
        "(uniform); 1 for what both mean for the text.",
        "### BEGIN SOLUTION",
    ],
)
def test_the_scan_finds_an_answer_in_a_notebook(course: Course, tmp_path: Path, line: str) -> None:
    shutil.copytree(ROOT / "release", tmp_path / "release")
    path = tmp_path / "release/generative-pytorch/GenerativePyTorch.ipynb"
    notebook = json.loads(path.read_text())
    notebook["cells"][5]["source"] = [line]
    path.write_text(json.dumps(notebook))

    assert any("GenerativePyTorch.ipynb" in found for found in scan(course, tmp_path / "release"))


def test_the_scan_finds_an_answer_in_lesson_and_in_a_zip(course: Course, tmp_path: Path) -> None:
    line = "x = nn.functional.one_hot(tokens, self.vocab_size).float()  # (B, T, V)"
    (tmp_path / "helper.py").write_text(f"    {line}\n")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(tmp_path / "helper.py", "helper.py")

    found = scan(course, tmp_path)

    assert len(found) == 2
    assert all(line in one for one in found)


def test_the_scan_finds_an_output(course: Course, tmp_path: Path) -> None:
    path = tmp_path / "Notebook.ipynb"
    shutil.copyfile(ROOT / "release/generative-pytorch/GenerativePyTorch.ipynb", path)
    notebook = json.loads(path.read_text())
    code = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    code["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["90.0"]}]
    path.write_text(json.dumps(notebook))

    assert scan(course, tmp_path) == ["Notebook.ipynb: output of cell 'setup'"]


def test_a_release_with_an_answer_is_refused_and_the_old_one_stays(scratch: Course) -> None:
    release(scratch)
    before = contents(scratch.root / "release")
    config = scratch.root / "course_config.py"
    config.write_text(
        config.read_text()
        + "\nc.GenerateAssignment.preprocessors = ['nbgrader.preprocessors.LockCells',"
        "'nbgrader.preprocessors.ComputeChecksums', 'nbgrader.preprocessors.SaveCells']\n"
    )

    with pytest.raises(ReleaseError, match="answers would be released"):
        release(load_course(scratch.root))
    assert before == contents(scratch.root / "release")


def test_a_course_without_assignments_says_so(scratch: Course) -> None:
    shutil.rmtree(scratch.root / "source")

    with pytest.raises(CourseError, match="no assignment"):
        release(scratch)


def test_the_zip_brings_its_own_lesson(tmp_path: Path) -> None:
    with zipfile.ZipFile(ROOT / "release/generative-pytorch.zip") as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / "generative-pytorch"
    code = "import lesson.corpora as c; print(c.__file__); print(c.headlines('en', 1, 0)[0])"

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )

    assert str(folder) in done.stdout
    assert (folder / "requirements.txt").read_text().count("torch==2.13.0") == 1


def test_where_the_student_chooses_the_framework_the_zip_has_the_requirements_of_both() -> None:
    with zipfile.ZipFile(ROOT / "release/word-lab.zip") as archive:
        names = {name for name in archive.namelist() if "requirements" in name}

    assert names == {
        "word-lab/requirements-pytorch.txt",
        "word-lab/requirements-tensorflow.txt",
    }


def test_the_lesson_lies_beside_every_assignment_and_has_a_page_of_its_own() -> None:
    path = ROOT / "release/generative-networks/GenerativeNetworks.ipynb"
    assignments = [folder for folder in (ROOT / "release").iterdir() if folder.is_dir()]

    assert len(assignments) > 1
    assert all((folder / path.name).read_bytes() == path.read_bytes() for folder in assignments)
    page = path.with_suffix(".md").read_text()
    pictures = re.findall(r"!\[(.{40,})\]\((.+\.svg)\)", page)
    assert len(pictures) == page.count("![") > 0
    assert all(path.with_name(name).is_file() for _alt, name in pictures)


@pytest.mark.parametrize("name", ["quiz-before", "quiz-after"])
def test_a_quiz_needs_no_framework_and_its_open_questions_do_not_raise(name: str) -> None:
    (path,) = (ROOT / "release" / name).glob("Quiz*.ipynb")
    cells = {cell.id: cell.source for cell in load_notebook(path).cells}

    assert {cells[f"q{number}"] for number in range(1, 11)} == {
        f"q{number} = None" for number in range(1, 11)
    }
    text = (path.parent / "requirements.txt").read_text()
    assert "matplotlib" in text
    assert "torch" not in text
    assert "tensorflow" not in text


def test_what_one_assignment_shows_is_no_secret_of_another() -> None:
    """`import torch` is part of the word lab's solution, and a line of the PyTorch release."""
    sources = [load_notebook(p) for p in sorted((ROOT / "source").glob("*/*.ipynb"))]
    (lab,) = (source for source in sources if "detokenize" in str(source))

    assert "from torch import nn" in secret_lines([lab])
    assert "from torch import nn" not in secret_lines(sources)
