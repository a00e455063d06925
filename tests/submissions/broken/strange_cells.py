"""Texts are lists of lines, outputs a dictionary, ids all the same; a number and empty cells between.

status: graded
says: is not a cell
says: cells without an id
says: broken characters
"""

import json
from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        cell.source = cell.source.splitlines(keepends=True)
        cell.outputs = {"text": "none"}
        cell.id = "one id/for all"
    empty = {"cell_type": "code", "metadata": {}, "source": []}
    half = {"cell_type": "markdown", "metadata": {}, "source": "\ud83d"}
    notebook.cells = [empty, half, 42, *notebook.cells, empty]
    (folder / "Exam.ipynb").write_text(json.dumps(notebook))
