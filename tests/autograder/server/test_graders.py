"""Who graded what is kept, whichever page it was saved on."""

import csv
import getpass
from types import SimpleNamespace
from typing import Any

import pytest
from nbgrader.api import Gradebook

from autograder.course import Course, Submission
from autograder.gradebook.record import Scores, record
from autograder.server.graders import FILE, grader, note
from autograder.server.handlers import FORMGRADER, Tables
from tests.support.grading import ask_in_writing


@pytest.fixture
def graded(small: Course) -> Course:
    """A course in which a person has given one student points and a comment."""
    ask_in_writing(small)
    points = {"test-double": (2.0, False), "test-greet": (3.0, False), "why": (None, True)}
    record(small.db_url, Submission("ana", "exam"), {"Exam": Scores(grades=points)})
    with Gradebook(small.db_url) as gradebook:
        gradebook.find_grade("why", "Exam", "exam", "ana").manual_score = 2.5
        gradebook.find_comment("why", "Exam", "exam", "ana").manual_comment = "Nearly."
        gradebook.db.commit()
    return small


def ids(course: Course) -> dict[str, str]:
    """Return the path under which each page saves."""
    with Gradebook(course.db_url) as gradebook:
        grade = gradebook.find_grade("why", "Exam", "exam", "ana").id
        comment = gradebook.find_comment("why", "Exam", "exam", "ana").id
    return {
        "grade": f"/user/ana/formgrader/api/grade/{grade}",
        "comment": f"/formgrader/api/comment/{comment}",
        "answer": f"/autograder/api/answer/{grade}",
    }


def lines(course: Course) -> list[dict[str, str]]:
    with (course.root / FILE).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_each_thing_saved_is_a_line(graded: Course) -> None:
    for who, path in zip(("bia", "caio", "bia"), ids(graded).values(), strict=True):
        note(graded, path, who)

    found = lines(graded)
    assert [(one["grader"], one["saved"]) for one in found] == [
        ("bia", "grade"),
        ("caio", "comment"),
        ("bia", "answer"),
    ]
    for one in found:
        where = [one[key] for key in ("student", "assignment", "notebook", "grade_id")]
        assert [*where, one["points"]] == ["ana", "exam", "Exam", "why", "2.5"]
        assert one["time"].startswith("20")


def test_no_name_of_a_grader_is_a_formula(graded: Course) -> None:
    note(graded, ids(graded)["grade"], "=cmd()")

    assert [one["grader"] for one in lines(graded)] == ["'=cmd()"]


def test_a_grade_that_has_gone_is_no_error(graded: Course) -> None:
    note(graded, "/formgrader/api/grade/nothing", "bia")

    assert not (graded.root / FILE).exists()


@pytest.mark.parametrize(
    ("user", "name"),
    [
        ("bia", "bia"),
        (SimpleNamespace(username="bia", name="Beatriz"), "bia"),
        (SimpleNamespace(username="0f3c", name="Anonymous Carme"), getpass.getuser()),
        (None, getpass.getuser()),
    ],
)
def test_the_grader_is_the_servers_user_or_its_account(user: Any, name: str) -> None:
    assert grader(user) == name


def test_a_line_that_cannot_be_written_is_logged(graded: Course) -> None:
    (graded.root / FILE).mkdir()
    said: list[str] = []
    log = SimpleNamespace(error=lambda text, *values: said.append(text % values))
    settings = {FORMGRADER: SimpleNamespace(coursedir=SimpleNamespace(root=graded.root), log=log)}

    Tables(settings).note(ids(graded)["grade"], "bia")

    assert len(said) == 1
    assert "graders.csv lacks a line (bia," in said[0]
