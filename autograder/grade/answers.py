"""Whether what a person has read is still what is there: points by hand outlive a new grading.

A hash of each answer is kept below .runs/. It changes with the answer, not with the hidden tests.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple
from pathlib import Path

from nbformat.notebooknode import NotebookNode
from nbgrader import utils

from autograder.course import Course, Submission
from autograder.gradebook.recorded import answers_path
from autograder.notebook import grade_id, load_notebook

Answers = Mapping[str, Mapping[str, str]]
"""Hashes by notebook and grade id."""


def hashes_of_answers(nb: NotebookNode) -> dict[str, str]:
    """Return a hash of what a person reads for each grade cell of a graded notebook.

    For an answer, that is the answer and what was written around it; for a test or a task whose
    points a person has changed, it is all that the student wrote.
    """
    found = {}
    everything = _hash(nb.cells)
    for index, cell in enumerate(nb.cells):
        if utils.is_grade(cell) or utils.is_task(cell):
            answer = utils.is_solution(cell) and not utils.is_task(cell)
            found[grade_id(cell)] = _hash(_around(nb.cells, index)) if answer else everything
    return found


def _around(cells: list[NotebookNode], index: int) -> Iterator[NotebookNode]:
    """Yield an answer, and the cells around it up to the next ones that take work."""
    for step in (-1, 1):
        near = index + step
        while 0 <= near < len(cells) and not _takes_work(cells[near]):
            yield cells[near]
            near += step
    yield cells[index]


def _takes_work(cell: NotebookNode) -> bool:
    return bool(utils.is_solution(cell) or utils.is_task(cell) or utils.is_grade(cell))


def _hash(cells: Iterable[NotebookNode]) -> str:
    """Return a hash of what a student wrote into some cells."""
    own = (cell for cell in cells if not utils.is_locked(cell))
    texts = [[cell.source, cell.get("attachments", {})] for cell in own]
    return hashlib.sha256(json.dumps(texts, sort_keys=True).encode()).hexdigest()


def hashes_in(folder: Path) -> dict[str, dict[str, str]]:
    """Return the hashes of the answers in a folder of graded notebooks; there may be none."""
    return {path.stem: hashes_of_answers(load_notebook(path)) for path in folder.glob("*.ipynb")}


def known_answers(course: Course, submission: Submission) -> Answers:
    """Return the hashes of the answers that were graded last; empty where nothing was."""
    path = answers_path(course, submission)
    if not path.is_file():  # graded by an earlier version, perhaps
        return hashes_in(course.root.joinpath("autograded", *astuple(submission)))
    found: Answers = json.loads(path.read_text(encoding="utf-8"))
    return found


def keep_answers(course: Course, submission: Submission, found: Answers) -> None:
    """Keep the hashes of notebooks that were graded just now; those of others stay."""
    path = answers_path(course, submission)
    kept = {**known_answers(course, submission), **found}
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}")
    part.write_text(json.dumps(kept), encoding="utf-8")
    part.replace(path)


def changed_answers(known: Answers, found: Answers) -> dict[str, set[str]]:
    """Return the grade ids whose answers are not those that were graded last, by notebook."""
    return {
        notebook: {
            name for name, text in texts.items() if known.get(notebook, {}).get(name) != text
        }
        for notebook, texts in found.items()
    }
