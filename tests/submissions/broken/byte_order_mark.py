"""An editor put a byte order mark before the text, and Windows' ends of lines into it.

status: graded
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    text = (folder / "Exam.ipynb").read_text()
    (folder / "Exam.ipynb").write_text(text, encoding="utf-8-sig", newline="\r\n")
