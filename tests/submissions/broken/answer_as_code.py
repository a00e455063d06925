"""The student left the answer's cell empty and answered in a comment of a cell of code.

status: graded
answer: needs manual grading
says: 'why': left empty, but there is new text next to it; a person grades it
"""

from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell


def damage(folder: Path, notebook: NotebookNode) -> None:
    notebook.cells.append(new_code_cell("# Because a sampler needs a seed to be tested."))
    nbformat.write(notebook, folder / "Exam.ipynb")
