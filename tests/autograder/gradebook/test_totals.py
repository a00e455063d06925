"""Absent, not graded, waiting and zero are four different things in totals.csv."""

import csv
from collections.abc import Callable

from nbgrader.api import Gradebook

from autograder.course import Course, Submission, submissions
from autograder.gradebook.points import ABSENT, GRADED, MANUAL, NOT_GRADED
from autograder.gradebook.record import Scores, record
from autograder.gradebook.students import Enrolled, enroll
from autograder.gradebook.totals import COLUMNS, total, totals, write_tables
from tests.support.grading import graded_csv, hand_in_exam, right_exam


def a_class(course: Course) -> None:
    """Let one student be right, one wrong, one send a damaged file; one is on the roster only."""
    hand_in_exam(course, "ana", right_exam(course))
    wrong = right_exam(course)
    for cell in wrong.cells:
        if cell.id in ("double", "greet"):
            cell.source = "pass"
    hand_in_exam(course, "zero", wrong)
    (hand_in_exam(course, "broken", right_exam(course)) / "Exam.ipynb").write_text("{")
    with Gradebook(course.db_url) as gradebook:
        gradebook.add_student("absent", first_name="Nina", last_name="Souza", email="n@x.br")


def statuses(course: Course) -> dict[str, tuple[str, float | None]]:
    return {one.submission.student: (one.status, one.total) for one in totals(course)}


def test_no_points_have_a_reason_and_zero_is_a_number(small: Course) -> None:
    a_class(small)
    graded_csv(small, submissions(small))

    assert statuses(small) == {
        "ana": (GRADED, 5),
        "zero": (GRADED, 0),
        "broken": (NOT_GRADED, None),
        "absent": (ABSENT, None),
    }
    assert "Exam.ipynb" in total(small, Submission("broken", "exam")).note


def test_one_total_is_the_same_as_that_of_the_table(small: Course) -> None:
    a_class(small)
    graded_csv(small, submissions(small))

    assert [total(small, one.submission) for one in totals(small)] == totals(small)


def test_what_was_handed_in_and_never_graded_is_not_absent(small: Course) -> None:
    a_class(small)

    assert statuses(small)["ana"] == (NOT_GRADED, None)
    assert "run python -m autograder grade" in total(small, Submission("ana", "exam")).note


def test_an_entry_with_nothing_but_an_extension_is_absent(small: Course) -> None:
    record(small.db_url, Submission("nina", "exam"), {"Exam": Scores()})

    assert statuses(small) == {"nina": (ABSENT, None)}


def with_grade(course: Course, change: Callable[..., None]) -> None:
    with Gradebook(course.db_url) as gradebook:
        change(gradebook.find_grade("test-double", "Exam", "exam", "ana"))
        gradebook.db.commit()


def test_points_that_a_person_has_to_look_at_again_do_not_count_yet(small: Course) -> None:
    hand_in_exam(small, "ana", right_exam(small))
    graded_csv(small, submissions(small))

    def ask_again(grade: object) -> None:
        grade.manual_score, grade.needs_manual_grade = 1.0, True  # type: ignore[attr-defined]

    with_grade(small, ask_again)
    (found,) = totals(small)

    assert (found.status, found.total, found.so_far, found.waiting) == (MANUAL, None, 3, 1)


def test_the_table_says_all_of_it_with_names_and_extra_credit(small: Course) -> None:
    a_class(small)
    graded_csv(small, submissions(small))

    def give_more(grade: object) -> None:
        grade.extra_credit = 1.5  # type: ignore[attr-defined]

    with_grade(small, give_more)
    grades, sums = write_tables(small)
    with sums.open(newline="", encoding="utf-8") as file:
        found = {row["student"]: row for row in csv.DictReader(file)}
    with grades.open(newline="", encoding="utf-8") as file:
        first = next(csv.DictReader(file))

    assert tuple(found["ana"]) == COLUMNS
    ana = found["ana"]
    assert [ana[n] for n in ("total", "extra_credit", "max_score")] == ["6.5", "1.5", "5"]
    assert [first["score"], first["extra_credit"], first["total"]] == ["3.5", "1.5", "6.5"]
    assert [found["zero"]["total"], found["broken"]["total"]] == ["0", ""]
    absent = found["absent"]
    assert [absent[n] for n in ("last_name", "email", "status", "total")] == [
        *("Souza", "n@x.br"),
        *("absent", ""),
    ]


def test_no_name_is_a_formula_in_a_table(small: Course) -> None:
    """A student sets first and last name in the LMS; an id may begin so as well."""
    enroll(small.db_url, [Enrolled("-1", "=cmd()", "@x", "+1@x.br", "")])
    hand_in_exam(small, "=2", right_exam(small))
    graded_csv(small, submissions(small))

    grades, sums = write_tables(small)
    with sums.open(newline="", encoding="utf-8") as file:
        named = [list(row.values())[:4] for row in csv.DictReader(file)]
    with grades.open(newline="", encoding="utf-8") as file:
        students = {row["student"] for row in csv.DictReader(file)}

    assert named == [["'-1", "'@x", "'=cmd()", "'+1@x.br"], ["'=2", "", "", ""]]
    assert students == {"'=2"}
    assert total(small, Submission("=2", "exam")).total == 5


def test_a_broken_notebook_that_formgrader_graded_afterwards_counts(small: Course) -> None:
    a_class(small)
    graded_csv(small, submissions(small))
    folder = small.root / "autograded" / "broken" / "exam"
    folder.mkdir(parents=True)
    (folder / "Exam.ipynb").write_text("{}")
    points = {"test-double": (1.0, False), "test-greet": (1.0, False)}
    record(small.db_url, Submission("broken", "exam"), {"Exam": Scores(grades=points)})

    assert statuses(small)["broken"] == (GRADED, 2)
