"""The diagrams: vector pictures that say in words what they show."""

import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest

from lesson import diagrams
from lesson.plots import Described

DRAWN: dict[str, tuple[Callable[..., Described], list[Any], list[str]]] = {
    "shapes": (diagrams.shapes, [], ["One-to-many", "Many-to-one", "Many-to-many"]),
    "unrolled": (diagrams.unrolled, ["HELL", "ELLO"], ["H, E, L, L", "E, L, L, O"]),
    "encoder-decoder": (diagrams.encoder_decoder, [["the", "cat"], ["o", "gato"]], ["o, gato"]),
}


def picture(name: str) -> Described:
    draw, arguments, _words = DRAWN[name]
    return draw(*arguments)


@pytest.mark.parametrize("name", DRAWN)
def test_a_diagram_is_svg_with_an_alternative_in_words(name: str) -> None:
    found = picture(name)

    root = ElementTree.fromstring(found.svg())  # noqa: S314 - our own picture
    assert root.tag.endswith("svg")
    assert all(words in found.alt for words in DRAWN[name][2])
    assert f'alt="{found.alt[:20]}' in found._repr_html_()


@pytest.mark.parametrize("name", DRAWN)
def test_a_diagram_is_drawn_on_white_and_the_same_each_time(name: str) -> None:
    first, second = picture(name), picture(name)

    assert first.svg() == second.svg()
    assert re.search(r"fill: #ffffff", first.svg())


def test_arrows_lead_from_each_state_to_the_next() -> None:
    """Three outputs, three inputs and two states handed on: eight arrows."""
    panel = diagrams.unrolled("abc", "bcd").figure.axes[0]

    arrows = [text for text in panel.texts if getattr(text, "arrow_patch", None)]
    assert len(arrows) == 8
