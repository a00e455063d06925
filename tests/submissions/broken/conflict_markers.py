"""A merge was handed in as Git left it.

status: not graded
says: it contains Git's conflict markers (line
says: git checkout --ours
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    text = (folder / "Exam.ipynb").read_text()
    line = next(line for line in text.splitlines() if "return 2" in line)
    both = f"<<<<<<< HEAD\n{line}\n=======\n{line}\n>>>>>>> 1f2e3d4 (second try)"
    (folder / "Exam.ipynb").write_text(text.replace(line, both))
