"""The lesson as one page of Markdown, with what its code printed and drew."""

import json
from pathlib import Path

import pytest
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.course import load_course
from autograder.release import executed
from autograder.release.executed import Output, Picture, outputs
from autograder.release.page import write_page
from lesson.i18n import LANGUAGES
from tests.conftest import ROOT

LEARNT = {"translate"}
"""Cells that print what a network has learnt to say: each processor rounds in its own way."""


def blocks(notebook: NotebookNode, path: Path, found: dict[str, Output]) -> list[str]:
    write_page(notebook, path, found)
    return path.read_text().strip().split("\n\n")


def test_a_page_has_prose_code_and_diagrams_with_their_alternative(tmp_path: Path) -> None:
    cells = [
        new_markdown_cell("# Title"),
        new_code_cell("print(1)"),
        new_code_cell('diagrams.unrolled("ab", "bc")', id="drawn"),
    ]
    title, code, picture = blocks(new_notebook(cells=cells), tmp_path / "Page.md", {})

    assert title == "# Title"
    assert code == "```python\nprint(1)\n```"
    assert picture.startswith("![A network unrolled over 2 steps.")
    assert picture.endswith("(drawn.svg)")
    assert (tmp_path / "drawn.svg").read_text().rstrip().endswith("</svg>")


def test_below_code_a_page_shows_what_it_printed_and_drew(tmp_path: Path) -> None:
    notebook = new_notebook(cells=[new_code_cell("show()", id="shown")])
    found = {"shown": Output("1\n2", [Picture("two [2]", "<svg/>"), Picture("three", "<svg>3")])}

    _code, text, first, second = blocks(notebook, tmp_path / "Page.en.md", found)

    assert text == "```text\n1\n2\n```"
    assert first == "![two (2)](shown.en.svg)"
    assert second == "![three](shown-2.en.svg)"
    assert (tmp_path / "shown-2.en.svg").read_text() == "<svg>3"


def test_outputs_of_code_that_has_changed_are_not_shown(tmp_path: Path) -> None:
    notebook = new_notebook(cells=[new_code_cell("print(1)", id="a")])
    kept = {"code": executed.fingerprint(notebook), "cells": {"a": ["1", [["alt", "<svg/>"]]]}}
    (tmp_path / "executed").mkdir()
    (tmp_path / "executed" / "Page.en.json").write_text(json.dumps(kept))

    assert outputs(tmp_path, "Page", "en", notebook) == {
        "a": Output("1", [Picture("alt", "<svg/>")])
    }
    assert outputs(tmp_path, "Page", "pt_BR", notebook) == {}
    notebook.cells[0].source = "print(2)"
    assert outputs(tmp_path, "Page", "en", notebook) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_kept_of_the_lesson_s_outputs_belongs_to_its_code(language: str) -> None:
    """If this fails, run `python -m autograder.release.executed`."""
    course = load_course(ROOT)
    (path,) = executed.companions(course)
    notebook = executed.in_language(course, path, language)

    found = outputs(ROOT, path.stem, language, notebook)

    assert found["temperature-slider"].pictures[0].alt.startswith("T = ")
    assert "HELLO" in found["inference"].text
    assert all(picture.alt for output in found.values() for picture in output.pictures)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lesson_prints_today_what_its_page_shows(language: str) -> None:
    course = load_course(ROOT)
    (path,) = executed.companions(course)
    notebook = executed.in_language(course, path, language)

    again = executed.run(notebook, language, ROOT)

    kept = outputs(ROOT, path.stem, language, notebook)
    assert {cell: _exact(cell, output.text) for cell, output in again.items()} == {
        cell: _exact(cell, output.text) for cell, output in kept.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_lesson_says_of_its_translations_is_so(language: str) -> None:
    """The pair that no training sentence holds goes wrong each time; the text explains why."""
    course = load_course(ROOT)
    (path,) = executed.companions(course)
    notebook = executed.in_language(course, path, language)

    lines = outputs(ROOT, path.stem, language, notebook)["translate"].text.splitlines()

    assert [line.endswith("(✗)") for line in lines if "white horse" in line] == [True] * 3


def _exact(cell: str, text: str) -> str:
    """Return what is printed alike on every processor: of what a network says, the question."""
    if cell not in LEARNT:
        return text
    return "\n".join(line.split("→")[0] for line in text.splitlines())
