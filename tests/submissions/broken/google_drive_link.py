"""Drive's folder on the student's disk holds a link instead of the notebook.

status: not graded
says: it is a link to the notebook
says: File > Download > Download .ipynb
"""

import json
from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    link = {"url": "https://docs.google.com/open?id=1", "doc_id": "1", "email": "ana@example.org"}
    (folder / "Exam.ipynb").write_text(json.dumps(link))
