"""Last run with a kernel for R.

status: graded
says: saved with a kernel for R
"""

import json
from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    notebook.metadata.kernelspec = {"name": "ir", "display_name": "R", "language": "R"}
    notebook.metadata.language_info = {"name": "R", "pygments_lexer": "r", "version": "4.4.1"}
    (folder / "Exam.ipynb").write_text(json.dumps(notebook))
