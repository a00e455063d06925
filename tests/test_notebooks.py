"""The source notebooks as pieces of writing: what they promise agrees with what they hold."""

import re
import symtable
from pathlib import Path

import nbformat
import pytest
from nbgrader import utils

from autograder.notebook import SCHEME, load_notebook, marked_lines, split
from tests.conftest import ROOT

NOTEBOOKS = sorted((ROOT / "source").glob("*/*.ipynb"))
POINTS = re.compile(r"\((\d+) points?\)")
POINTS_OF = {"GenerativeNetworks": (0, 0), "QuizBefore": (100, 0), "QuizAfter": (100, 0)}
"""In all and by hand; else 100 and 10."""
HIDDEN = {"quiz-before": 40, "quiz-after": 40}
"""Lines that a hidden region has at most, explanations of wrong answers included; else 8."""

WITH_HINTS = ("GenerativePyTorch", "GenerativeTF", "WordLevelLab")
HOURS = {5: "five", 6: "six"}

pytestmark = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def test_the_notebook_is_valid_and_holds_no_outputs(path: Path) -> None:
    notebook = load_notebook(path)

    nbformat.validate(notebook)
    assert [c.id for c in notebook.cells if c.get("outputs") or c.get("execution_count")] == []


def test_the_points_are_as_announced_in_all_and_by_hand(path: Path) -> None:
    cells = [c for c in load_notebook(path).cells if utils.is_grade(c)]

    found = [c.metadata.nbgrader.points for c in cells]
    by_hand = [c.metadata.nbgrader.points for c in cells if utils.is_solution(c)]
    assert POINTS_OF.get(path.stem, (100, 10)) == (sum(found), sum(by_hand))


def test_a_mark_scheme_gives_as_many_points_as_its_answer_is_worth(path: Path) -> None:
    """It stands in nbgrader's own markers, which keep it out of a release."""
    answers = [c for c in load_notebook(path).cells if utils.is_grade(c) and utils.is_solution(c)]
    for cell in (answer for answer in answers if answer.cell_type == "markdown"):
        scheme = [line.text for line in marked_lines(cell.source) if line.region == SCHEME]
        points = re.findall(r"(?:\* |; )(\d+) for ", " ".join(scheme))
        assert sum(map(int, points)) == cell.metadata.nbgrader.points, cell.id


def test_prose_comment_metadata_and_report_agree_on_the_points(path: Path) -> None:
    section, promised, given = "", {}, {}
    for cell in load_notebook(path).cells:
        if cell.source.startswith("## ") and (found := POINTS.search(cell.source.split("\n")[0])):
            section = cell.source.split("\n")[0]
            promised[section], given[section] = int(found[1]), 0
        if not utils.is_grade(cell):
            continue
        points = cell.metadata.nbgrader.points
        given[section] += points
        if cell.cell_type == "code":
            visible, hidden, *_around = split(cell.source)
            assert str(points) == POINTS.findall(visible.split("\n")[0])[-1], cell.id
            assert f"points={points}" in hidden, cell.id
            assert len(hidden.strip().split("\n")) <= HIDDEN.get(path.parent.name, 11), cell.id

    assert promised == given


def test_cells_are_short_enough_to_be_read(path: Path) -> None:
    for cell in load_notebook(path).cells:
        if cell.cell_type == "markdown" and not utils.is_solution(cell):
            assert len(cell.source.split()) <= 150, cell.id
        if cell.cell_type == "code" and not utils.is_grade(cell) and not utils.is_solution(cell):
            assert cell.source.count("\n") < 40, cell.id
        if cell.cell_type == "code":
            assert max(len(line) for line in cell.source.split("\n")) <= 100, cell.id


def test_the_hours_announced_are_the_sum_of_the_tasks_minutes(path: Path) -> None:
    prose = "\n".join(c.source for c in load_notebook(path).cells if c.cell_type == "markdown")
    announced = re.findall(r"Allow about (\w+) hours", prose)
    minutes = [int(found) for found in re.findall(r"\*About (\d+) minutes\.\*", prose)]
    tasks = re.findall(r"^## \d+\. .*points?\)$", prose, re.MULTILINE)

    if path.stem in WITH_HINTS:
        assert len(minutes) == len(tasks)
        assert announced == [HOURS[round(sum(minutes) / 60)]]


def test_every_task_of_code_has_three_hints_that_open_one_at_a_time(path: Path) -> None:
    hints = [c.source for c in load_notebook(path).cells if c.id.startswith("hints-")]
    hint = re.compile(r"<details><summary>Hint (\d): [^<]+</summary>\n\n.+?\n\n</details>")

    if path.stem in WITH_HINTS:
        assert len(hints) >= 7
    for cell in hints:
        assert hint.findall(cell) == ["1", "2", "3"]


def test_prose_holds_no_tag_outside_of_code_which_a_page_would_swallow(path: Path) -> None:
    for cell in load_notebook(path).cells:
        if cell.cell_type == "markdown":
            outside = re.sub(r"`[^`]*`|</?(details|summary)>", "", cell.source)
            assert not re.search(r"<[a-z/]", outside), cell.id


def test_a_cell_is_named_by_its_grade_id(path: Path) -> None:
    for cell in load_notebook(path).cells:
        if "nbgrader" in cell.metadata:
            assert cell.id == cell.metadata.nbgrader.grade_id


def test_a_visible_test_changes_no_variable_that_another_cell_uses(path: Path) -> None:
    """Whoever mends a solution after a failed test runs earlier cells again, with what it left."""
    cells = [c for c in load_notebook(path).cells if c.cell_type == "code"]
    tests = {c.id: c for c in cells if utils.is_grade(c) and not utils.is_solution(c)}
    changed = {name: _names(cell.source)[0] for name, cell in tests.items()}
    used = {c.id: _names(c.source)[1] for c in cells if c.id not in tests}
    found = {
        (test, other, name)
        for test, names in changed.items()
        for other, theirs in used.items()
        for name in names & theirs
    }

    assert not found


def _names(source: str) -> tuple[set[str], set[str]]:
    """Return the variables that a cell makes, and those that it uses and does not make."""
    visible = split(source).visible
    lines = ["pass" if line.startswith(("%", "!")) else line for line in visible.splitlines()]
    table = symtable.symtable("\n".join(lines), "cell", "exec")
    top = table.get_symbols()
    made = {s.get_name() for s in top if s.is_assigned() or s.is_imported()}
    scopes, used = [table], set()
    while scopes:
        scope = scopes.pop()
        scopes += scope.get_children()
        used |= {
            s.get_name()
            for s in scope.get_symbols()
            if s.is_referenced() and (scope is table or s.is_global())
        }
    return made, used - made
