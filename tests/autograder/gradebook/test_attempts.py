"""What counts of several attempts, and that everything agrees on it."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook

from autograder.course import Course, Submission, submissions
from autograder.engine.rename import rename
from autograder.gradebook.attempts import counted, place_of, places
from autograder.gradebook.points import GRADED, MANUAL
from autograder.gradebook.recorded import outcomes
from autograder.gradebook.totals import Total, total, write_tables
from autograder.lms.collect import collect
from autograder.lms.give_back import give_back
from autograder.release.build import release
from autograder.report.gather import gather
from tests.support.grading import (
    ask_in_writing,
    exam_with,
    graded_csv,
    hand_in_exam,
    right_exam,
    write_feedback,
)
from tests.support.lms import as_bytes, written
from tests.support.marks import slow

ANA = Submission("ana", "exam")
WRONG = {"greet": "def greet(name):\n    return name"}
NOTHING = {**WRONG, "double": "def double(x):\n    return x"}


def let(course: Course, policy: str) -> None:
    course.attempts = course.config.Course.attempts = policy


def hand_in(course: Course, notebook: NotebookNode) -> Total:
    """Hand in an attempt, grade it, and return what Ana has now."""
    hand_in_exam(course, "ana", notebook)
    graded_csv(course, submissions(course))
    write_tables(course)
    return total(course, ANA)


def table(course: Course, name: str) -> list[dict[str, str]]:
    with (course.root / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("policy", "points"), [("average", 3.5), slow("last", 2), slow("best", 5)])
def test_tables_page_give_back_and_report_agree(
    policy: str, points: float, small: Course, tmp_path: Path
) -> None:
    let(small, policy)
    hand_in(small, right_exam(small))
    hand_in(small, exam_with(small, **WRONG))
    (page,) = write_feedback(small, [ANA])
    give_back(small, counted(small, outcomes(small)), tmp_path / "mail", assignment="exam")

    assert total(small, ANA).total == points
    assert [row["total"] for row in table(small, "totals.csv")] == [f"{points:g}"]
    assert table(small, "grades.csv")[0]["total"] == f"{points:g}"
    assert f"Exam (Score: {points:.1f} / 5.0)" in page.read_text()
    with (tmp_path / "mail" / "mail-merge.csv").open(newline="", encoding="utf-8-sig") as file:
        assert [row["total"] for row in csv.DictReader(file)] == [f"{points:g}"]
    found = gather(small, "exam")
    assert [one.total for one in found.totals] == [points]
    assert [bool(work.lost) for work in found.works] == [policy != "best"]
    said = policy != "last"
    assert ("of 2 attempts" in total(small, ANA).note) == said
    assert ("of 2 attempts" in page.read_text()) == said


@pytest.mark.slow
def test_all_attempts_are_kept_whatever_counts(small: Course) -> None:
    for wrong in (NOTHING, WRONG, {}):
        hand_in(small, exam_with(small, **wrong))

    kept = [place.root for place in places(small)]
    assert [path.name for path in kept] == ["1", "2"]
    for path, wrong in zip(kept, (NOTHING, WRONG), strict=True):
        notebook = json.loads((path / "submitted/ana/exam/Exam.ipynb").read_text())
        code = ["".join(cell["source"]) for cell in notebook["cells"]]
        assert set(wrong.values()) <= set(code)
        assert (path / "receipts/ana/exam/Exam.json").is_file()
    let(small, "average")
    assert total(small, ANA).note.endswith("(points: 0, 2, 5)")


def test_the_same_again_is_no_other_attempt(small: Course) -> None:
    hand_in(small, right_exam(small))
    again = right_exam(small)
    again.metadata["opened"] = "twice"
    hand_in(small, again)
    graded_csv(small, submissions(small))

    assert places(small) == []


def moodle(course: Course, path: Path, notebook: NotebookNode) -> Path:
    return written(path / "ana" / "Exam.ipynb", as_bytes(notebook)).parent.parent


def test_what_an_archive_replaces_before_it_is_graded_is_graded_as_well(
    small: Course, tmp_path: Path
) -> None:
    let(small, "best")
    collect(small, [moodle(small, tmp_path / "one", right_exam(small))], "exam")
    found = collect(small, [moodle(small, tmp_path / "two", exam_with(small, **WRONG))], "exam")
    graded_csv(small, submissions(small))

    assert found.lines[0].notes[-1] == "what was collected before is kept as an earlier attempt"
    assert total(small, ANA).total == 5


@pytest.mark.slow
def test_a_graded_attempt_is_kept_once_by_collect(small: Course, tmp_path: Path) -> None:
    let(small, "average")
    for number, wrong in enumerate((NOTHING, WRONG, {})):
        collect(small, [moodle(small, tmp_path / str(number), exam_with(small, **wrong))], "exam")
        graded_csv(small, submissions(small))

    assert len(places(small)) == 2
    assert total(small, ANA).total == pytest.approx(7 / 3)


@pytest.mark.slow
def test_a_damaged_last_attempt_leaves_the_best_one(small: Course) -> None:
    let(small, "best")
    hand_in(small, right_exam(small))
    (hand_in_exam(small, "ana", right_exam(small)) / "Exam.ipynb").write_text("{")
    graded_csv(small, submissions(small))
    pages = write_feedback(small, [ANA])

    found = total(small, ANA)
    assert (found.status, found.total) == (GRADED, 5)
    assert "(points: 5, not graded)" in found.note
    assert "(Score: 5.0 / 5.0)" in pages[0].read_text()


@pytest.mark.slow
def test_a_mended_test_grades_earlier_attempts_too(small: Course) -> None:
    let(small, "best")
    hand_in(small, exam_with(small, greet="def greet(name):\n    return 'Hi, ' + name"))
    hand_in(small, exam_with(small, **NOTHING))
    source = small.root / "source/exam/Exam.ipynb"
    source.write_text(source.read_text().replace("'Hello, Ana'", "'Hi, Ana'"))
    release(small)
    graded_csv(small, submissions(small))

    assert total(small, ANA).total == 5


@pytest.mark.slow
def test_an_attempt_that_is_graded_again_is_not_kept_as_another(small: Course) -> None:
    """Its files are those that grading has left: restored, with what was taken out beside it."""
    let(small, "best")
    first = right_exam(small)
    next(cell for cell in first.cells if cell.id == "test-greet").source += "\nmine = 1"
    hand_in(small, first)
    hand_in(small, exam_with(small, **WRONG))
    release(small)
    graded_csv(small, submissions(small))

    assert [path.name for path in (small.root / "attempts").iterdir()] == ["1"]
    assert not list((small.root / "attempts").glob("*/attempts"))
    assert total(small, ANA).total == 5


Read = Callable[[float], None]


@pytest.fixture
def read(small: Course) -> Read:
    """A course with a written answer, of which a person gives points to the last attempt."""
    ask_in_writing(small)
    let(small, "best")

    def give(points: float) -> None:
        with Gradebook(small.db_url) as gradebook:
            grade = gradebook.find_grade("why", "Exam", "exam", "ana")
            grade.manual_score, grade.needs_manual_grade = points, False
            gradebook.db.commit()
        write_tables(small)

    return give


@pytest.mark.slow
def test_points_by_hand_stay_with_their_attempt(small: Course, read: Read) -> None:
    hand_in(small, exam_with(small, why="A good answer."))
    read(3)
    waiting = hand_in(small, exam_with(small, why="A worse one."))
    read(0.5)

    assert (waiting.status, total(small, ANA).total) == (MANUAL, 8)


def test_an_answer_read_later_counts_for_the_same_answer_before(small: Course, read: Read) -> None:
    hand_in(small, exam_with(small, why="The same."))
    hand_in(small, exam_with(small, why="The same.", **NOTHING))
    read(2)

    assert total(small, ANA).total == 7


@pytest.mark.slow
def test_a_late_attempt_loses_and_an_earlier_one_in_time_does_not(small: Course) -> None:
    let(small, "best")
    small.config.LatePolicy.percent_a_day = 100
    with Gradebook(small.db_url) as gradebook:
        gradebook.update_or_create_assignment("exam", duedate="2026-09-01 00:00:00")
    for day, wrong in (("2026-08-30", WRONG), ("2026-09-03", {})):
        folder = hand_in_exam(small, "ana", exam_with(small, **wrong))
        (folder / "timestamp.txt").write_text(f"{day} 12:00:00 UTC")
        graded_csv(small, submissions(small))
        write_tables(small)

    assert "(points: 2, 0)" in total(small, ANA).note
    assert total(small, ANA).total == 2


@pytest.mark.slow
def test_a_renamed_student_keeps_attempts(small: Course) -> None:
    let(small, "best")
    hand_in(small, right_exam(small))
    hand_in(small, exam_with(small, **WRONG))
    rename(small, "ana", "ana.souza")

    assert total(small, Submission("ana.souza", "exam")).total == 5
    assert not list(place_of(small, 1).root.rglob("ana"))


@pytest.mark.slow
def test_a_dropped_question_counts_in_all_attempts(small: Course) -> None:
    let(small, "average")
    hand_in(small, right_exam(small))
    hand_in(small, exam_with(small, **WRONG))
    small.config.Course.dropped = small.dropped = {"exam": {"test-greet": "unclear"}}

    assert total(small, ANA).total == 5


@pytest.mark.slow
def test_a_student_who_left_is_not_brought_back(small: Course) -> None:
    let(small, "best")
    hand_in(small, right_exam(small))
    hand_in(small, exam_with(small, **WRONG))
    shutil.rmtree(small.root / "submitted" / "ana")
    with Gradebook(small.db_url) as gradebook:
        gradebook.remove_student("ana")
    write_tables(small)

    assert table(small, "totals.csv") == []
