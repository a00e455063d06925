"""What can be moved, where widgets run, and the picture that stands in for it."""

import re
import sys

import pytest

from lesson import corpora, sliders
from lesson.canvas import Described
from lesson.trained import headline_writer

TEXT = "Prices rise\nBanks close"


def live_one(found: object) -> sliders.Live:
    assert isinstance(found, sliders.Live)
    return found


def test_moving_the_slider_draws_the_bars_and_writes_the_text_of_its_temperature(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("LESSON_GRADING")
    network = headline_writer("en")
    live = live_one(sliders.writing(network, "Pri"))
    assert "T = 1:" in live.shown.value

    live.control.value = 0.05

    assert "T = 0.05:" in live.shown.value
    text = network.write(sliders.SIZE, live.control.value, sliders.SEED, "Pri")
    assert text.split("\n")[0] in live.shown.value


def test_choosing_a_unit_colours_the_text_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LESSON_GRADING")
    network = headline_writer("en")
    sample = corpora.stream(corpora.headlines("en", n=10, seed=5))
    live = live_one(sliders.units(network, TEXT, sample))

    live.control.value = 7

    assert "Unit 7 is highest" in live.shown.value
    assert sorted({unit for _name, unit in live.control.options}) == list(range(network.units))


def test_the_widget_hides_the_picture_that_is_shown_beside_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An exported page holds the picture; where the widget runs, its style hides it."""
    monkeypatch.delenv("LESSON_GRADING")
    live = live_one(sliders.writing(headline_writer("en")))

    still = re.findall(r"\.(still-\w+) \{ display: none \}", live.shown.value)

    published: list[dict[str, str]] = []
    monkeypatch.setattr("IPython.display.display", lambda what, **_how: published.append(what))
    live._ipython_display_()
    assert len(still) == 1
    assert f'class="{still[0]}"' in published[0]["text/html"]
    assert published[0]["text/plain"] == live.picture.alt
    assert published[1] is live.widget


@pytest.mark.parametrize("missing", [True, False])
def test_without_widgets_and_while_grading_a_picture_stands_in(
    monkeypatch: pytest.MonkeyPatch, missing: bool
) -> None:
    if missing:
        monkeypatch.delenv("LESSON_GRADING")
        monkeypatch.setitem(sys.modules, "ipywidgets", None)

    found = sliders.writing(headline_writer("en"))

    assert isinstance(found, Described)
    assert all(f"T = {t:g}" in found.alt for t in sliders.STATIC)
