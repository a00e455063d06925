"""What git knows of this repository."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]


def tracked(*arguments: str) -> list[str]:
    """Return the files that git knows; arguments are those of `git ls-files`."""
    return _git("ls-files", *arguments)


def ignored(paths: Iterable[str]) -> set[str]:
    """Return those paths that .gitignore leaves out, whether or not they exist."""
    text = "".join(f"{path}\n" for path in paths)
    return set(_git("check-ignore", "--no-index", "--stdin", text=text, empty=1))


def _git(*arguments: str, text: str = "", empty: int = 0) -> list[str]:
    """Return the lines that a command prints; `empty` is its status when there are none."""
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, input=text, capture_output=True, text=True, check=False
    )
    assert done.returncode == (0 if done.stdout else empty), done.stderr
    return done.stdout.splitlines()
