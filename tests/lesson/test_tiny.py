"""The lesson's tiny network: its gradients, and what it can learn."""

from copy import deepcopy

import numpy as np
import pytest

from lesson.tiny import Counts, Example, TinyRNN, one_hot, softmax

RNG = np.random.default_rng(0)
EXAMPLES = {
    "many to many": Example(RNG.normal(size=(4, 3)), [0, 1, 1, 0]),
    "many to one": Example(RNG.normal(size=(4, 3)), [None, None, None, 1]),
    "one to many": Example(RNG.normal(size=(3, 3)), [1, 0, 1], RNG.normal(size=2)),
    "one to one": Example(RNG.normal(size=(1, 3)), [0]),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_gradients_are_those_of_finite_differences(name: str) -> None:
    example = EXAMPLES[name]
    network = TinyRNN(inputs=3, hidden=5, outputs=2, start=2, seed=1)
    _loss, gradients = network.gradients(example)

    for key, values in network.parameters.items():
        for place in np.ndindex(values.shape):
            around = []
            for change in (1e-6, -1e-6):
                moved = deepcopy(network)
                moved.parameters[key][place] += change
                around.append(moved.gradients(example)[0])
            slope = (around[0] - around[1]) / 2e-6
            assert slope == pytest.approx(gradients[key][place], abs=1e-8), (key, place)


def test_the_state_handed_on_stands_for_all_that_was_read() -> None:
    network = TinyRNN(inputs=4, hidden=6, outputs=4)
    inputs = one_hot("HELLO", "EHLO")
    logits, states = network.read(inputs, network.first_state())

    begun = network.read(inputs[:2], network.first_state())[1]
    rest_logits, rest_states = network.read(inputs[2:], begun[-1])

    assert logits.shape == (5, 4)
    assert np.array_equal(rest_logits, logits[2:])
    assert np.array_equal(rest_states, states[2:])


def test_it_learns_which_l_it_has_read() -> None:
    windows = [Example(one_hot("HELL", "EHLO"), ["EHLO".index(c) for c in "ELLO"])]
    network = TinyRNN(inputs=4, hidden=12, outputs=4)
    losses = network.train(windows, steps=200)
    logits, _states = network.read(windows[0].inputs, network.first_state())

    assert losses[-1] < 0.05 < losses[0]
    assert ["EHLO"[k] for k in logits.argmax(axis=1)] == list("ELLO")


def test_the_same_seed_trains_the_same_network() -> None:
    one, two = (TinyRNN(3, 5, 2, seed=4).train([EXAMPLES["many to many"]], 5) for _ in range(2))

    assert one == two


def test_softmax_of_large_numbers_is_finite() -> None:
    assert softmax(np.array([[1000.0, 0.0], [0.0, 0.0]])).tolist() == [[1, 0], [0.5, 0.5]]


def test_counts_gives_the_shares_of_what_followed() -> None:
    counts = Counts("abacab", order=1)

    assert counts.vocabulary == ["a", "b", "c"]
    assert counts.probabilities("xa").tolist() == pytest.approx([0, 2 / 3, 1 / 3])


def test_counts_looks_back_less_far_where_the_text_goes_on_no_further() -> None:
    counts = Counts("abacab", order=2)

    assert counts.probabilities("ca").tolist() == [0, 1, 0]
    assert counts.probabilities("za").tolist() == pytest.approx([0, 2 / 3, 1 / 3])
    assert counts.probabilities("zz").tolist() == pytest.approx([3 / 6, 2 / 6, 1 / 6])
