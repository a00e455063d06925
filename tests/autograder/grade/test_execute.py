"""Submissions in their sandbox: what limits do to them, and what files beside them cannot do."""

import html
import re
from pathlib import Path

import nbformat
import pytest

from autograder.bank.entries import Entry
from autograder.course import Course, Submission
from autograder.grade.execute import SealedExecute
from autograder.gradebook.outcome import Outcome, rows
from autograder.notebook import load_notebook
from tests.support import arena
from tests.support.grading import write_feedback

LOOP = arena.SOLUTIONS["double"] + "\nwhile True:\n    pass"
FLOOD = arena.SOLUTIONS["double"] + "\nwhile True:\n    print('x' * 1000)"
SHOWN = arena.SOLUTIONS["double"] + "\nwhile True:\n    display('x' * 10_000)"
SIZE = "resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024"
RAN = "open('/tmp/ran', 'a').write(__file__)\n"
PLANTED = (
    "ipykernel_launcher.py",
    "sitecustomize.py",
    "usercustomize.py",
    "conftest.py",
    "zmq.py",
    ".ipython/profile_default/startup/00.py",
    ".config/jupyter/jupyter_config.py",
    "ipython_config.py",
)
STUDENTS = {
    "honest": {},
    "loops": {"double": LOOP},
    "floods": {
        "double": FLOOD,
        "temperature": arena.SOLUTIONS["temperature"] + "\nprint('after the flood')",
    },
    "displays": {
        "double": SHOWN,
        "temperature": arena.SOLUTIONS["temperature"] + "\nprint('after the flood')",
    },
    "prints": {
        "double": arena.SOLUTIONS["double"]
        + f"\nimport resource\nbefore = {SIZE}\nfor _ in range(20_000):\n    print('x' * 10_000)",
        "temperature": arena.SOLUTIONS["temperature"] + f"\nprint('MiB', {SIZE} - before, 'more')",
    },
    "plants": {
        "double": arena.SOLUTIONS["double"] + "\nimport os\nprint(os.path.exists('/tmp/ran'))"
    },
    "leaves": {
        "double": "import os\nos.chdir('/tmp')\nimport lesson\n" + arena.SOLUTIONS["double"],
    },
    "misleads": {
        "double": (
            "import os\nos.chdir('trap')\nfrom lesson import budget\n"
            + arena.SOLUTIONS["double"]
            + "\nprint(os.path.exists('/tmp/ran'))"
        )
    },
    "looks": {"double": arena.SOLUTIONS["double"] + "\nimport os\nprint(sorted(os.listdir()))"},
}
ADDS = "adds"  # a line to a locked cell
pytestmark = pytest.mark.xdist_group("sandboxed class")


class Class:
    """A small class, graded once."""

    def __init__(self, course: Course, root: Path) -> None:
        with arena.trapped(root) as traps:
            self.course = arena.sealed_course(course, root / "course", traps)
            for student, cells in STUDENTS.items():
                filled = {**arena.SOLUTIONS, **cells}
                arena.hand_in(self.course.root, student, Entry(student, "", filled, {}), traps)
            folder = self.course.root / "submitted"
            for name in PLANTED:
                path = folder / "plants" / arena.NAME / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(RAN)
            trap = folder / "misleads" / arena.NAME / "trap"
            trap.mkdir()
            (trap / "lesson.py").write_text(RAN)
            (trap.parent / "lesson.py").write_text(RAN)
            (folder / "looks" / arena.NAME / "data").mkdir()
            (folder / "looks" / arena.NAME / "data" / "mine.txt").write_text("mine")
            filled = {**arena.SOLUTIONS, "double": "def double(x):\n    return factor * x"}
            arena.hand_in(self.course.root, ADDS, Entry(ADDS, "", filled, {}), traps)
            path = folder / ADDS / arena.NAME / arena.NOTEBOOK
            notebook = load_notebook(path)
            test = next(cell for cell in notebook.cells if cell.id == "test-double")
            test.source = f"factor = 2\n{test.source}\nprint(double(1))"
            nbformat.write(notebook, path)
            self.outcomes = arena.grade_sealed(self.course, traps, [*STUDENTS, ADDS])
            write_feedback(self.course, [Submission(ADDS, arena.NAME)])

    def points(self, student: str) -> dict[str, float | None]:
        found = rows(self.course, self.outcomes)
        return {row.grade_id: row.score for row in found if row.student == student}

    def outputs(self, student: str, name: str) -> str:
        return str(arena.graded_cell(self.course.root, student, name).outputs)


@pytest.fixture(scope="module")
def graded(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Class:
    return Class(course, tmp_path_factory.mktemp("sandboxed"))


@pytest.mark.parametrize("student", STUDENTS)
def test_a_cell_that_is_stopped_costs_nothing_that_it_had_defined_before(
    graded: Class, student: str
) -> None:
    assert graded.points(student) == arena.POINTS


def test_an_endless_loop_is_interrupted_and_the_feedback_says_after_what(graded: Class) -> None:
    assert "stopped after 2 s of computing in cell *double*" in graded.outputs("loops", "double")


def test_beyond_the_limit_output_is_dropped_and_the_cell_goes_on(graded: Class) -> None:
    found = graded.outputs("floods", "double")

    assert "[more than 0.5 MB of output: the rest is not kept]" in found
    assert len(found) < 1_000_000


@pytest.mark.parametrize("student", ["floods", "displays"])
def test_a_flood_is_interrupted_and_leaves_something_for_the_next_cell(
    graded: Class, student: str
) -> None:
    assert "stopped after 2 s of computing in cell *double*" in graded.outputs(student, "double")
    assert "after the flood" in graded.outputs(student, "temperature")


def test_what_is_printed_does_not_stay_in_memory(graded: Class) -> None:
    (grown,) = re.findall(r"MiB (\d+) more", graded.outputs("prints", "temperature"))

    assert int(grown) < 60  # of 200 that were printed


def test_files_that_look_like_modules_or_start_up_files_do_not_run(graded: Class) -> None:
    """All of them would have run before the first cell, and written a file."""
    assert "False" in graded.outputs("plants", "double")


def test_lesson_is_the_courses_own_wherever_the_notebook_goes(graded: Class) -> None:
    """A notebook that has left its folder finds it, and a file of the same name is not it."""
    assert "Error" not in graded.outputs("leaves", "double")
    assert "False" in graded.outputs("misleads", "double")


def test_a_student_sees_their_own_files_and_lesson_and_no_notebook(graded: Class) -> None:
    assert "['data', 'lesson']" in graded.outputs("looks", "double")


def test_what_a_locked_cell_lacks_is_named_where_it_is_missed(graded: Class) -> None:
    page = graded.course.root / "feedback" / ADDS / arena.NAME / arena.NOTEBOOK
    text = html.unescape(page.with_suffix(".html").read_text())

    assert graded.points(ADDS) == {**arena.POINTS, "test-double": 0}
    assert "`factor` is not defined: what you added to the locked cell *test-double*" in text
    assert "'test-double': what was added to this locked code does not run" in text
    assert "Your version of the locked cell" in text


@pytest.mark.slow
@pytest.mark.parametrize(("session", "said"), [(None, "started"), (object(), "run to the end")])
def test_what_fails_after_the_start_is_no_kernel_that_did_not_start(
    session: object, said: str
) -> None:
    execute = SealedExecute()
    execute._session = session  # type: ignore[assignment]

    assert str(execute._failed(OSError("full"))) == f"the kernel could not be {said}: full"


@pytest.mark.slow
def test_without_a_sandbox_the_points_are_the_same(graded: Class) -> None:
    course = graded.course
    course.sandbox = course.config.Course.sandbox = "none"
    with arena.trapped(course.root / "build") as traps:
        traps.home.mkdir()
        some = ["honest", "leaves", "misleads"]
        again: list[Outcome] = arena.grade_sealed(course, traps, some)

    for student in some:
        found = {r.grade_id: r.score for r in rows(course, again) if r.student == student}
        assert found == arena.POINTS
    assert "Error" not in graded.outputs("leaves", "double")
    assert "Error" not in graded.outputs("misleads", "double")
