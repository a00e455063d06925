"""The notebook is a symbolic link to the instructor's, with the solutions.

status: not graded
says: it is a link, and links are not followed
leads to: what is not the student's
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    (folder / "Exam.ipynb").unlink()
    (folder / "Exam.ipynb").symlink_to("../../../source/exam/Exam.ipynb")
