"""Which submissions have more code in common than two people's usually have.

What everybody has does not count: the stub, the course's code and solutions, and what many wrote.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from autograder.report.fingerprints import Span, fingerprints

ALIKE = 0.6  # the share of the shorter one's fingerprints from which on a pair is shown
ENOUGH = 10  # fingerprints in common, some 40 tokens
USUAL = (
    10  # submissions; what more of them have is an idiom, as MOSS has it, or a tenth of the class
)
FALSE_ALARMS = 0.01
"""The share of pairs of right solutions in the course's bank that are shown, at the most. A test
measures it: 30 of 3644 when this was written, most of them variations of one another."""


@dataclass(frozen=True)
class Pair:
    """Two students whose own code is alike.

    Attributes:
        first, second: the students.
        share: of the shorter one's fingerprints that both have, from 0 to 1.
        common: how many those are.
        places: of each that both have, the cell and the lines of the first and of the second.
    """

    first: str
    second: str
    share: float
    common: int
    places: Sequence[tuple[tuple[str, Span], tuple[str, Span]]]


Marks = dict[int, tuple[str, Span]]


def similar(authors: Mapping[str, Mapping[str, str]], shared: Iterable[str]) -> list[Pair]:
    """Return the pairs that have more in common than chance explains, the most alike first.

    Args:
        authors: of each student, code by the name of its cell.
        shared: code that does not count: stubs, the course's own code and solutions.
    """
    base = {mark for code in shared for mark in fingerprints(code)}
    marks = {student: _marks(cells, base) for student, cells in authors.items()}
    holders: dict[int, list[str]] = defaultdict(list)
    for student in sorted(marks):
        for mark in marks[student]:
            holders[mark].append(student)
    usual = max(USUAL, len(marks) / 10)
    rare = {mark: who for mark, who in holders.items() if len(who) <= usual}
    sizes = Counter(student for who in rare.values() for student in who)
    common = Counter(pair for who in rare.values() for pair in combinations(who, 2))
    pairs = []
    for (one, other), count in common.items():
        share = count / min(sizes[one], sizes[other])
        if count >= ENOUGH and share >= ALIKE:
            both = sorted(marks[one].keys() & marks[other].keys() & rare.keys())
            places = [(marks[one][mark], marks[other][mark]) for mark in both]
            pairs.append(Pair(one, other, share, count, places))
    return sorted(pairs, key=lambda pair: (-pair.share, -pair.common, pair.first, pair.second))


def _marks(cells: Mapping[str, str], base: set[int]) -> Marks:
    """Return the fingerprints of one's own code, each with where it was first found."""
    found: Marks = {}
    for name, code in cells.items():
        for mark, span in fingerprints(code).items():
            if mark not in base:
                found.setdefault(mark, (name, span))
    return found
