"""The notebook is a hard link to a neighbour's.

status: not graded
says: it is a hard link
leads to: what is not the student's
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    (folder / "Exam.ipynb").unlink()
    (folder / "Exam.ipynb").hardlink_to(folder.parents[1] / "neighbour" / "exam" / "Exam.ipynb")
