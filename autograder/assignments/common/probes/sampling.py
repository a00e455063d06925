"""Questions about temperature and the sampler, in every form that an assignment gives them.

`kind` names what the student's functions take: "torch" tensors with an optional
`torch.Generator`, or "numpy" arrays with a `numpy.random.Generator`.
"""

from __future__ import annotations

import copy
import random
import sys
from typing import Any

import numpy as np


def _handed(array: Any, kind: str) -> Any:
    if kind == "numpy":
        return np.array(array)
    import torch

    return torch.as_tensor(np.array(array))


def _generator(seed: int, kind: str) -> Any:
    if kind == "numpy":
        return np.random.default_rng(seed)
    import torch

    return torch.Generator().manual_seed(seed)


def probabilities(
    student: dict[str, Any], given: list[Any], temperatures: list[float], kind: str
) -> Any:
    """Return the student's probabilities for each array at its temperature.

    Each comes with a note of whether the array that was passed in is still the same.
    """
    answers = []
    for array, temperature in zip(given, temperatures, strict=True):
        handed = _handed(array, kind)
        result = student["temperature_probabilities"](handed, temperature)
        unchanged = bool(np.array_equal(np.asarray(handed), array))
        answers.append({"probabilities": result, "unchanged": unchanged})
    return answers


def probabilities_anew(
    student: dict[str, Any], given: list[Any], temperature: float, kind: str
) -> Any:
    """Return the student's probabilities of arrays (B, T, V) that are passed in as one.

    Its first two axes are stored the other way round, as those of a transposed array are.
    """
    handed = _handed(np.ascontiguousarray(given[0].swapaxes(0, 1)), kind).swapaxes(0, 1)
    answers = []
    for array in given:
        handed[...] = _handed(array, kind)
        answers.append(student["temperature_probabilities"](handed, temperature))
    return answers


def probabilities_again(student: dict[str, Any], given: Any, temperature: float, kind: str) -> Any:
    """Return the student's probabilities of an array after somebody has overwritten the first ones.

    Where they cannot be written to, they are as they were.
    """
    first = student["temperature_probabilities"](_handed(given, kind), temperature)
    if isinstance(first, np.ndarray):
        if first.flags.writeable and first.dtype.kind == "f":
            first[...] = -1
    elif kind == "torch" and not first.is_inference() and 0 not in first.stride():
        first.detach().fill_(-1)
    return student["temperature_probabilities"](_handed(given, kind), temperature)


def raises(student: dict[str, Any], given: Any, temperatures: list[float], kind: str) -> Any:
    """Return the name of what `temperature_probabilities` raises at each T (None: nothing)."""
    names: list[str | None] = []
    for temperature in temperatures:
        try:
            student["temperature_probabilities"](_handed(given, kind), temperature)
        except (NotImplementedError, NameError):
            raise  # there is no solution yet
        except Exception as error:
            names.append("ValueError" if isinstance(error, ValueError) else type(error).__name__)
        else:
            names.append(None)
    return names


def draws(
    student: dict[str, Any],
    given: Any,
    temperature: float,
    n: int,
    seed: int | None,
    kind: str,
    sampler: str,
) -> Any:
    """Return n tokens drawn by the student's sampler, which has this name, one call each.

    All of them are drawn from one array; if it has changed by then, that is the answer, except at
    T = 1, where what has changed is hardly more than rounding. Before that, the array held all
    numbers but the last in reverse, and one token was drawn; and one of an array of float64, of
    which `np.asarray` makes no copy.

    `seed` is that of the generator that is passed in. If it is None, none is passed where it is
    optional. The global random states are seeded once, before the first draw.
    """
    if seed is None and kind == "numpy":
        seed = 0
    sample, handed = student[sampler], _handed(np.append(given[-2::-1], given[-1]), kind)
    sample(handed, temperature, *([] if seed is None else [_generator(0, kind)]))
    handed[...] = _handed(given, kind)
    double = np.array(given, dtype=np.float64)
    if kind == "numpy":
        sample(double, temperature, _generator(0, kind))
    _seed_globally(0)
    sources = [] if seed is None else [_generator(seed, kind)]
    tokens = [sample(handed, temperature, *sources) for _ in range(n)]
    same = np.array_equal(np.asarray(handed), given) and np.array_equal(double, given)
    if temperature != 1 and not same:
        return {"changed": True}
    if all(isinstance(token, int) and not isinstance(token, bool) for token in tokens):
        return np.array(tokens, dtype=np.int64)  # one array crosses faster than n numbers
    return tokens[:10]


def draw_of_each(
    student: dict[str, Any], rows: list[Any], temperature: float, seed: int, kind: str
) -> Any:
    """Return one token drawn from each row."""
    source = _generator(seed, kind)
    sample = student["sample_token"]
    return np.array([sample(_handed(row, kind), temperature, source) for row in rows])


def _seed_globally(seed: int) -> None:
    np.random.seed(seed)
    random.seed(seed)
    if "torch" in sys.modules:
        sys.modules["torch"].manual_seed(seed)
    if "tensorflow" in sys.modules:
        sys.modules["tensorflow"].random.set_seed(seed)


def _global_states() -> list[Any]:
    """Return every global random state; TensorFlow's is told by what it draws next."""
    states: list[Any] = [repr(np.random.get_state()), random.getstate()]
    if "torch" in sys.modules:
        states.append(sys.modules["torch"].get_rng_state().tolist())
    if "tensorflow" in sys.modules:
        states.append(float(sys.modules["tensorflow"].random.uniform([])))
    return states


def global_state_kept(
    student: dict[str, Any], given: Any, n: int, seed: int, kind: str, sampler: str
) -> Any:
    """Return whether n draws with a generator left the global random states as they were.

    They are seeded with `seed` first, so that a student who seeds them with 0 is noticed.
    """
    _seed_globally(seed)
    untouched = _global_states()
    _seed_globally(seed)
    source = _generator(1, kind)
    for _ in range(n):
        student[sampler](_handed(given, kind), 1.0, source)
    return untouched == _global_states()


def repeats_from_state(
    student: dict[str, Any], given: Any, n: int, kind: str, sampler: str
) -> bool:
    """Return whether two generators draw alike once one of them has the state of the other.

    That one has drawn before; a generator of PyTorch's was made with another seed.
    """
    sample, one = student[sampler], _generator(3, kind)
    for _ in range(n):
        sample(_handed(given, kind), 1.0, one)
    if kind == "numpy":
        other = copy.deepcopy(one)  # with the seeds that `spawn` gives its children
    else:
        other = _generator(4, kind)
        other.set_state(one.get_state())
    runs = [
        [sample(_handed(given, kind), 1.0, source) for _ in range(n)] for source in (one, other)
    ]
    return bool(runs[0] == runs[1])


def repeats_from_global_seed(student: dict[str, Any], given: Any, n: int) -> Any:
    """Return whether n draws without a generator repeat after the same `torch.manual_seed`."""
    import torch

    runs = []
    for _ in range(2):
        torch.manual_seed(5)
        runs.append([student["sample_token"](_handed(given, "torch"), 1.0) for _ in range(n)])
    return bool(runs[0] == runs[1])
