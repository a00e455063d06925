"""The examples of docs/ do what the text beside them says."""

import re
from pathlib import Path

import nbformat
import pytest
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.bank import fill, load_notebook, strip_hidden
from autograder.course import Course
from autograder.demo import prepare
from autograder.release import release
from tests.conftest import ROOT
from tests.fork import judge

BLOCK = re.compile(r"^```(markdown|python)\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
PATH = Path("source/own-quiz/OwnQuiz.ipynb")
SHARES = {
    "q11": {'"B "': 10, '"a"': 0, '"c"': 0, '["b"]': 0},
    "q12": {'["c", "a"]': 10, '"a"': 5, '"abcd"': 0, '{"a", "b"}': 0, '"a, c, d"': 5},
    "q13": {"4.4998": 10, "4.504": 10, "4.52": 5, "6.49": 5, "90": 0, "0.01": 0, "3": 0},
}
"""What docs/quizzes.md says that answers to its three questions earn."""


def own_quiz() -> NotebookNode:
    """Build a quiz from the blocks of docs/quizzes.md, three cells a question."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [new_code_cell("from lesson import answers", id="setup", metadata=marks("setup"))]
    blocks = BLOCK.findall((ROOT / "docs" / "quizzes.md").read_text())
    for prose, answer, test in zip(blocks[::3], blocks[1::3], blocks[2::3], strict=True):
        name = re.search(r"(q\d+) = ", answer[1])[1]  # type: ignore[index]
        graded = marks(f"test-{name}", grade=True, points=10)
        cells += [
            new_markdown_cell(prose[1], id=f"question-{name}", metadata=marks(f"question-{name}")),
            new_code_cell(answer[1], id=name, metadata=marks(name, solution=True, locked=False)),
            new_code_cell(test[1], id=f"test-{name}", metadata=graded),
        ]
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def marks(name: str, **changes: object) -> dict[str, object]:
    fixed = {"grade_id": name, "schema_version": 3, "task": False, "locked": True}
    return {"nbgrader": fixed | {"grade": False, "solution": False} | changes}


@pytest.mark.parametrize("name", SHARES)
def test_a_question_of_the_guide_earns_what_the_guide_says(name: str) -> None:
    quiz = own_quiz()
    assert {f"test-{one}" for one in SHARES} == judge(quiz, strip_hidden(quiz)).reports.keys()
    for answer, points in {"None": 0, **SHARES[name]}.items():
        filled = fill(quiz, strip_hidden(quiz), None)
        next(cell for cell in filled.cells if cell.id == name).source = f"{name} = {answer}"
        report = judge(quiz, filled, [f"test-{name}"]).reports[f"test-{name}"]
        assert report.score == points, answer
        assert report.passed or report.findings[0].hint


def test_a_quiz_made_from_the_guide_is_released_without_its_answers(
    course: Course, tmp_path: Path
) -> None:
    there = prepare(course, tmp_path / "course", [])
    (there.root / PATH).parent.mkdir(parents=True)
    nbformat.write(own_quiz(), there.root / PATH)

    release(there)

    released = load_notebook(there.root / "release" / PATH.relative_to("source"))
    cells = {cell.id: cell.source for cell in released.cells}
    assert [cells[name] for name in SHARES] == [f"{name} = None" for name in SHARES]
    assert "checks.quiz" not in "".join(cells.values())
