"""The notebook is a symbolic link to a neighbour's.

status: not graded
says: it is a link, and links are not followed
leads to: what is not the student's
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    (folder / "Exam.ipynb").unlink()
    (folder / "Exam.ipynb").symlink_to(folder.parents[1] / "neighbour" / "exam" / "Exam.ipynb")
