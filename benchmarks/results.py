"""benchmarks/RESULTS.md: a section a benchmark, each replaced when it is measured again."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable
from pathlib import Path

from autograder.grade.receipt import versions

RESULTS = Path(__file__).parent / "RESULTS.md"
SECTION = re.compile(r"^## (.+)\n((?:(?!## ).*\n?)*)", re.MULTILINE)


def keep(title: str, lines: Iterable[str]) -> None:
    """Write one section, in the place of what it said before.

    Where machine or versions are others than those of the file, all of it is replaced: numbers
    stand beside each other only if they can be compared.
    """
    head = _head()
    before = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    sections = dict(SECTION.findall(before)) if before.startswith(head) else {}
    sections[title] = "\n" + "\n".join(lines) + "\n\n"
    text = head + "".join(f"## {name}\n{body}" for name, body in sections.items())
    RESULTS.write_text(text.rstrip("\n") + "\n", encoding="utf-8")


def _head() -> str:
    kit = ", ".join(f"{name} {number}" for name, number in versions().items())
    cores = f"{platform.machine()}, {os.cpu_count()} cores"
    return f"# Results of `make bench`\n\n{cores}, Linux {platform.release()}; {kit}.\n\n"
