"""Pipes beside the notebook, 300 MB of nothing, names that hold a new line or colours.

status: graded
says: its name contains invisible characters
says: 'data.csv' was left out: it is a pipe
says: a file may have
"""

import os
from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    for name in ("\x1b[31mred", "data\nx.csv"):
        (folder / name).write_text("1,2,3")
    os.mkfifo(folder / "data.csv")
    with (folder / "data.bin").open("wb") as file:
        file.truncate(300_000_000)
