"""The worked example of docs/instructor.md, followed by the letter in a copy of the kit."""

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from autograder.notebook import load_notebook
from tests.conftest import ROOT
from tests.support.guides import Block, blocks, cells_of, files_of, write_notebook
from tests.support.shell import environment

GUIDE = blocks(ROOT / "docs" / "instructor.md")
EXAMPLE = Path("top-k/TopK.ipynb")
PARTS = (
    "autograder",
    "lesson",
    "locale",
    "requirements",
    "course_config.py",
    "nbgrader_config.py",
    "pyproject.toml",
)


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the kit in English, with the notebook, the probe and the check of the guide."""
    root = tmp_path_factory.mktemp("kit")
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copyfile
        copy(ROOT / part, root / part)
    with (root / "course_config.py").open("a") as config:
        config.write('\nc.Course.language = "en"\n' + settings())
    write_notebook(root / "source" / EXAMPLE, cells_of(GUIDE))
    for path, text in files_of(GUIDE).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    (root / "judges" / "__init__.py").touch()
    return root


def settings() -> str:
    """Return what the guide puts into course_config.py for the example."""
    (block,) = (block for block in GUIDE if block.kind == "py" and "judges" in block.text)
    return block.text


def tried() -> list[Block]:
    """Return the blocks of the example's last step."""
    return [block for block in GUIDE if block.heading.startswith("4.")]


def run(kit: Path, commands: str) -> str:
    """Type the lines of a console block, and return what they print."""
    said = ""
    for line in commands.splitlines():
        done = subprocess.run(
            shlex.split(line.removeprefix("$ ")),
            cwd=kit,
            env=environment(PYTHONPATH=str(kit), COLUMNS="100"),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        said += done.stdout
    return said


def rows(table: str) -> list[list[str]]:
    """Return the words of each line that has any; a table is as wide as its terminal."""
    return [line.split() for line in table.splitlines() if line.strip(" ─")]


def test_the_example_prints_what_the_guide_says(kit: Path) -> None:
    release, misconception, grade, table = tried()
    run(kit, release.text)
    handed_in = kit / "submitted" / "davi" / EXAMPLE
    cells = load_notebook(handed_in).cells
    next(
        cell for cell in cells if cell.metadata.get("nbgrader", {}).get("grade_id") == "keep-top-k"
    ).source = misconception.text
    write_notebook(handed_in, cells)

    printed = run(kit, grade.text)

    assert [row for row in rows(table.text) if row not in rows(printed)] == []

    run(kit, "$ python -m autograder feedback")
    page = (kit / "feedback" / "davi" / "top-k" / "TopK.html").read_text()
    assert "A threshold keeps every tied token" in page


def test_the_example_gives_away_nothing(kit: Path) -> None:
    released = "".join(cell.source for cell in load_notebook(kit / "release" / EXAMPLE).cells)

    assert "def keep_top_k" in released
    for secret in ("HIDDEN", "argsort", "judges", "Mark scheme"):
        assert secret not in released
