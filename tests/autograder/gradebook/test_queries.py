"""The gradebook is asked once for what one run needs to know of a release."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import nbgrader.api
import pytest
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

from autograder.course import Course, submissions
from autograder.engine.jobs import Jobs
from autograder.grade.repair import RepairCells
from autograder.gradebook.outcome import Outcome, rows
from autograder.gradebook.released import (
    KNOWN,
    grade_cells,
    known_notebook,
    known_notebooks,
)
from tests.support.grading import hand_in_exam, right_exam

RELEASE = ("assignment", "notebook", "base_cell", "source_cell", "grade_cells", "solution_cells")
"""Tables that grading does not change."""


@contextmanager
def asked(course: Course) -> Iterator[list[str]]:
    """Yield the tables that a course's gradebook is asked for, once for each time."""
    tables: list[str] = []

    def note(connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
        if str(connection.engine.url) == course.db_url:
            tables.extend(re.findall(r"\b(?:FROM|JOIN) (\w+)", statement))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield tables
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def of_release(tables: list[str]) -> list[str]:
    return [name for name in tables if name in RELEASE]


def test_jobs_ask_for_a_release_once_a_run(small: Course) -> None:
    for student in ("ana", "bia"):
        hand_in_exam(small, student, right_exam(small))
    first, second = submissions(small)
    making = Jobs(small)
    with asked(small) as tables:
        making.to_grade(first)
    assert "source_cell" in of_release(tables)  # it is seen when it is asked

    with asked(small) as tables:
        job = making.to_grade(second)

    assert job.notebooks == ("Exam",)
    assert of_release(tables) == []
    assert tables.count("student") == 1  # what the student has already


def test_a_table_of_grades_asks_for_a_release_once(small: Course) -> None:
    counts = []
    for count in (1, 3):
        for number in range(count):
            hand_in_exam(small, f"student-{number}", right_exam(small))
        todo = submissions(small)
        with asked(small) as tables:
            table = rows(small, [Outcome(one, {"": "not graded"}) for one in todo])
        assert len(table) == 2 * count
        counts.append(len(of_release(tables)))

    assert counts[0] == counts[1] > 0


def test_a_step_takes_what_is_handed_on(small: Course) -> None:
    known = known_notebooks(small.db_url, "exam")["Exam"]
    where = {"notebook": "Exam", "assignment": "exam", "db_url": "sqlite://"}

    with asked(small) as tables:
        fixed, _ = RepairCells().preprocess(right_exam(small), {"nbgrader": where, KNOWN: known})

    assert grade_cells(known).keys() == {"test-double", "test-greet"}
    assert len(fixed.cells) == len(right_exam(small).cells)
    assert tables == []


@pytest.mark.parametrize("handed_on", [False, True])
def test_a_step_asks_for_itself_under_nbgraders_own_commands(
    small: Course, handed_on: bool
) -> None:
    known = known_notebooks(small.db_url, "exam")["Exam"]
    where = {"notebook": "Exam", "assignment": "exam", "db_url": small.db_url}

    with asked(small) as tables:
        found = known_notebook({"nbgrader": where} | ({KNOWN: known} if handed_on else {}))

    assert found == known
    assert bool(tables) is not handed_on


def test_engines_are_shared_from_run_to_run(small: Course) -> None:
    Jobs(small)
    engine = nbgrader.api.create_engine(small.db_url)
    Jobs(small)

    assert nbgrader.api.create_engine(small.db_url) is engine
