"""A browser's second download, in the folder of a ZIP file.

status: graded
says: handed in as 'exam/Exam (1).ipynb'
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    (folder / "exam").mkdir()
    (folder / "Exam.ipynb").rename(folder / "exam" / "Exam (1).ipynb")
