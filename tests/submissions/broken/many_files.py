"""A whole environment was handed in with the notebook.

status: graded
says: a submission may hold
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    (folder / ".venv").mkdir()
    for number in range(300):
        (folder / ".venv" / f"module_{number}.py").touch()
