"""What goes on as it is used: followed where using it leads, and nowhere else."""

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from autograder.judge.going import Kind, kind_of, moved
from tests.autograder.judge.test_plain import judged

MAKERS: dict[str, Callable[[int], Any]] = {
    "random.Random": random.Random,
    "RandomState": np.random.RandomState,
    "default_rng": np.random.default_rng,
    "torch.Generator": lambda seed: torch.Generator().manual_seed(seed),
}


def followed(value: Any) -> Kind:
    kind = kind_of(value)
    assert kind is not None
    return kind


def place(value: Any) -> list[Any]:
    return followed(value).now(value)


def draw(rng: Any, n: int) -> None:
    if isinstance(rng, torch.Generator):
        torch.randn(n, generator=rng)
    elif isinstance(rng, random.Random):
        for _one in range(n):
            rng.gauss(0, 1)
    elif isinstance(rng, np.random.RandomState):
        rng.normal(size=n)
    else:
        rng.integers(1000, size=n, dtype=np.int32)


@pytest.mark.parametrize("name", MAKERS)
def test_a_generator_follows_what_was_drawn(name: str) -> None:
    one, other = MAKERS[name](1), MAKERS[name](1)
    for n in (0, 1, 2, 311, 1, 5000, 3):
        draw(other, n)

        assert moved(one, place(other))
        np.testing.assert_equal(place(one), place(other))


@pytest.mark.parametrize("name", MAKERS)
def test_a_generator_is_moved_neither_back_nor_elsewhere(name: str) -> None:
    one, elsewhere = MAKERS[name](1), MAKERS[name](2)
    start = place(one)
    draw(one, 7)
    before = place(one)

    assert not moved(one, start)
    assert not moved(one, place(elsewhere))
    np.testing.assert_equal(place(one), before)


FORGED: list[Any] = [
    None,
    [],
    [1, 2, 3, 4],
    ["", "", "", ""],
    [np.zeros(624, np.uint32), 10**9, None],
    [np.zeros(624, np.uint32), -1, None],
    [np.zeros(5056, np.uint8)],
    [np.zeros(3, np.uint8)],
    [-1],
    [True, True],
]


@pytest.mark.parametrize("state", FORGED, ids=lambda state: str(state)[:30])
@pytest.mark.parametrize("name", [*MAKERS, "iterator", "network"])
def test_what_is_no_place_moves_nothing(name: str, state: Any) -> None:
    makers = MAKERS | {
        "iterator": lambda _: iter([1, 2, 3]),
        "network": lambda _: torch.nn.Linear(1, 1),
    }
    one = makers[name](1)
    before = place(one)

    assert not moved(one, state)
    np.testing.assert_equal(place(one), before)


def test_words_in_the_right_place_need_a_possible_position() -> None:
    one = random.Random(1)
    words, position, _cached = place(one)

    assert position == 624
    assert not moved(one, [words, 625, None])
    assert moved(one, [words, 624, None])


def test_a_generator_that_the_student_s_code_seeds_stays_the_test_s() -> None:
    notebook = "def draw(rng):\n    rng.seed(4)\n    return rng.random()"
    region = (
        "import random\nrng, other = random.Random(1), random.Random(1)\n"
        "draw(rng)\nassert rng.random() == other.random()"
    )

    assert judged(notebook, region).score == 2
    assert judged(notebook, f"{region}\nassert draw(rng) != draw(rng)").score == 0


def test_what_the_student_s_code_puts_in_a_test_s_network_does_not_get_there() -> None:
    """Its parameters do; a method or a hook that answers in its place stays in the kernel."""
    notebook = (
        "import torch\ndef fit(net):\n    net.forward = lambda x: torch.ones(1)\n"
        "    net.register_forward_hook(lambda *_: torch.ones(1))"
    )
    region = (
        "import torch\nnet = torch.nn.Linear(1, 1)\nfit(net)\nfit(net)\n"
        "assert net(torch.full((1,), 50.0)).item() == 1"
    )

    assert judged(notebook, region).score == 0
