"""Saved with a Python whose novelties nobody here knows.

status: not graded
says: cell *double* is not valid Python 3.11
says: saved with Python 3.99.1, where it may be valid
"""

from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    notebook.metadata.language_info = {"name": "python", "version": "3.99.1"}
    cell = next(cell for cell in notebook.cells if cell.id == "double")
    cell.source += "\n\nnovelty 1 -> 2"
    nbformat.write(notebook, folder / "Exam.ipynb")
