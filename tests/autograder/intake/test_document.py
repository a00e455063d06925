"""Reading a notebook: what is put right, and what is refused."""

import json

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.errors import SubmissionError
from autograder.intake.document import Document
from autograder.limits import NotebookLimits


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
    with pytest.raises(SubmissionError, match="the source of cell 1 is not text"):
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
    assert found.notes == ["'Exam.ipynb': cells without an id, which were given one: 4"]
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
        (b'{"cells": [', "not valid JSON at line 1, column 12"),
        (b'{"cells": "\xe9"}', "not UTF-8"),
        (b"\x89PNG", "PNG file"),
        (b"\0" * 50, "not valid JSON"),
        (b"PK\x03\x04", "ZIP"),
        (b"\xff\xfe{\x00}", "not UTF-8"),
        (b"[" * 100_000, "too deep"),
        (b"[],"[:2] + b",[]" * 1_100_000, "too many values|not valid JSON"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_and_what_to_do(raw: bytes, words: str) -> None:
    with pytest.raises(SubmissionError, match=words) as caught:
        document(raw)

    assert str(caught.value).startswith("'Exam.ipynb': ")
    assert len(str(caught.value)) < 210


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
