"""Pictures of states: what they show, and what they say that they show."""

import numpy as np
import pytest

from lesson import watch
from lesson.trained import headline_writer

TEXT = "Prices rise\nBanks close"


def test_a_heatmap_has_all_states_and_two_of_them_side_by_side() -> None:
    states = np.zeros((5, 4))
    states[3, 2] = 0.9

    picture = watch.hidden_states(states, "HELLO", pair=(2, 3))

    whole, two = picture.figure.axes[:2]
    assert [axes.images[0].get_size() for axes in (whole, two)] == [(4, 5), (4, 2)]
    assert [label.get_text() for label in two.get_xticklabels()] == ["L (3)", "L (4)"]
    assert "1 units differ by more than 0.5" in picture.alt
    assert "0.90, in unit 2" in picture.alt


def test_every_character_of_a_text_is_coloured_once_for_each_unit() -> None:
    network = headline_writer("en")

    picture = watch.coloured_text(network, TEXT, {3: "three", 5: "five"})

    (axes,) = picture.figure.axes
    flat = TEXT.replace("\n", "")
    assert len(axes.patches) == 2 * len(flat)
    assert "".join(text.get_text() for text in axes.texts) == f"three{flat}five{flat}"
    assert "Prices rise / Banks close" in picture.alt
    assert "Unit 3 is highest after" in picture.alt


def test_the_telling_units_follow_what_their_names_say() -> None:
    network = headline_writer("en")
    text = "\n".join(["Prices rise in Rome", "Banks close early", "Rivers carry less water"] * 4)

    found = watch.telling_units(network, text)

    _logits, cells = network.read(text)
    line = [len(text[: t + 1].rpartition("\n")[2]) for t in range(len(text))]
    far = next(one for one in found if "headline" in one.what)
    expected = np.corrcoef(cells[:, far.unit], line)[0, 1]
    assert far.correlation == pytest.approx(expected)
    assert abs(far.correlation) > 0.3
    assert len(found) == 3
