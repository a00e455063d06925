"""The student ends a cell with exit(), as in a script, and goes on in the next one.

status: graded
"""

from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    next(cell for cell in notebook.cells if cell.id == "double").source += "\nexit()"
    nbformat.write(notebook, folder / "Exam.ipynb")
