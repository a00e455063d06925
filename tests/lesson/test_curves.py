"""Curves of losses state their numbers, and lie where the numbers are."""

import math
from typing import Any

import pytest

from lesson.curves import loss_by_position, training_curve
from tests.lesson.test_plots import _texts


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
        with pytest.raises(ValueError, match="is not one of"):
            training_curve([1.0], **wrong)


def test_a_curve_of_words_names_its_levels_and_its_unit() -> None:
    """The bigram is one of them."""
    picture = training_curve(
        [5.0, 4.0], {"uniform": 6.8, "unigram": 5.3, "bigram": 4.1}, unit="word"
    )
    assert {"loss (nats per word)", "word frequencies: 5.30 nats"} <= set(_texts(picture))
    assert "Level of the bigram: 4.10 nats." in picture.alt


def test_the_mean_of_a_window_of_steps_stands_in_its_middle() -> None:
    picture = training_curve([5.0, 4.0, 3.0, 2.0, 1.0], smooth=3)
    _raw, mean = picture.figure.axes[0].get_lines()
    assert list(mean.get_xdata()) == [2, 3, 4]  # type: ignore[arg-type]
    assert list(mean.get_ydata()) == pytest.approx([4, 3, 2])  # type: ignore[arg-type]


@pytest.mark.parametrize(("per", "times"), [("step", [2, 4]), ("epoch", [2, 4])])
def test_held_out_losses_are_spread_over_the_training_and_end_with_it(
    per: str, times: list[int]
) -> None:
    picture = training_curve([4.0, 3.0, 2.0, 1.0], per=per, smooth=1, held_out=[3.5, 1.5])
    _raw, held_out = picture.figure.axes[0].get_lines()
    assert list(held_out.get_xdata()) == times  # type: ignore[arg-type]
    assert list(held_out.get_ydata()) == [3.5, 1.5]  # type: ignore[arg-type]
    assert "On held-out text, it goes from 3.50 to 1.50 nats." in picture.alt


def test_levels_may_have_the_names_of_a_portuguese_notebook() -> None:
    picture = training_curve([2.0], {"piso": 0.3, "uniforme": 4.2, "unigrama": 3.1, "bigrama": 2.2})
    assert "Level of the floor of the source: 0.30 nats." in picture.alt
    assert "Level of the bigram: 2.20 nats." in picture.alt


def test_the_loss_by_position_states_its_beginning_and_its_second_half() -> None:
    picture = loss_by_position([3.0, 1.0, 0.5, 0.25], {"floor": 0.2})
    curve, level = picture.figure.axes[0].get_lines()
    assert list(curve.get_xdata()) == [1, 2, 3, 4]  # type: ignore[arg-type]
    assert list(curve.get_ydata()) == [3.0, 1.0, 0.5, 0.25]  # type: ignore[arg-type]
    assert level.get_ydata()[0] == 0.2  # type: ignore[index]
    assert "4 positions: 3.00 nats at the first, 0.38 on average" in picture.alt


@pytest.mark.parametrize("wrong", [([],), ([math.nan],), ([1.0], {"ceiling": 1.0})])
def test_a_loss_by_position_of_nothing_or_unknown_levels_is_refused(wrong: Any) -> None:
    with pytest.raises(ValueError, match=r"vector|not one of"):
        loss_by_position(*wrong)
