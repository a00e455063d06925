"""The whole submission is a link to a neighbour's.

status: not graded
says: it is a link, and links are not followed
leads to: what is not the student's
"""

import shutil
from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    shutil.rmtree(folder)
    folder.symlink_to(folder.parents[1] / "neighbour" / "exam", target_is_directory=True)
