"""`nbgrader export` has no number where there is none."""

import csv
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.course import Course, submissions
from tests.support.grading import (
    ask_in_writing,
    exam_with,
    graded_csv,
    hand_in_exam,
    nbgrader,
)


def exported(course: Course, *arguments: str, name: str = "export.csv") -> dict[str, list[str]]:
    nbgrader(course, "export", *arguments)
    with Path(course.root, name).open(newline="", encoding="utf-8") as file:
        return {
            row["student_id"]: [row["raw_score"], row["score"], row["max_score"], row["status"]]
            for row in csv.DictReader(file)
        }


@pytest.mark.slow
def test_only_what_is_graded_has_a_score(small: Course) -> None:
    ask_in_writing(small)
    for student in ("ana", "waits", "broken"):
        hand_in_exam(small, student, exam_with(small, why="I know."))
    (small.root / "submitted" / "broken" / "exam" / "Exam.ipynb").write_text("{")
    hand_in_exam(small, "zero", exam_with(small, double="", greet="", why="YOUR ANSWER HERE"))
    graded_csv(small, submissions(small))
    with Gradebook(small.db_url) as gradebook:
        gradebook.add_student("absent", last_name="de Souza, Jr.")
        gradebook.add_student("broken")
        gradebook.add_student("=1")
        for student, points in (("ana", 3.0), ("zero", 0.0)):
            grade = gradebook.find_grade("why", "Exam", "exam", student)
            grade.manual_score, grade.needs_manual_grade = points, False
        gradebook.db.commit()

    found = exported(small)

    assert found == {
        "ana": ["8", "8", "8", "graded"],
        "zero": ["0", "0", "8", "graded"],
        "waits": ["", "", "8", "needs manual grading"],
        "broken": ["", "", "8", "not graded"],
        "absent": ["", "", "8", "absent"],
        "'=1": ["", "", "8", "absent"],
    }
    assert exported(small, "--student=['=1']", "--to=odd.csv", name="odd.csv").keys() == {"'=1"}
    assert exported(small, "--student=['ana']", "--to=one.csv", name="one.csv").keys() == {"ana"}
    assert exported(small, "--assignment=['other']") == {}
