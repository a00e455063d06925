"""Preparing a submission: a clean folder with the notebooks that the assignment knows."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from autograder.course import Course, Submission, copy_course, submissions
from autograder.errors import NotGraded, SubmissionError, UnfitFile
from autograder.files import lay_out
from autograder.gradebook.released import known_notebooks, texts_elsewhere
from autograder.intake.handed import misnamed, read, stray_notebooks
from autograder.intake.prepare import Intake, prepare
from autograder.notebook import load_notebook
from autograder.release.build import release
from tests.support.grading import EXAM, hand_in_exam, right_exam
from tests.support.marks import slow

ANA = Submission("ana", "exam")


def prepared(
    course: Course, submission: Submission, target: Path, notes: tuple[str, ...] = ()
) -> Intake:
    """Prepare what lies in submitted/, with what is remembered of its archive."""
    known = known_notebooks(course.db_url, submission.assignment)
    cells = {name: one.cells for name, one in known.items()}
    handed_in = read(course, submission, cells)
    handed_in = replace(handed_in, notes=(*handed_in.notes, *notes))
    elsewhere = texts_elsewhere(course.root / "release", submission.assignment)
    return prepare(course, submission.assignment, handed_in, cells, target, elsewhere)


def test_a_clean_folder_holds_the_notebook_anew_and_what_lay_beside_it(
    small: Course, tmp_path: Path
) -> None:
    folder = hand_in_exam(small, "ana", right_exam(small))
    (folder / "data.csv").write_text("1,2")
    (folder / "draft.ipynb").write_text("nonsense")
    (folder / "Exam.html").write_text("the place of the feedback")
    (folder / "timestamp.txt").write_text("2026-01-01 10:00:00 UTC")

    intake = prepared(small, ANA, tmp_path / "clean")

    assert intake == type(intake)(("Exam",), {}, ())
    names = sorted(path.name for path in (tmp_path / "clean").iterdir())
    assert names == ["Exam.ipynb", "data.csv", "timestamp.txt"]


def test_identical_copies_under_other_names_are_one_notebook(small: Course, tmp_path: Path) -> None:
    folder = hand_in_exam(small, "ana", right_exam(small))
    (folder / "Exam.ipynb").rename(folder / "Exam (1).ipynb")
    shutil.copyfile(folder / "Exam (1).ipynb", folder / "Exam.ipynb.txt")

    intake = prepared(small, ANA, tmp_path / "clean")

    assert intake.ready == ("Exam",)
    assert intake.notes == ("handed in as 'Exam (1).ipynb', graded as 'Exam.ipynb'",)


def test_a_missing_notebook_says_what_was_found_in_its_place(small: Course, tmp_path: Path) -> None:
    folder = hand_in_exam(small, "ana", right_exam(small))
    (folder / "Exam.ipynb").rename(folder / "Broken.ipynb")
    (folder / "Broken.ipynb").write_text("{")
    (folder / "Other.ipynb").write_text(nbformat.writes(new_notebook(cells=[new_code_cell("1")])))

    problem = str(prepared(small, ANA, tmp_path / "clean").problems["Exam"])

    assert problem.startswith("there is no 'Exam.ipynb'; 'Broken.ipynb': it is damaged")
    assert "'Other.ipynb' is another notebook" in problem


def test_a_notebook_that_was_left_out_is_not_called_missing(small: Course, tmp_path: Path) -> None:
    hand_in_exam(small, "ana", right_exam(small)).joinpath("Exam.ipynb").unlink()
    bomb = "'Ana/Exam.ipynb' was left out: it unpacks to 924 times its size, as a ZIP bomb does"

    intake = prepared(small, ANA, tmp_path / "clean", ("'notes.md' was left out: why", bomb))

    assert str(intake.problems["Exam"]) == bomb


def test_of_very_many_other_notebooks_none_is_opened(small: Course, tmp_path: Path) -> None:
    folder = hand_in_exam(small, "ana", right_exam(small))
    for number in range(20):
        (folder / f"{number}.ipynb").write_text("{")
    (folder / "Exam.ipynb").unlink()

    problem = str(prepared(small, ANA, tmp_path / "clean").problems["Exam"])

    assert problem.startswith("there is no 'Exam.ipynb', and 20 other notebooks")


@pytest.mark.parametrize("stamp", ["soon", "2026-13-45", "9" * 900, "0001-01-01 00:00 +2300", "\0"])
def test_a_timestamp_that_says_nothing_is_refused(
    small: Course, tmp_path: Path, stamp: str
) -> None:
    folder = hand_in_exam(small, "ana", right_exam(small))
    (folder / "timestamp.txt").write_text(stamp)

    with pytest.raises(SubmissionError, match="is not a valid date and time"):
        prepared(small, ANA, tmp_path / "clean")


def test_a_timestamp_that_is_a_link_is_refused(small: Course, tmp_path: Path) -> None:
    folder = hand_in_exam(small, "ana", right_exam(small))
    (folder / "timestamp.txt").symlink_to(small.root / "course_config.py")

    with pytest.raises(UnfitFile, match="it is a link"):
        prepared(small, ANA, tmp_path / "clean")


@pytest.mark.parametrize("closed", ["Exam.ipynb", "data.csv", "data"])
def test_a_file_that_the_grader_may_not_read_is_not_the_students_fault(
    small: Course, monkeypatch: pytest.MonkeyPatch, closed: str
) -> None:
    folder = small.root / "submitted" / "ana" / "exam"
    files = {"Exam.ipynb": b"{}", ("data/a.csv" if closed == "data" else "data.csv"): b"1"}
    lay_out(files, folder)
    openly = os.open

    def refusing(path: str, *arguments: int, **named: int) -> int:
        if path == closed:
            raise PermissionError(13, "Permission denied")
        return openly(path, *arguments, **named)

    monkeypatch.setattr(os, "open", refusing)

    with pytest.raises(NotGraded, match="not allowed to read it"):
        read(small, Submission("ana", "exam"), ["Exam"])


def test_an_unknown_assignment_is_not_the_students_fault(small: Course, tmp_path: Path) -> None:
    with pytest.raises(NotGraded, match="did you mean 'exam'"):
        prepared(small, Submission("ana", "exame"), tmp_path / "clean")


def as_released(course: Course) -> NotebookNode:
    return load_notebook(course.root / "release" / EXAM)


def test_a_copy_that_is_as_released_too_changes_nothing(small: Course, tmp_path: Path) -> None:
    folder = hand_in_exam(small, "ana", as_released(small))
    shutil.copyfile(folder / "Exam.ipynb", folder / "Copy.ipynb")

    assert prepared(small, ANA, tmp_path / "clean") == Intake(("Exam",), {}, ())


def test_a_cell_of_ones_own_is_work_as_well(small: Course, tmp_path: Path) -> None:
    """The notebook of the right name counts as soon as anything was written into it."""
    notebook = as_released(small)
    notebook.cells.append(new_code_cell("def double(x):\n    return x + x"))
    folder = hand_in_exam(small, "ana", notebook)
    nbformat.write(right_exam(small), folder / "copy.ipynb")

    intake = prepared(small, ANA, tmp_path / "clean")

    assert intake.notes == ("only 'Exam.ipynb' was graded, not 'copy.ipynb'",)


@pytest.mark.parametrize("damaged", [b"", b"{", b"<html>", b"PK\x03\x04", "another"])
def test_a_good_copy_beside_a_damaged_one_is_graded(
    small: Course, tmp_path: Path, damaged: bytes | str
) -> None:
    folder = hand_in_exam(small, "ana", right_exam(small))
    (folder / "Exam.ipynb").rename(folder / "Exam (1).ipynb")
    other = nbformat.writes(new_notebook(cells=[new_code_cell("1")])).encode()
    (folder / "Exam.ipynb").write_bytes(damaged if isinstance(damaged, bytes) else other)

    intake = prepared(small, ANA, tmp_path / "clean")

    assert intake.ready == ("Exam",)
    (note,) = intake.notes
    assert note.startswith("'Exam.ipynb': ")
    assert note.endswith("'Exam (1).ipynb' was graded instead")


def test_beside_an_untouched_notebook_what_cannot_be_read_is_not_passed_over(
    small: Course, tmp_path: Path
) -> None:
    folder = hand_in_exam(small, "ana", as_released(small))
    (folder / "final.ipynb").write_text("{")

    problem = str(prepared(small, ANA, tmp_path / "clean").problems["Exam"])

    assert problem.startswith("'Exam.ipynb' is as you received it; 'final.ipynb': it is damaged")


def test_of_two_under_other_names_the_one_that_was_worked_in_counts(
    small: Course, tmp_path: Path
) -> None:
    folder = hand_in_exam(small, "ana", right_exam(small))
    (folder / "Exam.ipynb").rename(folder / "b.ipynb")
    nbformat.write(as_released(small), folder / "a.ipynb")

    intake = prepared(small, ANA, tmp_path / "clean")

    assert intake.notes == ("handed in as 'b.ipynb', graded as 'Exam.ipynb'",)


@pytest.fixture(scope="module")
def quizzes(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course with two assignments whose cells have the same grade ids."""
    made = copy_course(
        course, tmp_path_factory.mktemp("quizzes") / "course", ["quiz-before", "quiz-after"]
    )
    release(made)
    return made


@pytest.mark.parametrize("answers", [slow(0), 5, slow(10)])
@pytest.mark.parametrize("name", ["QuizAfter.ipynb", "QuizBefore.ipynb", "prova.ipynb"])
def test_another_assignments_notebook_is_called_by_its_name(
    quizzes: Course, tmp_path: Path, name: str, answers: int
) -> None:
    notebook = load_notebook(quizzes.root / "release/quiz-before/QuizBefore.ipynb")
    for cell in [cell for cell in notebook.cells if cell.source.endswith("= None")][:answers]:
        cell.source = cell.source.replace("None", "'a'")
    folder = quizzes.root / "submitted" / "ana" / "quiz-after"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / name)

    wrong = prepared(quizzes, Submission("ana", "quiz-after"), tmp_path / "wrong")
    folder.rename(folder.with_name("quiz-before"))
    right = prepared(quizzes, Submission("ana", "quiz-before"), tmp_path / "right")
    shutil.rmtree(folder.parent)

    assert "this is quiz-before/QuizBefore.ipynb" in str(wrong.problems["QuizAfter"])
    assert right.ready == ("QuizBefore",)


def test_another_notebook_with_work_of_its_own_is_named(small: Course, tmp_path: Path) -> None:
    """Colab calls a copy so in Portuguese."""
    notebook = right_exam(small)
    notebook.cells[1].source = "def double(x):\n    return x"
    folder = hand_in_exam(small, "ana", notebook)
    nbformat.write(right_exam(small), folder / "Cópia de Exam.ipynb")
    released = load_notebook(small.root / "release" / EXAM)
    nbformat.write(released, folder / "original.ipynb")

    intake = prepared(small, ANA, tmp_path / "clean")

    assert intake.notes == ("only 'Exam.ipynb' was graded, not 'Cópia de Exam.ipynb'",)


def test_notebooks_where_nobody_looks_for_them_are_named(small: Course) -> None:
    folder = hand_in_exam(small, "ana", right_exam(small))
    shutil.copy(folder / "Exam.ipynb", folder.parent)
    shutil.copy(folder / "Exam.ipynb", folder.parent.parent / "bia.ipynb")

    assert stray_notebooks(small) == ["submitted/ana/Exam.ipynb", "submitted/bia.ipynb"]


def test_folders_whose_names_are_not_utf8_are_named_and_passed_over(small: Course) -> None:
    folder = hand_in_exam(small, "ana", right_exam(small))
    shutil.copytree(folder, small.root / "submitted" / "jo\udce3o" / "exam")
    shutil.copytree(folder, folder.parent / "exam\udce3")

    assert misnamed(small) == ["submitted/ana/exam\udce3", "submitted/jo\udce3o"]
    assert submissions(small) == [Submission("ana", "exam")]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("Exam.html", b"<!doctype html><title>Exam</title>", "it is an HTML file"),
        ("Exam.rar", b"Rar!\x1a\x07", "RAR archive"),
        ("prova.py", b"# coding\nprint(1)\n", "Python script"),
        ("Exam.txt", b"# coding\nprint(1)\n", "Python script"),
        ("Exam.gdoc", b'{"doc_id": "x"}', "a link to the notebook"),
        ("Exam.ipynb.crdownload", b'{"cells": [', "download it once more"),
        ("prova.json", b'{"cells": [], "nbformat": 4}', "give it the extension .ipynb"),
        ("prova.py", b"q1 = 'b'\n", "Python script"),
        (
            "Exam.docx",
            b"PK\x03\x04\x14\x00[Content_Types].xml",
            ("document from an office program"),
        ),
        ("Exam.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "document from an office program"),
        ("Exam.rtf", b"{\\rtf1 42}", "document from an office program"),
    ],
)
def test_what_lies_there_instead_of_the_notebook_is_called_by_its_name(
    small: Course, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    folder = hand_in_exam(small, "ana", right_exam(small))
    (folder / "Exam.ipynb").unlink()
    (folder / name).write_bytes(data)

    problem = str(prepared(small, ANA, tmp_path / "clean").problems["Exam"])

    assert "there is no 'Exam.ipynb'" in problem
    assert f"'{name}': " in problem
    assert said in problem


@pytest.mark.parametrize("name", ["README.md", "figure.heic", "respostas.txt"])
def test_what_nobody_can_name_is_mentioned(small: Course, tmp_path: Path, name: str) -> None:
    folder = hand_in_exam(small, "ana", right_exam(small))
    (folder / "Exam.ipynb").unlink()
    (folder / name).write_bytes(b"\xff\xfe import this")

    problem = str(prepared(small, ANA, tmp_path / "clean").problems["Exam"])

    assert f"handed in instead: '{name}'" in problem


@pytest.mark.parametrize("name", ["Exam.json", "Exam", "Exam.ipynb.download", "Exam.ipynb.txt"])
def test_a_notebook_with_another_ending_is_graded(small: Course, tmp_path: Path, name: str) -> None:
    folder = hand_in_exam(small, "ana", right_exam(small))
    (folder / "Exam.ipynb").rename(folder / name)

    intake = prepared(small, ANA, tmp_path / "clean")

    assert intake.ready == ("Exam",)
    assert intake.notes[0] == f"handed in as '{name}', graded as 'Exam.ipynb'"


def test_a_folder_that_has_the_notebooks_name_holds_it(small: Course, tmp_path: Path) -> None:
    folder = hand_in_exam(small, "ana", right_exam(small))
    (folder / "Exam").mkdir()
    (folder / "Exam.ipynb").rename(folder / "Exam" / "Exam.ipynb")

    assert prepared(small, ANA, tmp_path / "clean").ready == ("Exam",)
