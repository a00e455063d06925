"""Questions about generation, put with models that follow a script."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
import tensorflow as tf

NOTES: list[list[int]] = []


def note(x: Any, state: Any) -> Any:
    """Write down what was read: the number of tokens before it, and the token.

    Instead of the token stands -1 for a step that is all zero, -2 for one that is not one-hot.
    """
    one_hot = np.count_nonzero(x[0]) == 1 and x[0].max() == 1
    token = int(np.argmax(x[0])) if one_hot else -2 if np.any(x[0]) else -1
    NOTES.append([int(state[0, 1]), token])
    return state[:, 1] + 1


class Automaton(keras.layers.Layer):  # type: ignore[misc]
    """The cell of a finite automaton dressed as a recurrent network; it notes what it reads.

    From automaton state s and token x it goes to state `moves[s, x]` and gives the probabilities
    of that state. Its recurrent state (B, 2) also counts the tokens read so far.
    """

    def __init__(self, moves: Any, probabilities: Any) -> None:
        super().__init__()
        self.moves = tf.constant(np.array(moves), tf.float32)  # (S, V)
        self.rows = tf.constant(np.array(probabilities), tf.float32)  # (S, V)
        self.state_size = 2
        self.output_size = int(self.rows.shape[-1])

    def call(self, inputs: Any, states: Any, training: bool = False) -> tuple[Any, Any]:
        state = states[0]  # (B, 2)
        read = tf.ensure_shape(tf.numpy_function(note, [inputs, state], tf.float32), [None])
        step = tf.stack([tf.cast(state[:, 0], tf.int64), tf.argmax(inputs, axis=-1)], axis=-1)
        following = tf.gather_nd(self.moves, step)  # (B,)
        after = tf.stack([following, read], axis=-1)  # (B, 2)
        return tf.gather(self.rows, tf.cast(following, tf.int64)), [after]


def _scripted(moves: Any, scores: Any) -> Any:
    """Return a model of the layers that the task asks for, whose recurrent one is scripted."""
    logits = np.array(scores) - np.max(scores, axis=-1, keepdims=True)
    probabilities = np.exp(logits) / np.exp(logits).sum(axis=-1, keepdims=True)
    cell = Automaton(moves, probabilities)
    layers = [
        keras.Input((None, cell.output_size)),
        keras.layers.Masking(),
        keras.layers.RNN(cell, return_sequences=True),
    ]
    return keras.Sequential(layers)


def greedy(
    student: dict[str, Any], moves: Any, scores: Any, vocabulary: list[str], size: int, start: str
) -> Any:
    """Return the text that the student generates from a scripted model, and what was read."""
    model = _scripted(moves, scores)
    NOTES.clear()
    text = student["generate"](model, vocabulary, size, start)
    return {"text": text, "read": np.array(NOTES, dtype=np.int64).reshape(-1, 2)}


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
    model = _scripted(moves, scores)
    sample = student["generate_soft"]
    answers = []
    for seed in seeds:
        rng = np.random.default_rng(seed)
        answers.append(
            [sample(model, vocabulary, size, start, temperature, rng) for _ in range(texts)]
        )
    return answers
