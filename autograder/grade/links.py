"""Sanitising, first of all: a link is never opened, whatever nbgrader would do with it."""

from __future__ import annotations

import filecmp
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat.notebooknode import NotebookNode
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.grade.notes import delete_notes
from autograder.intake.files import look, opened_folder, refuse_unfit, unfit


class RefuseLinks(NbGraderPreprocessor):  # type: ignore[misc]
    """Refuse a submitted notebook that is a link, and take back what was copied through others.

    nbgrader calls it for each submitted notebook, first of all. Our own `grade` never lets
    nbgrader see such files; a plain `nbgrader autograde` has by then read the notebook and copied
    every file beside it, following links. What is removed here reaches neither the student's code
    nor feedback/.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Look at one submission's files (nbgrader calls this).

        Raises:
            UnfitFile: the notebook, or a folder that it lies in, is a link or a hard link.
        """
        where = resources["nbgrader"]
        course = CourseDirectory(config=self.config)
        student, assignment = where["student"], where["assignment"]
        copies = Path(course.format_path(course.autograded_directory, student, assignment))
        masters = Path(course.format_path(course.source_directory, ".", assignment))
        submitted = Path(resources["metadata"]["path"])
        delete_notes(copies.parent.parent, student, assignment)
        for path in _linked(submitted, copies, masters):
            self.log.warning("%s was handed in as a link; its copy is removed", path)
            path.unlink()
        with opened_folder(submitted.parent.parent, *submitted.parts[-2:]) as folder:
            refuse_unfit(f"{where['notebook']}.ipynb", look(f"{where['notebook']}.ipynb", folder))
        return nb, resources


def _linked(submitted: Path, copies: Path, masters: Path) -> Iterator[Path]:
    """Yield copies of what is not a plain file, unless the course's own file replaced them."""
    for path in sorted(p for p in copies.rglob("*") if not p.is_dir()):
        name = path.relative_to(copies)
        original, master = submitted / name, masters / name
        ours = master.is_file() and filecmp.cmp(master, path, shallow=False)
        if os.path.lexists(original) and unfit(original.lstat()) and not ours:
            yield path


class PlainNotebooks(NotebookExporter):
    """Read notebooks that are plain files only: opening a pipe would wait for ever.

    nbgrader reads each submission through it, before any preprocessor.
    """

    def from_filename(self, filename: str, resources: Any = None, **options: Any) -> Any:
        """Read one notebook (nbgrader calls this).

        Raises:
            SubmissionError: it is a link, a pipe or the like.
        """
        path = Path(filename)
        with opened_folder(path.parents[2], *path.parts[-3:-1]) as folder:
            refuse_unfit(path.name, look(path.name, folder))
        return super().from_filename(filename, resources=resources, **options)
