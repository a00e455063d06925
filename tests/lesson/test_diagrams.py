"""The diagrams: vector pictures that say in words what they show."""

import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest

from lesson import diagrams
from lesson.plots import Described

DRAWN: dict[str, tuple[Callable[..., Described], list[Any], list[str]]] = {
    "shapes": (diagrams.shapes, [], ["One-to-many", "Many-to-one", "step by step", "then write"]),
    "gate": (diagrams.gate, [], ["1 − g"]),
    "inference": (diagrams.inference, ["HE", "LLO"], ["H, E", "L, L, O"]),
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
    assert len(arrows(diagrams.unrolled("abc", "bcd"))) == 8


def test_what_was_written_is_fed_back_to_the_next_input() -> None:
    """Beside the eight arrows of three steps, one for each word that is read again."""
    picture = diagrams.encoder_decoder(["a"], ["b"])  # reads a and ., writes b and .

    assert len(arrows(picture)) == 7 + 1
    drawn = [text.get_text() for text in picture.figure.axes[0].texts]
    assert drawn.count("b") == 2
    assert {"encoder", "decoder"} <= set(drawn)


def test_no_text_is_wider_than_its_box() -> None:
    picture = diagrams.encoder_decoder(["the", "extraordinarily"], ["cachorro"])
    picture.figure.draw_without_rendering()
    (panel, _names) = picture.figure.axes
    boxes = [patch.get_window_extent() for patch in panel.patches]

    for text in panel.texts:
        if text.get_text() in ("the", "extraordinarily", "cachorro"):
            found = text.get_window_extent()
            assert any(box.x0 < found.x0 and found.x1 < box.x1 for box in boxes), text


def test_the_rows_and_the_states_have_names() -> None:
    panels = diagrams.shapes().figure.axes
    drawn = {text.get_text() for panel in panels for text in panel.texts}

    assert {"input", "state", "output", "h₁", "h₄"} <= drawn
    assert len(panels) == 6


def arrows(picture: Described) -> list[Any]:
    texts = picture.figure.axes[0].texts
    return [text for text in texts if getattr(text, "arrow_patch", None)]
