"""A hundred thousand brackets in each other, in the metadata.

status: not graded
says: nested too deeply
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    text = (folder / "Exam.ipynb").read_text()
    depth = 100_000
    deep = "[" * depth + "]" * depth
    (folder / "Exam.ipynb").write_text(
        text.replace('"metadata": {', f'"metadata": {{"deep": {deep}, ', 1)
    )
