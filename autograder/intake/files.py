"""Files of a submission: only plain ones of the student's own are opened.

A link, a second name of another file, a pipe or a device in a submission would show its reader
something other than what was handed in, or make the reader wait for ever. So each entry is looked
at before it is opened, opened without following links, and looked at again.
"""

from __future__ import annotations

import errno
import fnmatch
import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from autograder.errors import ClosedFile, UnfitFile
from autograder.i18n import _
from autograder.limits import Limits
from autograder.text import UNSEEN, few, printable

FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
REPLACED = (errno.ELOOP, errno.ENOTDIR, errno.ENXIO)
LONGEST = 200  # bytes of a name
LONGEST_PATH = 2000  # bytes; a course adds its own folders, and systems take some 4000 in all
DEEPEST = 20  # folders in each other
NOTEBOOK = re.compile(r"\.ipynb(\.(txt|json|download))?$", re.IGNORECASE)


def is_notebook(name: str) -> bool:
    """Return whether a name is a notebook's; some programs put an ending of their own behind."""
    return NOTEBOOK.search(name) is not None


def bad_name(name: str) -> str:
    """Return what is wrong with a file's name, or nothing."""
    if name in ("", ".", "..") or "/" in name:
        return _("it has no valid file name")
    if any(unicodedata.category(char) in UNSEEN for char in name):
        return _("its name contains invisible characters")
    if name != name.strip():
        return _("its name begins or ends with a space; rename the folder or file without it")
    if len(name.encode("utf-8", "surrogateescape")) > LONGEST:
        return _("its name is longer than {most} bytes").format(most=LONGEST)
    return ""


def too_long(path: str) -> str:
    """Return that a path is too long to be written into a course's folders, or nothing."""
    if len(path.encode("utf-8", "surrogateescape")) > LONGEST_PATH:
        return _("its path is longer than {most} bytes").format(most=LONGEST_PATH)
    return ""


def unfit(status: os.stat_result) -> str:
    """Return why an entry must not be opened as a file, or nothing."""
    if stat.S_ISLNK(status.st_mode):
        return _("it is a link, and links are not followed")
    if stat.S_ISDIR(status.st_mode):
        return _("it is a folder")
    if not stat.S_ISREG(status.st_mode):
        return _("it is a pipe, a socket or a device, not a plain file")
    if status.st_nlink != 1:
        return _("it is a hard link: the same file has another name elsewhere")
    return ""


def look(name: str, folder: int) -> os.stat_result:
    """Return the status of an entry itself, wherever it may point."""
    return os.stat(name, dir_fd=folder, follow_symlinks=False)


def open_folder(name: str, within: int) -> int:
    """Open a real folder in an opened one and return its descriptor.

    Raises:
        UnfitFile: it is a link, or no folder.
        ClosedFile: it is not readable.
    """
    status = look(name, within)
    if not stat.S_ISDIR(status.st_mode):
        raise UnfitFile(printable(name), unfit(status) or _("it is not a folder"))
    return _open(name, name, within, os.O_DIRECTORY)


def _open(path: str, name: str, folder: int, flags: int = 0) -> int:
    """Open an entry of a folder, which is not a link; return its descriptor."""
    try:
        return os.open(name, FLAGS | flags, dir_fd=folder)
    except PermissionError:
        text = _(
            "'{path}': the grader is not allowed to read it. Give your account the right to read "
            "it in submitted/, then grade again"
        )
        raise ClosedFile(text.format(path=printable(path))) from None
    except OSError as error:
        if error.errno not in REPLACED:
            raise
        text = _("it was replaced by something else while it was being examined")
        raise UnfitFile(printable(path), text) from None


@contextmanager
def opened_folder(root: Path, *names: str) -> Iterator[int]:
    """Open a folder through real folders only; yields its descriptor.

    Args:
        root: a folder of the course's own, which may be a link.
        names: the way from there.

    Raises:
        UnfitFile: something on the way is not a real folder.
        ClosedFile: it is not readable.
    """
    with ExitStack() as stack:
        folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        stack.callback(os.close, folder)
        for name in names:
            folder = open_folder(name, folder)
            stack.callback(os.close, folder)
        yield folder


@contextmanager
def opened(path: str, folder: int) -> Iterator[BinaryIO]:
    """Open a plain file at a path below an opened folder, for reading.

    Raises:
        FileNotFoundError: there is nothing.
        UnfitFile: there is something other than a plain file.
        ClosedFile: it is not readable.
    """
    with ExitStack() as stack:
        *parents, name = path.split("/")
        for parent in parents:
            folder = open_folder(parent, folder)
            stack.callback(os.close, folder)
        refuse_unfit(path, look(name, folder))
        file = stack.enter_context(os.fdopen(_open(path, name, folder), "rb"))
        refuse_unfit(path, os.fstat(file.fileno()))  # it may have been replaced in between
        yield file


def refuse_unfit(path: str, status: os.stat_result) -> None:
    """Refuse a file that must not be opened.

    Raises:
        UnfitFile: it is a link, or something other than a file.
    """
    if reason := unfit(status):
        raise UnfitFile(printable(path), reason)


@dataclass
class Files:
    """Reads what is fit of a folder, and remembers what was left out.

    Attributes:
        limits: how many files, and how large.
        ignored: patterns of names that are passed over without a word.
        brought: the files that were read, by path.
        notebooks: paths of entries with a notebook's name; these are not read.
        left_out: a sentence for each entry that is not fit.
    """

    limits: Limits
    ignored: Sequence[str] = ()
    brought: dict[str, bytes] = field(default_factory=dict)
    notebooks: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    _seen: int = 0
    _size: int = 0

    def bring(self, folder: int, path: str = "", depth: int = 0) -> None:
        """Read an opened folder, its own files before its subfolders' and by name."""
        entries = self._entries(folder, path.rstrip("/") or ".")
        for name, status in entries:
            if not stat.S_ISDIR(status.st_mode) or is_notebook(name):
                self._bring_file(folder, path + name, name, status)
        for name, status in entries:
            if not stat.S_ISDIR(status.st_mode) or is_notebook(name):
                continue
            if reason := bad_name(name) or (
                _("it is nested too deeply") if depth == DEEPEST else ""
            ):
                self._leave(path + name, reason)
                continue
            try:
                inner = open_folder(name, folder)
            except UnfitFile as error:
                self._leave(path + name, error.reason)
                continue
            try:
                self.bring(inner, f"{path}{name}/", depth + 1)
            finally:
                os.close(inner)

    def notes(self) -> list[str]:
        """Return sentences about what was left out, not too many."""
        return few(self.left_out)

    def _entries(self, folder: int, path: str) -> list[tuple[str, os.stat_result]]:
        """Return a folder's entries, sorted; none of them if there are too many."""
        left = self.limits.files - self._seen
        with os.scandir(folder) as found:
            entries = list(islice(found, left + 1))
            kept = [
                (e.name, e.stat(follow_symlinks=False)) for e in entries if self._wanted(e.name)
            ]
        if len(entries) > left:
            text = _("a submission may hold at most {most} files").format(most=self.limits.files)
            self._leave(path, text)
            return []
        self._seen += len(entries)
        return sorted(kept)

    def _wanted(self, name: str) -> bool:
        return not any(fnmatch.fnmatchcase(name, pattern) for pattern in self.ignored)

    def _bring_file(self, folder: int, path: str, name: str, status: os.stat_result) -> None:
        if reason := bad_name(name) or too_long(path):
            self._leave(path, reason)
        elif is_notebook(name):
            self.notebooks.append(path)
        elif reason := unfit(status):
            self._leave(path, reason)
        else:
            try:
                with opened(name, folder) as file:
                    self._read(file, path)
            except UnfitFile as error:
                self._leave(path, error.reason)

    def _too_large(self, size: int) -> str:
        if size > self.limits.file_size:
            most = self.limits.file_size // 10**6
            text = _("a file may have at most {most} MB").format(most=most)
        elif self._size + size > self.limits.handed_in:
            most = self.limits.handed_in // 10**6
            text = _("all files together may have at most {most} MB").format(most=most)
        else:
            text = ""
        return text

    def _read(self, file: BinaryIO, path: str) -> None:
        """Read as many bytes as the file has now; it may still grow.

        Raises:
            UnfitFile: these are too many.
        """
        left = os.fstat(file.fileno()).st_size
        if reason := self._too_large(left):
            raise UnfitFile(path, reason)
        self._size += left
        self.brought[path] = file.read(left)

    def _leave(self, path: str, reason: str) -> None:
        text = _("'{path}' was left out: {reason}")
        self.left_out.append(text.format(path=printable(path), reason=reason))
