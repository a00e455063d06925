"""A tool that cleans notebooks dropped all metadata of cells, nbgrader's marks too.

status: graded
says: its cells have lost nbgrader's marks; they were recognised by the cells' ids
"""

import json
from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        del cell["metadata"]
    (folder / "Exam.ipynb").write_text(json.dumps(notebook))
