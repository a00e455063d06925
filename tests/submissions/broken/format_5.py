"""A format that does not exist yet.

status: not graded
says: notebook format 5
"""

import json
from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    notebook.nbformat = 5
    (folder / "Exam.ipynb").write_text(json.dumps(notebook))
