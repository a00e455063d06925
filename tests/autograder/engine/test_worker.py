"""What a worker sends back beside a page of feedback."""

from autograder.course import Course, Submission
from tests.support.grading import graded_csv, hand_in_exam, right_exam, write_feedback

SCRIPT = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
ACTIVE = ("a.svg", "a.xhtml", "a.xml", "a.shtml", "A.HTM", "a.mht", "a.js", "a")


def test_nothing_of_a_student_s_that_a_browser_would_run_goes_back(small: Course) -> None:
    ana = Submission("ana", "exam")
    hand_in_exam(small, "ana", right_exam(small))
    folder = small.root / "submitted" / "ana" / "exam"
    for name in (*ACTIVE, "a.png", "a.csv"):
        (folder / name).write_bytes(SCRIPT)
    graded_csv(small, [ana])

    write_feedback(small, [ana])

    returned = {path.name for path in (small.root / "feedback" / "ana" / "exam").iterdir()}
    assert returned == {"Exam.html", "a.png", "a.csv"}


def test_the_source_s_files_lie_over_a_student_s_unless_the_course_says_otherwise(
    small: Course,
) -> None:
    """As with nbgrader's own autograde, whose setting it is."""
    source, ana = small.root / "source" / "exam", Submission("ana", "exam")
    hand_in_exam(small, "ana", right_exam(small))
    theirs = small.root / "submitted" / "ana" / "exam"
    for folder, content in ((source, "master"), (theirs, "student")):
        (folder / "data").mkdir()
        for name in ("data/words.csv", "own.csv"):
            (folder / name).write_text(content, encoding="utf-8")
    (theirs / "more.csv").write_text("student", encoding="utf-8")
    small.config.Autograde.exclude_overwriting = {"exam": ["own.csv"]}

    graded_csv(small, [ana])

    graded = small.root / "autograded" / "ana" / "exam"
    found = {path.name: path.read_text(encoding="utf-8") for path in graded.rglob("*.csv")}
    assert found == {"words.csv": "master", "own.csv": "student", "more.csv": "student"}
