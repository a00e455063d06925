"""A gradebook on PostgreSQL, which several people and a run use at once."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

from autograder.commands import app as commands
from autograder.commands.verify import verify
from autograder.course import Course, Submission, load_course, submissions
from autograder.engine.rename import rename
from autograder.gradebook.attempts import counted, settle
from autograder.gradebook.dropped import drop
from autograder.gradebook.recorded import outcomes
from autograder.gradebook.totals import totals, write_tables
from autograder.server.answers import Changed, write
from tests.support import postgres
from tests.support.grading import (
    EXAM_POINTS,
    ask_in_writing,
    exam_course,
    exam_with,
    graded_csv,
    hand_in_exam,
    right_exam,
    write_feedback,
)
from tests.support.marks import some
from tests.support.shell import environment

pytestmark = pytest.mark.xdist_group("postgresql")
WRONG = {"greet": "def greet(name):\n    return name"}


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    with postgres.running() as found:
        yield found


@pytest.fixture
def there(server: postgres.Server, course: Course, tmp_path: Path) -> Course:
    """A course with the small exam, whose gradebook is on the server."""
    url = server.database(tmp_path.name)
    return exam_course(course, tmp_path / "served", more=f'c.CourseDirectory.db_url = "{url}"')


def hand_in(course: Course) -> list[Submission]:
    """Hand in what is right, what is wrong and what a person has to read."""
    ask_in_writing(course)
    hand_in_exam(course, "ana", right_exam(course))
    hand_in_exam(course, "bia", exam_with(course, why="Because.", **WRONG))
    hand_in_exam(course, "caio", right_exam(course)).joinpath("Exam.ipynb").write_text("{")
    return submissions(course)


def test_a_class_gets_what_it_gets_with_a_file(there: Course, small: Course) -> None:
    tables = []
    for course in (there, small):
        _outcomes, csv = graded_csv(course, hand_in(course))
        pages = write_feedback(course, submissions(course))
        write_tables(course)
        tables.append((csv, (course.root / "totals.csv").read_bytes(), len(pages)))

    assert tables[0] == tables[1]
    assert not (there.root / "gradebook.db").exists()


@pytest.mark.slow
def test_a_receipt_is_verified_and_the_gradebook_is_left_alone(there: Course) -> None:
    hand_in_exam(there, "ana", exam_with(there, **WRONG))
    graded_csv(there, submissions(there))
    with Gradebook(there.db_url) as gradebook:
        gradebook.find_grade("test-greet", "Exam", "exam", "ana").manual_score = 1.5
        gradebook.db.commit()

    assert verify(there, there.root / "receipts" / "ana" / "exam" / "Exam.json") == []
    assert [one.total for one in totals(there)] == [3.5]


@pytest.mark.slow
def test_attempts_dropped_questions_and_other_names_work_as_with_a_file(there: Course) -> None:
    there.attempts = there.config.Course.attempts = "best"
    for notebook in (right_exam(there), exam_with(there, **WRONG)):
        hand_in_exam(there, "ana", notebook)
        graded_csv(there, submissions(there))
    settle(there)
    best = counted(there, outcomes(there))[Submission("ana", "exam")].rows
    hand_in_exam(there, "bia", exam_with(there, **WRONG))
    graded_csv(there, submissions(there))

    drop(there, "exam", "test-greet", "It was unclear.")
    rename(there, "bia", "bsouza")
    found = {one.submission.student: one.total for one in totals(load_course(there.root))}

    assert {row.grade_id: row.score for row in best} == EXAM_POINTS
    assert found == {"ana": 5.0, "bsouza": 5.0}


def give(root: Path, key: str, points: float) -> str:
    """Give points for an answer that nobody has read, in a process of its own."""
    try:
        write(load_course(root), key, [None, None, "", True], points, f"{points}")
    except Changed:
        return "told"
    return "saved"


@pytest.mark.slow
def test_two_people_and_a_run_lose_nothing(there: Course) -> None:
    todo = hand_in(there)
    graded_csv(there, todo)
    with Gradebook(there.db_url) as gradebook:
        key = gradebook.find_grade("why", "Exam", "exam", "bia").id

    with ProcessPoolExecutor(2, get_context("spawn")) as people:
        gave = [people.submit(give, there.root, key, points) for points in (1.0, 2.0)]
        while not all(one.done() for one in gave):
            graded_csv(there, todo)
        said = [one.result() for one in gave]

    assert sorted(said) == ["saved", "told"]
    with Gradebook(there.db_url) as gradebook:
        grade = gradebook.find_grade("why", "Exam", "exam", "bia")
        assert grade.manual_score == 1.0 + said.index("saved")
        assert [c.manual_comment for c in grade.notebook.comments if c.name == "why"] == [
            f"{grade.manual_score}"
        ]


@pytest.mark.slow
def test_nbgraders_own_commands_work_on_it(there: Course) -> None:
    hand_in_exam(there, "ana", right_exam(there))
    subprocess.run(
        [sys.executable, "-m", "nbgrader", "autograde", "exam"],
        cwd=there.root,
        env=environment(),
        check=True,
        capture_output=True,
    )

    with Gradebook(there.db_url) as gradebook:
        assert gradebook.find_submission("exam", "ana").score == sum(EXAM_POINTS.values())


@pytest.mark.slow
def test_formgrader_shows_what_is_on_it(there: Course) -> None:
    """Its pages ask nbgrader's own interface."""
    graded_csv(there, hand_in(there))

    interface = NbGraderAPI(CourseDirectory(config=there.config), config=there.config)
    found = {one["student"]: one for one in interface.get_submissions("exam")}

    assert found["ana"]["score"] == 5
    assert found["bia"]["needs_manual_grade"]
    assert interface.get_assignment("exam")["max_score"] == 8


@pytest.mark.parametrize(
    ("url", "said"),
    some(
        [
            (
                "postgresql+psycopg://grader:wrong@127.0.0.1:{port}/postgres",
                "password authentication",
            ),
            ("postgresql+psycopg://grader:wrong@127.0.0.1:1/postgres", "refused"),
            ("postgresql+pyodbc://grader:wrong@127.0.0.1:{port}/postgres", "no gradebook can be"),
            ("postgresql+nodriver://grader:wrong@127.0.0.1:{port}/postgres", "no gradebook can be"),
        ],
        4,
    ),
)
def test_a_server_that_cannot_be_used_is_named_without_the_password(
    server: postgres.Server,
    small: Course,
    url: str,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with (small.root / "course_config.py").open("a") as config:
        config.write(f"\nc.CourseDirectory.db_url = {url.format(port=server.port)!r}\n")
    hand_in_exam(small, "ana", right_exam(small))
    monkeypatch.chdir(small.root)
    monkeypatch.setattr(sys, "argv", ["autograder", "grade"])

    with pytest.raises(SystemExit) as ended:
        commands.main()
    told = capsys.readouterr().err

    assert ended.value.code == 2
    assert said in told
    assert "wrong" not in told
