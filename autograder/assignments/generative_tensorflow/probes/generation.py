"""Questions about generation, put with models that follow a script."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Iterator
from typing import Any

import keras
import numpy as np
import tensorflow as tf

NOTES: list[list[int]] = []
WIDTHS: set[int] = set()


def note(x: Any, state: Any, training: Any) -> Any:
    """Write down what was read: how many tokens before it, the token, and in training mode or not.

    In place of the token, -1 stands for a step that is all zero, -2 for one that is not one-hot.
    How many numbers a step has is noted beside it.
    """
    WIDTHS.add(int(x.shape[-1]))
    one_hot = np.count_nonzero(x[0]) == 1 and x[0].max() == 1
    token = int(np.argmax(x[0])) if one_hot else -2 if np.any(x[0]) else -1
    NOTES.append([int(state[0, 1]), token, int(training)])
    return state[:, 1] + 1


class Automaton(keras.layers.Layer):  # type: ignore[misc]
    """The cell of a finite automaton dressed as a recurrent network; it notes what it reads.

    From automaton state s and token x it goes to state `moves[s, x]` and gives the probabilities
    of that state. Its recurrent state (B, 2) also counts the tokens read so far. Like layers
    with dropout it says something else in training mode, if it is moody.

    It computes in Keras's own float type: also under a mixed policy, as a last layer should.
    """

    def __init__(self, moves: Any, probabilities: Any, moody: bool, noting: bool) -> None:
        super().__init__(dtype=keras.config.floatx())
        self.table = (np.array(moves), np.array(probabilities))  # (S, V) both
        self.moves, self.rows = (
            tf.Variable(part, False, dtype=self.compute_dtype) for part in self.table
        )
        self.moody, self.noting = moody, noting
        self.state_size = 2
        self.output_size = int(self.rows.shape[-1])

    def call(self, inputs: Any, states: Any, training: Any = False) -> tuple[Any, Any]:
        if tf.executing_eagerly() and not tf.is_tensor(training):
            return self._at_once(np.asarray(inputs), np.asarray(states[0]), bool(training))
        inputs, state = tf.cast(inputs, self.compute_dtype), tf.cast(states[0], self.compute_dtype)
        mode = training if tf.is_tensor(training) else tf.constant(bool(training))
        read = state[:, 1]
        if self.noting:
            read = tf.numpy_function(note, [inputs, state, mode], state.dtype)
            read = tf.ensure_shape(read, [None])
        step = tf.stack([tf.cast(state[:, 0], tf.int64), tf.argmax(inputs, axis=-1)], axis=-1)
        following = tf.gather_nd(self.moves, step)  # (B,)
        after = tf.stack([following, read], axis=-1)  # (B, 2)
        rows = tf.gather(self.rows, tf.cast(following, tf.int64))  # (B, V)
        if self.moody:
            rows = tf.where(mode, tf.roll(rows, 1, axis=-1), rows)
        return rows, [after]

    @contextlib.contextmanager
    def unlearned(self) -> Iterator[None]:
        """Let it say something else for as long as this lasts."""
        moves, learned = self.table
        self._say(moves, np.roll(learned, 1, axis=-1))
        yield
        self._say(moves, learned)

    def _say(self, moves: Any, rows: Any) -> None:
        self.table = (moves, rows)
        self.rows.assign(rows)

    def _at_once(self, inputs: Any, state: Any, training: bool) -> tuple[Any, Any]:
        """Return what `call` does, without TensorFlow, which takes four times as long."""
        moves, probabilities = self.table
        read = note(inputs, state, training) if self.noting else state[:, 1]
        following = moves[state[:, 0].astype(int), inputs.argmax(axis=-1)]  # (B,)
        rows = probabilities[following]  # (B, V)
        if self.moody and training:
            rows = np.roll(rows, 1, axis=-1)
        after = np.stack([following, read], axis=-1)
        return tf.constant(rows, self.compute_dtype), [tf.constant(after, self.compute_dtype)]


class Echo(keras.layers.Layer):  # type: ignore[misc]
    """The cell of a recurrent layer that gives what it reads; its state is nobody else's."""

    def __init__(self, size: int) -> None:
        super().__init__(dtype=keras.config.floatx())
        self.state_size, self.output_size = 2, size

    def call(self, inputs: Any, states: Any) -> tuple[Any, Any]:
        return inputs, [states[0] + 1]


def _scripted(
    moves: Any, scores: Any, moody: bool = False, noting: bool = True, stacked: bool = False
) -> Any:
    """Return a model of the layers that the task asks for, whose recurrent one is scripted.

    It may be stacked upon another one.
    """
    logits = np.array(scores) - np.max(scores, axis=-1, keepdims=True)
    probabilities = np.exp(logits) / np.exp(logits).sum(axis=-1, keepdims=True)
    cell = Automaton(moves, probabilities, moody, noting)
    layers = [
        keras.Input((None, cell.output_size)),
        keras.layers.Masking(),
        keras.layers.RNN(cell, return_sequences=True),
    ]
    if stacked:
        layers.insert(-1, keras.layers.RNN(Echo(cell.output_size), return_sequences=True))
    return keras.Sequential(layers)


def _cell(model: Any) -> Any:
    return model.layers[-1].cell


def _forget() -> None:
    NOTES.clear()
    WIDTHS.clear()


def _noted(text: Any, model: Any, kept: bool) -> Any:
    read = np.array(NOTES, dtype=np.int64).reshape(-1, 3)
    learns = all(part.trainable for part in [model, *model.layers])
    widths = sorted(WIDTHS)
    return {"text": text, "read": read, "widths": widths, "learns": learns, "kept": kept}


def greedy(
    student: dict[str, Any],
    moves: Any,
    scores: Any,
    vocabulary: list[str],
    size: int,
    start: str,
    moody: bool,
    again: list[str] | None = None,
    learning: bool = False,
    stacked: bool = False,
) -> Any:
    """Return the text that the student generates from a scripted model, and what was read.

    And whether the model can learn, afterwards, and the vocabulary is as it was. If it is learning,
    it said something else after the same prompt before. With a second vocabulary, the same model
    writes again. If it is stacked, it has two recurrent layers.
    """
    model = _scripted(moves, scores, moody, stacked=stacked)
    handed = list(vocabulary)
    if learning:
        with _cell(model).unlearned():
            student["generate"](model, handed, 1, start)
    _forget()
    text = student["generate"](model, handed, size, start)
    answer = _noted(text, model, handed == vocabulary)
    if again:
        answer["again"] = student["generate"](model, again, size, start)
    return answer


def sampled(
    student: dict[str, Any],
    moves: Any,
    scores: Any,
    vocabulary: list[str],
    size: int,
    start: str,
    moody: bool,
    other: str = "",
    learning: bool = False,
) -> Any:
    """Return the text that the student samples at T = 1 as from `greedy`, and what was read.

    With another prompt, the same model writes that one's text too. If it is learning, it said
    something else after the same prompt before. And whether global random states
    are as they were, unless the sampler itself changes them.
    """
    model = _scripted(moves, scores, moody)
    rng = np.random.default_rng(1)
    one, source = np.ones(2) / 2, np.random.default_rng(0)
    loud = _disturbs(lambda: _ignore_errors(student["sample_token"], one, 1.0, source))
    texts: list[Any] = []
    write, handed = student["generate_soft"], list(vocabulary)
    if learning:
        with _cell(model).unlearned():
            write(model, handed, 1, start, 1.0, np.random.default_rng(0))
    _forget()
    disturbs = _disturbs(lambda: texts.append(write(model, handed, size, start, 1.0, rng)))
    answer = _noted(texts[0], model, handed == vocabulary) | {"quiet": loud or not disturbs}
    if other:
        answer["other"] = write(model, handed, size, other, 1.0, rng)
    return answer


def _disturbs(do: Callable[[], Any]) -> bool:
    """Do something and return whether a global random state is another one afterwards.

    Each has moved on before: who always sets the same seed may have set it already.
    """
    random.random(), np.random.random()  # noqa: S311 - no secret
    before = _global_states()
    do()
    return before != _global_states()


def _global_states() -> tuple[Any, list[bytes]]:
    """Return Python's and NumPy's; the bytes of an array are there far sooner than its text."""
    return random.getstate(), [np.asarray(part).tobytes() for part in np.random.get_state()]


def _ignore_errors(do: Callable[..., Any], *given: Any) -> None:
    with contextlib.suppress(Exception):  # they cost their own points
        do(*given)


def soft(
    student: dict[str, Any],
    moves: Any,
    scores: Any,
    vocabulary: list[str],
    size: int,
    start: str,
    temperature: float,
    seeds: list[int],
    texts: int,
) -> Any:
    """Return, for each seed, some texts that are sampled one after the other."""
    model = _scripted(moves, scores, noting=False)
    sample = student["generate_soft"]
    answers = []
    for seed in seeds:
        rng = np.random.default_rng(seed)
        answers.append(
            [sample(model, vocabulary, size, start, temperature, rng) for _ in range(texts)]
        )
    return answers
