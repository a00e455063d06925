"""Intake: what is opened of a submission, what is put right, and what is refused."""

import json
import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.course import Course, Submission
from autograder.errors import NotGraded, SubmissionError, UnfitFile
from autograder.gradebook.released import notebooks
from autograder.intake.document import Document
from autograder.intake.files import DEEPEST, Files, bad_name, opened, opened_folder
from autograder.intake.prepare import Intake, prepare
from autograder.limits import Limits, NotebookLimits
from autograder.text import few, printable
from tests.support.grading import hand_in_exam, right_exam

ANA = Submission("ana", "exam")


@pytest.mark.parametrize("name", ["a.csv", "Relatório final.txt", "x (1).png", "数据.csv", "a b"])
def test_an_ordinary_name_is_no_bad_name(name: str) -> None:
    assert bad_name(name) == ""
    assert printable(name) == name


@pytest.mark.parametrize(
    "name", ["", ".", "..", "a/b", "a\nb", "a\x00b", "\x1b[31m", "\u202eb", "\udcff", "x" * 201]
)
def test_a_hostile_name_is_a_bad_name_and_shown_in_one_line(name: str) -> None:
    assert bad_name(name)
    assert printable(name).isprintable()
    assert printable(name).encode() is not None
    assert len(printable(name * 50, 80)) <= 80


def test_many_sentences_become_a_few() -> None:
    assert few(["a", "b"]) == ["a", "b"]
    assert few([str(n) for n in range(9)]) == ["0", "1", "2", "3", "4", "and 4 more notes"]


def prepared(course: Course, submission: Submission, target: Path) -> Intake:
    known = notebooks(course.db_url, submission.assignment)
    return prepare(course, submission, known, target)


def brought(source: Path, target: Path, **limits: int) -> Files:
    target.mkdir(exist_ok=True)
    files = Files(target, Limits(**limits), ["*.pyc", "__pycache__"])
    with opened_folder(source) as folder:
        files.bring(folder)
    return files


def test_plain_files_are_copied_with_their_folders(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for place in ("a.csv", "b/c/d.txt", "b/__pycache__/x.pyc", "e.pyc", "empty/"):
        path = source / place
        (path if place.endswith("/") else path.parent).mkdir(parents=True, exist_ok=True)
        if not place.endswith("/"):
            path.write_text(place)

    files = brought(source, tmp_path / "target")

    assert files.brought == ["a.csv", "b/c/d.txt"]
    assert files.left_out == []
    assert (tmp_path / "target/b/c/d.txt").read_text() == "b/c/d.txt"
    assert sorted(p.name for p in (tmp_path / "target").rglob("*") if p.is_file()) == [
        "a.csv",
        "d.txt",
    ]


def make_socket(path: Path) -> None:
    here = os.getcwd()
    os.chdir(path.parent)  # an address is short
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(here)


ODD: dict[str, Callable[[Path, Path], None]] = {
    "link": lambda path, secret: path.symlink_to(secret),
    "link to a folder": lambda path, secret: path.symlink_to(secret.parent),
    "hard link": lambda path, secret: path.hardlink_to(secret),
    "pipe": lambda path, secret: os.mkfifo(path),
    "socket": lambda path, secret: make_socket(path),
}


@pytest.mark.parametrize("kind", ODD)
def test_what_is_no_plain_file_of_ones_own_is_left_out(kind: str, tmp_path: Path) -> None:
    secret = tmp_path / "outside" / "secret"
    secret.parent.mkdir()
    secret.write_text("secret")
    (tmp_path / "source").mkdir()
    ODD[kind](tmp_path / "source" / "odd", secret)

    files = brought(tmp_path / "source", tmp_path / "target")

    assert files.brought == []
    assert len(files.left_out) == 1
    assert files.left_out[0].startswith("'odd' was left out: it is ")
    assert list((tmp_path / "target").iterdir()) == []
    with (
        opened_folder(tmp_path / "source") as folder,
        pytest.raises(UnfitFile),
        opened("odd", folder),
    ):
        pass


def test_a_file_that_becomes_a_link_between_two_looks_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "a").write_text("own")
    honest = os.open

    def swap(path: Any, *arguments: Any, **names: Any) -> int:
        if path == "a":
            (tmp_path / "a").unlink()
            (tmp_path / "a").symlink_to("secret")
        return honest(path, *arguments, **names)

    with opened_folder(tmp_path) as folder:
        monkeypatch.setattr(os, "open", swap)
        with pytest.raises(UnfitFile), opened("a", folder):
            pass


def test_limits_leave_the_rest_out_and_keep_what_lies_on_top(tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / "many").mkdir(parents=True)
    for number in range(120):
        (source / "many" / f"{number:03}").touch()
    (source / "a").write_bytes(bytes(700_000))
    (source / "b").write_bytes(bytes(700_000))
    (source / "c").write_bytes(bytes(2_000_000))
    (source / "d").write_bytes(bytes(100_000))
    mebi = 1024**2

    files = brought(source, tmp_path / "target", files=100, disk=mebi, file_size=mebi)

    assert files.brought == ["a", "d"]
    assert [text.split("'")[1] for text in files.left_out] == ["b", "c", "many"]


def test_folders_too_deep_in_each_other_are_left_out(tmp_path: Path) -> None:
    deep = tmp_path.joinpath("source", *["x"] * (DEEPEST + 5))
    deep.mkdir(parents=True)
    (deep / "a").touch()

    files = brought(tmp_path / "source", tmp_path / "target")

    assert files.brought == []
    assert "lies too deep" in files.left_out[0]


def document(raw: object, **limits: int) -> Document:
    data = raw if isinstance(raw, bytes) else json.dumps(raw).encode()
    return Document("Exam.ipynb", data, NotebookLimits(**limits))


def cell(source: object = "1", **more: object) -> dict[str, object]:
    return {"cell_type": "code", "id": "a", "metadata": {}, "source": source, **more}


def book(*cells: object, **more: object) -> dict[str, object]:
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells), **more}


def test_a_proper_notebook_keeps_its_text_and_marks_and_gets_no_note() -> None:
    marks = {"grade_id": "double", "grade": False, "points": 2.5}
    metadata = {"nbgrader": marks, "tags": ["skip-execution"], "scrolled": True}
    output = {"output_type": "stream", "name": "stdout", "text": "x"}

    found = document(book(cell("a\nb", metadata=metadata, outputs=[output], execution_count=7)))

    assert found.notes == []
    assert found.grade_ids == {"double"}
    (only,) = found.notebook.cells
    assert only == {
        "cell_type": "code",
        "id": "a",
        "source": "a\nb",
        "metadata": {"nbgrader": marks},
        "outputs": [],
        "execution_count": None,
    }
    nbformat.validate(found.notebook)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (["a\n", "b"], "a\nb"),
        ([], ""),
        (None, ""),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\ud83d", "\ufffd"),
    ],
)
def test_text_in_other_forms_is_text(source: object, expected: str) -> None:
    assert document(book(cell(source))).notebook.cells[0].source == expected


@pytest.mark.parametrize("source", [42, {"a": 1}, ["a", 1], True])
def test_text_that_is_no_text_is_refused(source: object) -> None:
    with pytest.raises(SubmissionError, match="the text of cell 1 is not text"):
        document(book(cell(source)))


@pytest.mark.parametrize("metadata", [None, [], "x", 7, {"nbgrader": []}, {"nbgrader": {"a": []}}])
def test_metadata_of_other_types_are_dropped(metadata: object) -> None:
    found = document(book(cell(metadata=metadata), metadata=metadata))

    assert found.notebook.cells[0].metadata.get("nbgrader", {}) == {}
    nbformat.validate(found.notebook)


def test_pictures_pasted_into_an_answer_stay() -> None:
    answer = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "![](attachment:x)"}
    pasted = {"x": {"image/png": "AAAA", "odd": 1}, "y": [], "z\ud800": {}}

    found = document(book({**answer, "attachments": pasted}))

    assert found.notebook.cells[0].attachments == {"x": {"image/png": "AAAA"}, "z\ufffd": {}}


def test_ids_are_made_where_they_are_missing_and_said_where_they_should_be_there() -> None:
    cells = [cell(), cell(), cell(id="no id!"), cell(id=None), cell(id="cell-2-0")]

    found = document(book(*cells))

    ids = [one.id for one in found.notebook.cells]
    assert ids[0] == "a"
    assert len(set(ids)) == 5
    assert found.notes == ["'Exam.ipynb': 4 cells had no id of their own and got one"]
    assert document(book(*cells, nbformat_minor=4)).notes == []


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"{}", "not a notebook"),
        (b"null", "not a notebook"),
        (b'{"cells": {}, "nbformat": 4}', "not a notebook"),
        (b'{"cells": [], "nbformat": "4"}', "not a notebook"),
        (b'{"cells": [], "nbformat": 2}', "format 2"),
        (b'{"cells": [], "nbformat": true}', "format True"),
        (b'{"nbformat": ' + b"9" * 5000 + b"}", "a number in it is too long"),
        (b'{"cells": [', "no JSON at line 1, column 12"),
        (b'{"cells": "\xe9"}', "not UTF-8"),
        (b"\x89PNG", "not UTF-8"),
        (b"\0" * 50, "no JSON"),
        (b"PK\x03\x04", "ZIP"),
        (b"\xff\xfe{\x00}", "not UTF-8"),
        (b"[" * 100_000, "too deep"),
        (b"[],"[:2] + b",[]" * 1_100_000, "too many values|no JSON"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_and_what_to_do(raw: bytes, words: str) -> None:
    with pytest.raises(SubmissionError, match=words) as caught:
        document(raw)

    assert str(caught.value).startswith("'Exam.ipynb': ")
    assert len(str(caught.value)) < 200


def test_limits_on_cells_and_text() -> None:
    with pytest.raises(SubmissionError, match="3 cells, more than 2"):
        document(book(cell(), cell(), cell()), cells=2)
    with pytest.raises(SubmissionError, match="too much text"):
        document(book(cell("x" * 600), cell("x" * 600)), text=1000)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)
CELL_KEYS = ("id", "metadata", "source", "outputs", "attachments", "execution_count")
any_cell = json_values | st.fixed_dictionaries(
    {"cell_type": st.sampled_from(["code", "markdown", "raw", "heading"])},
    optional={
        "source": json_values | st.text(max_size=9),
        **{key: json_values for key in CELL_KEYS if key != "source"},
        "metadata": json_values | st.fixed_dictionaries({"nbgrader": json_values}),
    },
)
any_book = json_values | st.fixed_dictionaries(
    {"nbformat": st.sampled_from([4, 4, 4, 3, 5]) | json_values, "cells": st.lists(any_cell)},
    optional={"metadata": json_values, "nbformat_minor": json_values, "worksheets": json_values},
)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(raw=any_book)
def test_whatever_a_file_holds_it_becomes_a_valid_notebook_or_is_refused(raw: object) -> None:
    try:
        found = document(raw)
    except SubmissionError:
        return
    nbformat.validate(found.notebook)
    written = nbformat.writes(found.notebook).encode()
    assert nbformat.reads(written.decode(), as_version=4) == found.notebook


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
    (folder / "Other.ipynb").write_text(json.dumps(book(cell())))

    problem = str(prepared(small, ANA, tmp_path / "clean").problems["Exam"])

    assert problem.startswith("there is no 'Exam.ipynb'; 'Broken.ipynb': it is damaged")
    assert "'Other.ipynb' is another notebook" in problem


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


def test_an_unknown_assignment_is_not_the_students_fault(small: Course, tmp_path: Path) -> None:
    with pytest.raises(NotGraded, match="only: exam"):
        prepared(small, Submission("ana", "exame"), tmp_path / "clean")
