"""Sanitising: bring a submission's cells back to the form that the gradebook knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.grade.kept import added, beside, is_kept_code
from autograder.grade.notes import NOTES
from autograder.gradebook.released import Known, known_notebook, plain, released_cells
from autograder.i18n import _
from autograder.intake.document import plain_marks, plain_version

RELEASE = "autograder_release"  # where it finds the folder release/ if that is elsewhere
NAMED = 3  # cells that a note names; others are counted


class RepairCells(NbGraderPreprocessor):  # type: ignore[misc]
    """Restore the grading metadata of every known cell, wherever the submission put it.

    nbgrader calls it for each submitted notebook, instead of its OverwriteKernelspec and
    OverwriteCells. Afterwards each locked or graded cell that the gradebook knows is there exactly
    once, with the gradebook's own type, metadata and, if it is locked, source; other metadata are
    off (a tag can make nbclient skip a cell); no other cell carries grading metadata; and the
    kernel is the gradebook's. Thus nothing done to the cells can stop a batch or forge points.

    Order: the student's own cells stay where they are. A test runs where the student left it,
    but never before another code cell that stands before it in the release: a test dragged above
    its solution, or a solution dragged below its test, costs an honest student nothing. Nobody
    gains by it, as anyone may write what they like into a cell before a test.

    Text: what a student wrote into a locked cell is kept in a cell beside it, which does not run.
    An answer that was left empty waits for a person if there is new text next to it.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Repair one notebook in place (nbgrader calls this)."""
        notebook = known_notebook(resources)
        known = notebook.cells
        self._notes: list[str] = resources.setdefault(NOTES, [])
        nb.metadata = plain_version(nb.metadata)
        if notebook.kernelspec:
            nb.metadata["kernelspec"] = NotebookNode(notebook.kernelspec)
        present = self._claim(nb, known)
        self._restore_types(known, present)
        for name, cell in present.items():
            cell.metadata.nbgrader = known[name].metadata()
        self._add_missing(nb, known, present)
        self._put_tests_behind(nb, known)
        self._keep_beside(nb, known, present)
        self._leave_to_a_person(nb, known, {plain(cell.source) for cell in release_of(resources)})
        for name, cell in present.items():
            if known[name].locked:  # at last, when what the student wrote there has been kept
                cell.source = known[name].source
        return nb, resources

    def _say(self, text: str, **names: object) -> None:
        said = text.format(**names)
        self.log.warning(said)
        self._notes.append(said)

    def _say_of(self, names: list[str], text: str, **more: object) -> None:
        """Say something of cells, in one sentence however many they are."""
        if not names:
            return
        cells = ", ".join(f"'{name}'" for name in names[:NAMED])
        if len(names) > NAMED:
            cells = _("{cells} and {more} more").format(cells=cells, more=len(names) - NAMED)
        self._say(text, cells=cells, **more)

    def _claim(self, nb: NotebookNode, known: Mapping[str, Known]) -> dict[str, NotebookNode]:
        """Strip every cell's metadata; return the cell that counts for each known id."""
        claims: dict[str, list[NotebookNode]] = {}
        for cell in nb.cells:
            name = plain_marks(cell.metadata).get("nbgrader", {}).get("grade_id")
            cell.metadata = NotebookNode()
            if isinstance(name, str) and name in known:
                claims.setdefault(name, []).append(cell)
        double = [name for name, cells in claims.items() if len(cells) > 1]
        self._say_of(double, _("there is more than one of {cells}; the last that fits counts"))
        return {name: _counting(cells, known[name]) for name, cells in claims.items()}

    def _restore_types(
        self, known: Mapping[str, Known], present: Mapping[str, NotebookNode]
    ) -> None:
        """Make cells of the type that they were released as, with the text that they have."""
        turned: dict[tuple[str, str], list[str]] = {}
        for name, cell in present.items():
            right = known[name].cell_type
            if cell.cell_type == right:
                continue
            turned.setdefault((cell.cell_type, right), []).append(name)
            cell.cell_type = right
            if right == "code":
                cell.pop("attachments", None)
                cell.update(outputs=[], execution_count=None)
            else:
                cell.pop("outputs", None)
                cell.pop("execution_count", None)
        text = _("{cells}: turned into {type}, and counted as {right}, as it was released")
        for (other, right), names in turned.items():
            self._say_of(names, text, type=other, right=right)

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
        self._say_of(missing, _("missing, and put back as released: {cells}"))

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
        self._say_of(moved, _("{cells} came before what they test and were moved after it"))

    def _keep_beside(
        self, nb: NotebookNode, known: Mapping[str, Known], present: Mapping[str, NotebookNode]
    ) -> None:
        """Keep a student's version of each locked cell to which something was added."""
        kept: dict[str, list[str]] = {"code": [], "markdown": []}
        for name, cell in present.items():
            one = known[name]
            if one.locked and (lines := added(cell, one)):
                nb.cells.insert(_index(nb.cells, cell) + 1, beside(cell, one, lines))
                kept[one.cell_type].append(name)
        text = _(
            "{cells}: what was added to this locked code does not run; your version is kept "
            "beside it, and your own code belongs in a cell of your own"
        )
        self._say_of(kept["code"], text)
        text = _("{cells}: what was written into this locked text is kept in a cell beside it")
        self._say_of(kept["markdown"], text)

    def _leave_to_a_person(
        self, nb: NotebookNode, known: Mapping[str, Known], released: set[str]
    ) -> None:
        """Mark each empty answer that has new text next to it, so that it gets no zero by itself.

        All answers may stand together at the end as well. What is new is told from the texts of
        the released cells.
        """
        names = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in nb.cells]
        behind = 1 + max((index for index, name in enumerate(names) if name), default=-1)
        where = {
            True: _("(Nothing was written into this cell, but there is new text next to it.)"),
            False: _("(Nothing was written into this cell, but there is new text at the end.)"),
        }
        marked: dict[bool, list[str]] = {True: [], False: []}
        for index, name in enumerate(names):
            one = known.get(name)
            if one is None or not one.by_hand or plain(nb.cells[index].source) != plain(one.source):
                continue
            near = [other for other in _next_to(index, names, known) if names[other] is None]
            new = [
                other
                for other in (*near, *range(behind, len(names)))
                if _is_new(nb.cells[other], one, released)
            ]
            if new:
                next_to = bool(set(new) & set(near))
                said = f"*{where[next_to]}*\n\n" if one.answer else f"# {where[next_to]}\n"
                nb.cells[index].source = said + nb.cells[index].source
                marked[next_to].append(str(name))
        text = _("{cells}: left empty, but there is new text next to it; a person grades it")
        self._say_of(marked[True], text)
        text = _("{cells}: left empty, but there is new text at the end; a person grades it")
        self._say_of(marked[False], text)


def release_of(resources: Mapping[str, Any]) -> list[NotebookNode]:
    """Return a notebook's cells as released; none if it is not known where they are."""
    where = resources["nbgrader"]
    folder = resources.get(RELEASE)
    if folder is None and "metadata" in resources:  # nbgrader's own command: submitted/NAME/LAB
        folder = Path(resources["metadata"]["path"]).parents[2] / "release"
    if folder is None:
        return []
    return released_cells(Path(folder), where["assignment"], where["notebook"])


def _next_to(index: int, names: list[str | None], known: Mapping[str, Known]) -> Iterable[int]:
    """Yield the indices of the cells around an answer, up to the next cells that take work.

    Its question stands before it, locked, and what was written around the question counts too.
    """
    for near in range(index + 1, len(names)):
        if names[near] is not None:
            break
        yield near
    for near in range(index - 1, -1, -1):
        one = known.get(names[near] or "")
        if one is not None and (one.solution or one.points is not None):
            break
        yield near


def _is_new(cell: NotebookNode, answer: Known, released: set[str]) -> bool:
    """Return whether a cell without marks may hold an answer."""
    if answer.answer and is_kept_code(cell):
        return False
    text = plain(cell.source)
    return bool(text or cell.get("attachments")) and text not in released


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

    An answer that a person grades says that it was missing, so that it is not taken for one left
    empty: it may stand in another cell, and a person looks.
    """
    marks = {"nbgrader": known.metadata()}
    lost = _("*(This answer's cell was missing from the submission.)*") if known.by_hand else ""
    if known.cell_type == "code":
        lost = lost and f"# {lost.strip('*')}\n"
        cell: NotebookNode = new_code_cell(lost + known.source, metadata=marks)
    else:
        lost = lost and f"{lost}\n\n"
        cell = new_markdown_cell(lost + known.source, metadata=marks)
    return cell


def _index(cells: list[NotebookNode], wanted: NotebookNode) -> int:
    return next(index for index, cell in enumerate(cells) if cell is wanted)
