"""The student wrote a helper and a remark into a locked test.

status: graded
says: 'test-double': what was added to this locked code does not run
"""

from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    cell = next(cell for cell in notebook.cells if cell.id == "test-double")
    cell.source += "\n# I tried it with 3 as well:\nassert double(3) == 6"
    nbformat.write(notebook, folder / "Exam.ipynb")
