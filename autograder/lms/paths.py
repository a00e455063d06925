"""The paths of entries in an archive, which anybody may have written."""

from __future__ import annotations

import re
import unicodedata

from autograder.errors import UnfitFile
from autograder.i18n import _
from autograder.intake.files import DEEPEST
from autograder.text import UNSEEN, printable

DRIVE = re.compile(r"[A-Za-z]:")
CHECKPOINTS = ".ipynb_checkpoints"
JUNK = frozenset(
    {"__macosx", CHECKPOINTS, "__pycache__", ".git", ".ds_store", "thumbs.db"}
    | {"desktop.ini", ".trash", ".vscode", ".idea", ".venv", "venv", "node_modules"}
    | {"site-packages", ".virtual_documents"}
)
"""What programs leave in folders and nobody means to hand in, in small letters."""
LONGEST = 1000  # characters of a name, with what the LMS wrote in front of it
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
INVISIBLE = "Cf"  # Unicode's category of marks that some keyboards put into names


def clean_path(name: str) -> tuple[str, ...]:
    """Return the parts of an entry's path: plain names, composed as in Unicode's NFC.

    The replacement character stands for what cannot be seen, or is not text in Unicode.

    Raises:
        UnfitFile: it leads out of the archive, or cannot be the name of a file.
    """
    if reason := _unfit(name):
        raise UnfitFile(printable(name, 80), reason)
    return tuple(part for each in plain_path(name).split("/") if (part := each.strip()) not in DOT)


DOT = ("", ".")


def plain_path(name: str) -> str:
    """Return a path as it is shown: composed, with slashes, without marks that cannot be seen."""
    composed = unicodedata.normalize("NFC", name).replace("\\", "/")  # as Windows has them
    if composed.isascii() and composed.isprintable():
        return composed
    return "".join(_seen(char) for char in composed)


def _seen(char: str) -> str:
    """Return what replaces a character."""
    category = unicodedata.category(char)
    if category == INVISIBLE:
        return ""
    return REPLACEMENT if category in UNSEEN else char


def _unfit(name: str) -> str:
    """Return what is wrong with a path, or nothing."""
    parts = [part.strip() for part in plain_path(name).split("/")]
    if parts[0] == "" or DRIVE.match(parts[0]):
        reason = _("its path is absolute")
    elif ".." in parts:
        reason = _("its path leads out of the archive")
    elif len(parts) > DEEPEST:
        reason = _("it is nested too deeply")
    elif any(len(part) > LONGEST for part in parts):
        reason = _("its name is longer than {most} characters").format(most=LONGEST)
    else:
        reason = ""
    return reason


def is_junk(parts: tuple[str, ...]) -> bool:
    """Return whether a program left it there, not a person; a spare copy is not junk."""
    others = [part for part in parts if part != CHECKPOINTS] if is_spare(parts) else parts
    return any(part.startswith(("._", "~$")) or part.lower() in JUNK for part in others)


def is_spare(parts: tuple[str, ...]) -> bool:
    """Return whether it is Jupyter's copy of a notebook as it was last saved."""
    return CHECKPOINTS in parts[:-1] and parts[-1].lower().endswith(".ipynb")
