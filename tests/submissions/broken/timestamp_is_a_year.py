"""timestamp.txt has a year only.

status: not graded
says: can be read in two ways: '2025'
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    (folder / "timestamp.txt").write_text("2025")
