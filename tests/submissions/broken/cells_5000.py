"""Five thousand cells.

status: not graded
says: it has 5006 cells, more than 2000
"""

import json
from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    cell = {"cell_type": "code", "metadata": {}, "source": "1", "outputs": []}
    notebook.cells += [cell] * 5000
    (folder / "Exam.ipynb").write_text(json.dumps(notebook))
