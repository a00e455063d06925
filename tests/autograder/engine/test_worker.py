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
