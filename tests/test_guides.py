"""The worked example of docs/instructor.md, followed by the letter in a copy of the kit."""

import shlex
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.bank.entries import read
from autograder.notebook import load_notebook
from tests.conftest import ROOT
from tests.support.guides import Block, blocks, cells_of, files_of, write_notebook
from tests.support.shell import environment

GUIDES = {"en": "instructor.md", "pt_BR": "instructor.pt-BR.md"}
EXAMPLE = Path("word-count/WordCount.ipynb")
MISCONCEPTION = Path("tests/submissions/word-count/wrong/spaces_counted.py")
PARTS = (
    "autograder",
    "lesson",
    "locale",
    "requirements",
    "tests",
    "course_config.py",
    "nbgrader_config.py",
    "pyproject.toml",
)
HINTS = {"en": "Your function counts spaces.", "pt_BR": "Sua função conta os espaços."}


@dataclass(frozen=True)
class Kit:
    """A copy of the kit in one language, and the guide in it, followed up to its second command.

    Attributes:
        root: its folder.
        language: of the course and of the guide.
        printed: what the first command, `new`, prints.
    """

    root: Path
    language: str
    printed: str

    @property
    def guide(self) -> list[Block]:
        """The blocks of the example."""
        found = blocks(ROOT / "docs" / GUIDES[self.language])
        (start,) = (n for n, block in enumerate(found) if "autograder new" in block.text)
        return found[start:]

    def step(self, number: int) -> list[Block]:
        """Return the blocks of a step that begin or end in a terminal."""
        return [
            block
            for block in self.guide
            if block.heading.startswith(f"{number}.") and block.kind in ("console", "text")
        ]


@pytest.fixture(
    scope="module",
    params=[
        pytest.param("en", marks=pytest.mark.xdist_group("guide")),
        pytest.param("pt_BR", marks=pytest.mark.slow),
    ],
)
def kit(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Kit:
    root = tmp_path_factory.mktemp("kit")
    for part in PARTS:
        if (ROOT / part).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / part, root / part, ignore=ignored)
        else:
            shutil.copyfile(ROOT / part, root / part)
    with (root / "course_config.py").open("a") as config:
        config.write(f'\nc.Course.language = "{request.param}"\n')
    bare = Kit(root, request.param, "")
    return Kit(root, request.param, run(bare, bare.guide[0].text))


def run(kit: Kit, commands: str) -> str:
    """Type the lines of a console block, and return what they print."""
    said = ""
    for line in commands.splitlines():
        done = subprocess.run(
            shlex.split(line.removeprefix("$ ")),
            cwd=kit.root,
            env=environment(PYTHONPATH=str(kit.root), COLUMNS="100"),
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


def test_the_command_prints_what_the_guide_says(kit: Kit) -> None:
    assert rows(kit.guide[1].text) == rows(kit.printed)


def test_the_guide_shows_the_files_that_are_written(kit: Kit) -> None:
    shown = files_of(kit.guide)

    assert len(shown) == 4
    assert shown == {path: (kit.root / path).read_text() for path in shown}


def test_the_guide_shows_the_cells_that_are_written(kit: Kit) -> None:
    shown, written = cells_of(kit.guide), load_notebook(kit.root / "source" / EXAMPLE).cells

    assert [(cell.cell_type, cell.source) for cell in shown] == [
        (cell.cell_type, cell.source) for cell in written
    ]
    assert [cell.metadata for cell in shown] == [cell.metadata for cell in written]


@pytest.mark.slow
def test_the_commands_of_the_guide_do_what_it_says(kit: Kit) -> None:
    (bank,) = kit.step(4)
    hand_in, grade, table = kit.step(5)

    assert "passed" in run(kit, bank.text)

    run(kit, hand_in.text)
    handed_in = kit.root / "submitted" / "davi" / EXAMPLE
    cells = load_notebook(handed_in).cells
    misconception = read(kit.root / MISCONCEPTION).cells["count-words"]
    next(cell for cell in cells if cell.id == "count-words").source = misconception
    write_notebook(handed_in, cells)
    printed = run(kit, grade.text)
    assert [row for row in rows(table.text) if row not in rows(printed)] == []

    run(kit, "$ python -m autograder feedback")
    page = (kit.root / "feedback" / "davi" / "word-count" / "WordCount.html").read_text()
    assert HINTS[kit.language] in page
    released = "".join(cell.source for cell in load_notebook(kit.root / "release" / EXAMPLE).cells)
    assert "def count_words" in released
    assert [secret for secret in ("HIDDEN", "split", "judges") if secret in released] == []
