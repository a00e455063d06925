"""One page of Markdown from a notebook, for a repository or a page of an LMS."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from nbformat.notebooknode import NotebookNode

from autograder.release.executed import Output, Picture


def write_page(notebook: NotebookNode, path: Path, found: Mapping[str, Output]) -> None:
    """Write a notebook's prose, code and outputs as Markdown, and each picture as SVG beside it.

    Nothing is executed but calls of `lesson.diagrams`, which give the same picture everywhere.

    Args:
        notebook: the notebook.
        path: of the page; pictures lie in its folder, named by their cells.
        found: what code cells printed and drew when they were run, by cell id.
    """
    parts = [part for cell in notebook.cells for part in _parts(cell, path, found.get(cell.id))]
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _parts(cell: NotebookNode, path: Path, output: Output | None) -> Iterator[str]:
    """Yield the blocks of one cell."""
    if cell.cell_type != "code":
        yield cell.source
        return
    if cell.source.startswith("diagrams."):
        output = Output("", [_diagram(cell)])
    else:
        yield f"```python\n{cell.source}\n```"
    if output is None:
        return
    if output.text:
        yield f"```text\n{output.text}\n```"
    for number, picture in enumerate(output.pictures):
        more = f"-{number + 1}" if number else ""
        name = "".join((cell.id, more, *path.suffixes[:-1], ".svg"))
        path.with_name(name).write_text(picture.svg, encoding="utf-8")
        alt = picture.alt.replace("\n", " ").replace("[", "(").replace("]", ")")
        yield f"![{alt}]({name})"


def _diagram(cell: NotebookNode) -> Picture:
    """Return the picture of a cell that is one call of `lesson.diagrams`."""
    # Here, since Matplotlib takes half a second to import and every command would wait for it.
    from lesson import diagrams
    from lesson.canvas import Described

    call = compile(ast.parse(cell.source, mode="eval"), cell.id, "eval")
    drawn = eval(call, {"diagrams": diagrams})  # noqa: S307 - the course's own source
    assert isinstance(drawn, Described)
    return Picture(drawn.alt, drawn.svg())
