"""The file was saved in the encoding of old editors.

status: not graded
says: it is not UTF-8 text
"""

import json
from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    notebook.cells[0].source = "Respostas à avaliação"
    text = json.dumps(notebook, ensure_ascii=False)
    (folder / "Exam.ipynb").write_bytes(text.encode("latin-1"))
