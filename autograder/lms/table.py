"""A table of comma-separated values in which cells change, and every other byte stays."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import ArchiveError
from autograder.i18n import _

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SEPARATORS = ",;\t"
INSTRUCTION = re.compile(
    r'(?P<line>"?sep=(?P<separator>[,;\t])"?)[,;\t]*(?:\r\n|\r|\n)', re.IGNORECASE
)
OLE = b"\xd0\xcf\x11\xe0"  # Excel's old files begin with it
SHEET = re.compile(rb"\[Content_Types\]\.xml|application/vnd\.oasis")  # in Excel's, LibreOffice's
MOST = 100_000_000  # bytes


@dataclass(frozen=True)
class Cell:
    """One cell, and where it is in the text.

    Attributes:
        value: without quotes.
        start, end: of what is written there, quotes included.
    """

    value: str
    start: int
    end: int


class Table:
    """A file of comma-separated values, with its own encoding, separator, quotes and line ends.

    Args:
        data: what is in the file.

    Raises:
        ArchiveError: it is not such a file.

    Attributes:
        header: the first row.
        rows: the others, without empty ones.
        separator: between cells.
        instruction: a first line such as "sep=;", which only Excel understands; else empty.
    """

    def __init__(self, data: bytes) -> None:
        self._mark, self._encoding = _encoding(data)
        self._text = data[len(self._mark) :].decode(self._encoding)
        told = INSTRUCTION.match(self._text)
        self.instruction = told["line"] if told else ""
        self.separator = told["separator"] if told else self._separator()
        start = told.end() if told else 0
        every = enumerate(_rows(self._text, self.separator, start), start=1)
        rows = [(number, row) for number, row in every if any(c.value for c in row)]
        if not rows:
            raise ArchiveError(_("it is empty"))
        self.header = [cell.value.strip() for cell in rows[0][1]]
        self.rows = [row for _number, row in rows[1:]]
        self._numbers = {row[0].start: number for number, row in rows}

    @classmethod
    def read(cls, path: Path) -> Table:
        """Read a file.

        Raises:
            ArchiveError: it cannot be read, or is something else.
        """
        try:
            if path.stat().st_size > MOST:
                raise ArchiveError(_("it is too large for a table"))
            data = path.read_bytes()
            if data.startswith(OLE) or (data.startswith(b"PK") and SHEET.search(data)):
                raise ArchiveError(
                    _("it is a spreadsheet, not a CSV file: download it once more, as CSV")
                )
            if data.startswith(b"PK"):
                raise ArchiveError(_("it is a ZIP archive, perhaps of submissions, not a CSV file"))
            return cls(data)
        except OSError as error:
            text = _("{path} cannot be read: {reason}")
            raise ArchiveError(text.format(path=path, reason=error.strerror)) from error
        except ArchiveError as error:
            raise ArchiveError(f"{path}: {error}") from error

    def value(self, row: list[Cell], column: int | None) -> str:
        """Return a cell's value; empty where the row is shorter."""
        return row[column].value.strip() if column is not None and column < len(row) else ""

    def number(self, row: list[Cell]) -> int:
        """Return the number of a row, as a spreadsheet program counts."""
        return self._numbers[row[0].start]

    def column(self, number: int) -> list[str]:
        """Return the values of a column."""
        return [self.value(row, number) for row in self.rows]

    def column_of(self, form: re.Pattern[str], columns: Iterable[int]) -> int | None:
        """Return the first of some columns in which most cells have a form; empty ones aside."""
        for number in columns:
            values = [value for value in self.column(number) if value]
            if values and 2 * sum(bool(form.fullmatch(value)) for value in values) > len(values):
                return number
        return None

    def filled(self, changes: Mapping[Cell, str]) -> bytes:
        """Return the file with other values in some cells, and all else as it was."""
        pieces: list[str] = []
        position = 0
        for cell, value in sorted(changes.items(), key=lambda change: change[0].start):
            pieces += [self._text[position : cell.start], self._written(cell, value)]
            position = cell.end
        text = "".join([*pieces, self._text[position:]])
        return self._mark + text.encode(self._encoding)

    def _written(self, cell: Cell, value: str) -> str:
        """Return a value as it is written in place of a cell, in quotes where it needs them."""
        known = value.encode(self._encoding, "replace").decode(self._encoding)
        quoted = self._text[cell.start : cell.end].lstrip().startswith('"')
        if quoted or re.search(rf'[{self.separator}"\s]', known):
            doubled = known.replace('"', '""')
            return f'"{doubled}"'
        return known

    def _separator(self) -> str:
        """Return what stands between the cells of the first rows."""
        head = self._text[:100_000]

        def width(separator: str) -> int:
            rows = _rows(head, separator)
            return len(next(rows, []))

        return max(SEPARATORS, key=width)


def _encoding(data: bytes) -> tuple[bytes, str]:
    """Return the mark at the beginning of a file, and how its text is encoded."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return mark, _checked(data[len(mark) :], encoding)
    for encoding, zeros in (("utf-16-le", data[1:200:2]), ("utf-16-be", data[0:200:2])):
        if zeros and zeros.count(0) > len(zeros) // 2:
            return b"", _checked(data, encoding)
    for encoding in ("utf-8", "cp1252", "latin-1"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return b"", encoding
    raise AssertionError("latin-1 reads everything")


def _checked(data: bytes, encoding: str) -> str:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        text = _("from byte {number} on it is not {encoding} text; download it once more")
        raise ArchiveError(text.format(number=error.start, encoding=encoding)) from error
    return encoding


def _rows(text: str, separator: str, position: int = 0) -> Iterator[list[Cell]]:
    """Yield the rows of a text from a position on, as PHP's and Ruby's readers see them."""
    cell = re.compile(rf'"(?P<quoted>(?:[^"]|"")*)"|[^{separator}\r\n]*')
    row: list[Cell] = []
    while position <= len(text):
        found = cell.match(text, position)
        assert found is not None, "the expression matches nothing, too"
        end = found.end()
        if found["quoted"] is None:
            value = found[0]
        else:
            value = found["quoted"].replace('""', '"')
            while end < len(text) and text[end] not in f"{separator}\r\n":
                end += 1  # whatever stands between a quote and the next separator
        row.append(Cell(value, position, end))
        if text[end : end + 1] == separator:
            position = end + 1
            continue
        yield row
        row = []
        position = end + (2 if text.startswith("\r\n", end) else 1)
