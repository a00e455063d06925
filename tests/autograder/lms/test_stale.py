"""What goes back is said to be older than what was handed in, or than the grade."""

import time
from pathlib import Path

import pytest

from autograder.course import Course, Submission
from autograder.gradebook.recorded import is_newer, recorded_path
from tests.autograder.lms.test_give_back import PT, known
from tests.support import lms as support
from tests.support.lms import give_back, moodle_row, points, written


@pytest.mark.parametrize("shown", ["2.0", "2,0"])
def test_pages_that_show_other_points_are_left_out(
    small: Course, tmp_path: Path, shown: str
) -> None:
    known(small, {"ana": ("Ana", 1), "beto": ("Beto", 2)})
    for student, total in (("ana", "5.0"), ("beto", shown)):
        text = f"<h4>Exam (Score: {total} / 5.0)</h4>"
        written(small.root / "feedback" / student / "exam" / "Exam.html", text.encode())
    rows = [moodle_row(1, "Ana", "ana@x.br"), moodle_row(2, "Beto", "beto@x.br")]
    sheet = written(tmp_path / "notas.csv", support.csv([PT, *rows]).encode())

    made = give_back(small, points("ana", 2, 3) + points("beto", 2, 3), tmp_path / "back", sheet)

    assert made.pages == 1
    assert "show points that differ from the grades" in made.notes[0]
    assert "'beto'" in made.notes[0]


def test_what_was_handed_in_anew_is_said(small: Course, tmp_path: Path) -> None:
    known(small, {"ana": ("Ana", 1)})
    sheet = written(
        tmp_path / "n.csv", support.csv([PT, moodle_row(1, "Ana", "ana@x.br")]).encode()
    )
    written(recorded_path(small, Submission("ana", "exam")), b"{}")
    before = give_back(small, points("ana", 2, 3), tmp_path / "back", sheet)

    time.sleep(0.05)
    written(small.root / "submitted" / "ana" / "exam" / "Exam.ipynb", b"{}")
    after = give_back(small, points("ana", 2, 3), tmp_path / "again", sheet)

    assert not any("anew" in note for note in before.notes)
    assert "handed in again and not graded yet" in after.notes[0]


def test_a_dead_link_and_a_file_in_a_folder_are_looked_at(small: Course) -> None:
    submission = Submission("ana", "exam")
    folder = small.root / "submitted" / "ana" / "exam"
    written(folder / "data" / "a.csv", b"1")
    (folder / "gone").symlink_to(small.root / "nowhere")
    time.sleep(0.05)
    written(recorded_path(small, submission), b"{}")
    before = is_newer(small, submission)

    time.sleep(0.05)
    (folder / "data" / "a.csv").write_bytes(b"2")

    assert not before
    assert is_newer(small, submission)
