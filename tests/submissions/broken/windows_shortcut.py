"""A shortcut to the notebook's page in Colab.

status: not graded
says: it is a link to the notebook
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    (folder / "Exam.ipynb").write_text("[InternetShortcut]\r\nURL=https://colab.research.google.com/drive/1\r\n")
