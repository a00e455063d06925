"""The frame of every picture: an image with its words, and numbers in the course's language."""

import base64
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

from lesson.canvas import decimal
from lesson.i18n import use
from lesson.plots import entropy_against_temperature, softmax_bars


@pytest.fixture
def portuguese() -> Iterator[None]:
    use("pt_BR")
    yield
    use(None)


def test_the_html_is_an_image_with_the_words() -> None:
    """Jupyter's rich display holds a valid SVG and the escaped alternative."""
    picture = softmax_bars([1.0, 0.0], ['"', "<"], [1.0])
    page = picture._repr_html_()
    found = re.fullmatch(r'<img [^<>]*alt="([^"]*)" src="data:image/svg\+xml;base64,(.*)">', page)
    assert found is not None
    assert found[1] == picture.alt.replace('"', "&quot;")
    root = ElementTree.fromstring(base64.b64decode(found[2]))  # noqa: S314 - our own picture
    assert root.tag.endswith("svg")
    assert repr(picture) == picture.alt


def test_the_same_numbers_give_the_same_bytes() -> None:
    """A notebook run twice has no difference to show."""
    first, second = (
        entropy_against_temperature([0.0, 1.0, 2.5], [0.5, 1, 2]).svg() for _ in range(2)
    )
    assert first == second


def test_numbers_keep_the_point_in_english() -> None:
    assert decimal("T = 0.3: 1.25, at 2.") == "T = 0.3: 1.25, at 2."


def test_numbers_get_a_comma_in_portuguese_and_full_stops_stay(portuguese: None) -> None:
    assert decimal("T = 0.3: 1.25; a 2.") == "T = 0,3: 1,25; a 2."


def test_a_portuguese_picture_and_its_words_hold_no_decimal_point(portuguese: None) -> None:
    picture = softmax_bars([1.0, 0.0], ["a", "b"], [0.3])
    picture.svg()
    found = picture.figure.findobj(lambda artist: hasattr(artist, "get_text"))
    texts = [artist.get_text() for artist in found]  # type: ignore[attr-defined]
    assert {"T = 0,3", "0,97", "0,5"} <= set(texts)
    assert not re.search(r"\d\.\d", " ".join([*texts, picture.alt]))
