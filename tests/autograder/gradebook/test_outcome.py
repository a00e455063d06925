"""Points are the same in grades.csv, in the printed table and on the feedback page."""

import csv
import re
from io import StringIO

import pytest
from nbgrader.api import Gradebook
from rich.console import Console

from autograder.commands.summary import summary
from autograder.course import Course, Submission, load_course
from autograder.gradebook.outcome import rows
from tests.support.grading import graded_csv, hand_in_exam, right_exam, write_feedback
from tests.support.marks import some

ANA = Submission("ana", "exam")
DUE = "2025-03-02 03:00:00 UTC"  # midnight in São Paulo


def late(course: Course) -> Course:
    """Let what is late lose everything, from a due date on."""
    with (course.root / "course_config.py").open("a") as config:
        config.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    with Gradebook(course.db_url) as gradebook:
        gradebook.update_or_create_assignment("exam", duedate=DUE)
    return load_course(course.root)


@pytest.mark.parametrize(
    ("stamp", "penalty", "total"),
    some(
        [
            ("2025-03-02 03:10:00 UTC", "5", "0"),
            ("2025-03-02 00:10 BRT", "5", "0"),
            ("2025-03-01 23:50 BRT", "", "5"),
            ("2025-03-01 23:50:00.000000 -03", "", "5"),
        ],
        4,
    ),
)
def test_the_penalty_for_lateness_and_the_total_are_the_same_everywhere(
    small: Course, stamp: str, penalty: str, total: str
) -> None:
    course = late(small)
    (hand_in_exam(course, "ana", right_exam(course)) / "timestamp.txt").write_text(stamp)

    outcomes, text = graded_csv(course, [ANA])
    (page,) = write_feedback(course, [ANA])
    table = StringIO()
    Console(file=table, width=200).print(summary(rows(course, outcomes), 200))
    first, second = csv.DictReader(StringIO(text))

    assert [first["penalty"], first["total"]] == [penalty, total]
    assert [second["penalty"], second["total"]] == ["", ""]
    assert f"{total} of 5" in table.getvalue()
    assert ("lateness" in table.getvalue()) == bool(penalty)
    shown = re.search(r"Exam \(Score: ([\d.]+) / 5.0\)", page.read_text())
    assert shown
    assert float(shown[1]) == float(total)
    assert ("Late submission penalty" in page.read_text()) == bool(penalty)
    said = "'Exam.ipynb' was handed in 0:10 h after the due date: 5 points off"
    assert first["note"] == (said if penalty else "")


def test_extra_credit_by_a_person_counts_in_the_table_as_on_the_page(small: Course) -> None:
    hand_in_exam(small, "ana", right_exam(small))
    outcomes, _text = graded_csv(small, [ANA])
    with Gradebook(small.db_url) as gradebook:
        gradebook.find_grade("test-double", "Exam", "exam", "ana").extra_credit = 1.5
        gradebook.db.commit()

    first, _second = rows(small, outcomes)

    assert (first.score, first.total) == (3.5, 6.5)
