"""What courses from elsewhere have: broken notebooks, and tests that lean on one another."""

import nbformat
import pytest
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.course import Course
from autograder.engine.adopt import Verdict, copy, try_out
from autograder.engine.reference import hand_in
from autograder.notebook import grade_id, load_notebook
from lesson.i18n import ENGLISH
from tests.support.grading import graded_csv, points, workforce
from tests.support.guides import marks, write_notebook

pytestmark = [pytest.mark.xdist_group("adopted course"), pytest.mark.slow]

BEGIN, END = "### BEGIN {}\n", "\n### END {}\n"
DRAW = "    plt.plot([1, 2], [3, 4])\n    plt.title('T')"
TOTAL = "    result = 0\n    for one in items:\n        result += one\n    return result"


def answer(name: str, head: str, body: str) -> NotebookNode:
    kind = "SOLUTION"
    source = f"{head}\n{BEGIN.format(kind)}{body}{END.format(kind)}"
    made: NotebookNode = new_code_cell(source, metadata=marks(name, solution=True))
    return made


def check(name: str, hidden: str, above: str = "", below: str = "") -> NotebookNode:
    kind = "HIDDEN TESTS"
    source = f"{above}\n{BEGIN.format(kind)}{hidden}{END.format(kind)}{below}"
    made: NotebookNode = new_code_cell(
        source, metadata=marks(name, grade=True, locked=True, points=1)
    )
    return made


NOTEBOOK = [
    new_code_cell("import matplotlib.pyplot as plt"),
    answer("draw", "def draw():", DRAW),
    check(
        "figure", "draw()\nax = plt.gca()\nassert ax.get_title() == 'T' and ax.figure is plt.gcf()"
    ),
    answer("total", "def total(items):", TOTAL),
    check("below", "assert same(total([5]), 5)", "same = lambda a, b: a == b", "same = None"),
    check(
        "by-hand",
        "def sum(*items):\n    raise AssertionError('without sum')\n"
        "def close(a, b):\n    return abs(a - b) < 1e-9\nassert close(total([1, 2]), 3)",
    ),
    check("earlier", "assert close(total([0.5]), 0.5)"),
    check("nothing", "first = [total([1])]\nfirst[0]", "assert total([]) is not None"),
]
UNNAMED = {"schema_version": 3, "grade": False, "solution": False, "locked": False}
BROKEN = {
    "nested": [check("one", f"assert f\n{BEGIN.format('HIDDEN TESTS')}assert f")],
    "alone": [new_code_cell("f = 1\n### END SOLUTION", metadata=marks("f", solution=True))],
    "outdated": [new_code_cell("f = 1", metadata={"nbgrader": {**UNNAMED, "schema_version": 1}})],
    "side-by-side": [answer("f", 'def f():\n    "Return " "one."', "    return 1")],
}


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Course, list[Verdict]]:
    """Move a course here."""
    folder = tmp_path_factory.mktemp("theirs")
    for name, cells in {"good": NOTEBOOK, **BROKEN}.items():
        write_notebook(folder / "source" / name / "problem.ipynb", cells)
    unnamed = new_code_cell("x = 1", metadata={"nbgrader": UNNAMED})
    write_notebook(folder / "source" / "unnamed" / "problem.ipynb", [unnamed, *NOTEBOOK[3:5]])
    course = copy(folder, folder.parent / "ours", ENGLISH)
    return course, try_out(course, workforce())


def test_a_solution_gets_what_it_gets_elsewhere(adopted: tuple[Course, list[Verdict]]) -> None:
    _course, verdicts = adopted
    good = [one for one in verdicts if one.assignment in ("good", "unnamed")]

    assert [one.problem for one in good] == [""] * 6
    assert all(one.solution == one.points and not one.untouched for one in good)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nested", "BEGIN HIDDEN TESTS within"),
        ("alone", "END SOLUTION without BEGIN SOLUTION"),
        ("outdated", "nbgrader update"),
    ],
)
def test_a_broken_assignment_is_named_and_the_others_go_on(
    adopted: tuple[Course, list[Verdict]], name: str, said: str
) -> None:
    (verdict,) = (one for one in adopted[1] if one.assignment == name)

    assert said in verdict.problem
    assert "problem.ipynb" in verdict.problem


def test_texts_side_by_side_are_left_as_they_are(adopted: tuple[Course, list[Verdict]]) -> None:
    course, verdicts = adopted

    assert not any(one.problem for one in verdicts if one.assignment == "side-by-side")
    assert "Return " in (course.root / "release/side-by-side/problem.ipynb").read_text()


@pytest.mark.parametrize(
    ("total", "lost"),
    [
        ("def total(items):\n    return sum(items)", {"by-hand", "earlier", "nothing"}),
        (f"def total(items):\n    if not items:\n        return None\n{TOTAL}", {"nothing"}),
    ],
    ids=["by Python's own", "a visible assertion fails"],
)
def test_a_wrong_answer_loses_what_it_loses_elsewhere(
    adopted: tuple[Course, list[Verdict]], total: str, lost: set[str]
) -> None:
    course, _verdicts = adopted
    student = f"s{len(lost)}"
    todo = [hand_in(course, "good", student)]
    path = course.root / "submitted" / student / "good" / "problem.ipynb"
    notebook = load_notebook(path)
    answers = {"draw": f"def draw():\n{DRAW}", "total": total}
    for cell in notebook.cells:
        cell.source = answers.get(grade_id(cell), cell.source)
    nbformat.write(notebook, path)

    outcomes, _csv = graded_csv(course, todo)

    mine = points(course, outcomes, student, "good")
    assert {name for name, score in mine.items() if score == 0} == lost
