"""Diagrams of recurrent networks, unrolled in time, each with a text alternative."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyBboxPatch

from lesson.i18n import _
from lesson.plots import Described

_INPUT, _STATE, _OUTPUT, _INK, _BACK = "#f3d9a4", "#a9c4e4", "#b9dcb4", "#333333", "#b3432b"
_BOX = 0.62  # height of a box, and its width where the text is short; rows are 1.25 apart
_ROW = 1.25
_LETTER = 0.15  # width of a letter
_GAP = 0.8  # between two networks
_LABELS = 1.1  # width of the names of the rows, on the left
_STEPS = "₁₂₃₄₅₆₇₈₉"


@dataclass(frozen=True)
class _Unrolled:
    """One network, drawn step by step from left to right.

    Attributes:
        title: its name.
        inputs: what is read at each step; "" where nothing is.
        outputs: what comes out after each step; "" where nothing does.
        recurrent: whether a state is passed on.
        fed_back: the steps, from 0, whose input is the output of the step before.
        parts: names of parts of the sequence, each with its first and its last step.
    """

    title: str
    inputs: Sequence[str]
    outputs: Sequence[str]
    recurrent: bool = True
    fed_back: Sequence[int] = ()
    parts: Sequence[tuple[str, int, int]] = field(default_factory=tuple)

    @property
    def pitch(self) -> float:
        """The distance of two steps, so that the longest text fits into its box."""
        return max(1.0, self.box + 0.38)

    @property
    def box(self) -> float:
        """The width of a box."""
        longest = max(map(len, (*self.inputs, *self.outputs)))
        return max(_BOX, _LETTER * longest + 0.2)

    @property
    def width(self) -> float:
        """The width of the whole network."""
        return self.pitch * (len(self.inputs) - 1) + max(self.box, 1.0)


def shapes() -> Described:
    """Draw the five shapes of recurrent networks side by side."""
    drawn = (
        _Unrolled(_("one-to-one"), ["x"], ["y"], recurrent=False),
        _Unrolled(_("one-to-many"), ["x", "y₁", "y₂"], ["y₁", "y₂", "y₃"], fed_back=(1, 2)),
        _Unrolled(_("many-to-one"), ["x₁", "x₂", "x₃"], ["", "", "y"]),
        _Unrolled(_("many-to-many,\nstep by step"), ["x₁", "x₂", "x₃"], ["y₁", "y₂", "y₃"]),
        _Unrolled(
            _("many-to-many,\nread, then write"),
            ["x₁", "x₂", "y₁", "y₂"],
            ["", "y₁", "y₂", "y₃"],
            fed_back=(2, 3),
        ),
    )
    alt = _(
        "Five networks, inputs in the bottom row, states in the middle row, outputs in the top "
        "row. One-to-one: one input, one output, no state that is passed on. One-to-many: one "
        "input at the first step, an output at each step, and each output is the next input. "
        "Many-to-one: an input at each step, one output at the last. Many-to-many, step by step: "
        "an input and an output at each step. Many-to-many, read, then write: two inputs are "
        "read; then three outputs are written, and each of them is the next input. In the last "
        "four an arrow leads from each state to the next."
    )
    return Described(_sheet(drawn), alt)


def unrolled(inputs: Sequence[str], outputs: Sequence[str]) -> Described:
    """Draw one network reading symbol by symbol, with what it is to predict above.

    Args:
        inputs: what is read at each of T steps.
        outputs: the target of each step.
    """
    alt = _("A network unrolled over {n} steps. It reads {inputs}; it is to predict {outputs}.")
    words = {"inputs": ", ".join(inputs), "outputs": ", ".join(outputs)}
    figure = _sheet([_Unrolled("", inputs, outputs)], _("target"))
    return Described(figure, alt.format(n=len(inputs), **words))


def inference(prompt: Sequence[str], written: Sequence[str]) -> Described:
    """Draw a network that reads a prompt and then reads what it writes.

    Args:
        prompt: what is read first, symbol by symbol.
        written: what is written after it.
    """
    inputs = [*prompt, *written[:-1]]
    first = len(prompt) - 1  # the step that writes the first symbol
    network = _Unrolled(
        "",
        inputs,
        [*[""] * first, *written],
        fed_back=range(len(prompt), len(inputs)),
        parts=[(_("prompt"), 0, first), (_("what was written"), first + 1, len(inputs) - 1)],
    )
    alt = _(
        "A network reads the prompt {prompt}; the last state of the prompt gives the first "
        "character that is written. From there on, a dashed arrow leads from each output back to "
        "the input of the next step: it writes {written}."
    )
    words = {"prompt": ", ".join(prompt), "written": ", ".join(written)}
    return Described(_sheet([network]), alt.format(**words))


def encoder_decoder(read: Sequence[str], written: Sequence[str]) -> Described:
    """Draw a network that reads a whole sequence and then writes another.

    Args:
        read: what the encoder reads.
        written: what the decoder writes; it begins with ".", which begins and ends a text.
    """
    network = _Unrolled(
        "",
        [*read, ".", *written],
        [*[""] * len(read), *written, "."],
        fed_back=range(len(read) + 1, len(read) + len(written) + 1),
        parts=[
            (_("encoder"), 0, len(read) - 1),
            (_("decoder"), len(read), len(read) + len(written)),
        ],
    )
    alt = _(
        "An encoder reads {read} and passes its last state on to a decoder. The decoder begins "
        "with a full stop and writes {written} and a full stop; a dashed arrow leads from each "
        "word that it has written to its next input."
    )
    words = {"read": ", ".join(read), "written": ", ".join(written)}
    return Described(_sheet([network]), alt.format(**words))


def gate() -> Described:
    """Draw one gate, which mixes an old state with a new one."""
    figure = Figure(figsize=(6.2, 2.5), facecolor="white")
    panel = figure.add_axes((0, 0, 1, 1))
    panel.set(xlim=(-0.2, 6.6), ylim=(-0.15, 2.6))
    panel.set_axis_off()
    _box(panel, (1.0, 2.0), 1.9, _STATE, _("old state"))
    _box(panel, (1.0, 0.5), 1.9, _INPUT, _("candidate"))
    _box(panel, (5.5, 1.25), 1.9, _STATE, _("new state"))
    panel.add_patch(Circle((3.3, 1.25), 0.42, facecolor=_OUTPUT, edgecolor=_INK))
    panel.text(3.3, 1.25, "g", ha="center", va="center", color=_INK, style="italic")
    _arrow(panel, (1.95, 2.0), (2.98, 1.53))
    _arrow(panel, (1.95, 0.5), (2.98, 0.97))
    _arrow(panel, (3.72, 1.25), (4.55, 1.25))
    panel.text(2.75, 1.95, r"$\times\ g$", color=_INK)
    panel.text(2.75, 0.45, r"$\times\ (1 - g)$", color=_INK)
    alt = _(
        "A gate g between 0 and 1 stands between two boxes on the left, the old state and a "
        "candidate, and the new state on the right. The old state is multiplied by g, the "
        "candidate by 1 − g, and the new state is the sum of both."
    )
    return Described(figure, alt)


def _sheet(networks: Sequence[_Unrolled], top: str = "") -> Figure:
    """Draw networks side by side on one scale, the rows named on the left."""
    wide = _LABELS + sum(one.width + _GAP for one in networks)  # in steps
    below = 1.35 if any(one.parts for one in networks) else 0.55
    above = 1.45 if any(one.title for one in networks) else 0.55
    high = 2 * _ROW + below + above
    scale = min(0.75, 11.5 / wide)  # inches
    figure = Figure(figsize=(scale * wide, scale * high), facecolor="white")
    left = _LABELS
    for one in networks:
        panel = _panel(figure, (left / wide, 0, one.width / wide, 1))
        panel.set_xlim(-one.width / 2, one.width / 2)
        panel.set_ylim(-below, 2 * _ROW + above)
        _draw(panel, one, 28 * scale / 2)
        left += one.width + _GAP
    names = _panel(figure, (0, 0, _LABELS / wide, 1))
    names.set(xlim=(0, 1), ylim=(-below, 2 * _ROW + above))
    for row, name in enumerate((_("input"), _("state"), top or _("output"))):
        names.text(0.1, row * _ROW, name, va="center", color=_INK, fontsize=26 * scale / 2)
    return figure


def _panel(figure: Figure, place: tuple[float, float, float, float]) -> Axes:
    panel = figure.add_axes(place)
    panel.set_axis_off()
    return panel


def _draw(panel: Axes, network: _Unrolled, size: float) -> None:
    count = len(network.inputs)
    places = [network.pitch * (step - (count - 1) / 2) for step in range(count)]
    panel.text(0, 2 * _ROW + 0.95, network.title, ha="center", va="center", fontsize=size)
    half = _BOX / 2
    for step, (x, given, made) in enumerate(
        zip(places, network.inputs, network.outputs, strict=True)
    ):
        state = f"h{_STEPS[step]}" if network.recurrent else "h"
        _box(panel, (x, _ROW), network.box, _STATE, state, size)
        if given:
            _box(panel, (x, 0), network.box, _INPUT, given, size)
            _arrow(panel, (x, half), (x, _ROW - half))
        if made:
            _box(panel, (x, 2 * _ROW), network.box, _OUTPUT, made, size)
            _arrow(panel, (x, _ROW + half), (x, 2 * _ROW - half))
        if step:
            _arrow(panel, (places[step - 1] + network.box / 2, _ROW), (x - network.box / 2, _ROW))
        if step in network.fed_back:
            _feed_back(panel, places[step - 1] + network.box / 2, x - network.box / 2)
    for name, first, last in network.parts:
        left, right = places[first] - network.box / 2, places[last] + network.box / 2
        panel.plot([left, right], [-0.55, -0.55], color=_INK, linewidth=1, clip_on=False)
        panel.text((left + right) / 2, -0.9, name, ha="center", va="center", fontsize=size)


def _feed_back(panel: Axes, start: float, end: float) -> None:
    """Draw a dashed arrow from an output, between two columns, to the next input."""
    between = (start + end) / 2
    panel.plot(
        [start, between, between],
        [2 * _ROW, 2 * _ROW, 0],
        color=_BACK,
        linestyle="--",
        linewidth=1.2,
        clip_on=False,
    )
    style = {"arrowstyle": "-|>", "color": _BACK, "shrinkA": 0, "shrinkB": 0}
    panel.annotate("", xy=(end, 0), xytext=(between, 0), arrowprops=style)


def _box(
    panel: Axes, at: tuple[float, float], width: float, color: str, text: str, size: float = 10.5
) -> None:
    x, y = at
    box = FancyBboxPatch(
        (x - width / 2, y - _BOX / 2),
        width,
        _BOX,
        boxstyle="round,pad=0,rounding_size=0.1",
        facecolor=color,
        edgecolor=_INK,
    )
    box.set_clip_on(False)
    panel.add_patch(box)
    panel.text(x, y, text, ha="center", va="center_baseline", color=_INK, fontsize=size)


def _arrow(panel: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    style = {"arrowstyle": "-|>", "color": _INK, "shrinkA": 0, "shrinkB": 0}
    panel.annotate("", xy=end, xytext=start, arrowprops=style)
