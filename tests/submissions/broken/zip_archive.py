"""An archive with the notebook's name.

status: not graded
says: it is a ZIP archive
says: unpack it
"""

from pathlib import Path
from zipfile import ZipFile

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    text = (folder / "Exam.ipynb").read_text()
    with ZipFile(folder / "Exam.ipynb", "w") as archive:
        archive.writestr("Exam.ipynb", text)
