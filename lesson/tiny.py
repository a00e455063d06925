"""A recurrent network small enough to be read in one sitting: NumPy, and gradients by hand.

    state_t  = tanh(W x_t + U state_(t-1) + b)      (H,)
    logits_t = O state_t + c                        (K,)

It is for the lesson's examples, which take seconds; the assignments use a framework.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Parameters = dict[str, Floats]

CLIP = 5.0
"""How long a gradient may be; a longer one is shortened to this: gradient clipping.

Going back through time, a gradient is multiplied at every step by U and the slope of tanh. By
factors above 1 it explodes, and one update would ruin what was learned: clipping prevents that. By
factors below 1 it vanishes, and the distant past teaches nothing: against that, clipping is of no
use, and the gates of LSTM and GRU are.
"""


@dataclass(frozen=True)
class Example:
    """A sequence to learn from.

    Attributes:
        inputs: what is read, shape (T, I).
        targets: the class that is right after each step; None where nothing is asked.
        start: the vector that the first state is made of, shape (S,); None: the state is zero.
    """

    inputs: Floats
    targets: Sequence[int | None]
    start: Floats | None = None


def one_hot(text: Sequence[str], vocabulary: Sequence[str]) -> Floats:
    """Return the one-hot vectors of T symbols, shape (T, V).

    >>> one_hot("HE", "EHLO").tolist()
    [[0.0, 1.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0]]
    """
    rows = [vocabulary.index(symbol) for symbol in text]
    return np.asarray(np.eye(len(vocabulary))[rows])


def softmax(logits: Floats) -> Floats:
    """Return the softmax along the last axis."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


class TinyRNN:
    """A network with one recurrent layer.

    Args:
        inputs: I, numbers in each input vector.
        hidden: H, numbers in the state.
        outputs: K, classes to choose from.
        start: S, numbers in the vector of which the first state is made; 0: there is none.
        seed: of the first parameters, and of the order of the examples.
    """

    def __init__(
        self, inputs: int, hidden: int, outputs: int, start: int = 0, seed: int = 0
    ) -> None:
        self._rng = np.random.Generator(np.random.PCG64(seed))
        shapes = {
            "W": (hidden, inputs),
            "U": (hidden, hidden),
            "b": (hidden,),
            "O": (outputs, hidden),
            "c": (outputs,),
            "S": (hidden, start),
        }
        self.parameters: Parameters = {
            name: self._rng.normal(0, 0.5 / max(1, shape[-1]) ** 0.5, shape)
            for name, shape in shapes.items()
        }

    def first_state(self, start: Floats | None = None) -> Floats:
        """Return the state before the first step, shape (H,)."""
        p = self.parameters
        return np.zeros(len(p["b"])) if start is None else np.tanh(p["S"] @ start)

    def read(self, inputs: Floats, state: Floats) -> tuple[Floats, Floats]:
        """Read T vectors, one after the other.

        Args:
            inputs: shape (T, I).
            state: what was kept of all that came before, shape (H,).

        Returns:
            The logits after each step, shape (T, K), and the state after each, shape (T, H).
        """
        p = self.parameters
        states = []
        for x in inputs:
            state = np.tanh(p["W"] @ x + p["U"] @ state + p["b"])
            states.append(state)
        read = np.array(states)  # (T, H)
        return read @ p["O"].T + p["c"], read

    def gradients(self, example: Example) -> tuple[float, Parameters]:
        """Return the mean cross-entropy of an example, in nats, and its gradients.

        Back-propagation through time: from the last step to the first, what a state does to the
        logits of its own step and, through the next state, to all that come after.
        """
        p = self.parameters
        first = self.first_state(example.start)
        logits, states = self.read(example.inputs, first)
        asked = [(t, k) for t, k in enumerate(example.targets) if k is not None]
        shares = softmax(logits)
        loss = -sum(np.log(shares[t, k]) for t, k in asked) / len(asked)
        wrong = np.zeros_like(logits)  # d loss / d logits, (T, K)
        for t, k in asked:
            wrong[t] = shares[t] / len(asked)
            wrong[t, k] -= 1 / len(asked)
        before = np.vstack([first, states[:-1]])  # (T, H)
        later = np.zeros_like(first)
        inner = np.zeros_like(states)  # d loss / d what tanh is taken of, (T, H)
        for t in reversed(range(len(states))):
            inner[t] = (wrong[t] @ p["O"] + later) * (1 - states[t] ** 2)
            later = inner[t] @ p["U"]
        found = {
            "W": inner.T @ example.inputs,
            "U": inner.T @ before,
            "b": inner.sum(axis=0),
            "O": wrong.T @ states,
            "c": wrong.sum(axis=0),
            "S": np.zeros_like(p["S"]),
        }
        if example.start is not None:
            found["S"] = np.outer(later * (1 - first**2), example.start)
        return float(loss), found

    def train(self, examples: Sequence[Example], steps: int, rate: float = 0.01) -> list[float]:
        """Train with Adam, one example a step, each drawn at random; return the losses."""
        first = {name: np.zeros_like(value) for name, value in self.parameters.items()}
        second = {name: np.zeros_like(value) for name, value in self.parameters.items()}
        losses = []
        for step in range(1, steps + 1):
            example = examples[int(self._rng.integers(len(examples)))]
            loss, found = self.gradients(example)
            losses.append(loss)
            length = sum(float((g**2).sum()) for g in found.values()) ** 0.5
            for name, gradient in found.items():
                g = gradient * min(1.0, CLIP / (length + 1e-12))  # clipped, its direction kept
                first[name] += 0.1 * (g - first[name])
                second[name] += 0.001 * (g**2 - second[name])
                mean = first[name] / (1 - 0.9**step)
                spread = np.sqrt(second[name] / (1 - 0.999**step))
                self.parameters[name] -= rate * mean / (spread + 1e-8)
        return losses


class Counts:
    """A model that only counts: which character follows the last few ones, and how often.

    Args:
        text: what is counted.
        order: how many characters it looks back; fewer where the text has nothing after them.
    """

    def __init__(self, text: str, order: int) -> None:
        self.order = order
        self.vocabulary = sorted(set(text))
        self._after: dict[str, Counter[str]] = {}
        for length in range(order + 1):
            for t in range(length, len(text)):
                self._after.setdefault(text[t - length : t], Counter())[text[t]] += 1

    def probabilities(self, context: str) -> Floats:
        """Return the probability that each character comes next, shape (V,)."""
        seen = context[-self.order :] if self.order else ""
        while seen not in self._after:
            seen = seen[1:]
        counts = self._after[seen]
        shares = np.array([counts[symbol] for symbol in self.vocabulary], dtype=np.float64)
        return np.asarray(shares / shares.sum())
