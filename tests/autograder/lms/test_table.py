"""A table in which cells change and every other byte stays."""

import codecs
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import ArchiveError
from autograder.lms.layout import as_maximum
from autograder.lms.table import Table
from tests.support.lms import csv, written

ROWS = [
    ["Nome completo", "Nota", "Comentários"],
    ['José D\'Ávila, o "Zé"', "", ""],
    ["Ana", "1,5", "duas\nlinhas"],
    ["", "", ""],
]
ENCODINGS = [
    (b"", "utf-8"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"", "utf-16-le"),
    (b"", "cp1252"),
]


@pytest.mark.parametrize(
    ("encoding", "separator", "end"),
    [*product(ENCODINGS, [",", ";", "\t"], ["\n", "\r\n", "\r"])],
)
def test_only_the_changed_cells_differ(
    encoding: tuple[bytes, str], separator: str, end: str
) -> None:
    mark, name = encoding
    data = mark + csv(ROWS, separator, end).encode(name)
    table = Table(data)

    assert table.separator == separator
    assert [[cell.value for cell in row] for row in table.rows] == ROWS[1:3]
    assert table.filled({}) == data
    filled = table.filled({table.rows[0][1]: "9,5", table.rows[0][2]: 'veja "isto"'})
    grade = '"9,5"' if separator == "," else "9,5"
    text = csv(ROWS, separator, end)
    old, new = f"{separator}{separator}{end}", f'{separator}{grade}{separator}"veja ""isto"""{end}'
    assert filled == mark + text.replace(old, new, 1).encode(name)


@given(st.binary(max_size=300))
def test_whatever_is_in_a_file_it_is_the_same_when_nothing_changes(data: bytes) -> None:
    try:
        table = Table(data)
    except ArchiveError:
        return
    assert table.filled({}) == data


def test_a_cell_in_quotes_stays_in_quotes_and_what_cannot_be_written_is_replaced() -> None:
    table = Table('"nome","nota"\r\n"João","1"\r\n'.encode("cp1252"))

    filled = table.filled({table.rows[0][1]: "2", table.rows[0][0]: "✓"})

    assert filled == b'"nome","nota"\r\n"?","2"\r\n'


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "empty"), (b"PK\x03\x04", "ZIP archive"), (b"\xd0\xcf\x11\xe0", "spreadsheet")],
)
def test_what_is_no_table_is_named(data: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=rf"notas\.csv.*{said}"):
        Table.read(written(tmp_path / "notas.csv", data))


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="cannot be read"):
        Table.read(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("text", "most"),
    [
        *(("100", 100), ("100.00", 100), ("10,5", 10.5), ("1000.0", 1000), ("0.125", 0.125)),
        *(("1,000", None), ("1.000", None), ("10,000", None), ("0", None), ("", None)),
    ],
)
def test_a_maximum_is_never_a_thousandth_of_it(text: str, most: float | None) -> None:
    """What is written as 1,000 is a thousand to some and one to others: nobody guesses."""
    found = as_maximum(text)
    assert (found if found is None else float(found)) == most
