"""Questions about the student's training, put with a model that is a bigram table."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

import keras
import numpy as np
import tensorflow as tf

LONG = 300  # times "same" in a text that no line holds
MOST = 1000  # texts of a callback that are looked at


class Table(keras.layers.Layer):  # type: ignore[misc]
    """Probabilities softmax(gain * (x W + b)), which learn from the last token alone.

    The gain makes a hundred steps enough for optimizers whose step does not depend on the size
    of the gradient. For those whose step does, the gradient is that of (x W + b) / gain, so that
    they learn as without a gain. A padded step, all zero, gives softmax(gain * b): so the bias
    tells whether padding was counted in the loss.
    """

    def __init__(self, size: int, gain: float = 20.0) -> None:
        super().__init__(dtype=keras.config.floatx())
        self.supports_masking = True
        self.gain = gain
        self.in_training_mode = False  # in any call
        self.kernel = self.add_weight(shape=(size, size), initializer="zeros", name="kernel")
        self.bias = self.add_weight(shape=(size,), initializer="zeros", name="bias")

    def call(self, inputs: Any, training: Any = None) -> Any:
        self.in_training_mode |= training is not None and training is not False
        u = keras.ops.matmul(inputs, self.kernel) + self.bias  # (B, T, V)
        slow = u / self.gain
        return keras.ops.softmax(slow + keras.ops.stop_gradient(self.gain * u - slow))


class Epochs(keras.callbacks.Callback):  # type: ignore[misc]
    """Notes at which epochs' beginning and end it was called, and what a table is then.

    And which model it had. A table is noted as one array (V + 1, V), whose last row are the biases.
    After the first epoch something else may be done.
    """

    def __init__(self, table: Any = None, after_first: Any = None) -> None:
        super().__init__()
        self.table = table
        self.after_first = after_first
        self.seen: list[int] = []
        self.count = 0  # of its own: copies share lists
        self.steps = 0
        self.begun: list[Any] = []
        self.models: list[Any] = []
        self.tables: list[Any] = []

    def on_train_begin(self, logs: Any = None) -> None:
        self.begun.append("training")

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        self.begun.append(int(epoch))

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        self.steps += 1

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        self.seen.append(int(epoch))
        self.count += 1
        self.models.append(self.model)
        if self.after_first is not None:
            self.after_first()
        if self.table is not None:
            parts = [np.asarray(self.table.kernel), np.asarray(self.table.bias)[None]]
            self.tables.append(self.table.gain * np.concatenate(parts))


def _table_model(size: int) -> tuple[Any, Any]:
    table = Table(size)
    after = keras.layers.Identity()  # the last layer is not the one that learns
    layers = [keras.Input((None, size)), keras.layers.Masking(), table, after]
    return keras.Sequential(layers), table


def _dataset(inputs: Any, targets: Any, batch_size: int) -> Any:
    size = int(np.max([np.max(inputs), np.max(targets)])) + 1
    x = np.eye(size, dtype=np.float32)[np.array(inputs)] * (np.array(targets) > 0)[..., None]
    return tf.data.Dataset.from_tensor_slices((x, np.array(targets))).batch(batch_size)


def train(student: dict[str, Any], inputs: Any, targets: Any, batch_size: int, epochs: int) -> Any:
    """Train a bigram table with the student's function; return the losses and what became of it.

    `inputs` and `targets` are token numbers (N, L), padded with 0 at the end.
    """
    keras.utils.set_random_seed(0)
    dataset = _dataset(inputs, targets, batch_size)
    model, table = _table_model(int(dataset.element_spec[0].shape[-1]))
    noted = Epochs(table)
    losses = student["train"](model, dataset, epochs, callbacks=[noted])
    return {
        "losses": losses,
        "kernel": table.gain * np.asarray(table.kernel),
        "bias": table.gain * np.asarray(table.bias),
        "tables": noted.tables,
        "in_training_mode": table.in_training_mode,
        "learns": all(part.trainable for part in [model, *model.layers]),
    }


class Fixed(keras.layers.Layer):  # type: ignore[misc]
    """Probabilities that follow from the last token and from nothing that could be learned.

    There are weights, of which they are independent: a penalty for large ones shows in the loss.
    """

    def __init__(self, rows: Any) -> None:
        super().__init__(dtype=keras.config.floatx())
        self.supports_masking = True
        self.logits = tf.Variable(np.log(rows), False, dtype=self.compute_dtype)  # (V, V)
        self.idle = self.add_weight(shape=(len(rows),), initializer="ones", name="idle")

    def call(self, inputs: Any) -> Any:
        logits = tf.gather(self.logits, tf.argmax(inputs, axis=-1))  # (B, T, V)
        return keras.ops.softmax(logits + 0 * self.idle)  # as of a model that is built


def fixed(
    student: dict[str, Any],
    inputs: Any,
    targets: Any,
    rows: Any,
    batch_size: int,
    epochs: int,
    handed: str = "list",
    later: Any = None,
) -> Any:
    """Train a model that cannot learn; return the losses and the epochs that two callbacks noted.

    And whether that model was theirs in each of them, and how many steps the first one was told of.

    They are passed in a list, in a tuple, or not at all. After the first epoch, they may give the
    model other rows.
    """
    dataset = _dataset(inputs, targets, batch_size)
    fixed_rows = Fixed(np.array(rows))
    model = keras.Sequential([keras.Input((None, len(rows))), keras.layers.Masking(), fixed_rows])
    assign = None if later is None else lambda: fixed_rows.logits.assign(np.log(later))
    two = (Epochs(after_first=assign), Epochs(after_first=assign))
    forms: dict[str, Any] = {"list": {"callbacks": [*two]}, "tuple": {"callbacks": two}}
    losses = student["train"](model, dataset, epochs, **forms.get(handed, {}))
    return {
        "losses": losses,
        "epochs": [one.seen for one in two],
        "begun": [one.begun for one in two],
        "counted": [one.count for one in two],
        "own": all(of_one is model for one in two for of_one in one.models),
        "steps": two[0].steps,
    }


def samples(
    student: dict[str, Any],
    inputs: Any,
    targets: Any,
    batch_size: int,
    epochs: int,
    more: int,
    logs: Any,
) -> Any:
    """Train with three of the student's SampleText; return their texts.

    What the first two write states the model's step counter at that moment, and the writer, and
    ends in white space. The third one writes a long text again and again. Then they are called for
    `more` epochs of another model, which has learned nothing, and the third one writes nothing.
    These epochs have their own `logs`. And how many texts the first one had after each of them.
    """
    keras.utils.set_random_seed(0)
    dataset = _dataset(inputs, targets, batch_size)
    model, _table = _table_model(int(dataset.element_spec[0].shape[-1]))
    model.compile("sgd", "sparse_categorical_crossentropy")

    def writer(name: str) -> Any:
        return lambda of, more="": f"{name}{more} after {int(of.optimizer.iterations)}\n "

    other, _its_table = _table_model(int(dataset.element_spec[0].shape[-1]))
    other.compile("sgd", "sparse_categorical_crossentropy")
    writers = [writer("one"), writer("two"), lambda of: "" if of is other else "same" * LONG]
    callbacks = [student["SampleText"](write) for write in writers]
    model.fit(dataset, epochs=epochs, callbacks=callbacks, shuffle=False, verbose=0)
    called = keras.callbacks.CallbackList(callbacks, model=other, epochs=more, verbose=0)
    called.on_train_begin()
    counts = []
    for epoch in range(more):
        called.on_epoch_begin(epoch)
        for callback in callbacks:
            callback.on_epoch_end(epoch, logs)
        kept = _listed(callbacks[0].texts)
        counts.append(len(kept) if isinstance(kept, list) else 0)
    called.on_train_end()
    return {"texts": [_listed(callback.texts) for callback in callbacks], "counts": counts}


def _listed(texts: Any) -> Any:
    """Make a list of whatever texts come one by one, such as a deque; leave what does not."""
    if isinstance(texts, (str, dict)) or not isinstance(texts, Iterable):
        return texts
    return list(itertools.islice(texts, MOST))
