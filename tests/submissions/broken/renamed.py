"""The student put their own name in.

status: graded
says: handed in as 'Exam Ana.ipynb', graded as 'Exam.ipynb'
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    (folder / "Exam.ipynb").rename(folder / "Exam Ana.ipynb")
