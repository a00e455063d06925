"""A Windows shell redirected the file: UTF-16 with its mark.

status: graded
says: saved as UTF-16
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    text = (folder / "Exam.ipynb").read_text()
    (folder / "Exam.ipynb").write_text(text, encoding="utf-16")
