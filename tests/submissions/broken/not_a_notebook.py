"""JSON, but a list of grades.

status: not graded
says: JSON, but not a notebook
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    (folder / "Exam.ipynb").write_text("[10, 10, 10]")
