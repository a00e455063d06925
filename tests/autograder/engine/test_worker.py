"""What a worker sends back beside a page of feedback."""

import tempfile
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell

from autograder.course import Course, Submission
from autograder.engine.jobs import Jobs
from autograder.engine.runner import JobRunner
from autograder.engine.worker import prepare
from autograder.sandbox.imports import VARIABLES, framework
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


def test_what_was_prepared_shows_a_fork_server_what_it_imports_and_sets(
    small: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It reads the file line by line; where it sees nothing, each kernel imports by itself."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))  # a runner sets both for its process
    monkeypatch.setattr(tempfile, "tempdir", None)
    small.config.Course.sandbox = "none"
    notebook = right_exam(small)
    notebook.cells.insert(0, new_code_cell("import os\nimport torch\ndel os.environ['HOME']"))
    hand_in_exam(small, "ana", notebook)
    runner = JobRunner(str(tmp_path), str(tmp_path))

    prepared = prepare(runner, Jobs(small).to_grade(Submission("ana", "exam")))

    (text,) = (one.decode() for path, one in prepared.files.items() if path.endswith(".ipynb"))
    assert framework(text) == "torch"
    assert VARIABLES.search(text)
