"""What the code of a companion notebook prints and draws, kept for its page.

python -m autograder.release.executed: run each companion notebook in each language, and write what
comes out to executed/, which git keeps. A release puts it into the page without running anything:
what a network learns may differ in the last digit from one machine to the next.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import os
import re
from pathlib import Path
from typing import Any, NamedTuple

from nbclient import NotebookClient
from nbformat.notebooknode import NotebookNode

from autograder.course import Course, load_course
from autograder.notebook import load_notebook
from autograder.translation.translator import Translator
from lesson.i18n import LANGUAGES

_PICTURE = re.compile(r'<img [^>]*alt="([^"]*)" src="data:image/svg\+xml;base64,([^"]*)"')


class Picture(NamedTuple):
    """A picture as SVG, and the same in words."""

    alt: str
    svg: str


class Output(NamedTuple):
    """What one cell prints, and its pictures."""

    text: str
    pictures: list[Picture]


def outputs(root: Path, stem: str, language: str, notebook: NotebookNode) -> dict[str, Output]:
    """Return what each code cell printed and drew, by cell id.

    Nothing, where the notebook was not run in this language, or its code has changed since.

    Args:
        root: the course's folder.
        stem: the notebook's name.
        language: of the notebook.
        notebook: as it goes out.
    """
    path = _path(root, stem, language)
    if not path.is_file():
        return {}
    kept = json.loads(path.read_text(encoding="utf-8"))
    if kept["code"] != fingerprint(notebook):
        return {}
    return {
        cell: Output(text, [Picture(*picture) for picture in pictures])
        for cell, (text, pictures) in kept["cells"].items()
    }


def fingerprint(notebook: NotebookNode) -> str:
    """Return what identifies the code of a notebook."""
    code = [[cell.id, cell.source] for cell in notebook.cells if cell.cell_type == "code"]
    return hashlib.sha256(json.dumps(code).encode()).hexdigest()


def companions(course: Course) -> list[Path]:
    """Return the source notebooks that go with every assignment."""
    paths = sorted((course.root / "source").glob("*/*.ipynb"))
    return [path for path in paths if load_notebook(path).metadata.get("companion")]


def in_language(course: Course, path: Path, language: str) -> NotebookNode:
    """Return a source notebook in a language; the course speaks it from now on."""
    course.speak(language)
    notebook = load_notebook(path)
    Translator(course).notebook(notebook)
    return notebook


def run(notebook: NotebookNode, language: str, folder: Path) -> dict[str, Output]:
    """Run a notebook at its full budget, in a folder; return its outputs, by cell id."""
    own = {**os.environ, "LESSON_LANGUAGE": language}
    own.pop("LESSON_GRADING", None)
    resources = {"metadata": {"path": str(folder)}}
    NotebookClient(notebook, timeout=600, resources=resources).execute(env=own)
    found = {cell.id: _output(cell.outputs) for cell in notebook.cells if cell.cell_type == "code"}
    return {cell: output for cell, output in found.items() if output.text or output.pictures}


def _output(items: list[Any]) -> Output:
    text, pictures = "", []
    for item in items:
        if item.output_type == "stream":
            text += item.text
        elif found := _PICTURE.search(item.get("data", {}).get("text/html", "")):
            svg = base64.b64decode(found[2]).decode()
            pictures.append(Picture(html.unescape(found[1]), svg))
        elif "application/vnd.jupyter.widget-view+json" not in item.data:
            text += item.data["text/plain"] + "\n"
    return Output(text.rstrip("\n"), pictures)


def _path(root: Path, stem: str, language: str) -> Path:
    return root / "executed" / f"{stem}.{language}.json"


def main() -> None:
    """Run the companion notebooks of the course that the working directory is in."""
    course = load_course(Path.cwd())
    for path in companions(course):
        for language in LANGUAGES:
            notebook = in_language(course, path, language)
            kept = {"code": fingerprint(notebook), "cells": run(notebook, language, course.root)}
            target = _path(course.root, path.stem, language)
            target.parent.mkdir(exist_ok=True)
            text = json.dumps(kept, ensure_ascii=False, indent=1)
            target.write_text(f"{text}\n", encoding="utf-8")
            print(target)


if __name__ == "__main__":
    main()
