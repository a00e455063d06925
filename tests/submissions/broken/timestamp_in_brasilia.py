"""timestamp.txt has the abbreviation of Brasília's time.

status: graded
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    (folder / "timestamp.txt").write_text("2025-03-02 00:10 BRT")
