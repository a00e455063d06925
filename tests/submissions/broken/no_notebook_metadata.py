"""The notebook has no metadata, no minor version, and its cells no ids.

status: graded
"""

import json
from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    del notebook["metadata"], notebook["nbformat_minor"]
    for cell in notebook.cells:
        del cell["id"]
    (folder / "Exam.ipynb").write_text(json.dumps(notebook))
