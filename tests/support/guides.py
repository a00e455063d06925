"""Read the guides of docs/ as their reader follows them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import nbformat
from markdown_it import MarkdownIt
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

CELL = re.compile(
    r"(?:(?:Célula )?\*(?P<type>[\w -]+)\*(?: cell)? `(?P<id>[\w-]+)`"
    r"(?:, (?P<points>\d+) (?:points|pontos))?|Markdown cell|Célula Markdown):"
)
FILE = re.compile(r"`(?P<path>[\w/-]+\.py)`:$")
TYPES = {
    "Read-only": {"locked": True},
    "Autograded answer": {"solution": True},
    "Autograded tests": {"grade": True, "locked": True},
    "Manually graded answer": {"grade": True, "solution": True},
}
"""What the panel Create Assignment writes for each type of a cell."""
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


@dataclass(frozen=True)
class Block:
    """A block of code in a guide.

    Attributes:
        heading: of the section it stands in.
        lead: the paragraph above it.
        kind: what stands behind the fence: its language.
        text: the code.
    """

    heading: str
    lead: str
    kind: str
    text: str


def blocks(guide: Path) -> list[Block]:
    """Return the blocks of code of a guide, in order."""
    found, heading, lead = [], "", ""
    tokens = MarkdownIt().parse(guide.read_text(encoding="utf-8"))
    for before, token in pairwise(tokens):
        if token.type == "inline":
            lead = token.content
            heading = lead if before.type == "heading_open" else heading
        elif token.type == "fence":
            found.append(Block(heading, lead, token.info, token.content.removesuffix("\n")))
    return found


def prose(page: str) -> str:
    """Return a page's Markdown without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL)


def marks(grade_id: str, **changes: object) -> dict[str, object]:
    """Return the metadata by which nbgrader knows a cell."""
    fixed = {"grade_id": grade_id, "schema_version": 3, "task": False, "locked": False}
    return {"nbgrader": fixed | {"grade": False, "solution": False} | changes}


def write_notebook(path: Path, cells: list[NotebookNode]) -> None:
    """Write a notebook of these cells, and the folder that it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": KERNEL}), path)


def cells_of(guide: list[Block]) -> list[NotebookNode]:
    """Return the cells that a guide lists, each after its type, id and points."""
    cells = []
    for block in guide:
        if said := CELL.fullmatch(block.lead):
            metadata: dict[str, object] = {}
            if said["type"]:
                points = {"points": int(said["points"])} if said["points"] else {}
                metadata = marks(said["id"], **TYPES[said["type"]], **points)
            make: Callable[..., NotebookNode] = (
                new_markdown_cell if block.kind == "markdown" else new_code_cell
            )
            cells.append(make(block.text, metadata=metadata))
    return cells


def files_of(guide: list[Block]) -> dict[str, str]:
    """Return the modules that a guide lists, by the path that stands last above each."""
    named = [(FILE.search(block.lead), block) for block in guide]
    return {said["path"]: block.text + "\n" for said, block in named if said}
