"""Pictures for the notebooks, each with a text alternative computed from the same numbers."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike

from lesson.canvas import BAR, LEVELS, LINE, Described, Floats, canvas, decimal, vector
from lesson.curves import loss_by_position, training_curve
from lesson.i18n import _

__all__ = [
    "Described",
    "coverage_curve",
    "entropy_against_temperature",
    "loss_by_position",
    "softmax_bars",
    "training_curve",
    "zipf",
]

_VISIBLE = str.maketrans({"\n": "⏎", " ": "␣", "\t": "⇥"})


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
        The picture; its text names the most likely token and its probability at each temperature.

    Raises:
        ValueError: for shapes that do not agree, or a temperature that is not above 0.
    """
    scores = vector(logits, "logits")
    _check_temperatures(temperatures)
    if len(tokens) != len(scores):
        problem = _("one token for each logit: {logits} logits, {tokens} tokens")
        raise ValueError(problem.format(logits=len(scores), tokens=len(tokens)))
    if top < 1:
        raise ValueError(_("top must be 1 or more, not {top}").format(top=top))
    figure, panels = canvas(len(temperatures), height=1.3 + 0.27 * min(top, len(scores)))
    sentences = [
        draw_softmax(axes, scores, tokens, temperature, top)
        for axes, temperature in zip(panels, temperatures, strict=True)
    ]
    panels[0].set_ylabel(_("token"))
    figure.supxlabel(_("probability"), fontsize="medium")
    alt = _("Bars of the {n} most likely of {total} tokens. {sentences}.")
    return Described(
        figure,
        alt.format(n=min(top, len(scores)), total=len(scores), sentences="; ".join(sentences)),
    )


def draw_softmax(
    axes: Axes, scores: Floats, tokens: Sequence[str], temperature: float, top: int
) -> str:
    """Draw the bars of one temperature; return what they show in words."""
    order = np.argsort(-scores, kind="stable")[:top]
    labels = [_visible(tokens[i]) for i in order]
    shares = _softmax(scores, temperature)[order]
    _bars(axes, shares, labels)
    axes.set_title(decimal(f"T = {temperature:.3g}"))
    sentence = _("T = {temperature:.3g}: {token} has {share:.1%}")
    return sentence.format(temperature=temperature, token=labels[0], share=shares[0])


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
    scores = vector(logits, "logits")
    _check_temperatures(temperatures)
    points = sorted(float(t) for t in temperatures)
    entropies = [_entropy(_softmax(scores, t)) for t in points]
    highest = math.log(len(scores))
    figure, (axes,) = canvas(1, width=5.6, height=3.6)
    axes.plot(points, entropies, color=LINE, marker="o", markersize=4, label=_("entropy"))
    label = _("ln {n} = {value:.2f}: all alike").format(n=len(scores), value=highest)
    axes.axhline(highest, color=LEVELS[1], linestyle="--", linewidth=1.2, label=decimal(label))
    axes.axhline(0, color=LEVELS[0], linestyle=":", linewidth=1.6, label=_("0: one token only"))
    axes.set_xscale("log")
    marks = [t for t in _ROUND if points[0] <= t <= points[-1]]
    if len(points) <= 8 or len(marks) < 2:
        marks = points if len(points) <= 8 else [points[0], points[-1]]
    axes.set_xticks(marks, [decimal(f"{t:g}") for t in marks])
    axes.set_xticks([], minor=True)
    axes.set(xlabel=_("temperature (logarithmic scale)"), ylabel=_("entropy (nats)"))
    figure.legend(loc="outside lower center", ncols=3, frameon=False, fontsize="small")
    alt = _(
        "Entropy against temperature: {low:.2f} nats at T = {cold:.3g}, {high:.2f} nats at "
        "T = {hot:.3g}; the highest possible is ln {n} = {limit:.2f}."
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
    counts = _falling_counts(tokens)
    ranks = np.arange(1, len(counts) + 1)
    figure, (axes,) = canvas(1, width=5.6, height=3.6)
    axes.plot(ranks, counts, ".", color=LINE, markersize=4, label=_("tokens of the text"))
    law = counts[0] / ranks
    axes.plot(ranks[law >= 0.5], law[law >= 0.5], "--", color=LEVELS[1], label=_("Zipf's law"))
    axes.set(xscale="log", yscale="log", xlabel=_("rank"), ylabel=_("occurrences"))
    figure.legend(loc="outside lower center", ncols=2, frameon=False, fontsize="small")
    ((first, most),) = Counter(tokens).most_common(1)
    alt = _(
        "Occurrences against rank, both logarithmic: {first} comes first with {most} of {total} "
        "tokens; of {types} different ones, {once} occur once."
    )
    sentences = [
        alt.format(
            first=_visible(first),
            most=most,
            total=len(tokens),
            types=len(counts),
            once=counts.count(1),
        )
    ]
    sentences += _mark_ranks(axes, counts)
    return Described(figure, " ".join(sentences))


def _mark_ranks(axes: Axes, counts: Sequence[int]) -> Iterator[str]:
    """Mark how often some tokens occur, compared with the first; yield a sentence about each."""
    for rank in (rank for rank in (2, 10, 100) if rank <= len(counts)):
        share = counts[rank - 1] / counts[0]
        label = decimal(_("{share:.1%} of the first").format(share=share))
        axes.plot([rank], [counts[rank - 1]], "o", color=LEVELS[0])
        axes.annotate(label, (rank, counts[rank - 1]), (6, 4), textcoords="offset points")
        alt = _("Rank {rank} occurs {share:.1%} as often as the first; the law says {law:.1%}.")
        yield alt.format(rank=rank, share=share, law=1 / rank)


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
    figure, (axes,) = canvas(1, width=5.6, height=3.6)
    axes.plot(np.arange(1, len(shares) + 1), shares, color=LINE)
    sentences = []
    for size in sizes:
        share = shares[min(size, len(shares)) - 1]
        axes.plot([size], [share], "o", color=LEVELS[0])
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


def _check_temperatures(temperatures: Sequence[float]) -> None:
    if not len(temperatures) or not all(0 < t < math.inf for t in temperatures):
        problem = _("temperatures must be above 0 and finite, at least one; not {temperatures}")
        raise ValueError(problem.format(temperatures=list(temperatures)))


def _visible(token: str) -> str:
    return token.translate(_VISIBLE) or "∅"


def _bars(axes: Axes, shares: Floats, labels: list[str]) -> None:
    """Draw bars on a scale of their own: at a high temperature all of them are short."""
    places, longest = np.arange(len(shares)), float(shares.max())
    axes.barh(places, shares, color=BAR)
    for place, share in enumerate(shares):
        text = f"{share:.2f}" if share >= 0.005 else "< 0.01"
        axes.text(share + 0.02 * longest, place, decimal(text), va="center", fontsize="small")
    axes.set_yticks(places, labels, parse_math=False)
    axes.set_ylim(len(shares) - 0.4, -0.6)
    axes.set_xlim(0, 1.3 * longest)
    axes.xaxis.set_major_locator(MaxNLocator(2))
