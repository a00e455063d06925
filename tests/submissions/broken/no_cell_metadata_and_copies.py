"""Marks and ids are gone, and of the locked tests, which have the same text, there is one more.

status: not graded
says: 3 of them have the text of 'test-double', 'test-greet'
says: copy your answers into a fresh copy of the notebook
"""

import json
from copy import deepcopy
from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    notebook.cells.append(deepcopy(next(c for c in notebook.cells if c.id == "test-greet")))
    for cell in notebook.cells:
        del cell["id"]
        cell["metadata"] = {}
    notebook["nbformat_minor"] = 4
    (folder / "Exam.ipynb").write_text(json.dumps(notebook))
