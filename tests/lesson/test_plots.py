"""Whether the pictures say in words what they show."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from lesson.plots import (
    Described,
    coverage_curve,
    entropy_against_temperature,
    softmax_bars,
    zipf,
)

LOGITS = [math.log(p) for p in (0.5, 0.25, 0.125, 0.125)]
TOKENS = ["\n", " ", "$x$", "ã"]


def _texts(described: Described) -> list[str]:
    return [text.get_text() for text in described.figure.findobj(_is_text)]  # type: ignore[attr-defined]


def _is_text(artist: object) -> bool:
    return hasattr(artist, "get_text")


def test_the_bars_are_as_long_as_the_probabilities() -> None:
    """One panel for each temperature; the widths are softmax(logits / T), largest first."""
    picture = softmax_bars(LOGITS, TOKENS, [1.0, 0.5])
    panels = picture.figure.axes
    widths = [[bar.get_width() for bar in panel.patches] for panel in panels]  # type: ignore[attr-defined]
    assert widths[0] == pytest.approx([0.5, 0.25, 0.125, 0.125])
    squares = np.array([0.5, 0.25, 0.125, 0.125]) ** 2
    assert widths[1] == pytest.approx(squares / squares.sum())
    assert "T = 1: ⏎ has 50.0%" in picture.alt
    assert "T = 0.5: ⏎ has 72.7%" in picture.alt


def test_white_space_is_visible_and_dollars_are_not_mathematics() -> None:
    """Every label is what the token is, in signs that can be seen."""
    texts = _texts(softmax_bars(LOGITS, TOKENS, [1.0]))
    assert {"⏎", "␣", "$x$", "ã"} <= set(texts)


def test_only_the_top_tokens_are_drawn() -> None:
    """The alternative says of how many."""
    picture = softmax_bars(np.arange(50.0), [str(i) for i in range(50)], [1.0], top=5)
    assert len(picture.figure.axes[0].patches) == 5
    assert "5 most likely of 50" in picture.alt
    assert "49 has 63.2%" in picture.alt


@pytest.mark.parametrize("temperature", [1e-300, 1e-3, 1e3, 1e300])
def test_extreme_logits_and_temperatures_give_probabilities(temperature: float) -> None:
    """Nothing overflows, and warnings are errors."""
    picture = softmax_bars([1e4, 0.0, -1e4], ["a", "b", "c"], [temperature])
    widths = [bar.get_width() for bar in picture.figure.axes[0].patches]  # type: ignore[attr-defined]
    assert sum(widths) == pytest.approx(1)
    assert entropy_against_temperature([1e4, 0.0, -1e4], [temperature]).alt


@pytest.mark.parametrize(
    ("logits", "tokens", "temperatures", "top", "message"),
    [
        ([1.0, 2.0], ["a"], [1.0], 12, "2 logits, 1 tokens"),
        ([[1.0, 2.0]], ["a", "b"], [1.0], 12, r"\(1, 2\)"),
        ([1.0, math.nan], ["a", "b"], [1.0], 12, "finite"),
        ([1.0, 2.0], ["a", "b"], [0.0], 12, "above 0"),
        ([1.0, 2.0], ["a", "b"], [], 12, "at least one"),
        ([1.0, 2.0], ["a", "b"], [1.0], 0, "top"),
    ],
)
def test_wrong_arguments_are_refused(
    logits: list[float], tokens: list[str], temperatures: list[float], top: int, message: str
) -> None:
    """The error says what was expected and what was given."""
    with pytest.raises(ValueError, match=message):
        softmax_bars(logits, tokens, temperatures, top=top)


def test_the_entropy_curve_lies_between_its_lines() -> None:
    """Entropies rise with T, from about 0 to about ln V, and the words say so."""
    picture = entropy_against_temperature(LOGITS, [100.0, 1.0, 0.01])
    curve, top, bottom = picture.figure.axes[0].get_lines()
    assert list(curve.get_xdata()) == [0.01, 1.0, 100.0]  # type: ignore[arg-type]
    entropies = np.asarray(curve.get_ydata(), dtype=float)
    assert entropies[1] == pytest.approx(1.75 * math.log(2))
    assert entropies[0] == pytest.approx(0, abs=1e-12)
    assert entropies[2] == pytest.approx(math.log(4), abs=1e-3)
    assert top.get_ydata()[0] == pytest.approx(math.log(4))  # type: ignore[index]
    assert bottom.get_ydata()[0] == 0  # type: ignore[index]
    assert "0.00 nats at T = 0.01, 1.39 nats at T = 100" in picture.alt
    assert "ln 4 = 1.39" in picture.alt


def test_many_temperatures_get_round_marks() -> None:
    """Marks that do not collide: round numbers within the range, or its ends."""
    wide = entropy_against_temperature(LOGITS, list(np.geomspace(0.05, 20, 30)))
    assert {"0.1", "1", "10"} <= set(_texts(wide))
    assert len(wide.figure.axes[0].get_xticks()) <= 8
    narrow = entropy_against_temperature(LOGITS, list(np.linspace(0.6, 0.9, 10)))
    assert {"0.6", "0.9"} <= set(_texts(narrow))


def test_zipf_draws_every_rank_and_says_what_comes_first_and_what_comes_once() -> None:
    """The dots are the falling counts; the line passes through the first."""
    picture = zipf(["the", "cat", "the", "dog", "the", "cat", "."])
    dots, law, second = picture.figure.axes[0].lines
    assert list(dots.get_ydata()) == [3, 2, 1, 1]  # type: ignore[arg-type]
    assert law.get_ydata()[:2] == pytest.approx([3, 1.5])  # type: ignore[index]
    assert "the comes first with 3 of 7" in picture.alt
    assert "of 4 different ones, 2 occur once" in picture.alt
    assert (second.get_xdata(), second.get_ydata()) == ([2], [2])
    assert "Rank 2 occurs 66.7% as often as the first; the law says 50.0%" in picture.alt
    assert "66.7% of the first" in _texts(picture)


def test_coverage_rises_to_the_whole_text_and_marks_sizes() -> None:
    """A size beyond the vocabulary covers everything."""
    picture = coverage_curve(["a", "a", "a", "b", "c"], sizes=[1, 2, 50])
    curve = picture.figure.axes[0].lines[0]
    assert curve.get_ydata() == pytest.approx([0.6, 0.8, 1.0])
    assert "1 tokens cover 60.0%; 2 tokens cover 80.0%; 50 tokens cover 100.0%" in picture.alt


@pytest.mark.parametrize("draw", [zipf, coverage_curve])
def test_no_tokens_no_picture(draw: Callable[[list[str]], Described]) -> None:
    """The error is ours, not NumPy's."""
    with pytest.raises(ValueError, match="no tokens"):
        draw([])
    with pytest.raises(ValueError, match="1 or more"):
        coverage_curve(["a"], sizes=[0])
