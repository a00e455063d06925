"""Commands as an instructor types them."""

import os
import sys
from pathlib import Path


def environment(**more: str) -> dict[str, str]:
    """Return this process's variables and some more, the commands beside Python on PATH."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return {**os.environ, "PATH": path, **more}
