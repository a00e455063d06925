"""What is in an archive or a folder: entries that may be unpacked, and why others may not."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO

from autograder.errors import ArchiveError, AutograderError, ClosedFile, UnfitFile
from autograder.i18n import _
from autograder.intake.files import DEEPEST, open_folder, opened, unfit
from autograder.lms.paths import CHECKPOINTS, clean_path, is_junk
from autograder.lms.zipped import Listed, Sink, Zipped
from autograder.text import few, printable

MOST = 200_000  # entries of an archive
MOST_OF_ONE = 20_000  # of those below the same two folders, such as one student's
CHUNK = 1024 * 1024  # bytes that are copied at a time


@dataclass(frozen=True)
class Entry:
    """A file in an archive.

    Attributes:
        parts: of its path.
        size: in bytes, as the archive says.
        copy: writes its content into an open file; raises UnfitFile if it cannot.
    """

    parts: tuple[str, ...]
    size: int
    copy: Callable[[Sink], None]

    @property
    def path(self) -> str:
        """Its path, to be shown."""
        return "/".join(self.parts)

    @property
    def is_zip(self) -> bool:
        """Whether it has the name of a ZIP file."""
        return self.parts[-1].lower().endswith(".zip")


@dataclass
class Listing:
    """The files of an archive.

    Attributes:
        name: of the archive.
        entries: the files.
        refused: the first sentences about what is not among them.
        more: how many others there are.
    """

    name: str
    entries: list[Entry] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    more: int = 0
    _counts: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def refuse(self, path: str, reason: str) -> None:
        """Say why an entry is not unpacked."""
        if len(self.refused) < MOST_OF_ONE:
            text = _("'{path}' was refused: {reason}")
            self.refused.append(text.format(path=printable(path, 120), reason=reason))
        else:
            self.more += 1

    def sentences(self) -> list[str]:
        """Return what was refused, not too much of it."""
        shown = few(self.refused)
        if self.more:
            shown.append(_("and {count} more entries").format(count=self.more))
        return shown

    def is_full(self, parts: tuple[str, ...]) -> bool:
        """Return whether there is no room for another file there."""
        return len(self.entries) >= MOST or self._counts[parts[:-1][:2]] >= MOST_OF_ONE

    def add_unfit(self, parts: tuple[str, ...], reason: str) -> None:
        """Add a file that cannot be unpacked, so that its author is known, and is told why."""
        if not self.add(parts, 0, partial(_refuse, "/".join(parts), reason)):
            self.more += 1

    def add(self, parts: tuple[str, ...], size: int, copy: Callable[[Sink], None]) -> bool:
        """Add a file; returns whether there was room for it."""
        if self.is_full(parts):
            return False
        self._counts[parts[:-1][:2]] += 1
        self.entries.append(Entry(parts, size, copy))
        return True


def _refuse(path: str, reason: str, _target: Sink) -> None:
    raise UnfitFile(path, reason)


def read_archive(path: Path, stack: ExitStack) -> Listing:
    """Open an archive or a folder and return its files.

    Args:
        path: of a ZIP file, or of a folder.
        stack: closes it again; the files are read until then.

    Raises:
        ArchiveError: it is neither, or cannot be read.
    """
    try:
        if path.is_dir():
            return _read_folder(path, stack)
        file = stack.enter_context(path.open("rb"))
        return list_zip(file, printable(path.name))
    except AutograderError as error:
        raise ArchiveError(f"{path}: {error}") from error
    except OSError as error:
        text = _("{path} cannot be read: {reason}")
        raise ArchiveError(text.format(path=path, reason=error.strerror)) from error


def list_zip(file: BinaryIO, name: str) -> Listing:
    """Return the files of a ZIP file that is open.

    Raises:
        ArchiveError: it is not one.
    """
    archive = Zipped(file)
    listing = Listing(name)
    try:
        for listed in archive.entries():
            _list(archive, listed, listing)
    except ArchiveError as error:
        listing.refuse(name, str(error))
    _say_too_many(listing)
    return listing


def _list(archive: Zipped, listed: Listed, listing: Listing) -> None:
    """Add an entry of a ZIP file to a listing, or say why it is refused."""
    if listed.name.endswith(("/", "\\")) or stat.S_ISDIR(listed.mode):
        return
    if listing.is_full(tuple(listed.name.split("/"))):  # before more time is spent on it
        listing.more += 1
        return
    try:
        parts = clean_path(listed.name)
    except UnfitFile as error:
        listing.refuse(error.path, error.reason)
        return
    if not parts or is_junk(parts):
        return
    if reason := listed.obstacle():
        listing.add_unfit(parts, reason)
    elif not listing.add(parts, listed.size, partial(archive.unpack, listed)):
        listing.more += 1


def _say_too_many(listing: Listing) -> None:
    if listing.more:
        text = _("{name}: too many entries; {count} of them were passed over")
        listing.refused.insert(0, text.format(name=listing.name, count=listing.more))
        listing.more = 0


def _read_folder(path: Path, stack: ExitStack) -> Listing:
    listing = Listing(printable(path.name))
    root = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    stack.callback(os.close, root)
    for parts, status in _walk(root, (), listing):
        reason = unfit(status)
        if reason:
            listing.add_unfit(clean_path("/".join(parts)), reason)
        elif not listing.add(
            clean_path("/".join(parts)), status.st_size, partial(_copy_file, root, "/".join(parts))
        ):
            listing.more += 1
    _say_too_many(listing)
    return listing


def _walk(
    folder: int, above: tuple[str, ...], listing: Listing
) -> Iterator[tuple[tuple[str, ...], os.stat_result]]:
    """Yield what lies in an opened folder and below it, through real folders only."""
    with os.scandir(folder) as found:
        entries = sorted((e.name, e.stat(follow_symlinks=False)) for e in _first(found))
    for name, status in entries:
        parts = (*above, name)
        try:
            clean_path("/".join(parts))
        except UnfitFile as error:
            listing.refuse(error.path, error.reason)
            continue
        if is_junk((name,) if stat.S_ISDIR(status.st_mode) else parts) and name != CHECKPOINTS:
            continue
        if not stat.S_ISDIR(status.st_mode):
            yield parts, status
        elif len(parts) < DEEPEST:
            try:
                inner = open_folder(name, folder)
            except UnfitFile as error:
                listing.refuse("/".join(parts), error.reason)
                continue
            except ClosedFile:
                listing.refuse("/".join(parts), _closed())
                continue
            try:
                yield from _walk(inner, parts, listing)
            finally:
                os.close(inner)
        else:
            listing.refuse("/".join(parts), _("it is nested too deeply"))


def _first(found: Iterable[os.DirEntry[str]]) -> Iterator[os.DirEntry[str]]:
    for number, entry in enumerate(found):
        if number == MOST:
            return
        yield entry


def _copy_file(root: int, path: str, target: Sink) -> None:
    try:
        with opened(path, root) as file:
            while part := file.read(CHUNK):
                target.write(part)
    except ClosedFile as error:
        raise UnfitFile(path, _closed()) from error


def _closed() -> str:
    return _("the grader is not allowed to read it")
