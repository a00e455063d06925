"""The repository keeps notebooks in Git LFS, and only the pointer was handed in.

status: not graded
says: it is a pointer of Git LFS
says: git lfs pull
"""

from pathlib import Path

from nbformat.notebooknode import NotebookNode


def damage(folder: Path, notebook: NotebookNode) -> None:
    lines = ("version https://git-lfs.github.com/spec/v1", f"oid sha256:{'0' * 64}", "size 12345")
    (folder / "Exam.ipynb").write_text("\n".join(lines) + "\n")
