"""The terminal, and what several commands print and ask for alike."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

from autograder.i18n import _

console = Console()

# Typer translates none of these
rich_utils.ARGUMENTS_PANEL_TITLE = _("Arguments")
rich_utils.OPTIONS_PANEL_TITLE = _("Options")
rich_utils.COMMANDS_PANEL_TITLE = _("Commands")
rich_utils.DEFAULT_STRING = _("[default: {}]")
rich_utils.REQUIRED_LONG_STRING = _("[required]")

CourseOption = Annotated[Path, typer.Option("--course", help=_("The course's folder."))]


def relative(path: Path) -> str:
    """Return a path relative to the working directory if it is below it."""
    path = path.resolve()
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def wrote(path: Path) -> None:
    """Say that a file was written."""
    console.print(_("wrote {path}").format(path=relative(path)), soft_wrap=True)


class _Spoken:
    """What makes a command's help speak the course's language, the words of Typer included."""

    def get_usage(self, ctx: Any) -> str:
        """Return the line that says how to call it."""
        usage: str = super().get_usage(ctx)  # type: ignore[misc]
        return usage.replace("Usage:", _("Usage:"), 1)

    def get_help_option(self, ctx: Any) -> Any:
        """Return `--help`, with its own help."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _("Show this message and exit.")
        return option


class SpokenCommand(_Spoken, TyperCommand):
    """A command whose help is wholly in the course's language."""


class SpokenGroup(_Spoken, TyperGroup):
    """A group of commands whose help is wholly in the course's language."""
