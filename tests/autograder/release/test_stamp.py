"""`grade` says when a source has been edited since it was released."""

import nbformat
import pytest
from typer.testing import CliRunner

from autograder.commands.app import app
from autograder.course import Course
from autograder.notebook import load_notebook
from autograder.release.build import release
from autograder.release.stamp import edited
from tests.support.grading import EXAM, hand_in_exam, right_exam


def test_an_edit_counts_and_what_an_editor_saves_beside_does_not(small: Course) -> None:
    path = small.root / "source" / EXAM
    source = load_notebook(path)
    source.metadata["widgets"] = {}
    source.cells[1].outputs = [nbformat.v4.new_output("stream", text="run")]
    nbformat.write(source, path)
    saved = edited(small, ["exam"])
    source.cells[2].source += "\n"
    nbformat.write(source, path)
    changed = edited(small, ["exam"])

    release(small)

    assert (saved, changed, edited(small, ["exam", "other"])) == ([], ["exam"], [])


@pytest.mark.slow
def test_the_command_says_so_and_grades_what_was_released(small: Course) -> None:
    hand_in_exam(small, "ana", right_exam(small))
    path = small.root / "source" / EXAM
    path.write_text(path.read_text().replace("Hello", "Good day"))

    done = CliRunner().invoke(app, ["grade", "--course", str(small.root)])

    assert "source/exam has changed since it was released" in done.output
    assert "5 of 5" in done.output
