"""Two versions, and neither has the right name.

status: not graded
says: several could be it: 'Exam (1).ipynb', 'Exam final.ipynb'
"""

from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    (folder / "Exam.ipynb").rename(folder / "Exam (1).ipynb")
    notebook.cells[1].source += "\n# the final version"
    nbformat.write(notebook, folder / "Exam final.ipynb")
