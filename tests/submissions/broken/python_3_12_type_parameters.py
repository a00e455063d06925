"""Written with Python 3.12: type statements and type parameters.

status: not graded
says: cell *double* needs Python 3.12 or later
"""

from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    cell = next(cell for cell in notebook.cells if cell.id == "double")
    cell.source += "\n\ntype Number = int | float\n\ndef same[T](x: T) -> T:\n    return x"
    nbformat.write(notebook, folder / "Exam.ipynb")
