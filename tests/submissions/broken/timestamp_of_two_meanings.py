"""timestamp.txt has a date that is March here and February there.

status: not graded
says: can be read in two ways: '02/03/2025 10:00'
says: YEAR-MONTH-DAY
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    (folder / "timestamp.txt").write_text("02/03/2025 10:00")
