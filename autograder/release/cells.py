"""Generating: what nbgrader would refuse of a source notebook, said with what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from nbformat.notebooknode import NotebookNode
from nbgrader import utils
from nbgrader.api import MissingEntry, Notebook

from autograder.course import Course
from autograder.errors import ReleaseError
from autograder.gradebook.access import check_gradebook, open_gradebook
from autograder.i18n import _
from autograder.judge.region import defines, obstacles, region_of
from autograder.notebook import check_markers, grade_id, load_notebook, split


def check_source(course: Course, name: str) -> None:
    """See that nbgrader can release an assignment.

    Raises:
        CourseError: a region of a notebook does not begin or end.
        ReleaseError: two cells have one ID, a test cannot be run outside the notebook, or cells of
            a notebook that students have submitted were added or removed.
    """
    for path in sorted((course.root / "source" / name).glob("*.ipynb")):
        notebook = load_notebook(path)
        check_markers(notebook, path.name)
        _refuse_duplicates(notebook, f"{name}/{path.name}")
        if found := unaskable(notebook):
            problem = "\n".join(f"- {cell}: {text}" for cell, text in found.items())
            raise ReleaseError(
                _(
                    "{notebook}: these tests cannot be run outside the student's notebook, as "
                    "they are when they are graded:\n{problem}"
                ).format(notebook=f"{name}/{path.name}", problem=problem)
            )
        if check_gradebook(course.db_url):
            with open_gradebook(course.db_url) as gradebook:
                try:
                    known = gradebook.find_notebook(path.stem, name)
                except MissingEntry:
                    continue
                if known.submissions:
                    _refuse_other_cells(notebook, known, f"{name}/{path.name}")


def unaskable(notebook: NotebookNode) -> dict[str, str]:
    """Return, by grade id, what of a source notebook's tests cannot be asked from outside."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    defined = {name for cell in cells if not utils.is_grade(cell) for name in defines(cell.source)}
    found = {}
    for cell in cells:
        if utils.is_grade(cell) and not utils.is_solution(cell):
            region = region_of(*split(cell.source))
            if texts := obstacles(region, defined):
                found[grade_id(cell)] = "; ".join(texts)
    return found


def _refuse_duplicates(notebook: NotebookNode, name: str) -> None:
    count = Counter(filter(None, map(grade_id, notebook.cells)))
    if found := [one for one, number in count.items() if number > 1]:
        text = _(
            "{notebook}: more than one cell has the ID {names}, as copies of a cell do; give each "
            "an ID of its own in the panel Create Assignment"
        )
        raise ReleaseError(text.format(notebook=name, names=_listed(found)))


def _refuse_other_cells(notebook: NotebookNode, known: Notebook, name: str) -> None:
    """Refuse cells that were added, removed or changed in type since students have submitted."""
    old = {
        *((cell.name, "grade") for cell in known.grade_cells),
        *((cell.name, "solution") for cell in known.solution_cells),
        *((cell.name, "task") for cell in known.task_cells),
    }
    kinds = (("grade", utils.is_grade), ("solution", utils.is_solution), ("task", utils.is_task))
    new = {
        (grade_id(cell), kind) for cell in notebook.cells for kind, is_one in kinds if is_one(cell)
    }
    if old != new:
        text = _(
            "{notebook}: students have submitted it, so graded cells cannot be added, removed or "
            "changed in type any more (new: {new}; missing: {missing}). Put them back as they "
            "were, and ask what is new in an assignment of its own"
        )
        added, missing = ({one for one, _kind in part} for part in (new - old, old - new))
        raise ReleaseError(text.format(notebook=name, new=_listed(added), missing=_listed(missing)))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(repr(name) for name in sorted(names)) or _("none")
