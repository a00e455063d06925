"""Sanitising: bring a submission's cells back to the form that the gradebook knows."""

from __future__ import annotations

from typing import Any

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.api import Gradebook, SourceCell
from nbgrader.nbgraderformat.v3 import MetadataValidatorV3
from nbgrader.preprocessors import NbGraderPreprocessor

SCHEMA = MetadataValidatorV3.schema_version


class RepairCells(NbGraderPreprocessor):  # type: ignore[misc]
    """Restore the grading metadata of every known cell, wherever the submission put it.

    nbgrader calls it for each submitted notebook, before OverwriteCells. Afterwards each cell
    that the gradebook knows is there exactly once, with the gradebook's own metadata; tags are
    off (a tag can make nbclient skip a cell); and no other cell carries grading metadata. Thus
    a duplicated or missing grade cell cannot stop a batch.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Repair one notebook in place (nbgrader calls this)."""
        where = resources["nbgrader"]
        with Gradebook(where["db_url"]) as gradebook:
            known = gradebook.find_notebook(where["notebook"], where["assignment"])
            sources = {cell.name: cell for cell in known.source_cells}
            points = {cell.name: float(cell.max_score) for cell in known.grade_cells}
            solutions = {cell.name for cell in known.solution_cells}
            present = self._claim(nb, sources)
            for name, cell in present.items():
                cell.metadata.nbgrader = _metadata(
                    sources[name], points.get(name), name in solutions
                )
            self._add_missing(nb, sources, points, solutions, present)
        return nb, resources

    def _claim(self, nb: NotebookNode, sources: dict[str, SourceCell]) -> dict[str, NotebookNode]:
        """Strip every cell's grading metadata and tags; return the last cell of each known id."""
        present: dict[str, NotebookNode] = {}
        for cell in nb.cells:
            cell.metadata.pop("tags", None)
            marks = cell.metadata.pop("nbgrader", None)
            name = marks.get("grade_id") if isinstance(marks, dict) else None
            if isinstance(name, str) and name in sources:
                if name in present:
                    self.log.warning("cell %r stands twice; its last copy counts", name)
                present[name] = cell
        return present

    def _add_missing(
        self,
        nb: NotebookNode,
        sources: dict[str, SourceCell],
        points: dict[str, float],
        solutions: set[str],
        present: dict[str, NotebookNode],
    ) -> None:
        """Put missing grade cells back, each before the next known cell or at the end.

        As late as order allows: whatever the student wrote for it has run by then.
        """
        following: NotebookNode | None = None
        for name in reversed(list(sources)):
            if name in present:
                following = present[name]
            elif name in points:
                self.log.warning("grade cell %r is missing; it was put back", name)
                cell = _restored(sources[name], points[name], name in solutions)
                place = nb.cells.index(following) if following is not None else len(nb.cells)
                nb.cells.insert(place, cell)
                following = cell


def _metadata(source: SourceCell, points: float | None, solution: bool) -> dict[str, Any]:
    marks: dict[str, Any] = {
        "schema_version": SCHEMA,
        "grade_id": source.name,
        "grade": points is not None,
        "solution": solution,
        "locked": bool(source.locked),
        "task": False,
        "cell_type": source.cell_type,
        "checksum": source.checksum,
    }
    if points is not None:
        marks["points"] = points
    return marks


def _restored(source: SourceCell, points: float, solution: bool) -> NotebookNode:
    marks = {"nbgrader": _metadata(source, points, solution)}
    if source.cell_type == "code":
        cell: NotebookNode = new_code_cell(source.source, metadata=marks)
    else:
        cell = new_markdown_cell(source.source, metadata=marks)
    return cell
