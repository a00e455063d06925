"""A merge of two whole notebooks, as Git left it.

status: not graded
says: it contains Git's conflict markers (line 1)
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    text = (folder / "Exam.ipynb").read_text()
    both = f"<<<<<<< HEAD\n{text}\n=======\n{text}\n>>>>>>> theirs\n"
    (folder / "Exam.ipynb").write_text(both)
