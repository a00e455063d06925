"""Files by value: a folder becomes a mapping, and a mapping a folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Any, TextIO


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return sha256(content).hexdigest()


def digest_of(*parts: Any) -> str:
    """Return a hash of values whose repr says all of them."""
    found = sha256()
    for part in parts:
        found.update(sha256(repr(part).encode()).digest())
    return found.hexdigest()


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by its path in it."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def lay_out(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files into a folder, each at its path in it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def is_free(folder: Path) -> bool:
    """Return whether a folder is not there, or has nothing in it."""
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))


def remove(path: Path) -> None:
    """Remove a file, a folder or a link, not what it points to, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """Write a text file anew: until all of it is there, the old one stays."""
    part = path.with_name(f".{path.name}-{token_hex(4)}")
    try:
        with part.open("w", newline="", encoding="utf-8") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
