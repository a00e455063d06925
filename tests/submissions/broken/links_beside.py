"""Links beside the notebook: to the gradebook, the source folder, a neighbour's file.

status: graded
says: 'gradebook.csv' was left out: it is a link
leads to: what is not the student's
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    course = folder.parents[2]
    (folder / "gradebook.csv").symlink_to(course / "gradebook.db")
    (folder / "data").symlink_to(course / "source", target_is_directory=True)
    (folder / "notes.txt").hardlink_to(course / "submitted" / "neighbour" / "exam" / "notes.txt")
    (folder / "loop").symlink_to(folder / "loop")
