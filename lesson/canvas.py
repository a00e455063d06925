"""What every picture of the notebooks rests on: its frame, its text alternative, its numbers.

Nothing here touches pyplot, so no figure is left open and none is shown twice.
"""

import base64
import html
import io
import re

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import ScalarFormatter
from numpy.typing import ArrayLike, NDArray

from lesson.i18n import ENGLISH, _, language

Floats = NDArray[np.float64]

LINE, BAR, FAINT = "#1f5fa8", "#3b7cc4", "#a9c4e4"
LEVELS = ("#b3432b", "#6b6b6b", "#2d7d46", "#7a4fa3")


def decimal(text: str) -> str:
    """Return a text with its numbers as the course's language writes them: 0.5 or 0,5."""
    return text if language() == ENGLISH else re.sub(r"(?<=\d)\.(?=\d)", ",", text)


class _Numbers(ScalarFormatter):
    """Write the numbers of an axis as the course's language does."""

    def __call__(self, x: float, pos: int | None = None) -> str:
        """Return the mark of one number (matplotlib calls this)."""
        return decimal(super().__call__(x, pos))


class Described:
    """Hold a figure and what it shows in words.

    Jupyter shows the picture, with the words for those who cannot see it; a terminal shows the
    words.

    Args:
        figure: the finished picture.
        alt: the text alternative, one paragraph.
    """

    def __init__(self, figure: Figure, alt: str) -> None:
        self.figure = figure
        self.alt = decimal(alt)

    def __repr__(self) -> str:
        return self.alt

    def svg(self) -> str:
        """Return the picture as SVG; the same figure gives the same bytes."""
        buffer = io.StringIO()
        with rc_context({"svg.hashsalt": "lesson"}):
            self.figure.savefig(buffer, format="svg", metadata={"Date": None})
        return buffer.getvalue()

    def _repr_html_(self) -> str:
        """Return an image element; Jupyter calls this to show the result of a cell."""
        data = base64.b64encode(self.svg().encode()).decode()
        alt = html.escape(self.alt, quote=True)
        source = f"data:image/svg+xml;base64,{data}"
        return f'<img role="img" style="max-width: 100%" alt="{alt}" src="{source}">'


def canvas(panels: int, *, height: float, width: float | None = None) -> tuple[Figure, list[Axes]]:
    """Return a figure on white, which is readable on a dark page too, and its panels in a row."""
    inches = width if width is not None else 1.2 + 2.1 * panels
    figure = Figure(figsize=(inches, height), layout="constrained", facecolor="white")
    figure.get_layout_engine().set(w_pad=0.1, h_pad=0.1)  # type: ignore[union-attr, call-arg]
    grid = figure.subplots(1, panels, sharey=True, squeeze=False)
    for axes in grid[0]:
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(alpha=0.25)
        axes.set_axisbelow(True)
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(_Numbers())
    return figure, list(grid[0])


def vector(values: ArrayLike, name: str) -> Floats:
    """Return values as a vector of finite numbers; `name` is what they are called.

    Raises:
        ValueError: they are something else.
    """
    vector = np.asarray(values, dtype=np.float64)
    if vector.ndim != 1 or vector.size == 0 or not np.isfinite(vector).all():
        problem = _("{name} must be a vector of finite numbers; its shape is {shape}")
        raise ValueError(problem.format(name=name, shape=vector.shape))
    return vector
