"""A named pipe: whoever opens it waits for ever.

status: not graded
says: it is a pipe, a socket or a device
"""

import os
from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    (folder / "Exam.ipynb").unlink()
    os.mkfifo(folder / "Exam.ipynb")
