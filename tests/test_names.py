"""Whatever a student or an assignment is called, the rest of the class is graded."""

import pytest

from autograder.course import Course, submissions
from autograder.gradebook.outcome import rows
from autograder.gradebook.points import GRADED, NOT_GRADED
from tests.support.grading import (
    graded_csv,
    hand_in_exam,
    right_exam,
    status,
    write_feedback,
)


def test_an_unknown_assignment_and_strange_names_of_students_get_a_status(small: Course) -> None:
    right = right_exam(small)
    hand_in_exam(small, "[ana] *", right)
    hand_in_exam(small, "elis", right)
    hand_in_exam(small, "bia\n=1+1", right)
    hand_in_exam(small, "caio", right).rename(small.root / "submitted" / "caio" / "exame")
    (small.root / "submitted" / "caio" / ".ipynb_checkpoints").mkdir()
    (small.root / "submitted" / "davi").symlink_to(small.root / "submitted" / "caio")

    outcomes, csv = graded_csv(small, submissions(small))
    table = rows(small, outcomes)

    for student in ("[ana] *", "bia\\n=1+1", "davi"):
        assert status(small, outcomes, student) == {NOT_GRADED}
    assert status(small, outcomes, "elis") == {GRADED}
    assert "a name with *, ? or [" in csv
    assert "contains invisible characters" in csv
    assert [(r.assignment, r.status) for r in table if r.student == "caio"] == [
        ("exame", NOT_GRADED)
    ]
    assert "knows no assignment 'exame'" in csv
    assert "it is a link" in csv


ODD = [
    *("ana ", " ana", "ana\u00a0", "bia+1", "c,d", "e{x}", "e%41", "f'g", "-h", "i.j", "(k)"),
    *("l~", "~m", "n\\o", "$p", "q;r", "s|t", "u&v", "José", "Jose\u0301", "x^y", "#z", "a: b"),
]


@pytest.mark.slow
def test_students_of_odd_names_are_graded_or_hear_what_to_rename(small: Course) -> None:
    for student in (*ODD, "zoe"):
        hand_in_exam(small, student, right_exam(small))

    outcomes, csv = graded_csv(small, submissions(small))
    write_feedback(small, submissions(small))

    refused = {one.submission.student: one.problem for one in outcomes if one.problem}
    assert set(refused) == {"ana ", " ana", "ana\u00a0"}
    for student, problem in refused.items():
        assert f"'{student}': its name begins or ends with a space; rename" in problem
    assert csv.count(",graded,") == 2 * (len(ODD) + 1 - len(refused))
