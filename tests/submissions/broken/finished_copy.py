"""The work is in a copy, and the notebook as it was received lies beside it.

status: graded
says: 'Exam.ipynb' is as you received it; 'my solution.ipynb' was graded instead
"""

from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode

STUB = "# YOUR CODE HERE\nraise NotImplementedError()"


def damage(folder: Path, notebook: NotebookNode) -> None:
    (folder / "Exam.ipynb").rename(folder / "my solution.ipynb")
    for cell in notebook.cells:
        if cell.id in ("double", "greet"):
            cell.source = STUB
    nbformat.write(notebook, folder / "Exam.ipynb")
