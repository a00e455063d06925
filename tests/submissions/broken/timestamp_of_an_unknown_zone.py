"""timestamp.txt has an abbreviation of a time zone that nobody knows.

status: not graded
says: names a time zone that is not known: 'XYZT'
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    (folder / "timestamp.txt").write_text("2025-03-02 10:00 XYZT")
