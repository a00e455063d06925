"""Diagrams of recurrent networks, unrolled in time, each with a text alternative."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from lesson.i18n import _
from lesson.plots import Described

_INPUT, _STATE, _OUTPUT, _INK = "#f3d9a4", "#a9c4e4", "#b9dcb4", "#333333"
_BOX = 0.62  # side of a box; steps are 1 apart, rows 1.25
_ROW = 1.25
_GAP = 0.8  # between two networks


@dataclass(frozen=True)
class _Unrolled:
    """One network, drawn step by step from left to right.

    Attributes:
        title: its name.
        inputs: what is read at each step; "" where nothing is.
        outputs: what comes out after each step; "" where nothing does.
        recurrent: whether a state is handed on.
    """

    title: str
    inputs: Sequence[str]
    outputs: Sequence[str]
    recurrent: bool = True


def shapes() -> Described:
    """Draw the four shapes of recurrent networks side by side."""
    drawn = (
        _Unrolled(_("one-to-one"), ["x"], ["y"], recurrent=False),
        _Unrolled(_("one-to-many"), ["x", "", ""], ["y₁", "y₂", "y₃"]),
        _Unrolled(_("many-to-one"), ["x₁", "x₂", "x₃"], ["", "", "y"]),
        _Unrolled(_("many-to-many"), ["x₁", "x₂", "x₃"], ["y₁", "y₂", "y₃"]),
    )
    figure, axes = _sheet([len(one.inputs) for one in drawn])
    for panel, one in zip(axes, drawn, strict=True):
        _draw(panel, one)
    alt = _(
        "Four networks, inputs below, states in the middle, outputs above. One-to-one: one input, "
        "one output, nothing handed on. One-to-many: one input at the first step, an output at "
        "each. Many-to-one: an input at each step, one output at the last. Many-to-many: an input "
        "and an output at each step. In the last three an arrow leads from each state to the next."
    )
    return Described(figure, alt)


def unrolled(inputs: Sequence[str], outputs: Sequence[str]) -> Described:
    """Draw one network reading symbol by symbol, with what it is to predict above.

    Args:
        inputs: what is read at each of T steps.
        outputs: the target of each step.
    """
    figure, (panel,) = _sheet([len(inputs)])
    _draw(panel, _Unrolled("", inputs, outputs))
    alt = _("A network unrolled over {n} steps. It reads {inputs}; it is to predict {outputs}.")
    words = {"inputs": ", ".join(inputs), "outputs": ", ".join(outputs)}
    return Described(figure, alt.format(n=len(inputs), **words))


def encoder_decoder(read: Sequence[str], written: Sequence[str]) -> Described:
    """Draw a network that reads a whole sequence and then writes another.

    Args:
        read: what the encoder reads.
        written: what the decoder writes.
    """
    figure, (panel,) = _sheet([len(read) + len(written)])
    blank = [""] * len(read), [""] * len(written)
    _draw(panel, _Unrolled("", [*read, *blank[1]], [*blank[0], *written]))
    alt = _(
        "An encoder reads {read} and hands its last state to a decoder, which writes {written} "
        "without any further input."
    )
    return Described(figure, alt.format(read=", ".join(read), written=", ".join(written)))


def _sheet(steps: Sequence[int]) -> tuple[Figure, list[Axes]]:
    """Return a figure with a panel for each network, as wide as its steps, all on one scale."""
    wide, high = sum(steps) + _GAP * len(steps), 2 * _ROW + 1.7  # in steps
    scale = min(0.75, 9.5 / wide)  # inches
    figure = Figure(figsize=(scale * wide, scale * high), facecolor="white")
    panels, left = [], _GAP / 2
    for count in steps:
        panels.append(figure.add_axes((left / wide, 0, count / wide, 1)))
        left += count + _GAP
    for panel, count in zip(panels, steps, strict=True):
        panel.set_xlim(-0.5, count - 0.5)
        panel.set_ylim(-0.6, 2 * _ROW + 1.1)
        panel.set_axis_off()
    return figure, panels


def _draw(panel: Axes, network: _Unrolled) -> None:
    middle = (len(network.inputs) - 1) / 2
    panel.text(middle, 2 * _ROW + 0.7, network.title, ha="center", va="center", color=_INK)
    for step, (given, made) in enumerate(zip(network.inputs, network.outputs, strict=True)):
        _box(panel, step, 1, _STATE, "h" if network.recurrent else "")
        if given:
            _box(panel, step, 0, _INPUT, given)
            _arrow(panel, (step, _BOX / 2), (step, _ROW - _BOX / 2))
        if made:
            _box(panel, step, 2, _OUTPUT, made)
            _arrow(panel, (step, _ROW + _BOX / 2), (step, 2 * _ROW - _BOX / 2))
        if step:
            _arrow(panel, (step - 1 + _BOX / 2, _ROW), (step - _BOX / 2, _ROW))


def _box(panel: Axes, step: int, row: int, color: str, text: str) -> None:
    corner = (step - _BOX / 2, row * _ROW - _BOX / 2)
    style = "round,pad=0,rounding_size=0.1"
    box = FancyBboxPatch(corner, _BOX, _BOX, boxstyle=style, facecolor=color, edgecolor=_INK)
    box.set_clip_on(False)
    panel.add_patch(box)
    panel.text(step, row * _ROW, text, ha="center", va="center", color=_INK)


def _arrow(panel: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    style = {"arrowstyle": "-|>", "color": _INK, "shrinkA": 0, "shrinkB": 0}
    panel.annotate("", xy=end, xytext=start, arrowprops=style)
