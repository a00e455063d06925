"""Whether one step after the other is the same as reading the whole."""

from collections.abc import Iterator

import pytest

from tests.support.fork import ForkedStudent, forked

BUILD = {
    "one LSTM": "[layers.Masking(), layers.LSTM(8, return_sequences=True), layers.Dense(5)]",
    "two cells": "[layers.GRU(8, return_sequences=True), layers.Dropout(0.5), "
    "layers.SimpleRNN(6, return_sequences=True), layers.Dense(5), layers.Softmax()]",
    "stacked": "[layers.RNN([layers.LSTMCell(4), layers.GRUCell(6)], return_sequences=True)]",
    "distributed": "[layers.LSTM(8, return_sequences=True), "
    "layers.TimeDistributed(layers.Dense(5))]",
}
STEPS = """
model = keras.Sequential([keras.Input((None, 5)), *{layers}])
x = np.random.default_rng(0).normal(size=(3, 6, 5)).astype("float32")
whole, state, worst = np.asarray(model(x)), None, 0.0
for t in range(6):
    outputs, state = step(model, x[:, t], state)
    worst = max(worst, float(np.abs(whole[:, t] - np.asarray(outputs)).max()))
"""

pytestmark = [
    pytest.mark.xdist_group("steps of Keras"),
    pytest.mark.slow,
]  # notebooks take them too


@pytest.fixture(scope="module")
def child() -> Iterator[ForkedStudent]:
    """A process of its own: what TensorFlow starts here must not be there in a later fork."""
    with forked() as student:
        start = "import keras, numpy as np\nfrom keras import layers\n"
        assert student.run(start + "from lesson.recurrent import step") == ""
        yield student


@pytest.mark.parametrize("name", BUILD)
def test_steps_with_their_state_equal_the_whole_sequence(child: ForkedStudent, name: str) -> None:
    """For every kind of cell, for several layers, for a batch of three."""
    assert child.run(STEPS.format(layers=BUILD[name])) == ""
    assert child.run("assert worst < 1e-6, worst") == ""


def test_without_the_state_the_past_is_lost(child: ForkedStudent) -> None:
    """The control: the comparison above can fail."""
    assert child.run(STEPS.format(layers=BUILD["one LSTM"])) == ""
    assert child.run("fresh, _ = step(model, x[:, 5])") == ""
    assert "AssertionError" in child.run("assert np.allclose(fresh, whole[:, 5], atol=1e-4)")


def test_a_whole_sequence_is_refused(child: ForkedStudent) -> None:
    """The error says which shape was expected and which came."""
    assert child.run(STEPS.format(layers=BUILD["one LSTM"])) == ""
    assert "one step has shape (B, V), not (3, 6, 5)" in child.run("step(model, x)")
