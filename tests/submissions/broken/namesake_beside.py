"""A second copy beside the right one, which alone counts.

status: graded
says: only 'Exam.ipynb' was graded, not 'Exam (1).ipynb'
"""

from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    notebook.cells[1].source = "def double(x):\n    return x"
    nbformat.write(notebook, folder / "Exam (1).ipynb")
