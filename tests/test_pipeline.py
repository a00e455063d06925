"""Some of each class through the whole pipeline, as an instructor would send them."""

from pathlib import Path

import pytest

from autograder.bank.demo import CLASS, prepare, submit
from autograder.bank.entries import read
from autograder.course import Course, Submission, submissions
from autograder.gradebook.outcome import Outcome, rows
from autograder.gradebook.points import GRADED, MANUAL
from autograder.release.build import release
from tests.conftest import ROOT
from tests.support.grading import graded_csv, nbgrader, points, stock_course, write_feedback

STUDENTS = ("davi", "karina", "lucas")
"""Who of each class is graded here: a misconception, an attack, and the untouched release. What
davi has right gets full marks too; `make test-all` sends the whole bank."""
LONG = ("generative-tensorflow", "word-lab", "quiz-before")  # or as quiz-after: `make test-all`
# A class an assignment, each on one worker.
CLASSES = [
    pytest.param(
        name,
        marks=[
            pytest.mark.xdist_group(f"pipeline of {name}"),
            *([pytest.mark.slow] if name in LONG else []),
        ],
    )
    for name in CLASS
]
every_class = pytest.mark.parametrize("graded", CLASSES, indirect=True)
pytorch_class = pytest.mark.parametrize("graded", CLASSES[:1], indirect=True)
Graded = tuple[Course, list[Outcome], str]


AGAIN = ("davi",)


@pytest.fixture(scope="session")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that appears if a submission's text runs in the grader."""
    return tmp_path_factory.mktemp("canary") / "sang"


@pytest.fixture(scope="session")
def graded(
    request: pytest.FixtureRequest,
    course: Course,
    tmp_path_factory: pytest.TempPathFactory,
    canary: Path,
) -> Graded:
    """One class of the demonstration, graded once."""
    name = request.param
    there = prepare(course, tmp_path_factory.mktemp("class") / "course", [name])
    release(there)
    submit(course, there, name, {who: CLASS[name][who] for who in STUDENTS})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTOGRADER_CANARY", str(canary))
        return there, *graded_csv(there, submissions(there))


@every_class
@pytest.mark.parametrize("student", STUDENTS)
def test_everyone_gets_the_points_that_the_bank_declares(graded: Graded, student: str) -> None:
    there, outcomes, _csv = graded
    found = [r for r in rows(there, outcomes) if r.student == student]
    (assignment,) = {row.assignment for row in found}
    name = CLASS[assignment][student]
    declared = {}
    if name != "untouched":
        declared = read(ROOT / f"tests/submissions/{assignment}/{name}.py").scores

    for row in found:
        if row.grade_id.startswith("answer-") and name != "untouched":
            assert (row.score, row.status) == (None, MANUAL)
        else:
            full = 0 if name == "untouched" else declared.get(row.grade_id, row.max_score)
            assert (full, GRADED) == (row.score, row.status), row.grade_id
    assert sum(row.max_score for row in found) == 100


@pytest.mark.slow
@pytorch_class
def test_the_same_students_graded_again_get_the_same_lines_byte_for_byte(graded: Graded) -> None:
    """One student here; `make test-all` grades everyone twice."""
    there, _outcomes, first = graded
    again = [one for one in submissions(there) if one.student in AGAIN]

    lines = graded_csv(there, again)[1].splitlines()

    assert len(again) == len(AGAIN)
    assert [line for line in first.splitlines() if line.split(",")[0] in AGAIN] == lines[1:]


@pytest.mark.slow
@every_class
def test_the_same_class_graded_again_gets_the_same_csv_byte_for_byte(graded: Graded) -> None:
    there, _outcomes, first = graded

    assert first == graded_csv(there, submissions(there))[1]


@every_class
def test_markers_in_a_students_cell_do_not_run_in_the_grader(graded: Graded, canary: Path) -> None:
    assert all("hostile/markers_in_student_cell" in who.values() for who in CLASS.values())
    assert not canary.exists()


@pytorch_class
def test_feedback_shows_hints_and_no_hidden_test(graded: Graded) -> None:
    there, _outcomes, _csv = graded
    pages = write_feedback(there, [Submission("davi", "generative-pytorch")])

    (page,) = [path.read_text() for path in pages]
    assert "the temperature is ignored" in page
    assert "BEGIN HIDDEN TESTS" not in page
    assert "checks.temperature" not in page


@pytest.mark.slow
@every_class
def test_stock_nbgrader_gives_honest_students_the_same_points(
    graded: Graded, tmp_path: Path
) -> None:
    """The hidden tests run beside the students' code there, and say the same of it."""
    there, outcomes, _csv = graded
    (name,) = {row.assignment for row in rows(there, outcomes)}
    honest = [who for who in STUDENTS if "hostile" not in CLASS[name][who]]
    stock = stock_course(there, tmp_path / "stock")

    nbgrader(stock, "autograde", name)

    for student in honest:
        assert points(there, outcomes, student, name) == points(stock, outcomes, student, name)


@pytorch_class
@pytest.mark.slow
def test_nbgraders_own_commands_give_the_same_points(graded: Graded) -> None:
    there, outcomes, _csv = graded
    before = points(there, outcomes, "davi")

    nbgrader(there, "autograde", "generative-pytorch", "--student=davi", "--force")
    assert before == points(there, outcomes, "davi")
    nbgrader(there, "generate_feedback", "generative-pytorch", "--student=davi", "--force")
