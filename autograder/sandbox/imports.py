"""What a student's kernel has imported before the first cell runs, forked or not.

What a package shows depends on what was imported before: `import matplotlib` alone brings no
`matplotlib.pyplot`, but it is there if anything has imported it. So all kernels have imported the
same, those of fork servers and those that start cold. Only where a submission brings what would
make its own imports differ, the kernel starts cold and has imported nothing.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from pathlib import Path

KERNEL = (  # what every kernel imports, and what it imports when its first cell runs
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.iostream",
    "ipywidgets",
    "IPython.core.completer",
    "IPython.core.pylabtools",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "matplotlib.pyplot",
    "numpy",
    "numpy.random",
    "tqdm.asyncio",
)
VARIABLES = re.compile(  # code that sets an environment variable; its name is short: see `imports`
    r"\benviron *(\[[^]\n]{0,200}\] *=(?!=)|\|=|\.(setdefault|update|pop|clear)\b)"
    r"|\bdel +(os\.)?environ|\b(putenv|unsetenv|load_dotenv)\b|%(set_)?env\b"
)
WORDS = ("environ", "putenv", "unsetenv", "load_dotenv", "%env", "%set_env")  # quicker to seek
SETTINGS_FILES = ("matplotlibrc", ".env")
FRAMEWORKS = {
    "torch": ("torch", "torch._dynamo", "torch.utils.data"),  # the first optimiser needs _dynamo
    "tensorflow": ("tensorflow", "keras"),
}


def imported_first(text: str) -> list[str]:
    """Return the modules that are there before a notebook runs, given as it lies in its file."""
    return [*KERNEL, *FRAMEWORKS.get(framework(text), ())]


def imports_differ(folder: Path, more: Iterable[str] = ()) -> bool:
    """Return whether a submission brings what libraries read when they are imported.

    That is environment variables that its code sets, in packages of its own as well, and settings
    files in its folder. `lesson` is the course's own, whatever lies there.

    Args:
        folder: of the submission.
        more: code that is not in its files.
    """
    texts = (
        path.read_text(encoding="utf-8", errors="replace")
        for pattern in ("*.ipynb", "*.py")
        for path in folder.rglob(pattern)
        if path.relative_to(folder).parts[0] != "lesson" and path.is_file()
    )
    settings = any((folder / name).exists() for name in SETTINGS_FILES)
    return settings or any(
        any(word in text for word in WORDS) and VARIABLES.search(text)
        for text in itertools.chain(texts, more)
    )


def framework(text: str) -> str:
    """Return which framework a notebook imports, as it lies in its file; empty: none."""
    return next((name for name in FRAMEWORKS if imports(name, text)), "")


def imports(module: str, text: str) -> bool:
    """Return whether a notebook, as it lies in its file, imports a module.

    Each character is looked at a few times at most, whatever a student's file holds.
    """
    return re.search(rf"^[ \t\"]*+(import|from) +{module}\b", text, re.MULTILINE) is not None
