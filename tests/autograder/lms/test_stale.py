"""What goes back is said to be older than what was handed in, or than the grade."""

import json
import shutil
import time
from dataclasses import asdict
from pathlib import Path

import pytest

from autograder.course import Course, Submission
from autograder.gradebook.recorded import Recorded, recorded_path
from autograder.intake.handed import is_newer, read
from tests.autograder.lms.test_give_back import PT, known
from tests.support import lms as support
from tests.support.lms import give_back, moodle_row, points, written

ANA = Submission("ana", "exam")


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
    notebook = written(small.root / "submitted" / "ana" / "exam" / "Exam.ipynb", b"{}")
    found(small, ANA)
    before = give_back(small, points("ana", 2, 3), tmp_path / "back", sheet)

    time.sleep(0.05)
    notebook.write_bytes(b"{ }")
    after = give_back(small, points("ana", 2, 3), tmp_path / "again", sheet)

    assert not any("handed in again" in note for note in before.notes)
    assert "handed in again and not graded yet" in after.notes[0]


@pytest.mark.parametrize("change", ["rights", "copy"])
def test_new_dates_of_the_same_files_are_nothing_new(small: Course, change: str) -> None:
    path = written(small.root / "submitted" / "ana" / "exam" / "Exam.ipynb", b"{}")
    found(small, ANA)
    time.sleep(0.05)
    if change == "rights":
        path.chmod(0o664)
    else:
        path.rename(path.with_suffix(".old"))
        shutil.copy2(path.with_suffix(".old"), path)
        path.with_suffix(".old").unlink()

    assert not is_newer(small, ANA, ["Exam"])
    path.write_bytes(b"{ }")
    assert is_newer(small, ANA, ["Exam"])


def test_a_file_in_a_folder_is_looked_at_and_what_cannot_be_read_is_new(small: Course) -> None:
    folder = small.root / "submitted" / "ana" / "exam"
    data = written(folder / "data" / "a.csv", b"1")
    written(folder / "Exam.ipynb", b"{}")
    found(small, ANA)
    time.sleep(0.05)
    before = is_newer(small, ANA, ["Exam"])

    data.write_bytes(b"2")
    other = is_newer(small, ANA, ["Exam"])
    shutil.rmtree(folder)
    folder.symlink_to(small.root / "nowhere")

    assert not before
    assert other
    assert not is_newer(small, ANA, ["Exam"])  # there is nothing any more
    folder.unlink()
    folder.symlink_to(small.root)
    assert is_newer(small, ANA, ["Exam"])


def found(course: Course, submission: Submission) -> None:
    """Keep that what lies there was graded."""
    entry = Recorded("run", "", (), files=read(course, submission, ["Exam"]).digest)
    time.sleep(0.05)
    written(recorded_path(course, submission), json.dumps(asdict(entry)).encode())
