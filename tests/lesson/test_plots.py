"""Whether the pictures say in words what they show."""

import base64
import math
import re
from collections.abc import Callable
from xml.etree import ElementTree

import numpy as np
import pytest

from lesson.plots import (
    Described,
    coverage_curve,
    entropy_against_temperature,
    softmax_bars,
    training_curve,
    zipf,
)

LOGITS = [math.log(p) for p in (0.5, 0.25, 0.125, 0.125)]
TOKENS = ["\n", " ", "$x$", "ã"]


def _texts(described: Described) -> list[str]:
    return [text.get_text() for text in described.figure.findobj(_is_text)]  # type: ignore[attr-defined]


def _is_text(artist: object) -> bool:
    return hasattr(artist, "get_text")


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
    first, second = (entropy_against_temperature(LOGITS, [0.5, 1, 2]).svg() for _ in range(2))
    assert first == second


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


def test_a_curve_of_epochs_says_so_and_draws_no_mean() -> None:
    """Each loss is a mean already; the axis counts epochs in whole numbers."""
    picture = training_curve([3.0, 2.0, 1.5], per="epoch", smooth=2)

    assert "3 epochs: from 3.00 to 1.50" in picture.alt
    assert {"epoch", "loss of an epoch"} <= set(_texts(picture))
    assert len(picture.figure.axes[0].lines) == 1
    assert all(tick == int(tick) for tick in picture.figure.axes[0].get_xticks())


def test_the_training_curve_states_its_numbers() -> None:
    """First and last loss, and each level that was given."""
    picture = training_curve([4.0, 3.0, 1.236], {"floor": 0.271, "uniform": math.log(66)}, smooth=2)
    assert "3 steps" in picture.alt
    assert "from 4.00 to 1.24 nats" in picture.alt
    assert "floor of the source: 0.27 nats" in picture.alt
    assert "uniform guess: 4.19 nats" in picture.alt
    assert "letter frequencies" not in picture.alt
    raw, mean, *levels = picture.figure.axes[0].get_lines()
    assert list(raw.get_ydata()) == [4.0, 3.0, 1.236]  # type: ignore[arg-type]
    assert list(mean.get_ydata()) == pytest.approx([3.5, 2.118])  # type: ignore[arg-type]
    assert [line.get_ydata()[0] for line in levels] == [math.log(66), 0.271]  # type: ignore[index]


@pytest.mark.parametrize(("losses", "smooth"), [([2.5], 25), ([2.5, 2.0], 1), ([3.0, 2.0], 100)])
def test_short_curves_are_drawn_too(losses: list[float], smooth: int) -> None:
    """A run of one step, no smoothing, and a window longer than the run."""
    picture = training_curve(losses, {"unigram": 2.9}, smooth=smooth)
    assert f"to {losses[-1]:.2f} nats" in picture.alt
    assert "letter frequencies: 2.90 nats" in picture.alt
    assert picture.alt in picture._repr_html_()


def test_wrong_losses_are_refused() -> None:
    """An empty run, a diverged one, and a window of nothing."""
    with pytest.raises(ValueError, match=r"\(0,\)"):
        training_curve([])
    with pytest.raises(ValueError, match="finite"):
        training_curve([1.0, math.inf])
    with pytest.raises(ValueError, match="smooth"):
        training_curve([1.0], smooth=0)
    for wrong in ({"levels": {"trigram": 1.0}}, {"unit": "letter"}, {"per": "batch"}):
        with pytest.raises(ValueError, match="is none of"):
            training_curve([1.0], **wrong)


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
    dots, law = picture.figure.axes[0].lines
    assert list(dots.get_ydata()) == [3, 2, 1, 1]  # type: ignore[arg-type]
    assert law.get_ydata()[:2] == pytest.approx([3, 1.5])  # type: ignore[index]
    assert "the comes first with 3 of 7" in picture.alt
    assert "of 4 different ones, 2 occur once" in picture.alt


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


def test_a_curve_of_words_names_its_levels_and_its_unit() -> None:
    """The bigram is one of them."""
    picture = training_curve(
        [5.0, 4.0], {"uniform": 6.8, "unigram": 5.3, "bigram": 4.1}, unit="word"
    )
    assert {"loss (nats per word)", "word frequencies: 5.30 nats"} <= set(_texts(picture))
    assert "Level of bigram: 4.10 nats." in picture.alt
