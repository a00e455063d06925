"""What a student wrote into a locked cell: kept beside it, shown and never run.

A locked cell runs as it was released, whatever it holds when it is handed in. What a student
added to it may be an import that later cells need, or an answer in the wrong cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_markdown_cell

from autograder.gradebook.released import Known
from autograder.i18n import _

KEY = "autograder"  # of a kept cell's metadata, which no submission brings: RepairCells clears it
NAME = re.compile(r"[^\W\d]\w*")
MISSING = re.compile(r"\bname '(\w+)' is not defined")


def added(cell: NotebookNode, known: Known) -> list[str]:
    """Return the lines of a cell that its release lacks, but for white space."""
    released = {line.strip() for line in known.source.splitlines()}
    return [line for line in cell.source.splitlines() if line.strip() not in {"", *released}]


def beside(cell: NotebookNode, known: Known, lines: Iterable[str]) -> NotebookNode:
    """Return a cell that shows a student's version of a locked one, and move its pictures there.

    Args:
        cell: as it was handed in.
        known: the same as it was released.
        lines: what the student added.
    """
    title = _("**Your version of the locked cell *{name}*.** It is kept here and does not run.")
    text = cell.source if known.cell_type == "markdown" else _fenced(cell.source)
    names = sorted({name for line in lines for name in NAME.findall(line)})
    about = NotebookNode(beside=known.name, cell_type=known.cell_type, names=names)
    kept: NotebookNode = new_markdown_cell(
        f"{title.format(name=known.name)}\n\n{text}", metadata={KEY: about}
    )
    if "attachments" in cell:
        kept.attachments = cell.pop("attachments")
    return kept


def is_kept_code(cell: NotebookNode) -> bool:
    """Return whether a cell shows a student's version of a locked cell of code."""
    return bool(cell.metadata.get(KEY, {}).get("cell_type") == "code")


def locked_names(cells: Iterable[NotebookNode]) -> dict[str, str]:
    """Return the names in what was added to locked code, each with the grade id of its cell."""
    abouts = [cell.metadata[KEY] for cell in cells if is_kept_code(cell)]
    return {name: about.beside for about in reversed(abouts) for name in about.names}


def explanation(texts: Iterable[str], names: Mapping[str, str]) -> str:
    """Return why names are not defined, as far as they stand in what was added to locked cells.

    Args:
        texts: of errors.
        names: what `locked_names` returned.
    """
    missing = dict.fromkeys(name for text in texts for name in MISSING.findall(text))
    text = _(
        "`{missing}` is not defined: what you added to the locked cell *{name}* does not run; put "
        "it into a cell of your own"
    )
    found = [name for name in missing if name in names]
    return "\n".join(text.format(missing=name, name=names[name]) for name in found)


def _fenced(source: str) -> str:
    """Return code as a block of Markdown, whatever backticks are in it."""
    longest = max(map(len, re.findall("`+", source)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}python\n{source}\n{fence}"
