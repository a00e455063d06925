"""Written with Python 3.14: a template string.

status: not graded
says: cell *double* needs Python 3.14 or later
"""

from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    cell = next(cell for cell in notebook.cells if cell.id == "double")
    cell.source += "\n\nprint(t\"{double(2)} is four\")"
    nbformat.write(notebook, folder / "Exam.ipynb")
