"""The table of docs/scaling.md, in each language, from the latest of benchmarks/RESULTS.md.

    python -m benchmarks.scaling

What a class costs follows from what one submission costs. `make bench` writes it at its end, so
that no number is carried from one page to another by hand.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks.results import RESULTS, parse, rows

SOURCE = "The engine and stock nbgrader"  # a table of `benchmarks.engine`
# English first, of which the other was made.
PAGES = {"scaling.md": ".", "scaling.pt-BR.md": ","}  # with the decimal sign of its language
DOCS = RESULTS.parents[1] / "docs"
CLASS = 10_000  # students
HOUR = 3600
ROW = re.compile(r"^\| (?P<name>[a-z-]+) \|[\d,.| ]*\|$", re.MULTILINE)
MADE_OF = re.compile(r"(<!-- scaling\.md: )\w+")
ALL = re.compile(r"^(?P<head>\| \*\*.+?\*\* \|).*$", re.MULTILINE)


def cells(row: Mapping[str, str]) -> list[str]:
    """Return what a row of the page says of an assignment, from the row of its measurement.

    The cells are seconds of one core in students' code and in all else, hours of one core for a
    class, seconds of the command alone, and how many workers that command can keep busy.
    """
    code, rest, command = (float(row[name]) for name in ("t, s", "overhead, s", "command, s"))
    workers = (code + rest - command) / command
    return [
        f"{code:.1f}",
        f"{rest:.1f}",
        f"{hours([row]):.0f}",
        f"{command:.3f}",
        f"{workers:.0f}",
    ]


def hours(measured: Iterable[Mapping[str, str]]) -> float:
    """Return how many hours of one core a class takes, which hands in each assignment."""
    return sum(CLASS * (float(row["t, s"]) + float(row["overhead, s"])) / HOUR for row in measured)


def written(page: str, measured: Mapping[str, Mapping[str, str]], decimal: str) -> str:
    """Return a page with the measured numbers in its table.

    Args:
        page: a text with a row `| name |…` for each assignment, and a last one with a bold name.
        measured: the rows of the measurement, by assignment.
        decimal: what stands between the whole of a number and the rest.

    Raises:
        ValueError: the page's table has other assignments than the measurement.
    """
    there = [match["name"] for match in ROW.finditer(page)]
    if there != list(measured):
        raise ValueError(f"the page has rows for {there}, measured were {list(measured)}")

    def row(match: re.Match[str]) -> str:
        found = [cell.replace(".", decimal) for cell in cells(measured[match["name"]])]
        return f"| {' | '.join([match['name'], *found])} |"

    total = f" | | {hours(measured.values()):.0f} | | |"
    return ALL.sub(lambda match: match["head"] + total, ROW.sub(row, page))


def pages() -> dict[Path, str]:
    """Return what each page says with the latest measurement."""
    _made_by, table = parse(RESULTS.read_text(encoding="utf-8"))[SOURCE]
    measured = {row["assignment"]: row for row in rows(table)}
    english, *others = (
        written((DOCS / name).read_text(encoding="utf-8"), measured, decimal)
        for name, decimal in PAGES.items()
    )
    digest = hashlib.sha256(english.encode()).hexdigest()  # of what a translation was made
    texts = [english, *(MADE_OF.sub(rf"\g<1>{digest}", text) for text in others)]
    return {DOCS / name: text for name, text in zip(PAGES, texts, strict=True)}


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
