"""The page of the notebook was saved, not the notebook.

status: not graded
says: it is an HTML file
says: Download raw file
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    (folder / "Exam.ipynb").write_text("<!DOCTYPE html><html><title>Exam</title></html>")
