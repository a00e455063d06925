"""The student changes to another folder before anything is imported.

status: graded
"""

from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    cell = next(cell for cell in notebook.cells if cell.id == "double")
    cell.source = f"import os\n\nos.chdir('/tmp')\nfrom lesson import budget\n\n{cell.source}"
    nbformat.write(notebook, folder / "Exam.ipynb")
