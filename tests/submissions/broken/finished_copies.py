"""The notebook as it was received lies beside two copies, both worked in and different.

status: not graded
says: 'Exam.ipynb' is as you received it, and several could be it: 'one.ipynb', 'two.ipynb'
"""

from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode

STUB = "# YOUR CODE HERE\nraise NotImplementedError()"


def damage(folder: Path, notebook: NotebookNode) -> None:
    (folder / "Exam.ipynb").rename(folder / "one.ipynb")
    notebook.cells[1].source += "\n# a second try"
    nbformat.write(notebook, folder / "two.ipynb")
    for cell in notebook.cells:
        if cell.id in ("double", "greet"):
            cell.source = STUB
    nbformat.write(notebook, folder / "Exam.ipynb")
