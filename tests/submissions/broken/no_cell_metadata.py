"""A converter dropped all metadata of cells, nbgrader's marks too.

status: not graded
says: none of this assignment's graded cells
"""

import json
from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        del cell["metadata"]
    (folder / "Exam.ipynb").write_text(json.dumps(notebook))
