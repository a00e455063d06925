"""Curves of losses, with the levels that they are compared to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike

from lesson.canvas import FAINT, LEVELS, LINE, Described, Floats, canvas, decimal, vector
from lesson.i18n import LANGUAGES, N_, _

_NAMES = (N_("uniform"), N_("unigram"), N_("floor"), N_("bigram"))
_HELD_OUT = "#c77700"


def training_curve(
    losses: ArrayLike,
    levels: Mapping[str, float] | None = None,
    unit: str = "character",
    per: str = "step",
    smooth: int = 25,
    held_out: ArrayLike | None = None,
) -> Described:
    """Draw the loss of each step or epoch, with levels to compare it to.

    Args:
        losses: shape (steps,), nats per unit; those of epochs are means already.
        levels: nats per unit, by what they stand for, in any of the course's languages: "uniform",
            the loss of guessing all tokens alike, ln V; "unigram", of guessing by frequency alone;
            "bigram", of guessing by the previous token alone; "floor", the entropy rate of the
            source.
        unit: what a token is, "character" or "word".
        per: what each loss is of, "step" or "epoch".
        smooth: how many steps the running mean covers; 1 draws no mean, and epochs have none.
        held_out: shape (n,), losses on text that is not learned from, measured at n times evenly
            spaced over the training, the last time at its end.

    Returns:
        The picture; its text states the first and the last loss and the levels.

    Raises:
        ValueError: for losses that are not a vector of finite numbers, smooth below 1, or an
            unknown name of a level, a unit or a period.
    """
    values = vector(losses, "losses")
    if smooth < 1:
        raise ValueError(_("smooth must be 1 or more, not {smooth}").format(smooth=smooth))
    _known("unit", [unit], ("character", "word"))
    _known("per", [per], ("step", "epoch"))
    named = _named(levels or {})
    epochs = per == "epoch"
    figure, (axes,) = canvas(1, width=6.4, height=4.0)
    _draw_losses(axes, values, epochs, 1 if epochs else min(smooth, len(values)))
    alt = _("Training curve of {steps} steps: the loss goes from {first:.2f} to {last:.2f} nats.")
    if epochs:
        alt = _("Training curve of {steps} epochs: from {first:.2f} to {last:.2f} nats.")
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    sentences = [alt.format(steps=len(values), first=values[0], last=values[-1])]
    if held_out is not None:
        sentences.append(_draw_held_out(axes, vector(held_out, "held_out"), len(values)))
    sentences += _draw_levels(axes, named, unit)
    xlabel = _("epoch") if epochs else _("step")
    axes.set(xlabel=xlabel, ylabel=_per_unit(unit), ylim=(0, None))
    axes.margins(x=0.01)
    figure.legend(loc="outside lower center", ncols=2, frameon=False, fontsize="small")
    return Described(figure, " ".join(sentences))


def loss_by_position(losses: ArrayLike, levels: Mapping[str, float] | None = None) -> Described:
    """Draw the mean loss at each position of a window, with levels to compare it to.

    Args:
        losses: shape (T,), nats per character, at the first to the last position.
        levels: as those of `training_curve`.

    Returns:
        The picture; its text states the loss at the first position, the mean over the second
        half of the window, and the levels.

    Raises:
        ValueError: for losses that are not a vector of finite numbers, or an unknown level.
    """
    values = vector(losses, "losses")
    named = _named(levels or {})
    figure, (axes,) = canvas(1, width=6.4, height=3.6)
    positions = np.arange(1, len(values) + 1)
    axes.plot(positions, values, color=_HELD_OUT, marker=".", label=_("loss on held-out text"))
    alt = _(
        "Loss at each of {n} positions: {first:.2f} nats at the first, {late:.2f} on average over "
        "the second half."
    )
    late = float(values[len(values) // 2 :].mean())
    sentences = [alt.format(n=len(values), first=values[0], late=late)]
    sentences += _draw_levels(axes, named, "character")
    axes.set(xlabel=_("position"), ylabel=_per_unit("character"), ylim=(0, None))
    axes.margins(x=0.01)
    figure.legend(loc="outside lower center", ncols=2, frameon=False, fontsize="small")
    return Described(figure, " ".join(sentences))


def _per_unit(unit: str) -> str:
    return _("loss (nats per word)") if unit == "word" else _("loss (nats per character)")


def _known(argument: str, found: Iterable[str], choices: Sequence[str]) -> None:
    for name in found:
        if name not in choices:
            problem = _("{argument}: {name!r} is not one of {choices}")
            choice = ", ".join(map(repr, choices))
            raise ValueError(problem.format(argument=argument, name=name, choices=choice))


def _named(levels: Mapping[str, float]) -> dict[str, float]:
    """Return levels by their English names; notebooks name them in their own language."""
    english = {_.all(language).get(name, name): name for language in LANGUAGES for name in _NAMES}
    _known("levels", levels, list(english))
    return {english[name]: level for name, level in levels.items()}


def _draw_losses(axes: Axes, values: Floats, epochs: bool, window: int) -> None:
    """Draw the losses and, in the middle of each window of steps, their mean."""
    steps = np.arange(1, len(values) + 1)
    color = LINE if window == 1 else FAINT
    marker = "o" if len(values) < 50 and window == 1 else None  # a line through one is invisible
    label = _("loss of an epoch") if epochs else _("loss of a step")
    axes.plot(steps, values, color=color, marker=marker, label=label)
    if window > 1:
        mean = np.convolve(values, np.full(window, 1 / window), mode="valid")
        label = _("mean over {n} steps").format(n=window)
        middles = np.arange(len(mean)) + (window + 1) / 2
        axes.plot(middles, mean, color=LINE, linewidth=1.8, label=label)


def _draw_held_out(axes: Axes, values: Floats, steps: int) -> str:
    """Draw the losses on held-out text; return a sentence about them."""
    times = steps * np.arange(1, len(values) + 1) / len(values)
    axes.plot(times, values, color=_HELD_OUT, marker="s", label=_("loss on held-out text"))
    alt = _("On held-out text, it goes from {first:.2f} to {last:.2f} nats.")
    return alt.format(first=values[0], last=values[-1])


def _draw_levels(axes: Axes, levels: Mapping[str, float], unit: str) -> Iterator[str]:
    """Draw each level as a line across; yield a sentence about each."""
    frequencies = _("word frequencies") if unit == "word" else _("letter frequencies")
    styles = {
        "uniform": (_("uniform guess"), ":"),
        "unigram": (frequencies, "--"),
        "floor": (_("floor of the source"), "-"),
        "bigram": (_("bigram"), "-."),
    }
    for (key, (name, style)), color in zip(styles.items(), LEVELS, strict=True):
        if key in levels:
            label = _("{name}: {level:.2f} nats").format(name=name, level=levels[key])
            axes.axhline(
                levels[key], color=color, linestyle=style, linewidth=1.4, label=decimal(label)
            )
            yield _("Level of the {label}.").format(label=label)
