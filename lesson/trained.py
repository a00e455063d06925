"""The writer of headlines that comes with the lesson: an LSTM, trained once, run by NumPy.

    i, f, o = σ(W x_t + U h_(t-1) + b)      the gates, each between 0 and 1
    g       = tanh(W x_t + U h_(t-1) + b)   what might be written into the cell
    c_t     = f c_(t-1) + i g               the cell: the forget gate keeps, the input gate writes
    h_t     = o tanh(c_t)                   what is shown of it
    logits  = O h_t + c                     (V,)

`python -m lesson.train` made the weights, from the headlines of `lesson.corpora`.
"""

from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

START = "\n"
"""What the network has read before a headline begins."""


class State(NamedTuple):
    """What the network keeps: what it shows, h, and its cell, c; shape (H,) each."""

    shown: Floats
    cell: Floats


class HeadlineWriter:
    """A network with one LSTM layer that has learned to write headlines.

    Args:
        path: of the weights, as `lesson.train` saves them.

    Attributes:
        vocabulary: the V characters, in the order of the logits.
        made_from: the fingerprint of what the network was trained on.
    """

    def __init__(self, path: Path) -> None:
        with np.load(path) as saved:
            self.vocabulary = [str(symbol) for symbol in saved["vocabulary"]]
            self.made_from = str(saved["made_from"])
            self._weights = {
                name: saved[name].astype(np.float64) for name in ("W", "U", "b", "O", "c")
            }
        self._indices = {symbol: i for i, symbol in enumerate(self.vocabulary)}

    @property
    def units(self) -> int:
        """How many numbers the state has, H."""
        return len(self._weights["O"][0])

    def first_state(self) -> State:
        """Return the state before anything is read."""
        return State(np.zeros(self.units), np.zeros(self.units))

    def step(self, symbol: str, state: State) -> tuple[Floats, State]:
        """Read one character; at a line feed, a new headline begins with the first state.

        Returns:
            The logits of the next one, shape (V,), and the state after this one.
        """
        if symbol == START:
            state = self.first_state()
        w = self._weights
        inner = w["W"][:, self._indices[symbol]] + w["U"] @ state.shown + w["b"]  # (4 H,)
        write, keep, candidate, show = np.split(inner, 4)
        cell = _sigmoid(keep) * state.cell + _sigmoid(write) * np.tanh(candidate)
        shown = _sigmoid(show) * np.tanh(cell)
        return w["O"] @ shown + w["c"], State(shown, cell)

    def read(self, text: str) -> tuple[Floats, Floats]:
        """Read a text of T characters from the beginning.

        Returns:
            The logits after each, shape (T, V), and tanh of the cells, shape (T, H).
        """
        state, logits, cells = self.first_state(), [], []
        for symbol in text:
            scores, state = self.step(symbol, state)
            logits.append(scores)
            cells.append(np.tanh(state.cell))
        return np.array(logits), np.array(cells)

    def write(self, size: int, temperature: float, seed: int = 0, prompt: str = "") -> str:
        """Draw `size` characters at a temperature above 0, going on from a prompt."""
        generator = np.random.default_rng(seed)
        return prompt + "".join(islice(self._draw(temperature, generator, prompt), size))

    def _draw(
        self, temperature: float, generator: np.random.Generator, prompt: str
    ) -> Iterator[str]:
        state = self.first_state()
        for symbol in START + prompt:
            logits, state = self.step(symbol, state)
        while True:
            powers = np.exp((logits - logits.max()) / temperature)
            chosen = self.vocabulary[generator.choice(len(powers), p=powers / powers.sum())]
            yield chosen
            logits, state = self.step(chosen, state)


@cache
def headline_writer(language: str) -> HeadlineWriter:
    """Return the network that has learned to write headlines in a language.

    Args:
        language: "en" or "pt_BR".
    """
    return HeadlineWriter(weights(language))


def weights(language: str) -> Path:
    """Return the path of the weights for a language."""
    return Path(__file__).parent / "data" / f"writer.{language}.npz"


def _sigmoid(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-x)))
