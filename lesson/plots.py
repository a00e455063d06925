"""Pictures for the notebooks, each with a text alternative computed from the same numbers.

Nothing here touches pyplot, so no figure is left open and none is shown twice.
"""

import base64
import html
import io
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike, NDArray

from lesson.i18n import _

Floats = NDArray[np.float64]

_LINE, _BAR, _FAINT = "#1f5fa8", "#3b7cc4", "#a9c4e4"
_LEVELS = ("#b3432b", "#6b6b6b", "#2d7d46", "#7a4fa3")
_VISIBLE = str.maketrans({"\n": "⏎", " ": "␣", "\t": "⇥"})


class Described:
    """Hold a figure and what it shows in words.

    Jupyter shows the picture, with the words for who cannot see it; a terminal shows the words.

    Args:
        figure: the finished picture.
        alt: the text alternative, one paragraph.
    """

    def __init__(self, figure: Figure, alt: str) -> None:
        self.figure = figure
        self.alt = alt

    def __repr__(self) -> str:
        return self.alt

    def svg(self) -> str:
        """Return the picture as SVG; the same figure gives the same bytes."""
        buffer = io.StringIO()
        with rc_context({"svg.hashsalt": "lesson"}):
            self.figure.savefig(buffer, format="svg", metadata={"Date": None})
        return buffer.getvalue()

    def _repr_html_(self) -> str:
        """Return an image element; Jupyter calls this to show the result of a cell."""
        data = base64.b64encode(self.svg().encode()).decode()
        alt = html.escape(self.alt, quote=True)
        source = f"data:image/svg+xml;base64,{data}"
        return f'<img role="img" style="max-width: 100%" alt="{alt}" src="{source}">'


def softmax_bars(
    logits: ArrayLike,
    tokens: Sequence[str],
    temperatures: Sequence[float],
    top: int = 12,
) -> Described:
    """Draw softmax(logits / T) as bars, one panel for each temperature.

    Args:
        logits: shape (V,).
        tokens: the V tokens, in the order of the logits.
        temperatures: each above 0.
        top: how many tokens to show, those with the largest logits first.

    Returns:
        The picture; its text names the likeliest token and its probability at each temperature.

    Raises:
        ValueError: for shapes that do not agree, or a temperature that is not above 0.
    """
    scores = _vector(logits, "logits")
    _check_temperatures(temperatures)
    if len(tokens) != len(scores):
        problem = _("one token for each logit: {logits} logits, {tokens} tokens")
        raise ValueError(problem.format(logits=len(scores), tokens=len(tokens)))
    if top < 1:
        raise ValueError(_("top must be 1 or more, not {top}").format(top=top))
    order = np.argsort(-scores, kind="stable")[:top]
    labels = [_visible(tokens[i]) for i in order]
    figure, panels = _canvas(len(temperatures), height=1.3 + 0.27 * len(order))
    sentences = []
    for axes, temperature in zip(panels, temperatures, strict=True):
        shares = _softmax(scores, temperature)[order]
        _bars(axes, shares, labels)
        axes.set_title(f"T = {temperature:g}")
        sentence = _("T = {temperature:g}: {token} has {share:.1%}")
        sentences.append(sentence.format(temperature=temperature, token=labels[0], share=shares[0]))
    panels[0].set_ylabel(_("token"))
    figure.supxlabel(_("probability"), fontsize="medium")
    alt = _("Bars of the {n} most likely of {total} tokens. {sentences}.")
    return Described(
        figure, alt.format(n=len(order), total=len(scores), sentences="; ".join(sentences))
    )


def training_curve(
    losses: ArrayLike,
    levels: Mapping[str, float] | None = None,
    unit: str = "character",
    per: str = "step",
    smooth: int = 25,
) -> Described:
    """Draw the loss of each step or epoch, with levels to compare it to.

    Args:
        losses: shape (steps,), nats per unit; those of epochs are means already.
        levels: nats per unit, by what they stand for: "uniform", the loss of guessing all tokens
            alike, ln V; "unigram", of guessing by frequency alone; "bigram", of guessing by the
            token before alone; "floor", the entropy rate of the source.
        unit: what a token is, "character" or "word".
        per: what each loss is of, "step" or "epoch".
        smooth: how many steps the running mean covers; 1 draws no mean, and epochs have none.

    Returns:
        The picture; its text states the first and the last loss and the levels.

    Raises:
        ValueError: for losses that are not a vector of finite numbers, smooth below 1, or a
            name of a level, a unit or a period that is none of these.
    """
    values = _vector(losses, "losses")
    if smooth < 1:
        raise ValueError(_("smooth must be 1 or more, not {smooth}").format(smooth=smooth))
    _known("unit", [unit], ("character", "word"))
    _known("per", [per], ("step", "epoch"))
    _known("levels", levels or (), ("uniform", "unigram", "floor", "bigram"))
    epochs = per == "epoch"
    figure, (axes,) = _canvas(1, width=6.4, height=4.0)
    steps = np.arange(1, len(values) + 1)
    window = 1 if epochs else min(smooth, len(values))
    color = _LINE if window == 1 else _FAINT
    marker = "o" if len(values) < 50 and window == 1 else None  # a line through one is invisible
    label = _("loss of an epoch") if epochs else _("loss of a step")
    axes.plot(steps, values, color=color, marker=marker, label=label)
    if window > 1:
        mean = np.convolve(values, np.full(window, 1 / window), mode="valid")
        label = _("mean of the last {n} steps").format(n=window)
        axes.plot(steps[window - 1 :], mean, color=_LINE, linewidth=1.8, label=label)
    alt = _("Training curve of {steps} steps: the loss goes from {first:.2f} to {last:.2f} nats.")
    if epochs:
        alt = _("Training curve of {steps} epochs: from {first:.2f} to {last:.2f} nats.")
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    sentences = [alt.format(steps=len(values), first=values[0], last=values[-1])]
    sentences += _draw_levels(axes, levels or {}, unit)
    xlabel = _("epoch") if epochs else _("step")
    words = unit == "word"
    ylabel = _("loss (nats per word)") if words else _("loss (nats per character)")
    axes.set(xlabel=xlabel, ylabel=ylabel, ylim=(0, None))
    axes.margins(x=0.01)
    figure.legend(loc="outside lower center", ncols=2, frameon=False, fontsize="small")
    return Described(figure, " ".join(sentences))


def _known(argument: str, found: Iterable[str], choices: Sequence[str]) -> None:
    for name in found:
        if name not in choices:
            problem = _("{argument}: {name!r} is none of {choices}")
            choice = ", ".join(map(repr, choices))
            raise ValueError(problem.format(argument=argument, name=name, choices=choice))


def _draw_levels(axes: Axes, levels: Mapping[str, float], unit: str) -> Iterator[str]:
    """Draw each level as a line across; yield a sentence about each."""
    frequencies = _("word frequencies") if unit == "word" else _("letter frequencies")
    styles = {
        "uniform": (_("uniform guess"), ":"),
        "unigram": (frequencies, "--"),
        "floor": (_("floor of the source"), "-"),
        "bigram": (_("bigram"), "-."),
    }
    for (key, (name, style)), color in zip(styles.items(), _LEVELS, strict=True):
        if key in levels:
            label = _("{name}: {level:.2f} nats").format(name=name, level=levels[key])
            axes.axhline(levels[key], color=color, linestyle=style, linewidth=1.4, label=label)
            yield _("Level of {label}.").format(label=label)


def entropy_against_temperature(logits: ArrayLike, temperatures: Sequence[float]) -> Described:
    """Draw the entropy of softmax(logits / T) against T, between 0 and ln V.

    Args:
        logits: shape (V,).
        temperatures: each above 0; drawn in increasing order on a logarithmic axis.

    Returns:
        The picture; its text states the entropy at the lowest and the highest temperature.

    Raises:
        ValueError: for logits that are not a vector, or a temperature that is not above 0.
    """
    scores = _vector(logits, "logits")
    _check_temperatures(temperatures)
    points = sorted(float(t) for t in temperatures)
    entropies = [_entropy(_softmax(scores, t)) for t in points]
    highest = math.log(len(scores))
    figure, (axes,) = _canvas(1, width=5.6, height=3.6)
    axes.plot(points, entropies, color=_LINE, marker="o", markersize=4, label=_("entropy"))
    label = _("ln {n} = {value:.2f}: all alike").format(n=len(scores), value=highest)
    axes.axhline(highest, color=_LEVELS[1], linestyle="--", linewidth=1.2, label=label)
    axes.axhline(0, color=_LEVELS[0], linestyle=":", linewidth=1.6, label=_("0: one token only"))
    axes.set_xscale("log")
    marks = [t for t in _ROUND if points[0] <= t <= points[-1]]
    if len(points) <= 8 or len(marks) < 2:
        marks = points if len(points) <= 8 else [points[0], points[-1]]
    axes.set_xticks(marks, [f"{t:g}" for t in marks])
    axes.set_xticks([], minor=True)
    axes.set(xlabel=_("temperature (logarithmic)"), ylabel=_("entropy (nats)"))
    figure.legend(loc="outside lower center", ncols=3, frameon=False, fontsize="small")
    alt = _(
        "Entropy against temperature: {low:.2f} nats at T = {cold:g}, {high:.2f} nats at "
        "T = {hot:g}; the highest possible is ln {n} = {limit:.2f}."
    )
    return Described(
        figure,
        alt.format(
            low=entropies[0],
            cold=points[0],
            high=entropies[-1],
            hot=points[-1],
            n=len(scores),
            limit=highest,
        ),
    )


def zipf(tokens: Sequence[str]) -> Described:
    """Draw how often each token occurs against its rank, both on logarithmic axes.

    Args:
        tokens: the tokens of a text, one after the other.

    Returns:
        The picture, with Zipf's law (half as often at twice the rank) as a line through the
        most frequent token; its text names that token, and the share of tokens that occur once.

    Raises:
        ValueError: no tokens.
    """
    counts = np.array(_falling_counts(tokens))
    ranks = np.arange(1, len(counts) + 1)
    figure, (axes,) = _canvas(1, width=5.6, height=3.6)
    axes.plot(ranks, counts, ".", color=_LINE, markersize=4, label=_("tokens of the text"))
    law = counts[0] / ranks
    axes.plot(ranks[law >= 0.5], law[law >= 0.5], "--", color=_LEVELS[1], label=_("Zipf's law"))
    axes.set(xscale="log", yscale="log", xlabel=_("rank"), ylabel=_("occurrences"))
    figure.legend(loc="outside lower center", ncols=2, frameon=False, fontsize="small")
    ((first, most),) = Counter(tokens).most_common(1)
    alt = _(
        "Occurrences against rank, both logarithmic: {first} comes first with {most} of {total} "
        "tokens; of {types} different ones, {once} occur once."
    )
    return Described(
        figure,
        alt.format(
            first=_visible(first),
            most=most,
            total=len(tokens),
            types=len(counts),
            once=int(np.count_nonzero(counts == 1)),
        ),
    )


def coverage_curve(tokens: Sequence[str], sizes: Sequence[int] = ()) -> Described:
    """Draw which share of a text the most frequent tokens make up, against their number.

    Args:
        tokens: the tokens of a text, one after the other.
        sizes: numbers of tokens to mark, each at least 1.

    Returns:
        The picture; its text states the share at each marked size.

    Raises:
        ValueError: no tokens, or a size below 1.
    """
    shares = np.cumsum(_falling_counts(tokens)) / len(tokens)
    if any(size < 1 for size in sizes):
        raise ValueError(_("sizes must be 1 or more, not {sizes}").format(sizes=list(sizes)))
    figure, (axes,) = _canvas(1, width=5.6, height=3.6)
    axes.plot(np.arange(1, len(shares) + 1), shares, color=_LINE)
    sentences = []
    for size in sizes:
        share = shares[min(size, len(shares)) - 1]
        axes.plot([size], [share], "o", color=_LEVELS[0])
        axes.annotate(f"{share:.0%}", (size, share), (6, -14), textcoords="offset points")
        sentences.append(_("{size} tokens cover {share:.1%}").format(size=size, share=share))
    axes.set(xlabel=_("most frequent tokens kept"), ylabel=_("share of the text"), ylim=(0, 1.02))
    alt = _("Share of the text that the most frequent of {types} tokens make up. {sentences}.")
    return Described(figure, alt.format(types=len(shares), sentences="; ".join(sentences)))


def _falling_counts(tokens: Sequence[str]) -> list[int]:
    if not tokens:
        raise ValueError(_("there are no tokens to count"))
    return sorted(Counter(tokens).values(), reverse=True)


_ROUND = (0.001, 0.01, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 100.0, 1000.0)


def _softmax(scores: Floats, temperature: float) -> Floats:
    # The largest goes to 0 before the division, so that a tiny temperature cannot overflow.
    weights = np.exp(np.maximum((scores - scores.max()) / temperature, -745.0))
    return np.asarray(weights / weights.sum(), dtype=np.float64)


def _entropy(shares: Floats) -> float:
    inside = shares[shares > 0]
    return float(np.sum(inside * -np.log(inside)))


def _vector(values: ArrayLike, name: str) -> Floats:
    vector = np.asarray(values, dtype=np.float64)
    if vector.ndim != 1 or vector.size == 0 or not np.isfinite(vector).all():
        problem = _("{name} must be a vector of finite numbers; its shape is {shape}")
        raise ValueError(problem.format(name=name, shape=vector.shape))
    return vector


def _check_temperatures(temperatures: Sequence[float]) -> None:
    if not len(temperatures) or not all(0 < t < math.inf for t in temperatures):
        problem = _("temperatures must be above 0 and finite, at least one; not {temperatures}")
        raise ValueError(problem.format(temperatures=list(temperatures)))


def _visible(token: str) -> str:
    return token.translate(_VISIBLE) or "∅"


def _canvas(panels: int, *, height: float, width: float | None = None) -> tuple[Figure, list[Axes]]:
    """Return a figure on white, which is readable on a dark page too, and its panels in a row."""
    inches = width if width is not None else 1.2 + 2.1 * panels
    figure = Figure(figsize=(inches, height), layout="constrained", facecolor="white")
    figure.get_layout_engine().set(w_pad=0.1, h_pad=0.1)  # type: ignore[union-attr, call-arg]
    grid = figure.subplots(1, panels, sharey=True, squeeze=False)
    for axes in grid[0]:
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(alpha=0.25)
        axes.set_axisbelow(True)
    return figure, list(grid[0])


def _bars(axes: Axes, shares: Floats, labels: list[str]) -> None:
    places = np.arange(len(shares))
    axes.barh(places, shares, color=_BAR)
    for place, share in enumerate(shares):
        axes.text(share + 0.02, place, f"{share:.2f}", va="center", fontsize="small")
    axes.set_yticks(places, labels, parse_math=False)
    axes.set_ylim(len(shares) - 0.4, -0.6)
    axes.set_xlim(0, 1.2)
    axes.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
