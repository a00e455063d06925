"""The file is empty.

status: not graded
says: it is empty: the download or the upload broke off
says: download it once more
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    (folder / "Exam.ipynb").write_bytes(b"")
