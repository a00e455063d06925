"""One page of Markdown from a notebook, for a repository or a page of an LMS."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

from nbformat.notebooknode import NotebookNode

if TYPE_CHECKING:
    from lesson.plots import Described


def write_page(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook's prose and code as Markdown, and each of its diagrams as SVG beside it.

    Nothing is executed but calls of `lesson.diagrams`, which give the same picture everywhere:
    what a network learns may differ in the last digit from one machine to the next.

    Args:
        notebook: the notebook.
        path: of the page; pictures lie in its folder, named by their cells.
    """
    parts = []
    for cell in notebook.cells:
        picture = _diagram(cell)
        if picture is not None:
            name = f"{cell.id}.svg"
            path.with_name(name).write_text(picture.svg(), encoding="utf-8")
            parts.append(f"![{picture.alt}]({name})")
        elif cell.cell_type == "code":
            parts.append(f"```python\n{cell.source}\n```")
        else:
            parts.append(cell.source)
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _diagram(cell: NotebookNode) -> Described | None:
    """Return the picture of a cell that is one call of `lesson.diagrams`, else None."""
    if cell.cell_type != "code" or not cell.source.startswith("diagrams."):
        return None
    # Here, since Matplotlib takes half a second to import and every command would wait for it.
    from lesson import diagrams
    from lesson.plots import Described

    call = compile(ast.parse(cell.source, mode="eval"), cell.id, "eval")
    picture = eval(call, {"diagrams": diagrams})  # noqa: S307 - the course's own source
    assert isinstance(picture, Described)
    return picture
