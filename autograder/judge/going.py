"""What goes on as it is used, at both ends of the channel: a random generator, a network.

A region hands over such an object once. From then on there are two, and the side that has used one
of them says where it is now. What is random is never moved to where the student's code could
choose, only on: along the numbers that come next; an iterator only to its end. A network's
parameters in PyTorch are lent one by one, so that only its modes are left to follow; one of Keras
has its weights.

Like `autograder.judge.carry`, this file is both ends: its source is sent into the student's kernel.
"""

from __future__ import annotations

import operator
import random
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

State = list[Any]
WORDS = 624  # of a Mersenne Twister's state
ROUNDS = 4000  # of its state, each of so many numbers
FAR = 1 << 40  # numbers of another generator
MASK = (1 << 128) - 1
MULTIPLIER = 0x2360ED051FC65DA44385DF649FCCF645  # of PCG64
PLACE = 24  # bytes before the words of PyTorch's generator; each takes eight
EMPTY: tuple[Any, ...] = ([], (), range(0), "", "é", {}, set[int]())
ITERATORS = tuple(type(iter(one)) for one in EMPTY)


class Kind(NamedTuple):
    """How to find out where an object is, and to bring it somewhere.

    Attributes:
        now: returns where it is, as plain data.
        go: brings it there.
        leads: returns whether it gets from the first place to the second by being used.
    """

    now: Callable[[Any], State]
    go: Callable[[Any, State], object]
    leads: Callable[[State, State], bool]


def kind_of(value: Any) -> Kind | None:
    """Return how to follow an object; None: it is not one of those that go on."""
    torch = sys.modules.get("torch")  # which need not be there
    nn = getattr(torch, "nn", None)
    if type(value) is random.Random:
        return Kind(_of_python, _python_goes, _twists)
    if type(value) is np.random.RandomState or type(value) is np.random.Generator:
        return _of_numpy(value)
    if type(value) in ITERATORS:
        return Kind(_left, _skip, _is_ahead)
    if torch is not None and type(value) is torch.Generator:
        return Kind(_of_torch, _torch_goes, _torch_leads) if value.device.type == "cpu" else None
    if nn is not None and isinstance(value, nn.Module):
        return Kind(_modes, _set_modes, _same_number)
    optimizer = getattr(getattr(torch, "optim", None), "Optimizer", None)
    if optimizer is not None and isinstance(value, optimizer):
        return Kind(_rates, _set_rates, _are_rates)
    keras = getattr(sys.modules.get("keras"), "Model", None)
    if keras is not None and isinstance(value, keras) and value.built:
        return Kind(operator.methodcaller("get_weights"), keras.set_weights, _alike)
    return None


def _of_python(value: random.Random) -> State:
    _version, (*words, place), cached = value.getstate()
    return [np.array(words, np.uint32), place, cached]


def _python_goes(value: random.Random, state: State) -> None:
    words, place, cached = state
    value.setstate((3, (*map(int, words), place), None if cached is None else float(cached)))


def _twists(one: State, other: State) -> bool:
    """Return whether one state of a Mersenne Twister leads to another."""
    words, place = other[:2]
    if not _is_array(words, np.uint32, WORDS) or type(place) is not int or not 0 <= place <= WORDS:
        return False
    bits = np.random.MT19937()
    bits.state = {"bit_generator": "MT19937", "state": {"key": one[0], "pos": WORDS}}
    first, behind = np.array_equal(one[0], words), place >= one[1]
    for _round in range(ROUNDS):
        if first and behind:
            return True
        bits.random_raw(WORDS, output=False)
        first, behind = np.array_equal(bits.state["state"]["key"], words), True
    return False


def _is_array(value: Any, kind: type, size: int) -> bool:
    return type(value) is np.ndarray and value.dtype == kind and value.shape == (size,)


def _of_numpy(value: Any) -> Kind | None:
    bits = value._bit_generator if type(value) is np.random.RandomState else value.bit_generator
    if type(bits) is np.random.MT19937 and type(value) is np.random.RandomState:
        return Kind(_of_legacy, _legacy_goes, _twists)
    if type(bits) is np.random.PCG64 and type(value) is np.random.Generator:
        return Kind(_of_pcg, _pcg_goes, _steps)
    return None


def _of_legacy(value: np.random.RandomState) -> State:
    _name, words, place, has, cached = value.get_state()
    return [np.array(words, np.uint32), int(place), float(cached) if has else None]


def _legacy_goes(value: np.random.RandomState, state: State) -> None:
    words, place, cached = state
    has = int(cached is not None)
    value.set_state(("MT19937", words, place, has, float(cached or 0.0)))


def _of_pcg(value: np.random.Generator) -> State:
    state: Any = value.bit_generator.state
    inner = state["state"]
    return [inner["state"], inner["inc"], state["has_uint32"], state["uinteger"]]


def _pcg_goes(value: np.random.Generator, state: State) -> None:
    place, step, has, cached = map(int, state)
    inner = {"state": place, "inc": step}
    whole = {"bit_generator": "PCG64", "state": inner, "has_uint32": has, "uinteger": cached}
    value.bit_generator.state = whole


def _steps(one: State, other: State) -> bool:
    """Return whether one state of PCG64 leads to another in less than `FAR` steps.

    The distance is found bit by bit, as in Brown, Random number generation with arbitrary strides
    (1994).
    """
    if not all(type(part) is int for part in other) or len(other) != len(one):
        return False
    now, step, then = one[0], one[1], other[0]
    fits = 0 <= then <= MASK and step == other[1] and other[2] in (0, 1) and 0 <= other[3] < 1 << 32
    times, bit, distance = MULTIPLIER, 1, 0
    while fits and now != then and bit < FAR:
        if (now ^ then) & bit:
            now = (now * times + step) & MASK
            distance |= bit
        step = (times + 1) * step & MASK
        times = times * times & MASK
        bit <<= 1
    return bool(fits and now == then)


def _of_torch(value: Any) -> State:
    return [value.get_state().numpy()]


def _torch_goes(value: Any, state: State) -> None:
    value.set_state(sys.modules["torch"].from_numpy(state[0].copy()))  # which looks at it


def _torch_leads(one: State, other: State) -> bool:
    if not _is_array(other[0], np.uint8, len(one[0])):
        return False
    return _twists(_words(one[0]), _words(other[0]))


def _words(raw: Any) -> State:
    """Return the words of PyTorch's state, and how many of them were used."""
    left = int(raw[8:12].view(np.int32)[0])
    words = raw[PLACE : PLACE + 8 * WORDS].view(np.uint64).astype(np.uint32)
    return [words, WORDS + 1 - left if left else WORDS]


def _left(value: Any) -> State:
    return [operator.length_hint(value)]


def _is_ahead(one: State, other: State) -> bool:
    (left,) = other
    return type(left) is int and 0 <= left <= one[0]


def _skip(value: Any, state: State) -> None:
    for _one in range(operator.length_hint(value) - state[0]):
        next(value)


def _modes(value: Any) -> State:
    return [bool(one.training) for one in value.modules()]


def _set_modes(value: Any, state: State) -> None:
    for one, mode in zip(value.modules(), state, strict=True):
        one.training = mode


def _same_number(one: State, other: State) -> bool:
    return len(one) == len(other) and all(type(mode) is bool for mode in other)


def _rates(value: Any) -> State:
    return [
        {name: one for name, one in group.items() if type(one) in (bool, int, float)}
        for group in value.param_groups
    ]


def _set_rates(value: Any, state: State) -> None:
    for group, rates in zip(value.param_groups, state, strict=True):
        group.update(rates)


def _are_rates(one: State, other: State) -> bool:
    """Return whether these are numbers for the same settings of an optimizer, such as its rate."""
    return len(one) == len(other) and all(
        type(new) is dict
        and new.keys() >= old.keys()
        and "params" not in new
        and all(
            type(name) is str and type(rate) in (bool, int, float) for name, rate in new.items()
        )
        for old, new in zip(one, other, strict=True)
    )


def _alike(one: State, other: State) -> bool:
    """Return whether arrays have the types and shapes of others."""
    return len(one) == len(other) and all(
        type(new) is np.ndarray and (new.dtype, new.shape) == (old.dtype, old.shape)
        for old, new in zip(one, other, strict=True)
    )


def moved(value: Any, state: Any) -> bool:
    """Bring the region's object to where the student's code says that its own is now.

    Returns:
        Whether it gets there by being used; else it stays where it is.
    """
    kind = kind_of(value)
    try:
        if kind is None or not kind.leads(kind.now(value), state):
            return False
        kind.go(value, state)
    except (IndexError, OverflowError, RuntimeError, TypeError, ValueError):
        return False  # nothing that such an object can be at
    return True
