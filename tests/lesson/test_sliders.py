"""The slider, where there is one, and the picture that stands in for it."""

import sys

import numpy as np
import pytest

from lesson import sliders
from lesson.plots import Described

LOGITS, TOKENS = np.array([0.0, 1.0, 2.0]), ["a", "b", "c"]


def test_moving_the_slider_draws_the_bars_of_its_temperature(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("LESSON_GRADING")
    slider, shown = sliders.temperature(LOGITS, TOKENS).children
    assert "T = 1:" in shown.value

    slider.value = 2.0

    assert "T = 2:" in shown.value
    assert (slider.min, slider.max) == pytest.approx((np.log10(0.05), np.log10(20)))


@pytest.mark.parametrize("missing", [True, False])
def test_without_widgets_and_while_grading_a_picture_stands_in(
    monkeypatch: pytest.MonkeyPatch, missing: bool
) -> None:
    if missing:
        monkeypatch.delenv("LESSON_GRADING")
        monkeypatch.setitem(sys.modules, "ipywidgets", None)

    found = sliders.temperature(LOGITS, TOKENS)

    assert isinstance(found, Described)
    assert all(f"T = {t:g}" in found.alt for t in sliders.STATIC)
