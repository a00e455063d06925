"""benchmarks/RESULTS.md: tables that say what made them and stay until they are made again."""

from __future__ import annotations

import os
import platform
import re
import shlex
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from autograder.grade.receipt import versions

RESULTS = Path(__file__).parent / "RESULTS.md"
CPUINFO = Path("/proc/cpuinfo")
HEAD = """# Results of `make bench`

Each table says what made it; it stays as it is when another one is made again. Compare numbers
within a table only.
"""
ELSEWHERE = "Made on another machine than most of these tables: processor, cores or kernel differ."


@dataclass(frozen=True)
class Origin:
    """What made a table.

    Attributes:
        command: as it was typed.
        commit: of the code, and whether the working tree differed from it.
        date: of the start, in UTC.
        machine: processor, cores and kernel.
        versions: of all that a grade may depend on.
    """

    command: str
    commit: str
    date: str
    machine: str
    versions: str


def origin() -> Origin:
    """Return what makes this process's tables (a benchmark asks before it measures)."""
    return Origin(
        command=f"`{shlex.join(['python', *sys.orig_argv[1:]])}`",
        commit=commit(RESULTS.parents[1]),
        date=datetime.now(UTC).date().isoformat(),
        machine=f"{processor()}, {os.cpu_count()} cores, Linux {platform.release()}",
        versions=", ".join(f"{name} {number}" for name, number in versions().items()),
    )


def commit(root: Path) -> str:
    """Return the commit of a checkout, and whether files differ from it.

    RESULTS.md may: the tables before this one are in it.
    """

    def git(*arguments: str) -> str:
        done = subprocess.run(  # noqa: S603 - our own command
            ["git", *arguments],  # noqa: S607 - the one on PATH
            cwd=root,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    found = git("rev-parse", "--short", "HEAD")
    changed = git("status", "--porcelain", "--", ".", ":!benchmarks/RESULTS.md")
    return f"{found}, with uncommitted changes" if changed else found


def processor() -> str:
    """Return the processor's name, or its architecture where Linux knows no name."""
    named = re.search(r"^model name\s*: (.+)", CPUINFO.read_text(encoding="utf-8"), re.MULTILINE)
    return f"{named[1]} ({platform.machine()})" if named else platform.machine()


def keep(title: str, lines: Iterable[str], made_by: Origin) -> None:
    """Write one table, in the place of what it said before; the others stay."""
    tables = parse(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    tables[title] = made_by, "\n".join(lines).strip()
    RESULTS.write_text(render(tables), encoding="utf-8")


def parse(text: str) -> dict[str, tuple[Origin, str]]:
    """Return origin and text of each table, by its title."""
    tables = {}
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        title, origins, table = section.split("\n\n", 2)
        facts = dict(line.removeprefix("- ").split(": ", 1) for line in origins.split("\n"))
        tables[title] = Origin(**facts), table.removeprefix(ELSEWHERE).strip()
    return tables


def rows(table: str) -> list[dict[str, str]]:
    """Return the rows of a table, each by the names of its columns."""
    lines = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("|")]
    names, _rule, *found = [[cell.strip() for cell in line] for line in lines]
    return [dict(zip(names, row, strict=True)) for row in found]


def render(tables: dict[str, tuple[Origin, str]]) -> str:
    """Return RESULTS.md."""
    ((usual, _count),) = Counter(made.machine for made, _table in tables.values()).most_common(1)
    parts = [HEAD]
    for title, (made, table) in tables.items():
        facts = "".join(f"- {name}: {fact}\n" for name, fact in asdict(made).items())
        note = "" if made.machine == usual else f"{ELSEWHERE}\n\n"
        parts.append(f"## {title}\n\n{facts}\n{note}{table}\n")
    return "\n".join(parts)
