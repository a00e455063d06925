"""Sanitising: bring a submission's cells back to the form that the gradebook knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.grade.notes import NOTES
from autograder.gradebook.access import open_gradebook
from autograder.gradebook.released import Known, known_cells
from autograder.i18n import _
from autograder.intake.document import plain_marks, plain_version

NAMED = 3  # cells that a note names; others are counted


class RepairCells(NbGraderPreprocessor):  # type: ignore[misc]
    """Restore the grading metadata of every known cell, wherever the submission put it.

    nbgrader calls it for each submitted notebook, before OverwriteCells. Afterwards each locked
    or graded cell that the gradebook knows is there exactly once, with the gradebook's own type
    and metadata; other metadata are off (a tag can make nbclient skip a cell); and no other cell
    carries grading metadata. Thus nothing done to the cells can stop a batch or forge points.

    Order: the student's own cells stay where they are. A test runs where the student left it,
    but never before another code cell that stands before it in the release: a test dragged above
    its solution, or a solution dragged below its test, costs an honest student nothing. Nobody
    gains by it, as anyone may write what they like into a cell before a test.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Repair one notebook in place (nbgrader calls this)."""
        where = resources["nbgrader"]
        with open_gradebook(where["db_url"]) as gradebook:
            known = known_cells(gradebook.find_notebook(where["notebook"], where["assignment"]))
        self._notes: list[str] = resources.setdefault(NOTES, [])
        nb.metadata = plain_version(nb.metadata)  # the gradebook names the kernel
        present = self._claim(nb, known)
        for name, cell in present.items():
            self._restore_type(cell, known[name])
            cell.metadata.nbgrader = known[name].metadata()
        self._add_missing(nb, known, present)
        self._put_tests_behind(nb, known)
        return nb, resources

    def _say(self, text: str, **names: object) -> None:
        said = text.format(**names)
        self.log.warning(said)
        self._notes.append(said)

    def _say_of(self, names: list[str], text: str) -> None:
        """Say something of cells, in one sentence however many they are."""
        if not names:
            return
        cells = ", ".join(f"'{name}'" for name in names[:NAMED])
        if len(names) > NAMED:
            cells = _("{cells} and {more} more").format(cells=cells, more=len(names) - NAMED)
        self._say(text, cells=cells)

    def _claim(self, nb: NotebookNode, known: Mapping[str, Known]) -> dict[str, NotebookNode]:
        """Strip every cell's metadata; return the cell that counts for each known id."""
        claims: dict[str, list[NotebookNode]] = {}
        for cell in nb.cells:
            name = plain_marks(cell.metadata).get("nbgrader", {}).get("grade_id")
            cell.metadata = NotebookNode()
            if isinstance(name, str) and name in known:
                claims.setdefault(name, []).append(cell)
        double = [name for name, cells in claims.items() if len(cells) > 1]
        self._say_of(double, _("of {cells} there is more than one; the last that fits counts"))
        return {name: _counting(cells, known[name]) for name, cells in claims.items()}

    def _restore_type(self, cell: NotebookNode, known: Known) -> None:
        """Make a cell of the type that it was released as, with the text that it has."""
        if cell.cell_type == known.cell_type:
            return
        text = _("cell '{name}' was turned into {type}; it counts as {right}")
        self._say(text, name=known.name, type=cell.cell_type, right=known.cell_type)
        cell.cell_type = known.cell_type
        if known.cell_type == "code":
            cell.pop("attachments", None)
            cell.update(outputs=[], execution_count=None)
        else:
            cell.pop("outputs", None)
            cell.pop("execution_count", None)

    def _add_missing(
        self, nb: NotebookNode, known: Mapping[str, Known], present: dict[str, NotebookNode]
    ) -> None:
        """Put missing cells back, each before the next known cell or at the end.

        As late as order allows: whatever the student wrote for it has run by then. A solution
        cell stays away; a stub could replace what was written in another cell.
        """
        following: NotebookNode | None = None
        missing: list[str] = []
        for name, one in reversed(list(known.items())):
            if name in present:
                following = present[name]
            elif one.locked or one.points is not None:
                missing.insert(0, name)
                cell = _restored(one)
                index = len(nb.cells) if following is None else _index(nb.cells, following)
                nb.cells.insert(index, cell)
                following = cell
        self._say_of(missing, _("{cells} were missing and were put back as released"))

    def _put_tests_behind(self, nb: NotebookNode, known: Mapping[str, Known]) -> None:
        """Move each test behind the other code cells that stand before it in the release."""
        names = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in nb.cells]
        order = [name for name in known if name in names and known[name].cell_type == "code"]
        before: dict[str, set[str]] = {}
        tested: set[str] = set()
        for name in order:
            if known[name].test:
                before[name] = set(tested)
            else:
                tested.add(name)
        ordered, moved = _behind(list(zip(names, nb.cells, strict=True)), before)
        nb.cells = ordered
        self._say_of(moved, _("{cells} stood before what they test and were moved behind it"))


def _behind(
    cells: list[tuple[str | None, NotebookNode]], before: Mapping[str, set[str]]
) -> tuple[list[NotebookNode], list[str]]:
    """Return cells in an order in which some come after others, and which of them were moved.

    Args:
        cells: with their grade ids.
        before: by grade id, which cells must come first.
    """
    ordered: list[NotebookNode] = []
    held: dict[str, NotebookNode] = {}
    moved: list[str] = []
    seen: set[str | None] = set()
    for name, cell in cells:
        if name is not None and not before.get(name, set()) <= seen:
            held[name] = cell
            moved.append(name)
            continue
        ordered.append(cell)
        seen.add(name)
        for free in [waiting for waiting in before if waiting in held and before[waiting] <= seen]:
            ordered.append(held.pop(free))
    return ordered, moved


def _counting(cells: list[NotebookNode], known: Known) -> NotebookNode:
    """Return which of several cells with the same id counts: the last that can be meant.

    JupyterLab gives both halves of a split cell its id, and a copy as well. A copy turned into
    another type is a student's note; of a written answer, a copy left as released says nothing.
    """
    meant = [cell for cell in cells if cell.cell_type == known.cell_type] or cells
    if known.answer:
        meant = [cell for cell in meant if cell.source != known.source] or meant
    return meant[-1]


def _restored(known: Known) -> NotebookNode:
    """Return a cell as it was released.

    A written answer says that it was missing, so that it is not taken for one left empty: the
    text may stand in another cell, and a person looks.
    """
    marks = {"nbgrader": known.metadata()}
    if known.cell_type == "code":
        cell: NotebookNode = new_code_cell(known.source, metadata=marks)
    else:
        lost = _("*(This answer's cell was missing from the submission.)*") + "\n\n"
        cell = new_markdown_cell((lost if known.answer else "") + known.source, metadata=marks)
    return cell


def _index(cells: list[NotebookNode], wanted: NotebookNode) -> int:
    return next(index for index, cell in enumerate(cells) if cell is wanted)
