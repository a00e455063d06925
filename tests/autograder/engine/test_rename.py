"""A student under another id: no ghost is left, and no point is lost."""

import json
import shutil
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.course import Course, Submission, submissions
from autograder.engine.rename import rename
from autograder.errors import CourseError
from autograder.files import contents
from autograder.gradebook.attempts import place_of
from autograder.gradebook.students import Enrolled, enroll, enrolled
from autograder.gradebook.totals import Total, totals
from autograder.lms.record import Origin, read_origins, write_origins
from tests.support.grading import (
    ask_in_writing,
    copied,
    exam_course,
    exam_with,
    graded_csv,
    hand_in_exam,
    write_feedback,
)

OLD = Submission("ana", "exam")


pytestmark = pytest.mark.xdist_group("renamed")  # one worker makes the course


@pytest.fixture(scope="module")
def _read_once(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    small = exam_course(course, tmp_path_factory.mktemp("read") / "course")
    ask_in_writing(small)
    hand_in_exam(small, "ana", exam_with(small, why="I know."))
    graded_csv(small, [OLD])
    enroll(small.db_url, [Enrolled("ana", "Ana", "Souza", "ana@x.br")])
    with Gradebook(small.db_url) as gradebook:
        grade = gradebook.find_grade("why", "Exam", "exam", "ana")
        grade.manual_score, grade.needs_manual_grade = 2.5, False
        gradebook.db.commit()
    write_feedback(small, [OLD])
    write_origins(small, "exam", {"ana": Origin("17")})
    return small


@pytest.fixture
def read(_read_once: Course, tmp_path: Path) -> Course:
    """A course in which a person has read Ana's answer, and her feedback is written."""
    return copied(_read_once, tmp_path)


def of(course: Course) -> list[Total]:
    return totals(course)


def left(course: Course, student: str) -> list[str]:
    """Return the files and folders below the course that are called as a student."""
    return sorted(str(path.relative_to(course.root)) for path in course.root.rglob(student))


def test_everything_is_the_new_students_and_nothing_is_left(read: Course) -> None:
    merged, dropped = rename(read, "ana", "asouza")
    graded_csv(read, submissions(read))
    (one,) = of(read)

    assert not merged
    assert dropped == {"ana": set(), "asouza": set()}
    assert left(read, "ana") == []
    assert enrolled(read.db_url) == [Enrolled("asouza", "Ana", "Souza", "ana@x.br")]
    assert (one.submission.student, one.total, one.waiting) == ("asouza", 7.5, 0)
    assert (read.root / "feedback" / "asouza" / "exam" / "Exam.html").is_file()
    assert (read.root / "receipts" / "asouza").is_dir()
    assert read_origins(read, "exam") == {"asouza": Origin("17")}


def test_a_student_of_two_ids_is_merged(read: Course) -> None:
    enroll(read.db_url, [Enrolled("123", lms_user_id="9")])

    merged, dropped = rename(read, "ana", "123")

    assert merged
    assert dropped == {"ana": set(), "123": set()}
    assert enrolled(read.db_url) == [Enrolled("123", "Ana", "Souza", "ana@x.br", "9")]
    assert [(one.submission.student, one.total) for one in of(read)] == [("123", 7.5)]


def test_two_who_handed_in_the_same_are_not_merged(read: Course) -> None:
    hand_in_exam(read, "bia", exam_with(read))

    with pytest.raises(CourseError, match="have both handed in 'exam'"):
        rename(read, "ana", "bia")

    assert "submitted/ana" in left(read, "ana")


@pytest.mark.parametrize("kept", ["ana", "bia"])
def test_what_is_left_of_work_that_does_not_count_joins_nothing(read: Course, kept: str) -> None:
    taken = "bia" if kept == "ana" else "ana"
    made = ["feedback/{}/exam/Exam.html", "autograded/{}/exam/Exam.ipynb"]
    made += ["autograded/.outcomes/{}/exam.json", ".runs/outcomes/{}/exam.json"]
    for form in made:
        for student in ("ana", "bia"):
            path = read.root / form.format(student)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"of {student}")
    hand_in_exam(read, "bia", exam_with(read))
    write_origins(read, "exam", {"ana": Origin("17"), "bia": Origin("18")})
    shutil.rmtree(read.root / "submitted" / taken)
    with Gradebook(read.db_url) as gradebook:
        gradebook.update_or_create_student("bia")
        with gradebook.db.no_autoflush:  # nbgrader's own order of steps is warned about
            gradebook.add_submission("exam", "bia")

    made_of = rename(read, "ana", "bia")

    assert made_of.dropped == {kept: set(), taken: {"exam"}}
    with Gradebook(read.db_url) as gradebook:
        assert gradebook.find_submission("exam", "bia").score == (7.5 if kept == "ana" else 0)
    assert {(read.root / form.format("bia")).read_text() for form in made} == {f"of {kept}"}
    assert sorted((read.root / "autograded" / "bia" / "exam").iterdir()) == [
        read.root / "autograded" / "bia" / "exam" / "Exam.ipynb"
    ]
    assert read_origins(read, "exam") == {"bia": Origin("17" if kept == "ana" else "18")}
    assert left(read, "ana") == []


def test_two_earlier_attempts_at_the_same_are_not_merged_and_nothing_changes(read: Course) -> None:
    place = place_of(read, 1)
    shutil.copytree(read.root / "submitted", place.root / "submitted")
    shutil.copyfile(read.root / "gradebook.db", place.root / "gradebook.db")
    (place.root / "submitted" / "bia" / "exam").mkdir(parents=True)
    before = contents(read.root)

    with pytest.raises(CourseError, match=r"only the one that counts in .*attempts/1/submitted"):
        rename(read, "ana", "bia")

    after = contents(read.root)
    assert {path for path in after if after[path] != before.get(path)} <= {".nbgrader.log"}


@pytest.mark.parametrize("moved", [False, True])
def test_what_was_stopped_half_way_is_finished(moved: bool, read: Course) -> None:
    with Gradebook(read.db_url) as gradebook:
        gradebook.add_student("asouza")
        for one in gradebook.find_student("ana").submissions:
            one.student = gradebook.find_student("asouza")
        gradebook.db.commit()
        gradebook.remove_student("ana")
    if moved:
        (read.root / "submitted" / "ana").rename(read.root / "submitted" / "asouza")

    rename(read, "ana", "asouza")

    assert left(read, "ana") == []
    assert [(one.submission.student, one.total) for one in of(read)] == [("asouza", 7.5)]
    assert json.loads((read.root / ".collected" / "exam.json").read_text()).keys() == {"asouza"}


@pytest.mark.parametrize("new", ["a/b", "..", ".hidden", ""])
def test_an_id_that_names_no_folder_is_refused(read: Course, new: str) -> None:
    before = contents(read.root / "submitted")

    with pytest.raises(CourseError, match="cannot be a student's id"):
        rename(read, "ana", new)
    with pytest.raises(CourseError, match="cannot be a student's id"):
        rename(read, new, "ana")
    assert contents(read.root / "submitted") == before


def test_the_same_id_is_refused(read: Course) -> None:
    with pytest.raises(CourseError, match="ana is the student's id already"):
        rename(read, "ana", "ana")


def test_a_misspelt_student_is_asked_about(read: Course) -> None:
    with pytest.raises(CourseError, match="did you mean 'ana'"):
        rename(read, "aná", "asouza")
