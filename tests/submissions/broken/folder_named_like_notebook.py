"""A folder with the notebook's name.

status: not graded
says: it is a folder
"""

from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    (folder / "Exam.ipynb").unlink()
    (folder / "Exam.ipynb").mkdir()
    nbformat.write(notebook, folder / "Exam.ipynb" / "Exam.ipynb")
