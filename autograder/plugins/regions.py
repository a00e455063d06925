"""Hidden regions: where a cell's source keeps them, and the course's own copy of each."""

from __future__ import annotations

from dataclasses import dataclass

from nbgrader.api import Gradebook, MissingEntry

from autograder.errors import NotGraded
from autograder.i18n import _

BEGIN = "BEGIN HIDDEN TESTS"
END = "END HIDDEN TESTS"


@dataclass(frozen=True)
class GradeCell:
    """One locked grade cell of code, as the gradebook keeps it.

    Attributes:
        name: its grade id.
        points: its maximum.
        visible: the source that students get.
        hidden: the source that only the grader runs; empty if there is none.
    """

    name: str
    points: float
    visible: str
    hidden: str


def split(source: str) -> tuple[str, str]:
    """Return the visible and the hidden lines of a cell's source.

    Raises:
        ValueError: a region that begins and does not end, or the reverse.
    """
    visible: list[str] = []
    hidden: list[str] = []
    inside = False
    for line in source.split("\n"):
        if BEGIN in line or END in line:
            if inside == (BEGIN in line):
                raise ValueError(f"unpaired marker: {line.strip()!r}")
            inside = not inside
        else:
            (hidden if inside else visible).append(line)
    if inside:
        raise ValueError(f"{BEGIN} without {END}")
    return "\n".join(visible), "\n".join(hidden)


def grade_cells(db_url: str, notebook: str, assignment: str) -> dict[str, GradeCell]:
    """Return the locked code cells with points of a notebook, by grade id, from the gradebook.

    This is the only source of what the grader executes; a submission's copy is never read.

    Raises:
        NotGraded: the gradebook does not know the notebook, or one of its regions is damaged.
    """
    try:
        with Gradebook(db_url) as gradebook:
            known = gradebook.find_notebook(notebook, assignment)
            points = {cell.name: float(cell.max_score) for cell in known.grade_cells}
            rows = [(c.name, c.source, c.locked, c.cell_type) for c in known.source_cells]
    except MissingEntry as error:
        raise NotGraded(
            _("the gradebook does not know {assignment}/{notebook}: {error}").format(
                assignment=assignment, notebook=notebook, error=error
            )
        ) from error
    cells = {}
    for name, source, locked, cell_type in rows:
        if locked and name in points and cell_type == "code":
            try:
                cells[name] = GradeCell(name, points[name], *split(source))
            except ValueError as error:
                raise NotGraded(
                    _("hidden tests of {name!r}: {error}").format(name=name, error=error)
                ) from error
    return cells
