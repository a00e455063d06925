"""How hard each test was, and whether it tells students apart: classical item analysis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.i18n import _

SHARE = 0.27  # of a class in the upper group, and in the lower one
POOR = 0.2  # below, an item is a poor one
FEW = 10  # students; with fewer, the numbers say little


@dataclass(frozen=True)
class Item:
    """One grade cell and what it shows.

    Attributes:
        notebook, cell: which.
        points: what it is worth.
        count: students who have points in it.
        waiting: answers that a person has to read first; as long as there are any, nothing is
            said of the item: the others are those that were left empty.
        difficulty: their mean share of the points, from 0 to 1 (Lord and Novick, Statistical
            Theories of Mental Test Scores, 1968, chapter 15); None: nobody has points.
        discrimination: see `discrimination`.
        correlation: see `correlation`.
    """

    notebook: str
    cell: str
    points: float
    count: int
    difficulty: float | None
    discrimination: float | None
    correlation: float | None
    waiting: int = 0

    @property
    def remark(self) -> str:
        """A sentence on an item that does not tell students apart; empty if it does."""
        if self.waiting:
            text = _("Answers that a person has to read first: {count}.")
            return text.format(count=self.waiting)
        if self.difficulty is None or self.count < 2:
            return ""
        if self.difficulty >= 1:
            return _("Everybody has all of its points: it does not tell students apart.")
        if self.difficulty <= 0:
            return _(
                "Nobody has a point: it does not tell students apart. Was it asked for, and is "
                "its test right?"
            )
        known = [one for one in (self.discrimination, self.correlation) if one is not None]
        if not known:
            return ""
        if min(known) < 0:
            return _(
                "Those with few points elsewhere do better here than those with many. Look at its "
                "wording and its test."
            )
        if max(known) < POOR:
            return _("It hardly tells those with many points from those with few.")
        return ""


def item(
    notebook: str,
    cell: str,
    points: float,
    scores: Mapping[str, float],
    totals: Mapping[str, float],
) -> Item:
    """Describe one grade cell.

    Args:
        notebook: of which notebook.
        cell: its grade id.
        points: what it is worth.
        scores: what students have in it.
        totals: what they have in the whole assignment, this cell included.
    """
    names = sorted(scores)
    shares = np.array([scores[name] for name in names], dtype=float) / (points or 1.0)
    sums = np.array([totals[name] for name in names], dtype=float)
    if points <= 0 or not names:
        return Item(notebook, cell, points, len(names), None, None, None)
    return Item(
        notebook,
        cell,
        points,
        len(names),
        float(shares.mean()),
        discrimination(shares.tolist(), sums.tolist()),
        correlation(shares.tolist(), (sums - shares * points).tolist()),
    )


def discrimination(shares: Sequence[float], totals: Sequence[float]) -> float | None:
    """Return the upper-lower index D = p(upper) - p(lower), from -1 to 1.

    The groups are the 27% of students with the most points and those with the fewest: T. L.
    Kelley, "The selection of upper and lower groups for the validation of test items", Journal of
    Educational Psychology 30, 1939; below 0.2 an item is a poor one: R. L. Ebel and D. A. Frisbie,
    Essentials of Educational Measurement, 1991. Students of equal points at a group's edge count
    in part, so that the order of names does not matter.

    Args:
        shares: of the item's points that each student has.
        totals: each student's points in the whole assignment.

    Returns:
        D; None where all have the same total.
    """
    if not totals or min(totals) == max(totals):
        return None
    values, sums = np.array(shares, dtype=float), np.array(totals, dtype=float)
    return float(_upper(values, sums) - _upper(values, -sums))


def _upper(values: np.ndarray, sums: np.ndarray) -> float:
    """Return the mean of what the group with the largest sums has."""
    size = max(1, round(SHARE * len(sums)))
    edge = np.sort(sums)[-size]
    above, at = sums > edge, sums == edge
    weights = above + at * (size - above.sum()) / at.sum()
    return float((weights * values).sum() / size)


def correlation(shares: Sequence[float], rest: Sequence[float]) -> float | None:
    """Return the correlation of an item with the rest of the assignment, from -1 to 1.

    For an item that is right or wrong it is the point-biserial coefficient (Lord and Novick 1968,
    section 15.5); with credit in parts, Pearson's, of which that is a case. The item itself is not
    in the rest, which it would correlate with (S. Henrysson, "Correction of item-total
    correlations in item analysis", Psychometrika 28, 1963).

    Args:
        shares: of the item's points that each student has.
        rest: each student's points in all other items.

    Returns:
        The coefficient; None where one of the two is the same for all.
    """
    if len(shares) < 2 or min(shares) == max(shares) or np.ptp(rest) < 1e-9:
        return None
    return float(np.corrcoef(shares, rest)[0, 1])
