"""The student prints 20,000 lines, each at once, as a training loop's log.

status: graded
"""

from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode

LINES = "\nfor step in range(20_000):\n    print('step', step, flush=True)"


def damage(folder: Path, notebook: NotebookNode) -> None:
    next(cell for cell in notebook.cells if cell.id == "double").source += LINES
    nbformat.write(notebook, folder / "Exam.ipynb")
