"""What the gradebook knows of a release: the cells, and the course's own copy of each.

The engine asks once a run for each assignment, and hands on what it found; where nbgrader's own
commands grade, each step asks for itself.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader.api import MissingEntry, Notebook
from nbgrader.nbgraderformat.v3 import MetadataValidatorV3

from autograder.errors import NotGraded
from autograder.gradebook.access import open_gradebook
from autograder.i18n import _
from autograder.notebook import load_notebook, split
from autograder.text import nearest, quoted

SCHEMA = MetadataValidatorV3.schema_version
KNOWN = "autograder_known"  # where steps find what is handed on, in nbconvert's resources


@dataclass(frozen=True)
class Known:
    """One cell as the gradebook keeps it.

    Attributes:
        points: what it is worth, or None if it is not graded.
        task: whether a person grades what was done elsewhere for it.
    """

    name: str
    cell_type: str
    source: str
    checksum: str | None
    locked: bool
    solution: bool
    points: float | None
    task: bool

    @property
    def test(self) -> bool:
        """Whether it is code that tests what other cells define."""
        return self.locked and self.points is not None and self.cell_type == "code"

    @property
    def by_hand(self) -> bool:
        """Whether a person grades what is written into it."""
        return self.solution and self.points is not None

    @property
    def answer(self) -> bool:
        """Whether it is text that a person grades."""
        return self.solution and self.cell_type == "markdown"

    def metadata(self) -> dict[str, Any]:
        """Return the cell's grading metadata."""
        scores: dict[str, Any] = {
            "schema_version": SCHEMA,
            "grade_id": self.name,
            "grade": self.points is not None and not self.task,
            "solution": self.solution,
            "locked": self.locked,
            "task": self.task,
            "cell_type": self.cell_type,
            "checksum": self.checksum,
        }
        if self.points is not None:
            scores["points"] = self.points
        return scores


@dataclass(frozen=True)
class KnownNotebook:
    """One notebook as the gradebook keeps it.

    Attributes:
        name: of the notebook.
        kernelspec: of the kernel that runs it; empty if the source named none.
        cells: by grade id, in the order of the release.
    """

    name: str
    kernelspec: Mapping[str, Any]
    cells: Mapping[str, Known]

    def __deepcopy__(self, memo: object) -> KnownNotebook:
        """Return it: nobody changes it, and nbconvert copies all that its steps are handed."""
        return self


def plain(text: str) -> str:
    """Return a cell's text without differences in white space, to compare it."""
    return " ".join(text.split())


def released_cells(release: Path, assignment: str, notebook: str) -> list[NotebookNode]:
    """Return a notebook's cells as students got them, those without marks too.

    The gradebook does not keep these. There may be nothing in the folder yet.
    """
    path = release / assignment / f"{notebook}.ipynb"
    return _cells(path, path.stat().st_mtime_ns) if path.is_file() else []


def texts_elsewhere(release: Path, assignment: str) -> dict[str, tuple[str, ...]]:
    """Return what the notebooks of other assignments hold, by their paths in release/.

    Args:
        release: the folder.
        assignment: which one is meant. Notebooks that go with every assignment are left out.

    Returns:
        For each notebook its cells' texts, without differences in white space.
    """
    own = {path.name for path in (release / assignment).glob("*.ipynb")}
    return {
        f"{path.parent.name}/{path.name}": tuple(
            sorted({plain(cell.source) for cell in _cells(path, path.stat().st_mtime_ns)})
        )
        for path in sorted(release.glob("*/*.ipynb"))
        if path.name not in own
    }


@lru_cache(maxsize=16)  # each submission asks for them twice
def _cells(path: Path, _changed: int) -> list[NotebookNode]:
    return list(load_notebook(path).cells)


def known_notebooks(db_url: str, assignment: str) -> dict[str, KnownNotebook]:
    """Return all notebooks of an assignment, by name.

    Raises:
        NotGraded: the gradebook does not know the assignment.
    """
    with open_gradebook(db_url) as gradebook:
        try:
            found = gradebook.find_assignment(assignment).notebooks
        except MissingEntry:
            names = [one.name for one in gradebook.assignments]
            text = _(
                "the gradebook knows no assignment {name}: correct the name, or release the "
                "assignment; {nearest}"
            )
            raise NotGraded(
                text.format(name=quoted([assignment]), nearest=nearest(assignment, names))
            ) from None
        return {one.name: _known(one) for one in found}


def known_notebook(resources: Mapping[str, Any]) -> KnownNotebook:
    """Return what the gradebook knows of the notebook that a step of nbgrader's is handed.

    Args:
        resources: nbconvert's, of the step.

    Raises:
        NotGraded: the gradebook does not know the notebook.
    """
    if KNOWN in resources:
        handed_on: KnownNotebook = resources[KNOWN]
        return handed_on
    where = resources["nbgrader"]
    found = known_notebooks(where["db_url"], where["assignment"])
    if where["notebook"] not in found:
        raise NotGraded(
            _("the gradebook does not know {assignment}/{notebook}, only: {names}").format(
                assignment=where["assignment"],
                notebook=where["notebook"],
                names=", ".join(sorted(found)),
            )
        )
    return found[where["notebook"]]


def _known(notebook: Notebook) -> KnownNotebook:
    points = {c.name: float(c.max_score) for c in (*notebook.grade_cells, *notebook.task_cells)}
    solutions = {cell.name for cell in notebook.solution_cells}
    tasks = {cell.name for cell in notebook.task_cells}
    cells = {
        cell.name: Known(
            cell.name,
            cell.cell_type,
            cell.source,
            cell.checksum,
            bool(cell.locked),
            cell.name in solutions,
            points.get(cell.name),
            cell.name in tasks,
        )
        for cell in notebook.source_cells
    }
    return KnownNotebook(notebook.name, json.loads(notebook.kernelspec or "{}"), cells)


@dataclass(frozen=True)
class GradeCell:
    """One locked grade cell of code, as the gradebook keeps it.

    Attributes:
        name: its grade id.
        points: its maximum.
        visible: the source that students get.
        hidden: the source that only the grader runs; empty if there is none.
        above: the visible lines above that, if they are not among its lines.
        below: those below it.
    """

    name: str
    points: float
    visible: str
    hidden: str
    above: str
    below: str


def grade_cells(notebook: KnownNotebook) -> dict[str, GradeCell]:
    """Return the locked code cells with points of a notebook, by grade id.

    This is the only source of what the grader executes; a submission's copy is never read.

    Raises:
        NotGraded: one of their regions is damaged.
    """
    cells = {}
    for cell in notebook.cells.values():
        if cell.test and cell.points is not None:
            try:
                cells[cell.name] = GradeCell(cell.name, cell.points, *split(cell.source))
            except ValueError as error:
                text = _("{notebook}, hidden tests of {name!r}: {error}; release it again")
                raise NotGraded(
                    text.format(notebook=notebook.name, name=cell.name, error=error)
                ) from error
    return cells
