"""Only a picture of the screen was handed in.

status: not graded
says: there is no 'Exam.ipynb'
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    (folder / "Exam.ipynb").unlink()
    (folder / "Screenshot.png").write_bytes(b"\x89PNG")
