"""A disk or a synchronised folder lost the content: as many zeros as it had bytes.

status: not graded
says: damaged
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    size = (folder / "Exam.ipynb").stat().st_size
    (folder / "Exam.ipynb").write_bytes(bytes(size))
