"""Written with Python 3.12: the same quotes inside an f-string.

status: not graded
says: cell *double* needs Python 3.12 or later; this grader runs 3.11
"""

from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    cell = next(cell for cell in notebook.cells if cell.id == "double")
    cell.source += "\n\nnames = {\"a\": 1}\nprint(f\"{names[\"a\"]} is one\")"
    nbformat.write(notebook, folder / "Exam.ipynb")
