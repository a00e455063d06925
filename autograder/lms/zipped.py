"""ZIP files from strangers, read within bounds of memory, disk and time, entry by entry.

Python's zipfile keeps an object for each entry, and refuses the whole file where one entry is bad.
Here the directory is passed through, and only what is wanted of it is kept; an entry is unpacked as
far as it says that it goes, and its checksum must agree.
"""

from __future__ import annotations

import os
import stat
import struct
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO, Protocol

from autograder.errors import ArchiveError, UnfitFile
from autograder.i18n import _

END = struct.Struct("<4s4H2LH")  # of the central directory
END64 = struct.Struct("<4sQ2H2L4Q")
LOCATOR64 = struct.Struct("<4sLQL")
CENTRAL = struct.Struct("<4s6H3L5H2L")  # an entry in the central directory
LOCAL = struct.Struct("<4s5H3L2H")  # and in front of its content
LONGEST_COMMENT = 65_535
CHUNK = 256 * 1024
ENCRYPTED, UTF8 = 0x1, 0x800  # flags
STORED, DEFLATED = 0, 8  # methods
UNICODE_PATH, ZIP64 = 0x7075, 0x0001  # extra fields
FULL = 0xFFFFFFFF  # a number that did not fit and is in the extra field ZIP64
UNIX, MACOS = 3, 19  # systems that keep a file's mode
RATIO, SMALL = 200, 64_000_000
"""What unpacks to more than RATIO times its size and to more than SMALL bytes is a bomb.

A notebook in which a loop has printed the same words shrinks that much, and may have 50 MB.
"""


@dataclass(frozen=True)
class Listed:
    """An entry as the central directory lists it.

    Attributes:
        name: decoded, otherwise as it is.
        mode: a Unix file mode, 0 if there is none.
        size: when unpacked, in bytes.
        packed: size in the archive.
        start: where its own header begins.
    """

    name: str
    mode: int
    flags: int
    method: int
    checksum: int
    packed: int
    size: int
    start: int

    def obstacle(self) -> str:
        """Return why it must not be unpacked, or nothing."""
        kind = stat.S_IFMT(self.mode)
        if kind == stat.S_IFLNK:
            return _("it is a link, and links are not followed")
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            return _("it is a pipe, a socket or a device, not a plain file")
        if self.flags & ENCRYPTED:
            return _("it is encrypted; hand it in without a password")
        if self.method not in (STORED, DEFLATED):
            return _("it is compressed with an unknown method ({number})").format(
                number=self.method
            )
        if self.size > SMALL and self.size > RATIO * self.packed:
            return _("it unpacks to {times} times its size, as a ZIP bomb does").format(
                times=self.size // max(self.packed, 1)
            )
        return ""


class Sink(Protocol):
    """What can be written into, such as an open file."""

    def write(self, data: bytes, /) -> object:
        """Write some more."""


class Zipped:
    """A ZIP file that is open.

    Args:
        file: its content, seekable.

    Raises:
        ArchiveError: it is not one, or not whole.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._length = file.seek(0, os.SEEK_END)
        self._start, self._size, self._shift = self._directory()

    def _directory(self) -> tuple[int, int, int]:
        """Return where the central directory begins, its size, and what lies before the ZIP."""
        tail_size = min(self._length, END.size + LONGEST_COMMENT)
        tail = self._at(self._length - tail_size, tail_size)
        found = tail.rfind(b"PK\x05\x06")
        if found < 0 or len(tail) - found < END.size:
            raise ArchiveError(self._unfinished())
        end = self._length - tail_size + found
        *_rest, size, start, _comment = END.unpack_from(tail, found)
        if FULL in (size, start) or _rest[4] == 0xFFFF:
            size, start, end = self._directory64(end, size, start)
        shift = end - size - start
        if shift < 0:
            raise ArchiveError(_damaged())
        return start + shift, size, shift

    def _directory64(self, end: int, size: int, start: int) -> tuple[int, int, int]:
        """Return size and start of a large file's directory, and where it ends."""
        locator = self._at(max(end - LOCATOR64.size, 0), LOCATOR64.size)
        if len(locator) < LOCATOR64.size or not locator.startswith(b"PK\x06\x07"):
            return size, start, end
        position = LOCATOR64.unpack(locator)[2]
        record = self._at(position, END64.size)
        if len(record) < END64.size or not record.startswith(b"PK\x06\x06"):
            raise ArchiveError(_damaged())
        *_rest, size, start = END64.unpack(record)
        return size, start, position

    def _unfinished(self) -> str:
        if self._at(0, 4).startswith(b"PK"):
            return _("it is a ZIP file whose end is missing: download or upload it once more")
        return _("it is not a ZIP file")

    def _at(self, position: int, size: int) -> bytes:
        self._file.seek(position)
        return self._file.read(size)

    def entries(self) -> Iterator[Listed]:
        """Yield the entries, in the order of the central directory.

        Raises:
            ArchiveError: the directory is damaged from here on.
        """
        position, stop = self._start, self._start + self._size
        chunk, offset = b"", 0
        while position < stop:
            if len(chunk) - offset < CENTRAL.size + 3 * 0xFFFF:  # the longest that one can be
                chunk, offset = self._at(position, min(CHUNK + 4 * 0xFFFF, stop - position)), 0
            if len(chunk) - offset < CENTRAL.size or chunk[offset : offset + 4] != b"PK\x01\x02":
                raise ArchiveError(_damaged())
            entry, length = _listed(chunk, offset)
            yield entry
            position, offset = position + length, offset + length

    def unpack(self, entry: Listed, target: Sink) -> None:
        """Unpack an entry into a file that is open for writing.

        Raises:
            UnfitFile: it must not be unpacked, or is damaged.
        """
        if reason := entry.obstacle():
            raise UnfitFile(entry.name, reason)
        header = self._at(entry.start + self._shift, LOCAL.size)
        if len(header) < LOCAL.size or not header.startswith(b"PK\x03\x04"):
            raise UnfitFile(entry.name, _damaged())
        *_rest, name, extra = LOCAL.unpack(header)
        self._file.seek(name + extra, os.SEEK_CUR)
        checksum = written = 0
        for part in self._parts(entry):
            written += len(part)
            checksum = zlib.crc32(part, checksum)
            target.write(part)
        if written != entry.size or checksum != entry.checksum:
            raise UnfitFile(entry.name, _damaged())

    def _parts(self, entry: Listed) -> Iterator[bytes]:
        """Yield an entry's content, and never more than it says that it has."""
        packed, left = entry.packed, entry.size
        unpacker = zlib.decompressobj(-15) if entry.method == DEFLATED else None
        pending = b""
        while left:
            if packed and not pending:
                pending = self._file.read(min(packed, CHUNK))
                packed = packed - len(pending) if pending else 0
            if unpacker is None:
                part, pending = pending[:left], b""
            else:
                part, pending = _inflated(unpacker, pending, min(left, CHUNK), entry.name)
            if not part and not pending and not packed:
                return
            left -= len(part)
            yield part


def _inflated(unpacker: zlib._Decompress, data: bytes, most: int, name: str) -> tuple[bytes, bytes]:
    """Return some of what data unpacks to, and the data that is left for the next time."""
    try:
        part = unpacker.decompress(data, most)
    except zlib.error:
        raise UnfitFile(name, _damaged()) from None
    return part, unpacker.unconsumed_tail


def _listed(chunk: bytes, offset: int) -> tuple[Listed, int]:
    """Return the entry at an offset of the central directory, and its length there."""
    found = CENTRAL.unpack_from(chunk, offset)
    _magic, made, _needed, flags, method, _time, _date, checksum, packed, size = found[:10]
    name_size, extra_size, comment_size, _disk, _internal, external, start = found[10:]
    begin = offset + CENTRAL.size
    raw = chunk[begin : begin + name_size]
    fields = chunk[begin + name_size : begin + name_size + extra_size]
    extra = dict(_extra_fields(fields)) if fields else {}
    if ZIP64 in extra:
        size, packed, start = _large(extra[ZIP64], size, packed, start)
    mode = external >> 16 if made >> 8 in (UNIX, MACOS) else 0
    name = _name(raw, flags, extra.get(UNICODE_PATH, b""))
    entry = Listed(name, mode, flags, method, checksum, packed, size, start)
    return entry, CENTRAL.size + name_size + extra_size + comment_size


def _extra_fields(data: bytes) -> Iterator[tuple[int, bytes]]:
    while len(data) >= 4:
        kind, size = struct.unpack_from("<2H", data)
        yield kind, data[4 : 4 + size]
        data = data[4 + size :]


def _large(data: bytes, *numbers: int) -> tuple[int, ...]:
    """Return size, packed size and start; those that did not fit are in the extra field."""
    count = len(data) // 8
    longs = iter(struct.unpack_from(f"<{count}Q", data))
    return tuple(next(longs, FULL) if number == FULL else number for number in numbers)


def _name(raw: bytes, flags: int, unicode_path: bytes) -> str:
    """Return an entry's name, whatever the program wrote that packed it."""
    if len(unicode_path) > 5 and struct.unpack_from("<L", unicode_path, 1)[0] == zlib.crc32(raw):
        raw, flags = unicode_path[5:], flags | UTF8
    try:
        return raw.decode("utf-8")  # macOS writes it without the flag
    except UnicodeDecodeError:
        if flags & UTF8:
            return raw.decode("utf-8", "replace")
    guesses = [raw.decode(codec, "replace") for codec in ("cp850", "cp437", "cp1252")]
    return min(guesses, key=_strangeness)  # the first of equals: Windows in Brazil and Europe


def _strangeness(name: str) -> int:
    """Return how little a name looks like one that people give to files."""
    other = [char for char in name if char > "~"]
    strange = sum(not unicodedata.name(char, "").startswith("LATIN ") for char in other)
    within = sum(a.islower() and b.isupper() and b > "~" for a, b in pairwise(name))
    return 10 * strange + within


def _damaged() -> str:
    return _("it is damaged; download or upload it once more")
