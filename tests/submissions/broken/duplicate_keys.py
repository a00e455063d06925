"""Keys stand twice: a merge tool left both sides. The last counts, as in Jupyter.

status: graded
says: some keys occur twice
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    text = (folder / "Exam.ipynb").read_text()
    (folder / "Exam.ipynb").write_text(
        text.replace('"nbformat": 4', '"nbformat": 3, "nbformat": 4')
    )
