"""The notebook went through another program's format, which knows neither marks nor ids of cells.

status: graded
says: its cells have lost nbgrader's marks; they were recognised by the locked text
"""

import json
from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        del cell["id"]
        cell["metadata"] = {}
    notebook["nbformat_minor"] = 4
    (folder / "Exam.ipynb").write_text(json.dumps(notebook))
