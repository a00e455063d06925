"""The file is empty.

status: not graded
says: it is empty
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    (folder / "Exam.ipynb").write_bytes(b"")
