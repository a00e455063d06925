"""Pictures of a report, as SVG inside the page, each with its text alternative."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from autograder.i18n import _
from autograder.report.view import number

BINS = 10
MARGIN = 24  # for the labels at both ends
WIDTH, HEIGHT, BASE = 640, 240, 190  # of a picture; the line that its bars stand on


@dataclass(frozen=True)
class Bin:
    """How many students have points from `low` on and below `high`; the last one has both."""

    low: float
    high: float
    count: int


def distribution(points: Sequence[float], most: float) -> list[Bin]:
    """Count students by points, in BINS steps up to the maximum; what is more is in the last."""
    edges = np.linspace(0, most or 1.0, BINS + 1)
    counts, _edges = np.histogram(np.clip(points, 0, most or 1.0), edges)
    return [
        Bin(float(low), float(high), int(count))
        for low, high, count in zip(edges[:-1], edges[1:], counts, strict=True)
    ]


def histogram(bins: Sequence[Bin]) -> Markup:
    """Draw a distribution of points."""
    top = max((one.count for one in bins), default=0) or 1
    wide = WIDTH / len(bins)
    axis = Markup('<line class="axis" x1="0" y1="{y}" x2="{x}" y2="{y}"/>')
    bar = Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="2"/>')
    parts = [axis.format(x=WIDTH, y=BASE), _label(0, BASE + 20, number(bins[0].low, 1))]
    for index, one in enumerate(bins):
        height = (BASE - 30) * one.count / top
        parts += [
            bar.format(wide * index + 4, BASE - height, wide - 8, height),
            _label(wide * (index + 0.5), BASE - height - 6, str(one.count) if one.count else ""),
            _label(wide * (index + 1), BASE + 20, number(one.high, 1)),
        ]
    parts.append(_label(WIDTH / 2, BASE + 44, _("points")))
    said = "; ".join(
        f"{number(one.low, 1)}–{number(one.high, 1)}: {one.count}" for one in bins if one.count
    )
    return _svg(_("Students by points: {counts}").format(counts=said or _("none")), parts)


def _label(x: float, y: float, text: str) -> Markup:
    return Markup('<text x="{:.1f}" y="{:.1f}">{}</text>').format(x, y, text)


def _svg(alternative: str, parts: Sequence[Markup]) -> Markup:
    opened = Markup('<svg viewBox="{} 0 {} {}" role="img" aria-label="{}"><title>{}</title>')
    body = Markup("").join(parts)
    return (
        opened.format(-MARGIN, WIDTH + 2 * MARGIN, HEIGHT, alternative, alternative)
        + body
        + Markup("</svg>")
    )
