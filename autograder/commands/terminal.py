"""The terminal, and what several commands print and ask for alike."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from autograder.i18n import _

console = Console()

CourseOption = Annotated[Path, typer.Option("--course", help=_("The course's folder."))]


def relative(path: Path) -> str:
    """Return a path relative to the working directory if it lies below it."""
    path = path.resolve()
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def wrote(path: Path) -> None:
    """Say that a file was written."""
    console.print(_("wrote {path}").format(path=relative(path)), soft_wrap=True)
