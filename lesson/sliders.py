"""A picture with a slider, where the notebook can show one; else the picture at some values."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from lesson.budgets import grading
from lesson.i18n import _
from lesson.plots import Described, softmax_bars

STATIC = (0.3, 1.0, 2.0)  # temperatures of the static picture


def temperature(logits: ArrayLike, tokens: Sequence[str], top: int = 12) -> Any:
    """Show softmax(logits / T) as bars, with a slider for T from 0.05 to 20.

    Args:
        logits: shape (V,).
        tokens: the V tokens.
        top: how many of them to show.

    Returns:
        The widget; where ipywidgets is not installed, and while grading or testing, the picture
        at three temperatures (`lesson.plots.softmax_bars`).
    """
    try:
        import ipywidgets
    except ImportError:
        return softmax_bars(logits, tokens, STATIC, top)
    if grading():
        return softmax_bars(logits, tokens, STATIC, top)
    slider = ipywidgets.FloatLogSlider(
        value=1.0,
        base=10,
        min=np.log10(0.05),
        max=np.log10(20),
        description="T",
        readout_format=".2f",
        tooltip=_("temperature"),
        continuous_update=False,
    )
    shown = ipywidgets.HTML()

    def draw(change: Any = None) -> None:
        picture: Described = softmax_bars(logits, tokens, [slider.value], top)
        shown.value = picture._repr_html_()

    slider.observe(draw, names="value")
    draw()
    return ipywidgets.VBox([slider, shown])
