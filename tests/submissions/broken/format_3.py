"""Saved in the notebook format of 2013.

status: graded
says: old notebook format 3
"""

from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    nbformat.write(nbformat.convert(notebook, 3), folder / "Exam.ipynb", version=3)
