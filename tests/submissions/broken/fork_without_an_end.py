"""The student forks a process that goes on to the end of the cell.

status: graded
"""

from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    next(cell for cell in notebook.cells if cell.id == "double").source += "\nimport os\nos.fork()"
    nbformat.write(notebook, folder / "Exam.ipynb")
