"""The text of a cell is a number.

status: not graded
says: the source of cell 2 is not text
"""

import json
from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    notebook.cells[1].source = 42
    (folder / "Exam.ipynb").write_text(json.dumps(notebook))
