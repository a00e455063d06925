"""A run is a folder: killed at any step, the next command finishes it, to the same grade."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook

from autograder.course import Course, Submission, load_course
from autograder.engine import run as runs
from autograder.engine.driver import _tasks
from autograder.engine.job import Job, Packed, Problem, Result
from autograder.engine.jobs import Jobs
from autograder.engine.run import Run, alone
from autograder.errors import CourseError, NotGraded, Unfinished
from autograder.grade.answers import hashes_of_answers
from autograder.gradebook import access
from autograder.gradebook.outcome import Outcome, rows
from autograder.gradebook.record import Scores
from autograder.gradebook.recorded import FOLDER
from tests.support.guides import marks

ANA, BIA = Submission("ana", "exam"), Submission("bia", "exam")
STEPS = (
    "receipt.write",
    "record",
    "keep_answers",
    "shutil.move",
    "Autograde.set_permissions",
    "write_notes",
    "remove",
    "_write",
    "Path.rename",
)


class Killed(BaseException):
    """Stands for kill -9: nothing handles it."""


def job(submission: Submission = ANA, fingerprint: str = "f") -> Job:
    return Job(submission, Packed(b"", ""), fingerprint=fingerprint, notebooks=("Exam",))


def result(points: float = 2.0) -> Result:
    grades = {"test-double": (points, False), "test-greet": (3.0, False)}
    return Result(
        files={"Exam.ipynb": graded(points).encode(), "data/more.txt": b"more"},
        receipts={"Exam": {"form": 1, "notebook": "Exam", "points": points}},
        scores={"Exam": Scores(None, grades, {"double": None, "greet": "No response."})},
        answers={"Exam": hashes_of_answers(nbformat.reads(graded(points), as_version=4))},
        notes=("a note",),
    )


def graded(points: float) -> str:
    """Return a graded notebook, in which the student wrote the points."""
    cells = [
        new_code_cell(f"{points}", id="double"),
        new_code_cell("", id="test", metadata=marks("test-greet", grade=True, locked=True)),
    ]
    return str(nbformat.writes(new_notebook(cells=cells)))


def give_by_hand(course: Course) -> None:
    """Give a point by hand, as formgrader does."""
    with Gradebook(course.db_url) as gradebook:
        grade = gradebook.find_grade("test-greet", "Exam", "exam", "ana")
        grade.manual_score, grade.needs_manual_grade = 1, False
        gradebook.db.commit()


def state(course: Course, student: str = "ana") -> dict[str, Any]:
    """Return all that is recorded of a student."""
    found: dict[str, Any] = {}
    for folder in ("autograded", "receipts"):
        for path in sorted((course.root / folder).rglob("*")):
            if path.is_file():
                found[str(path.relative_to(course.root))] = path.read_text()
    with Gradebook(course.db_url) as extract:
        for one in extract.find_submission("exam", student).notebooks:
            found |= {g.name: (g.auto_score, g.needs_manual_grade) for g in one.grades}
            found |= {f"on {c.name}": c.auto_comment for c in one.comments}
    return found


def left(course: Course) -> list[str]:
    return sorted(path.name for path in (course.root / FOLDER / "results").iterdir())


def test_what_is_kept_is_recorded_everywhere(small: Course) -> None:
    run = Run(small, "settings", [ANA])
    outcome = run.keep(job(), result())
    run.finish()

    assert outcome == Outcome(ANA, {}, ("a note",))
    assert [row.score for row in rows(small, [outcome])] == [2, 3]
    found = state(small)
    assert found["autograded/ana/exam/Exam.ipynb"] == graded(2.0)
    assert found["on greet"] == "No response."
    signed = json.loads(found["receipts/ana/exam/Exam.json"])
    assert len(signed["signature"]) == 64
    assert left(small) == []


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("time", [0, 1, 2])
def test_killed_at_any_step_a_run_is_finished_by_the_next_command(
    small: Course, tmp_path: Path, step: str, time: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    Run(small, "settings", [ANA]).keep(job(), result(1.0))
    give_by_hand(small)
    before = state(small)
    shutil.copytree(small.root, tmp_path / "whole")
    whole = load_course(tmp_path / "whole")
    Run(whole, "settings", [ANA]).keep(job(), result(2.0))

    run = Run(small, "settings", [ANA])
    with monkeypatch.context() as patch:
        killed = _kill_at(patch, step, time)
        try:
            run.keep(job(), result(2.0))
        except Killed:
            pass
        else:
            assert not killed, "it should have been killed"
    again = Run(small, "settings", [ANA])
    found = state(small)

    assert left(small) == []
    if found == before:  # killed before the result was complete: it is graded again
        again.keep(job(), result(2.0))
    assert state(small) == state(whole)
    known = again.known(ANA, earlier=False)
    assert known is not None
    assert known.fingerprint == "f"


def _kill_at(patch: pytest.MonkeyPatch, step: str, time: int) -> list[bool]:
    """Let a step be the last thing that happens, the so-manieth time that it is come to."""
    owner: Any = runs
    *way, name = step.split(".")
    for part in way:
        owner = getattr(owner, part)
    honest: Callable[..., Any] = getattr(owner, name)
    calls = [0]
    killed: list[bool] = []

    def deadly(*arguments: Any, **named: Any) -> Any:
        calls[0] += 1
        if calls[0] == time + 1:
            killed.append(True)
            raise Killed
        return honest(*arguments, **named)

    patch.setattr(owner, name, deadly)
    return killed


def test_a_result_that_was_half_written_counts_for_nothing(small: Course) -> None:
    Run(small, "settings", [ANA]).keep(job(), result(1.0))
    half = small.root / FOLDER / "results" / ".half"
    half.mkdir()
    (half / "result.json").write_text('{"submission": ["ana", ')
    before = state(small)

    Run(small, "settings", [ANA])

    assert state(small) == before
    assert left(small) == []


def test_a_run_ends_when_all_that_it_was_to_grade_is_graded(small: Course) -> None:
    first = Run(small, "settings", [ANA, BIA])
    first.keep(job(), result())
    first.finish()  # its command was stopped before bia's turn

    second = Run(small, "settings", [BIA])
    assert second.known(ANA, earlier=False) is not None
    second.keep(job(BIA), result())
    second.finish()

    third = Run(small, "settings", [ANA])
    assert third.known(ANA, earlier=False) is None
    assert third.known(ANA, earlier=True) is not None


def test_other_settings_are_another_run(small: Course) -> None:
    Run(small, "settings", [ANA, BIA]).keep(job(), result())

    assert Run(small, "others", [ANA, BIA]).known(ANA, earlier=False) is None


def test_a_failure_of_the_machine_is_tried_again_and_one_of_the_students_is_not(
    small: Course,
) -> None:
    run = Run(small, "settings", [ANA, BIA])
    run.keep(
        job(ANA), Result(problems={"Exam": Problem("disk full", "not your fault", students=False)})
    )
    run.keep(job(BIA), Result(problems={"Exam": Problem("no JSON", "no JSON", students=True)}))

    found = [run.known(one, earlier=False) for one in (ANA, BIA)]

    assert [entry and entry.fingerprint for entry in found] == ["", "f"]


def test_two_failures_of_the_machine_are_not_the_same_outcome(small: Course) -> None:
    tried: list[Outcome] = []
    run = Run(small, "settings", [ANA])
    failed = Problem("disk full", "not your fault", students=False)
    run.keep(job(ANA), Result(problems={"Exam": failed}))
    closed = Job(ANA, Packed(b"", ""), problems={"Exam": replace(failed, reason="closed")})
    making = cast(Jobs, SimpleNamespace(to_grade=lambda _submission: closed))

    assert list(_tasks(making, run, [ANA], True, tried.append)) == []

    assert [outcome.problems for outcome in tried] == [{"Exam": "closed"}]


def test_only_of_code_that_did_not_end_does_a_student_read_what_the_instructor_does(
    small: Course,
) -> None:
    waited, failed = (
        Problem.of(small, kind("in cell *f*, in /srv/key")) for kind in (Unfinished, NotGraded)
    )

    assert waited.message == waited.reason == failed.reason
    assert "/srv/key" not in failed.message
    assert not waited.students


def test_a_grade_whose_notebook_is_gone_is_not_known(small: Course) -> None:
    run = Run(small, "settings", [ANA])
    run.keep(job(), result())
    shutil.rmtree(small.root / "autograded" / "ana")

    assert run.known(ANA, earlier=True) is None


@pytest.mark.parametrize(("points", "again"), [(2.0, False), (1.0, True)])
def test_a_persons_points_stay_and_are_looked_at_again_where_the_answer_changed(
    small: Course, points: float, again: bool
) -> None:
    run = Run(small, "settings", [ANA])
    run.keep(job(), result(2.0))
    give_by_hand(small)

    run.keep(job(), result(points))

    with Gradebook(small.db_url) as extract:
        given = extract.find_grade("test-greet", "Exam", "exam", "ana")
        assert (given.auto_score, given.manual_score) == (3, 1)
        assert given.needs_manual_grade is again


def test_a_gradebook_that_is_held_by_another_stops_the_run_and_loses_nothing(
    small: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "Gradebook", impatient)
    run = Run(small, "settings", [ANA])
    with closing(sqlite3.connect(small.root / "gradebook.db")) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(CourseError, match=r"gradebook\.db cannot be written .*locked"):
            run.keep(job(), result())

    assert Run(small, "settings", [ANA]).known(ANA, earlier=False) is not None
    assert state(small)["test-double"] == (2.0, False)


def impatient(db_url: str) -> Gradebook:
    """Open a gradebook that waits for others a moment only."""
    return Gradebook(f"{db_url}?timeout=0.1")


def test_two_commands_do_not_grade_one_course_at_a_time(small: Course) -> None:
    with alone(small), pytest.raises(CourseError, match="another command"), alone(small):
        pass
    with alone(small):
        pass
