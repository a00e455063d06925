"""Where an error of a hidden region comes from, as its author needs to know."""

from __future__ import annotations

import sysconfig
import traceback
from pathlib import Path

from autograder.i18n import _

LIBRARIES = tuple(sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib"))


def place_of(error: BaseException) -> str:
    """Return in which line of a region, or of a package of checks, an error was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    last = next((one for one in reversed(frames) if not _of_library(one.filename)), frames[-1])
    return _("{file}, line {line}").format(file=Path(last.filename).name, line=last.lineno)


def told(error: BaseException) -> str:
    """Return an error of a region or of its checks, with its kind and place."""
    text = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return f"{text} ({place_of(error)})"


def _of_library(filename: str) -> bool:
    return filename.startswith((*LIBRARIES, str(Path(__file__).parent)))
