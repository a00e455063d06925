"""release/: fresh, complete, and without a single answer."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader import utils

from autograder.bank.demo import prepare
from autograder.course import Course, load_course
from autograder.errors import CourseError, ReleaseError
from autograder.files import contents, lay_out
from autograder.notebook import load_notebook
from autograder.release.build import build, deliver, release, write_zip
from autograder.release.scan import scan, secret_lines
from tests.conftest import ROOT
from tests.support.git import ignored, tracked
from tests.support.marks import slow
from tests.support.shell import environment

Files = dict[str, bytes]
NOTEBOOKS = sorted((ROOT / "source").glob("*/*.ipynb"))
NAMES = [path.parent.name for path in NOTEBOOKS]

pytestmark = pytest.mark.xdist_group("release")  # which one worker makes, once


def kept(files: Files) -> Files:
    """Return those files of release/ that git keeps."""
    left_out = ignored(f"release/{name}" for name in files)
    return {name: data for name, data in files.items() if f"release/{name}" not in left_out}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release/ that Binder makes of this course, in the language that it is in."""
    there = prepare(load_course(ROOT), tmp_path_factory.mktemp("made") / "course", NAMES)
    subprocess.run([ROOT / "postBuild"], cwd=there.root, env=environment(), check=True)
    return there.root / "release"


def test_the_committed_release_is_what_the_source_makes_byte_for_byte(made: Path) -> None:
    fresh, committed = kept(contents(made)), kept(contents(ROOT / "release"))

    assert fresh.keys() == committed.keys()
    assert [name for name in fresh if fresh[name] != committed[name]] == []


def test_git_keeps_all_of_a_release_but_the_lesson_and_the_zips(made: Path) -> None:
    files = contents(made)
    copies = {name for name in files if name.split("/")[1:2] == ["lesson"]}
    zips = {f"{name}.zip" for name in NAMES}

    assert len(copies) > len(NAMES)
    assert zips < files.keys()
    assert files.keys() - kept(files).keys() == copies | zips


@pytest.mark.parametrize("name", NAMES)
def test_a_zip_holds_the_notebooks_the_lesson_and_the_requirements(made: Path, name: str) -> None:
    notebooks = {path.name for path in (made / name).glob("*.ipynb")}
    lesson = {path for path in tracked("lesson") if not path.endswith(".pot")}
    with zipfile.ZipFile(made / f"{name}.zip") as archive:
        files = {info.filename: archive.read(info) for info in archive.infolist()}
    files = {path.removeprefix(f"{name}/"): data for path, data in files.items()}

    assert files == contents(made / name)
    assert notebooks | lesson | {"lesson/language.txt"} < files.keys()
    assert [path for path in lesson if files[path] != (ROOT / path).read_bytes()] == []
    assert [path for path in files if re.fullmatch(r"requirements.*\.txt", path)]


@pytest.mark.parametrize("name", NAMES)
def test_a_zip_has_at_most_2_mb(made: Path, name: str) -> None:
    assert (made / f"{name}.zip").stat().st_size <= 2_000_000


def test_a_zip_has_the_same_bytes_whatever_the_files_dates_and_rights(
    made: Path, tmp_path: Path
) -> None:
    """Each machine writes its own dates, and rights by its own umask."""
    name = NAMES[0]
    shutil.copytree(made / name, tmp_path / name)
    for path in (tmp_path / name).rglob("*"):
        os.utime(path, (1e9, 1e9))
        path.chmod(0o700)

    assert write_zip(tmp_path / name).read_bytes() == (made / f"{name}.zip").read_bytes()


@pytest.mark.slow
def test_a_release_can_be_made_again_over_an_old_one(released: Course) -> None:
    first = contents(released.root / "release")
    release(released)

    assert first == contents(released.root / "release")


@pytest.mark.parametrize("whole", [True, False])
def test_an_old_release_that_cannot_be_removed_is_an_error(
    small: Course, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    build(small, ["exam"])
    before = contents(small.root / "release")
    remove = shutil.rmtree

    def stuck(path: Path, ignore_errors: bool = False) -> None:
        if "build" in Path(path).parts:
            remove(path)
        elif not ignore_errors:
            raise PermissionError(path)

    monkeypatch.setattr(shutil, "rmtree", stuck)
    with pytest.raises(PermissionError):
        release(small) if whole else deliver(small, ["exam"])

    assert contents(small.root / "release").keys() <= before.keys()


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


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("### begin hidden tests", True),
        ("### BEGIN HIDDEN TEST", True),
        ("    ### END  HIDDEN TESTS ###", True),
        ("### HIDDEN TESTS", True),
        ("# Begin Solution:", True),
        ("# hidden tests check longer texts, too", False),
        ("# where the solution begins", False),
    ],
)
def test_a_misspelt_marker_is_found(course: Course, tmp_path: Path, line: str, found: bool) -> None:
    notebook = new_notebook(cells=[new_code_cell(f"x = 1\n{line}\nassert x == 1")])
    nbformat.write(notebook, tmp_path / "Notebook.ipynb")

    assert [line.strip() in one for one in scan(course, tmp_path)] == [True] * found


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

    assert scan(course, tmp_path) == [f"Notebook.ipynb: output of cell '{code['id']}'"]


def test_a_release_with_an_answer_is_refused_and_the_old_one_stays(released: Course) -> None:
    before = contents(released.root / "release")
    config = released.root / "course_config.py"
    config.write_text(
        config.read_text()
        + "\nc.GenerateAssignment.preprocessors = ['nbgrader.preprocessors.LockCells',"
        "'nbgrader.preprocessors.ComputeChecksums', 'nbgrader.preprocessors.SaveCells']\n"
    )

    with pytest.raises(ReleaseError, match="answers would be released"):
        release(load_course(released.root))
    assert before == contents(released.root / "release")


def test_a_course_without_assignments_says_so(scratch: Course) -> None:
    shutil.rmtree(scratch.root / "source")

    with pytest.raises(CourseError, match="no assignment"):
        release(scratch)


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", [NOTEBOOKS[0], *map(slow, NOTEBOOKS[1:])], ids=[path.stem for path in NOTEBOOKS]
)
def test_a_notebook_runs_from_a_clone_where_the_lesson_is_installed(
    tmp_path: Path, path: Path
) -> None:
    """As far as there is nothing for the student to do, and in the release's language."""
    lay_out(kept(contents(ROOT / "release")), tmp_path)
    notebook = load_notebook(tmp_path / path.relative_to(ROOT / "source"))
    todo = (n for n, cell in enumerate(notebook.cells) if utils.is_solution(cell))
    notebook.cells = notebook.cells[: next(todo, None)]
    notebook.cells.append(new_code_cell("from lesson import i18n; i18n.language(), i18n.__file__"))
    folder = tmp_path / path.parent.name

    NotebookClient(notebook, resources={"metadata": {"path": str(folder)}}).execute()

    language, file = ast.literal_eval(notebook.cells[-1].outputs[0].data["text/plain"])
    assert language == load_course(ROOT).language
    assert tmp_path not in Path(file).parents


def test_the_zip_brings_its_own_lesson(made: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(made / "generative-pytorch.zip") as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / "generative-pytorch"
    code = "import lesson.corpora as c; print(c.__file__); print(c.headlines('en', 1, 0)[0])"

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )

    assert str(folder) in done.stdout
    assert (folder / "requirements.txt").read_text().count("torch==2.13.0") == 1


def test_where_the_student_chooses_the_framework_the_zip_has_the_requirements_of_both(
    made: Path,
) -> None:
    with zipfile.ZipFile(made / "word-lab.zip") as archive:
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


def test_an_import_is_no_secret_of_files_beside_the_notebook(tmp_path: Path) -> None:
    """Every release has lesson/, which imports as everybody does."""
    line = "from collections import defaultdict"
    cell = new_code_cell(f"### BEGIN SOLUTION\n{line}\n### END SOLUTION")
    folder = tmp_path / "release"
    for path in (tmp_path / "source/a", folder):
        path.mkdir(parents=True)
    (tmp_path / "course_config.py").write_text("c = get_config()\n")
    nbformat.write(new_notebook(cells=[cell]), tmp_path / "source/a/A.ipynb")

    (folder / "lesson.py").write_text(f"{line}\n")
    assert scan(load_course(tmp_path), folder) == []

    nbformat.write(new_notebook(cells=[new_code_cell(line)]), folder / "A.ipynb")
    assert scan(load_course(tmp_path), folder) == [f"A.ipynb: {line!r}"]
