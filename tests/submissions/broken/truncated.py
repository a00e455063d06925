"""The upload broke off: the file ends in the middle.

status: not graded
says: damaged or incomplete: not valid JSON at line
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    text = (folder / "Exam.ipynb").read_text()
    (folder / "Exam.ipynb").write_text(text[: len(text) // 2])
