"""The examples of docs/ do what the text beside them says."""

import re
import shlex
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from traitlets.config import Configurable
from typer.main import get_command

from autograder.bank.demo import prepare
from autograder.bank.entries import fill, strip_hidden
from autograder.commands.app import app
from autograder.course import Course
from autograder.limits import Limits, NotebookLimits
from autograder.notebook import load_notebook
from autograder.release.build import release
from autograder.sanitize.clean import CleanOutputs
from tests.conftest import ROOT
from tests.support.fork import judge
from tests.support.guides import KERNEL, blocks, marks, prose
from tests.support.marks import some
from tests.test_keys import KEYS

PATH = Path("source/own-quiz/OwnQuiz.ipynb")
SHARES = {
    "q11": {'"B "': 10, '"a"': 0, '"c"': 0, '["b"]': 0},
    "q12": {'["c", "a"]': 10, '"a"': 5, '"abcd"': 0, '{"a", "b"}': 0, '"a, c, d"': 5},
    "q13": {"4.4998": 10, "4.504": 10, "4.52": 5, "6.49": 5, "90": 0, "0.01": 0, "3": 0},
}
"""What docs/quizzes.md says that answers to its three questions earn."""
GUIDES = ("quizzes.md", "quizzes.pt-BR.md")


def own_quiz(page: str) -> NotebookNode:
    """Build a quiz from the blocks of a page of docs/, three cells a question."""
    cells = [new_code_cell("from lesson import answers", id="setup", metadata=read_only("setup"))]
    guide = blocks(ROOT / "docs" / page)
    for question, answer, test in zip(guide[::3], guide[1::3], guide[2::3], strict=True):
        name = re.search(r"(q\d+) = ", answer.text)[1]  # type: ignore[index]
        asked = f"question-{name}"
        graded = read_only(f"test-{name}", grade=True, points=10)
        cells += [
            new_markdown_cell(question.text, id=asked, metadata=read_only(asked)),
            new_code_cell(answer.text, id=name, metadata=marks(name, solution=True)),
            new_code_cell(test.text, id=f"test-{name}", metadata=graded),
        ]
    made: NotebookNode = new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    return made


def read_only(name: str, **changes: object) -> dict[str, object]:
    return marks(name, locked=True, **changes)


@pytest.mark.parametrize("page", some(GUIDES, 2))
@pytest.mark.parametrize("name", SHARES)
def test_a_question_of_the_guide_earns_what_the_guide_says(name: str, page: str) -> None:
    quiz = own_quiz(page)
    assert {f"test-{one}" for one in SHARES} == judge(quiz, strip_hidden(quiz)).reports.keys()
    for answer, points in {"None": 0, **SHARES[name]}.items():
        filled = fill(quiz, strip_hidden(quiz), None)
        next(cell for cell in filled.cells if cell.id == name).source = f"{name} = {answer}"
        report = judge(quiz, filled, [f"test-{name}"]).reports[f"test-{name}"]
        assert report.score == points, answer
        assert report.passed or report.findings[0].hint


@pytest.mark.parametrize("page", GUIDES)
def test_a_quiz_made_from_the_guide_is_released_without_its_answers(
    course: Course, tmp_path: Path, page: str
) -> None:
    there = prepare(course, tmp_path / "course", [])
    (there.root / PATH).parent.mkdir(parents=True)
    nbformat.write(own_quiz(page), there.root / PATH)

    release(there)

    released = load_notebook(there.root / "release" / PATH.relative_to("source"))
    cells = {cell.id: cell.source for cell in released.cells}
    assert [cells[name] for name in SHARES] == [f"{name} = None" for name in SHARES]
    assert "autograder" not in "".join(cells.values())


BANK = ROOT / "tests" / "submissions" / "README.md"
PAGES = sorted([*(ROOT / "docs").glob("*.md"), *ROOT.glob("*.md"), BANK])
REAL = get_command(app).commands  # type: ignore[attr-defined]
COMMANDS = [
    pytest.param(line, id=f"{page.stem}: {line}")
    for page in PAGES
    for line in re.findall(r"python -m autograder ([a-z][^`#|\n]*)", page.read_text())
]


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_guides_is_one_that_there_is(line: str) -> None:
    name, *arguments = shlex.split(line)

    REAL[name].make_context(name, arguments)  # raises a usage error


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)", prose(page.read_text())):
        assert link.startswith("https://") or (page.parent / link).exists(), link


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_links_into_a_page_lead_to_a_heading_or_an_anchor_of_it(page: Path) -> None:
    for link, part in re.findall(r"\]\(([^)#:]*)#([^)]+)\)", prose(page.read_text())):
        there = (page.parent / link if link else page).read_text()
        headings = re.findall(r"^#+ (.*)", there, re.MULTILINE)
        slugs = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
        assert part in slugs or f'<a id="{part}"></a>' in there, f"{link}#{part}"


REFERENCE = (ROOT / "docs" / "reference.md").read_text()
SECTIONS = dict(re.findall(r"^### `([\w-]+)`\n(.*?)(?=^##)", REFERENCE, re.MULTILINE | re.DOTALL))
"""What docs/reference.md says of each command."""


def first_column(page: str) -> set[str]:
    """Return the code in the first column of a page's tables."""
    cells = re.findall(r"^\| ([^|]*) \|", page, re.MULTILINE)
    return {code for cell in cells for code in re.findall(r"`([^`]+)`", cell)}


def parameters(command: Any) -> set[str]:
    """Return a command's arguments, in capitals, and its options."""
    return {
        parameter.opts[0] if parameter.param_type_name == "option" else parameter.name.upper()
        for parameter in command.params
    }


def test_every_command_is_explained() -> None:
    assert SECTIONS.keys() == REAL.keys()


@pytest.mark.parametrize("name", REAL)
def test_every_argument_of_a_command_is_explained(name: str) -> None:
    assert first_column(SECTIONS.get(name, "")) == parameters(REAL[name])


@pytest.mark.parametrize("settings", [Course, NotebookLimits, CleanOutputs])
def test_every_setting_is_explained(settings: type[Configurable]) -> None:
    found = re.findall(rf"^\| `c\.{settings.__name__}\.(\w+)`", REFERENCE, re.MULTILINE)

    assert set(found) == settings.class_own_traits(config=True).keys() - {"enabled"}


def test_every_limit_is_explained() -> None:
    section = (ROOT / "docs" / "grading.md").read_text().partition("\n## Limits\n")[2]

    assert (
        first_column(section.partition("\n## ")[0]) == Limits.class_own_traits(config=True).keys()
    )


def test_the_chance_of_a_lucky_resubmission_follows_from_what_is_measured() -> None:
    """None of n attempts was lucky: 95 of 100 times, the chance is below 1 - 0.05 ** (1 / n)."""
    page = " ".join((ROOT / "docs" / "grading.md").read_text().split())
    (keys, chance) = re.findall(r"under (\d+) keys.*? at most ([\d.]+)%", page)[0]

    assert int(keys) == len(KEYS)
    assert float(chance) == round(100 * (1 - 0.05 ** (1 / len(KEYS))), 1)
