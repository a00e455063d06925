"""Pictures of what a network keeps: its units, step by step."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.patches import Rectangle

from lesson.canvas import Described, Floats, decimal
from lesson.i18n import _
from lesson.trained import START, HeadlineWriter

_COLORS = colormaps["RdBu"]  # −1 is red, 0 is white, 1 is blue
_WIDE = 64  # characters in a line of coloured text
_CELL = (0.115, 0.24)  # inches, of a character in it


class Telling(NamedTuple):
    """A unit that follows something that has a name.

    Attributes:
        unit: its number.
        what: what it follows.
        correlation: Pearson's, between −1 and 1.
    """

    unit: int
    what: str
    correlation: float

    def __str__(self) -> str:
        return decimal(f"{self.unit} · {self.what} (r = {self.correlation:.2f})").replace("-", "−")


def hidden_states(states: Floats, symbols: Sequence[str], pair: tuple[int, int]) -> Described:
    """Draw a state after each step as a heatmap, and two of its columns side by side.

    Args:
        states: shape (T, H), each number between −1 and 1.
        symbols: what was read at each of the T steps.
        pair: the two steps, from 0, to be compared.

    Returns:
        The picture; its text says how many units differ clearly between the two steps.
    """
    units = states.shape[1]
    figure = Figure(figsize=(7.2, 0.6 + 0.2 * units), layout="constrained", facecolor="white")
    widths = [len(symbols), 2.2]
    whole, two = figure.subplots(1, 2, width_ratios=widths)
    shown = _heatmap(whole, states, symbols)
    whole.set(xlabel=_("character read"), ylabel=_("unit"))
    _heatmap(two, states[list(pair)], [f"{symbols[t]} ({t + 1})" for t in pair])
    two.set_xlabel(_("the two side by side"))
    bar = figure.colorbar(shown, ax=[whole, two], ticks=[-1, 0, 1])
    bar.set_label(_("value of the unit"))
    apart = np.abs(states[pair[0]] - states[pair[1]])
    alt = _(
        "Heatmap of {units} units over {steps} steps, {symbols}. Between step {first} and step "
        "{second}, both of which read {symbol}, {many} units differ by more than 0.5; the "
        "largest difference is {most:.2f}, in unit {unit}."
    )
    text = alt.format(
        units=units,
        steps=len(symbols),
        symbols=", ".join(symbols),
        first=pair[0] + 1,
        second=pair[1] + 1,
        symbol=symbols[pair[0]],
        many=int(np.count_nonzero(apart > 0.5)),
        most=float(apart.max()),
        unit=int(apart.argmax()),
    )
    return Described(figure, text)


def telling_units(network: HeadlineWriter, text: str) -> list[Telling]:
    """Find, for each of a few things that have a name, the unit that follows it most closely.

    Args:
        network: the network.
        text: headlines, one a line; some thousand characters are enough.
    """
    _logits, shown = network.read(text)
    found = []
    for what, values in _features(text).items():
        r = _correlations(shown, values)
        unit = int(np.abs(r).argmax())
        found.append(Telling(unit, what, float(r[unit])))
    return found


def coloured_text(network: HeadlineWriter, text: str, units: Mapping[int, str]) -> Described:
    """Draw a text once for each unit, every character on the colour of the unit's value.

    Args:
        network: the network that reads the text.
        text: headlines, one a line.
        units: what to write above the text, by the number of each unit.

    Returns:
        The picture; its text says where each unit is highest and lowest.
    """
    _logits, shown = network.read(START + text)
    values = shown[1:]  # after each character of the text
    lines = [part for line in text.split("\n") for part in textwrap.wrap(line, _WIDE) or [""]]
    columns, rows = max(map(len, lines)), (len(lines) + 2) * len(units)
    size = (0.2 + _CELL[0] * columns, 0.1 + _CELL[1] * rows)
    figure = Figure(figsize=size, facecolor="white")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(-1, columns + 1), ylim=(rows - 0.5, -0.8))
    axes.set_axis_off()
    sentences = []
    for block, (unit, name) in enumerate(units.items()):
        top = block * (len(lines) + 2)
        axes.text(0, top, name, va="center", fontsize=10)
        _colour(axes, text, lines, values[:, unit], top + 1)
        sentence = _("Unit {unit} is highest after “{high}” and lowest after “{low}”.")
        ends = {"high": values[:, unit].argmax(), "low": values[:, unit].argmin()}
        where = {end: _before(text, int(t)) for end, t in ends.items()}
        sentences.append(sentence.format(unit=unit, **where))
    alt = _("The text “{text}”, every character coloured by the value of a unit. {sentences}")
    flat = " / ".join(text.split("\n"))
    return Described(figure, alt.format(text=flat, sentences=" ".join(sentences)))


def _heatmap(axes: Axes, states: Floats, labels: Sequence[str]) -> AxesImage:
    shown = axes.imshow(states.T, cmap=_COLORS, vmin=-1, vmax=1, aspect="auto")
    axes.set_xticks(range(len(labels)), labels)
    axes.set_yticks(range(0, states.shape[1], 5))
    axes.tick_params(length=0)
    return shown


def _features(text: str) -> dict[str, Floats]:
    """Return what a unit might follow, by name, a number for each character of a text."""
    line, word = [0], [0]
    for symbol in text:
        line.append(0 if symbol == START else line[-1] + 1)
        word.append(0 if symbol in (" ", START) else word[-1] + 1)
    vowels = [symbol.lower() in "aeiouáéíóúâêôãõà" for symbol in text]
    return {
        _("how far into the headline"): np.array(line[1:], dtype=np.float64),
        _("how far into the word"): np.array(word[1:], dtype=np.float64),
        _("whether a vowel was read"): np.array(vowels, dtype=np.float64),
    }


def _correlations(shown: Floats, values: Floats) -> Floats:
    """Return Pearson's correlation of each unit with some values, shape (H,)."""
    units, feature = shown - shown.mean(axis=0), values - values.mean()
    lengths = np.linalg.norm(units, axis=0) * np.linalg.norm(feature)
    return np.asarray(feature @ units / np.maximum(lengths, 1e-12))


def _colour(axes: Axes, text: str, lines: Sequence[str], values: Floats, top: int) -> None:
    begin = 0
    for row, line in enumerate(lines, start=top):
        begin = text.index(line, begin)
        for column, symbol in enumerate(line):
            color = _COLORS((values[begin + column] + 1) / 2)
            axes.add_patch(Rectangle((column, row - 0.45), 1, 0.9, color=color, linewidth=0))
            ink = "white" if abs(values[begin + column]) > 0.6 else "#222222"
            style: dict[str, Any] = {"family": "monospace", "fontsize": 9, "color": ink}
            axes.text(
                column + 0.5, row, symbol, ha="center", va="center", parse_math=False, **style
            )
        begin += len(line)


def _before(text: str, t: int) -> str:
    """Return the last few characters up to one of a text."""
    return text[max(0, t - 7) : t + 1].replace("\n", "⏎")
