"""A loop printed 200 MB.

status: not graded
says: clear the outputs
"""

import json
from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    output = {"output_type": "stream", "name": "stdout", "text": "x" * 200_000_000}
    notebook.cells[1].outputs = [output]
    (folder / "Exam.ipynb").write_text(json.dumps(notebook))
