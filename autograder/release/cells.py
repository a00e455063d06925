"""Generating: what nbgrader would refuse of a source notebook, said with what to do about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from copy import deepcopy

from nbformat.notebooknode import NotebookNode
from nbgrader import utils
from nbgrader.api import MissingEntry, Notebook
from nbgrader.nbgraderformat import MetadataValidator, ValidationError

from autograder.course import Course
from autograder.errors import ReleaseError
from autograder.gradebook.access import check_gradebook, open_gradebook
from autograder.i18n import _
from autograder.judge.lines import region_of
from autograder.judge.obstacles import obstacles
from autograder.judge.region import Source, defines, released_by
from autograder.notebook import (
    HIDDEN,
    SOLUTION,
    called,
    check_markers,
    grade_id,
    load_notebook,
    marked_lines,
    split,
)


def check_source(course: Course, name: str) -> None:
    """See that nbgrader can release an assignment.

    Raises:
        CourseError: a region of a notebook does not begin or end.
        ReleaseError: what nbgrader keeps of a cell is not what it takes, two cells have one ID, a
            test cannot be run outside the notebook, or cells of a notebook that students have
            submitted were added or removed.
    """
    for path in sorted((course.root / "source" / name).glob("*.ipynb")):
        notebook = load_notebook(path)
        check_notebook(notebook, f"{name}/{path.name}")
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


def check_notebook(notebook: NotebookNode, name: str) -> None:
    """See that nbgrader can take a source notebook.

    Raises:
        CourseError: a region does not begin or end.
        ReleaseError: what nbgrader keeps of a cell is not what it takes, or two cells have one ID.
    """
    check_markers(notebook, name)
    _refuse_unfit(notebook, name)
    _refuse_duplicates(notebook, name)


def unaskable(notebook: NotebookNode) -> dict[str, str]:
    """Return, by grade id, what of a source notebook's tests cannot be asked from outside."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    defined = {name for cell in cells if not utils.is_grade(cell) for name in defines(cell.source)}
    imports = released_by(Source(cell.source, given=False) for cell in cells).imports
    found = {}
    for cell in cells:
        if utils.is_grade(cell) and not utils.is_solution(cell):
            region = region_of(*split(cell.source))
            if texts := obstacles(region, defined, imports):
                found[grade_id(cell)] = "; ".join(texts)
    return found


def _refuse_unfit(notebook: NotebookNode, name: str) -> None:
    """Refuse corrupted metadata and misplaced regions, of which nbgrader does not say where."""
    validator = MetadataValidator()
    for number, cell in enumerate(notebook.cells, start=1):
        copy = deepcopy(cell)
        if problem := _misplaced(cell):
            raise ReleaseError(_named(name, number, cell, problem))
        if _is_outdated(cell):
            text = _("it was made with an earlier nbgrader; run: nbgrader update {folder}")
            raise ReleaseError(_named(name, number, cell, text.format(folder="source")))
        try:
            validator.upgrade_cell_metadata(copy)
            validator.validate_cell(copy)
        except (ValidationError, KeyError, TypeError, ValueError) as error:
            raise ReleaseError(_named(name, number, cell, _unfit(copy, error))) from error


def _is_outdated(cell: NotebookNode) -> bool:
    """Return whether nbgrader refuses a cell until its own command has renewed the notebook."""
    known = cell.metadata.get("nbgrader")
    return known is not None and known.get("schema_version", 0) < MetadataValidator.schema_version


def _named(notebook: str, number: int, cell: NotebookNode, problem: str) -> str:
    """Return a problem with the cell that has it: its number, and its ID or first line."""
    return _("{notebook}, cell {number} ({cell}): {problem}").format(
        notebook=notebook, number=number, cell=repr(called(cell)), problem=problem
    )


def _misplaced(cell: NotebookNode) -> str:
    """Return what is wrong with where a region stands; nothing, if it belongs there."""
    regions = {line.region for line in marked_lines(cell.source)}
    if HIDDEN in regions and not utils.is_grade(cell):
        return _(
            "hidden tests may stand only in a cell of type 'Autograded tests'; choose it in the "
            "panel Create Assignment, or take the region out"
        )
    if SOLUTION in regions and not utils.is_solution(cell):
        return _(
            "a solution may stand only in a cell of type 'Autograded answer' or 'Manually graded "
            "answer'; choose it in the panel Create Assignment, or take the region out"
        )
    return ""


def _unfit(cell: NotebookNode, error: Exception) -> str:
    """Return what is wrong with a cell that nbgrader does not take, and what to do."""
    known = cell.metadata.nbgrader
    name, points = known.get("grade_id", ""), known.get("points")
    if not isinstance(name, str) or not re.fullmatch(r"[a-zA-Z0-9_-]+", name):
        return _(
            "its ID in the panel Create Assignment must be unaccented letters, digits, "
            "hyphens and underscores, without spaces"
        )
    if known.get("grade") and not (isinstance(points, int | float) and points >= 0):
        return _("its points in the panel Create Assignment must be a number, 0 or more")
    kinds = known.get("grade"), known.get("solution"), known.get("task", False)
    if cell.cell_type == "markdown" and kinds in ((True, False, False), (False, True, False)):
        return _(
            "a Markdown cell is graded by hand or not at all: choose 'Manually graded answer' in "
            "the panel Create Assignment, or code as the cell's type"
        )
    return getattr(error, "message", None) or str(error)


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
    marked = {cell.name for cell in known.source_cells} - {name for name, _kind in old}
    old |= {(name, "locked") for name in marked}
    kinds = (
        ("grade", utils.is_grade),
        ("solution", utils.is_solution),
        ("task", utils.is_task),
        ("locked", _is_given),
    )
    new = {
        (grade_id(cell), kind) for cell in notebook.cells for kind, is_one in kinds if is_one(cell)
    }
    if old != new:
        text = _(
            "{notebook}: students have submitted it, so graded and read-only cells can no "
            "longer be added, removed or changed in type (new: {new}; missing: {missing}). Put "
            "them back as they were, and ask what is new in an assignment of its own"
        )
        added, missing = ({one for one, _kind in part} for part in (new - old, old - new))
        raise ReleaseError(text.format(notebook=name, new=_listed(added), missing=_listed(missing)))


def _is_given(cell: NotebookNode) -> bool:
    """Tell whether a cell is read-only, and no test."""
    return utils.is_locked(cell) and not utils.is_grade(cell) and not utils.is_task(cell)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(repr(name) for name in sorted(names)) or _("none")
