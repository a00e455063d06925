"""What one student handed in, unpacked into a folder: within limits, ZIP files in it as well."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from autograder.errors import ArchiveError, UnfitFile
from autograder.i18n import _
from autograder.intake.files import NOTEBOOK, bad_name, is_notebook, too_long
from autograder.limits import Limits
from autograder.lms.archive import Entry, list_zip
from autograder.lms.paths import is_spare
from autograder.lms.zipped import Sink
from autograder.text import printable

DEEPEST = 3  # ZIP files in each other
ENDING = re.compile(r"\.[^. ]+$")


@dataclass
class Budget:
    """How many bytes may still be unpacked, of everything together."""

    left: int


@dataclass
class Staging:
    """A folder into which a submission is unpacked.

    Attributes:
        folder: there already, and empty.
        limits: of one submission.
        budget: of all of them.
        files: paths of what was unpacked.
        left_out: a sentence for each file that was not, or has another name now.
    """

    folder: Path
    limits: Limits
    budget: Budget
    files: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)
    _size: int = 0

    def add(self, entry: Entry, parts: tuple[str, ...], depth: int = 0) -> None:
        """Unpack a file, or what is in it if it is a ZIP file, or say why not.

        A folder with a notebook's name, as macOS makes of a notebook's ZIP file, gets another.
        """
        shown = printable("/".join(parts), 120)
        parts = (*(_folder_name(part) for part in parts[:-1]), parts[-1])
        try:
            if parts[-1].lower().endswith(".zip") and depth < DEEPEST:
                try:
                    self._add_zip(entry, parts, depth)
                except ArchiveError as error:  # it may be a notebook that was called a ZIP file
                    self._say(_("'{path}' was not unpacked: {reason}"), shown, str(error))
                    self._add_file(entry, parts)
            else:
                self._add_file(entry, parts)
        except UnfitFile as error:
            self._say(_("'{path}' was left out: {reason}"), shown, error.reason)

    def _add_zip(self, entry: Entry, parts: tuple[str, ...], depth: int) -> None:
        """Unpack a ZIP file that was handed in into a folder of its name.

        Raises:
            ArchiveError: it is not one, or there is nothing in it.
        """
        with TemporaryFile(dir=self.folder.parent) as file:
            self._copy(entry, file)
            listing = list_zip(file, parts[-1])
            if not listing.entries and not listing.refused:
                raise ArchiveError(_("it is an empty ZIP file"))
            self.left_out += listing.sentences()
            if len(listing.entries) + len(self.files) > self.limits.files:
                raise UnfitFile(parts[-1], self._too_many())
            name = _folder_name(parts[-1][: -len(".zip")].strip() or "zip")
            within = (*parts[:-1], self._free(parts[:-1], name))
            for inner in listing.entries:
                self.add(inner, (*within, *inner.parts), depth + 1)

    def _free(self, above: tuple[str, ...], name: str, ending: str = "") -> str:
        """Return a name where nothing is yet, also where case does not count: one with a number.

        Args:
            above: the folders that it is in.
            name: the name that it should have, without its ending.
            ending: what follows the number.
        """
        free, number = f"{name}{ending}", 1
        while {path := _folded((*above, free)), f"{path}/"} & self._taken:
            number += 1
            free = f"{name}-{number}{ending}"
        return free

    def drop_spares(self) -> None:
        """Take out Jupyter's copies of notebooks where there is a notebook that is not one."""
        spares = [path for path in self.files if is_spare(tuple(path.split("/")))]
        if any(is_notebook(path) for path in self.files if path not in spares):
            for path in spares:
                (self.folder / path).unlink()
                self.files.remove(path)
                if not any((folder := (self.folder / path).parent).iterdir()):
                    folder.rmdir()

    def _add_file(self, entry: Entry, parts: tuple[str, ...]) -> None:
        """Unpack a file, under a name with a number if there is one of its name already."""
        given, above, name = parts, parts[:-1], parts[-1]
        ending = NOTEBOOK.search(name) or ENDING.search(name)
        cut = ending.start() if ending else len(name)
        parts = (*above, self._free(above, name[:cut], name[cut:]))
        for part in parts:
            if reason := bad_name(part):
                raise UnfitFile(part, reason)
        if reason := too_long("/".join(parts)):
            raise UnfitFile(parts[-1], reason)
        if len(self.files) >= self.limits.files:
            raise UnfitFile(parts[-1], self._too_many())
        self._take(parts)
        path = self.folder.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("xb") as file:
                self._copy(entry, file)
        except UnfitFile:
            path.unlink()
            self._taken.discard(_folded(parts))
            raise
        self._size += path.stat().st_size
        self.files.append("/".join(parts))
        if parts != given:
            text = _("there was already one with this name; this one is now '{name}'")
            shown = printable("/".join(given), 120)
            self._say("'{path}': {reason}", shown, text.format(name=printable(parts[-1], 120)))

    def _take(self, parts: tuple[str, ...]) -> None:
        """Keep a path free of others that are the same where case does not count."""
        folded = [_folded(parts[:length]) for length in range(1, len(parts) + 1)]
        if any(above in self._taken for above in folded[:-1]):
            raise UnfitFile(parts[-1], _("a file has the same name as the folder that it is in"))
        self._taken.add(folded[-1])
        self._taken.update(f"{above}/" for above in folded[:-1])

    def _copy(self, entry: Entry, file: BinaryIO) -> None:
        """Unpack a file, as far as the limits allow.

        Raises:
            UnfitFile: it is larger.
        """
        room = min(self.limits.file_size, self.limits.disk - self._size, self.budget.left)
        if entry.size > room:
            raise UnfitFile(entry.path, self._too_large(entry.size))
        entry.copy(_Bounded(file, room, entry.path))
        self.budget.left -= entry.size

    def _too_large(self, size: int) -> str:
        if size > self.limits.file_size:
            most = self.limits.file_size // 10**6
            text = _("a file may have at most {most} MB").format(most=most)
        elif self._size + size > self.limits.disk:
            most = self.limits.disk // 10**6
            text = _("all files together may have at most {most} MB").format(most=most)
        else:
            text = _("the archives unpack to far more than they should: is it a ZIP bomb?")
        return text

    def _too_many(self) -> str:
        return _("a submission may hold at most {most} files").format(most=self.limits.files)

    def _say(self, text: str, path: str, reason: str) -> None:
        self.left_out.append(text.format(path=path, reason=reason))


class _Bounded:
    """Writes into a file up to a number of bytes: a file in a folder may grow meanwhile."""

    def __init__(self, file: Sink, room: int, path: str) -> None:
        self._file = file
        self._room = room
        self._path = path

    def write(self, data: bytes, /) -> object:
        """Write some more.

        Raises:
            UnfitFile: it is too much.
        """
        self._room -= len(data)
        if self._room < 0:
            raise UnfitFile(self._path, _("it is larger than it claims to be"))
        return self._file.write(data)


def _folder_name(name: str) -> str:
    """Return a folder's name without the ending of a notebook."""
    return NOTEBOOK.sub("", name).strip() or name.replace(".", "") if is_notebook(name) else name


def _folded(parts: tuple[str, ...]) -> str:
    return "/".join(parts).casefold()
