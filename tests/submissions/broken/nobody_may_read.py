"""A file mode that lets nobody read; root reads it all the same.

status: graded
without root: not graded
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    (folder / "Exam.ipynb").chmod(0)
