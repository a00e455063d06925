"""timestamp.txt, which tells nbgrader what is late, does not hold a date.

status: not graded
says: 'timestamp.txt' is not a valid date and time
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    (folder / "timestamp.txt").write_text("the day before yesterday")
