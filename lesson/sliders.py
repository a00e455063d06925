"""Pictures with something to move, where the notebook can show it; if not, the picture, still."""

import textwrap
from collections.abc import Callable, Sequence
from typing import Any
from uuid import uuid4

import numpy as np
from matplotlib.figure import Figure

from lesson import plots
from lesson.budgets import grading
from lesson.canvas import Described
from lesson.i18n import _
from lesson.trained import START, HeadlineWriter
from lesson.watch import coloured_text, telling_units

STATIC = (0.3, 1.0, 2.0)  # temperatures of the static picture
SIZE = 170  # characters that are written at each of them
SEED = 42  # of the draws; with it, all that is written at the lowest are words that there are
TOP = 8  # tokens whose bars are shown
_WIDE = 44  # characters in a line of written text


class Live:
    """A picture, and a widget that takes its place wherever widgets run.

    Both are shown; where the widget runs, it hides the picture. So an exported page, GitHub and
    feedback show the picture.

    Args:
        picture: what is shown without widgets.
        control: the widget to be moved or chosen from.
        draw: the picture for one of its values.
    """

    def __init__(self, picture: Described, control: Any, draw: Callable[[Any], Described]) -> None:
        import ipywidgets

        self.picture = picture
        self.control = control
        self.shown = ipywidgets.HTML()
        self._name = f"still-{uuid4().hex}"  # one of its own, so that it hides no other picture

        def redraw(change: Any = None) -> None:
            hide = f"<style>.{self._name} {{ display: none }}</style>"
            self.shown.value = hide + draw(control.value)._repr_html_()

        control.observe(redraw, names="value")
        redraw()
        self.widget = ipywidgets.VBox([control, self.shown])

    def __repr__(self) -> str:
        return repr(self.picture)

    def _ipython_display_(self) -> None:
        """Show the picture and the widget; Jupyter calls this to show the result of a cell."""
        from IPython.display import display

        page = f'<div class="{self._name}">{self.picture._repr_html_()}</div>'
        display({"text/plain": self.picture.alt, "text/html": page}, raw=True)
        display(self.widget)


def writing(network: HeadlineWriter, prompt: str = "", seed: int = SEED) -> Described | Live:
    """Show the bars of the next character and the text that a network writes, against T.

    Args:
        network: the network that writes.
        prompt: what it has read of a headline.
        seed: of the draws; the same at each temperature.

    Returns:
        A slider for T from 0.05 to 20 with both; while grading, and where ipywidgets is not
        installed, the picture at three temperatures.
    """

    def draw(*temperatures: float) -> Described:
        return written(network, prompt, temperatures, seed)

    def control(ipywidgets: Any) -> Any:
        return ipywidgets.FloatLogSlider(
            value=1.0,
            base=10,
            min=np.log10(0.05),
            max=np.log10(20),
            description="T",
            readout_format=".2f",
            tooltip=_("temperature"),
            continuous_update=False,
        )

    return _live(draw(*STATIC), control, draw)


def units(network: HeadlineWriter, text: str, sample: str) -> Described | Live:
    """Show a text coloured by one unit of a network, with a choice of units.

    Args:
        network: the network that reads the text.
        text: headlines, one a line.
        sample: more of them, on which the telling units are found.

    Returns:
        A menu of units, the telling ones first, and the text; while grading, and where ipywidgets
        is not installed, the text coloured by each of the telling ones.
    """
    telling = telling_units(network, sample)
    names = {unit: _("unit {unit}").format(unit=unit) for unit in range(network.units)}
    names |= {one.unit: str(one) for one in telling}
    first = {one.unit: one.unit for one in telling}

    def control(ipywidgets: Any) -> Any:
        options = [(str(one), one.unit) for one in telling]
        options += [(str(unit), unit) for unit in range(network.units) if unit not in first]
        return ipywidgets.Dropdown(options=options, description=_("unit"))

    def draw(*chosen: int) -> Described:
        return coloured_text(network, text, {unit: names[unit] for unit in chosen})

    return _live(draw(*first), control, draw)


def written(
    network: HeadlineWriter, prompt: str, temperatures: Sequence[float], seed: int = SEED
) -> Described:
    """Draw, for each temperature, the bars of the next character and what the network writes."""
    logits = network.read(START + prompt)[0][-1]
    height = 0.5 + 0.26 * TOP
    figure = Figure(figsize=(8.2, height * len(temperatures)), layout="constrained", facecolor="w")
    rows = figure.subplots(len(temperatures), 2, squeeze=False, width_ratios=[1, 1.5])
    sentences = []
    for (bars, page), temperature in zip(rows, temperatures, strict=True):
        alt = plots.draw_softmax(bars, logits, network.vocabulary, temperature, TOP)
        text = network.write(SIZE, temperature, seed, prompt)
        lines = [part for line in text.split("\n") for part in textwrap.wrap(line, _WIDE)]
        bars.set_xticks([])
        bars.spines[["top", "right", "bottom"]].set_visible(False)
        page.set_axis_off()
        page.text(
            0.02,
            0.98,
            "\n".join(lines),
            va="top",
            family="monospace",
            fontsize=9,
            parse_math=False,
            transform=page.transAxes,
        )
        sentences.append(_("{bars}. It writes: {text}").format(bars=alt, text=" / ".join(lines)))
    rows[-1][0].set_xlabel(_("probability of the next character"))
    return Described(figure, " ".join(sentences))


def _live(
    picture: Described, control: Callable[[Any], Any], draw: Callable[[Any], Described]
) -> Described | Live:
    try:
        import ipywidgets
    except ImportError:
        return picture
    return picture if grading() else Live(picture, control(ipywidgets), draw)
