"""The notebook itself is 300 MB of nothing.

status: not graded
says: its size is 300 MB, more than 50 MB
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    with (folder / "Exam.ipynb").open("r+b") as file:
        file.truncate(300_000_000)
