"""Questions about the student's network, always in inference mode and on given inputs."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np


def vocabulary_size(student: dict[str, Any]) -> Any:
    """Return the size of the notebook's own vocabulary."""
    return len(student["vocabulary"])


def _model(student: dict[str, Any], vocab_size: int, hidden_dim: int) -> Any:
    keras.utils.set_random_seed(0)
    return student["build_model"](vocab_size, hidden_dim)


def outputs(
    student: dict[str, Any], vocab_size: int, hidden_dim: int, batches: list[Any], learned: bool
) -> Any:
    """Return what one model gives for each batch of inputs (B, T, V).

    As if it had learned, something may be added to all of its weights first, to biases too.
    """
    model = _model(student, vocab_size, hidden_dim)
    if learned:
        if not model.built:
            model(np.array(batches[0], dtype=np.float32))
        for weights in model.trainable_weights:
            learned_since = 0.05 * np.cos(np.arange(np.prod(weights.shape)))
            weights.assign_add(learned_since.reshape(weights.shape))
    return [model(np.array(batch, dtype=np.float32)) for batch in batches]  # as one uses it


def sharpened(student: dict[str, Any], vocab_size: int, batch: Any) -> Any:
    """Return what a model gives for inputs (B, T, V) when its weights are 1,000 times larger.

    They are as before afterwards: the student may hand out the same model again. And what it gives
    in training mode, before that.
    """
    model = _model(student, vocab_size, 16)
    x = np.array(batch, dtype=np.float32)
    training = model(x, training=True)
    before = model.get_weights()
    model.set_weights([1000 * weights for weights in before])
    outputs = model(x, training=False)
    model.set_weights(before)
    return {"sharp": outputs, "training": training}


def anatomy(student: dict[str, Any], vocab_size: int, hidden_dim: int) -> Any:
    """Return how many numbers a model learns, each layer's type, and sizes of states."""
    return _described(_model(student, vocab_size, hidden_dim), vocab_size)


def twins(student: dict[str, Any], vocab_size: int, hidden_dim: int, batch: Any) -> Any:
    """Return of two models of one size the anatomy, the outputs for inputs (B, T, V), and more.

    That is whether any weights of the one are the other's too.
    """
    one, other = (_model(student, vocab_size, hidden_dim) for _ in range(2))
    described = _described(one, vocab_size)
    outputs = other(np.array(batch, dtype=np.float32))
    shared = any(weight is its for weight in one.weights for its in other.weights)
    return {**described, "outputs": outputs, "shared": bool(shared)}


def _described(model: Any, vocab_size: int) -> dict[str, Any]:
    model(np.zeros((1, 2, vocab_size), dtype=np.float32))
    layers = [type(part).__name__ for part in model.layers]
    cells = [part.cell for part in model.layers if hasattr(part, "cell")]
    sizes = keras.tree.flatten([getattr(cell, "state_size", []) for cell in cells])
    states = [size for size in sizes if isinstance(size, int)]
    return {"parameters": int(model.count_params()), "layers": layers, "states": states}
