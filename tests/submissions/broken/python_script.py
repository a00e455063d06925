"""The cells were exported as a script, which got the notebook's name.

status: not graded
says: it is plain text, such as a Python script
says: Download .ipynb
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    text = "# -*- coding: utf-8 -*-\n" + "\n\n".join(code)
    (folder / "Exam.ipynb").write_text(text)
