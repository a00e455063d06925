"""nbgrader's marks, found again where a tool has stripped them from a notebook's cells.

Tools that clean notebooks before a commit, and those that convert them, drop the metadata of cells.
What they leave is the cells' ids, or at least their text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from nbformat.notebooknode import NotebookNode

from autograder.gradebook.released import Known, plain
from autograder.i18n import N_, _
from autograder.intake.document import Document
from autograder.notebook import grade_id
from autograder.text import quoted

BY_IDS = N_("its cells have lost nbgrader's marks; they were recognised by the cells' ids")
BY_TEXTS = N_("its cells have lost nbgrader's marks; they were recognised by the locked text")


def find_again(found: Document, known: Mapping[str, Known], released: list[NotebookNode]) -> None:
    """Mark the cells of a notebook that has lost all marks, if they can be told.

    Args:
        found: the notebook, which is changed.
        known: the cells of the one that it should be.
        released: the cells that students got.

    Raises:
        SubmissionError: more than one cell could be one of them.
    """
    texts = _locked_texts(known, released)
    for way, said in ((_by_ids, BY_IDS), (_by_texts, BY_TEXTS)):
        marks = way(found, known, released)
        cells = found.notebook.cells
        right = {n for i, n in marks.items() if texts.get(n) == plain(cells[i].source)}
        if 2 * len(right) > len(texts):
            for index, name in marks.items():
                cells[index].metadata = NotebookNode(nbgrader={"grade_id": name})
            found.grade_ids = set(marks.values())
            found.note(_(said))
            return


def _locked_texts(known: Mapping[str, Known], released: list[NotebookNode]) -> dict[str, str]:
    """Return the text of each locked cell, as students got it, by grade id."""
    cells = {grade_id(cell): plain(cell.source) for cell in released}
    return {name: text for name, text in cells.items() if name in known and known[name].locked}


def _by_ids(
    found: Document, known: Mapping[str, Known], released: list[NotebookNode]
) -> dict[int, str]:
    """Return grade ids by a cell's index, as far as cells kept the ids of the release."""
    names = {cell.id: grade_id(cell) for cell in released if grade_id(cell) in known}
    cells = enumerate(found.notebook.cells)
    return {index: names[cell.id] for index, cell in cells if cell.id in names}


def _by_texts(
    found: Document, known: Mapping[str, Known], released: list[NotebookNode]
) -> dict[int, str]:
    """Return grade ids by a cell's index: locked cells by text, others by what they lie between.

    Nothing, if most of the locked cells are not there.
    """
    spots: dict[str, list[int]] = {}
    for index, cell in enumerate(found.notebook.cells):
        spots.setdefault(plain(cell.source), []).append(index)
    locked = _locked_texts(known, released)
    groups: dict[str, list[str]] = {}
    for name, text in locked.items():
        if text in spots:
            groups.setdefault(text, []).append(name)
    if 2 * sum(map(len, groups.values())) <= len(locked):
        return {}
    marks: dict[int, str] = {}
    for text, names in groups.items():
        if len(names) == 1:
            marks |= dict.fromkeys(spots[text], names[0])
        elif len(names) == len(spots[text]):
            marks |= dict(zip(spots[text], names, strict=True))
        else:
            said = _(
                "its cells have lost nbgrader's marks, and {count} of them have the text of {names}"
                ": copy your answers into a fresh copy of the notebook and hand that in"
            )
            found.refuse(said.format(count=len(spots[text]), names=quoted(names)))
    return marks | _between(found.notebook.cells, marks, known, released)


def _between(
    cells: Sequence[NotebookNode],
    marks: Mapping[int, str],
    known: Mapping[str, Known],
    released: Iterable[NotebookNode],
) -> dict[int, str]:
    """Return the grade ids of cells to write in, where there are as many as were released.

    Where a student has added cells, they are not told apart: code runs without marks, and a
    written answer that is missing waits for a person.
    """
    index_of = {name: index for index, name in marks.items()}
    texts = {plain(cell.source) for cell in released if not grade_id(cell)}
    order = list(known)
    places = [-1, *(at for at, name in enumerate(order) if name in index_of), len(order)]
    edges = {-1: -1, len(order): len(cells)}
    edges |= {at: index_of[order[at]] for at in places[1:-1]}
    more: dict[int, str] = {}
    for first, last in pairwise(places):
        own = [known[name] for name in order[first + 1 : last] if known[name].solution]
        inner = range(edges[first] + 1, edges[last])
        free = [i for i in inner if i not in marks and plain(cells[i].source) not in texts]
        for kind in ("code", "markdown"):
            names = [one.name for one in own if one.cell_type == kind]
            fit = [i for i in free if cells[i].cell_type == kind]
            if len(names) == len(fit):
                more |= dict(zip(fit, names, strict=True))
    return more
