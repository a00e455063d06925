"""The judges of temperature and sampler where the task is put in probabilities."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from autograder.assignments.common import probabilities, sampler, temperature
from autograder.judge.report import Finding
from autograder.judge.student import NotebookStudent, Student
from tests.support.fork import ForkedStudent, forked
from tests.support.marks import slow

Floats = NDArray[Any]
Function = Callable[[Floats, float], Any]
SEEDS = [f"secret {i}".encode() for i in range(20)]
CHECKS: dict[str, Callable[[Student], Finding]] = {
    "divides": partial(temperature.divides, form="probabilities"),
    "extremes": probabilities.survives_small_powers,
    "zeros": probabilities.keeps_zeros,
    "float64": probabilities.in_float64,
    "shapes": partial(temperature.keeps_shape, form="probabilities"),
}


def judged(check: str, function: Function, seed: bytes = SEEDS[0]) -> Finding:
    return CHECKS[check](NotebookStudent({"temperature_probabilities": function}, seed))


def normalised(weights: Floats) -> Floats:
    result: Floats = weights / weights.sum(axis=-1, keepdims=True)
    return result


def scaled(p: Floats, t: float) -> Floats:
    p = p.astype(np.float64)
    return normalised((p / p.max(axis=-1, keepdims=True)) ** (1 / t))


def by_log(p: Floats, t: float) -> Floats:
    with np.errstate(divide="ignore"):
        scores = np.log(p.astype(np.float64)) / t
    return normalised(np.exp(scores - scores.max(axis=-1, keepdims=True)))


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("right", [scaled, by_log])
def test_a_right_function_passes_whatever_the_secret(check: str, right: Function) -> None:
    findings = [judged(check, right, seed) for seed in SEEDS]

    assert [finding for finding in findings if not finding.passed] == []


def unscaled(p: Floats, t: float) -> Floats:
    with np.errstate(invalid="ignore"):
        return normalised(p.astype(np.float64) ** (1 / t))


def in_place(p: Floats, t: float) -> Floats:
    p /= p.max(axis=-1, keepdims=True)
    return normalised(p.astype(np.float64) ** (1 / t))


def with_epsilon(p: Floats, t: float) -> Floats:
    return scaled(p.astype(np.float64) + 1e-9, t)


def in_float32(p: Floats, t: float) -> Floats:
    return scaled(p, t).astype(np.float32)


def converted_late(p: Floats, t: float) -> Floats:
    return normalised(p ** np.float32(1 / t)).astype(np.float64)


def over_everything(p: Floats, t: float) -> Floats:
    weights = p.astype(np.float64) ** (1 / t)
    result: Floats = weights / weights.sum()
    return result


@pytest.mark.parametrize(
    ("check", "wrong", "hint"),
    [
        ("divides", lambda p, t: scaled(p, 1), "the temperature is ignored"),
        ("divides", lambda p, t: scaled(p, 1 / t), "The exponent was T"),
        ("divides", lambda p, t: p.astype(np.float64) ** (1 / t), "still have to be normalised"),
        ("divides", lambda p, t: normalised(np.exp(p / t)), "these are not logits"),
        ("extremes", unscaled, "scale before the power"),
        ("zeros", with_epsilon, "must not come back"),
        ("zeros", lambda p, t: by_log(p, t) * np.log(p), "logarithm of 0"),
        ("float64", in_float32, "Convert to float64"),
        ("float64", converted_late, "Convert to float64"),
        ("shapes", over_everything, "Each row sums to 1"),
        ("shapes", in_place, "change a copy of it"),
    ],
)
@pytest.mark.filterwarnings("ignore:divide by zero:RuntimeWarning")
@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
def test_a_misconception_is_found_and_named(check: str, wrong: Function, hint: str) -> None:
    findings = [judged(check, wrong, seed) for seed in SEEDS]

    assert [finding for finding in findings if finding.passed] == []
    assert all(hint in finding.hint for finding in findings)


@pytest.mark.parametrize("check", ["divides", "zeros", "shapes"])
def test_float32_costs_its_own_point_only(check: str) -> None:
    assert all(judged(check, in_float32, seed).passed for seed in SEEDS)


SAMPLER: dict[str, Callable[[Student], Finding]] = {
    "T = 1": partial(sampler.follows_softmax, form="probabilities"),
    "T = 2": partial(sampler.follows_softmax, form="probabilities", temperature=2.0),
    "reaches": partial(sampler.reaches_every_token, form="probabilities"),
    "independent": partial(sampler.draws_independent, form="probabilities"),
    "generator": partial(sampler.uses_generator, form="probabilities"),
    "float32": sampler.accepts_float32,
}
POWER = "def power(p, t):\n    p = np.float64(p) ** (1 / t)\n    return p / p.sum()\n"
HEAD = (
    "def sample_token(probabilities, temperature, rng):\n    p = power(probabilities, temperature)"
)


@pytest.fixture(scope="module")
def child() -> Iterator[ForkedStudent]:
    """A process of its own: what TensorFlow starts here must not be there in a later fork."""
    with forked() as student:
        assert student.run("import random\nimport numpy as np\n" + POWER) == ""
        yield student


@pytest.mark.parametrize("check", SAMPLER)
@pytest.mark.parametrize(
    "draw",
    [
        "int(rng.choice(len(p), p=p))",
        "int(rng.multinomial(1, p).argmax())",
        "int(min(np.searchsorted(p.cumsum(), rng.random()), len(p) - 1))",
    ],
)
def test_a_right_sampler_passes(child: ForkedStudent, check: str, draw: str) -> None:
    assert child.run(f"{HEAD}\n    return {draw}") == ""

    assert SAMPLER[check](child).passed


@pytest.mark.parametrize(
    ("check", "body"),
    [
        ("T = 2", "return int(rng.choice(len(p), p=np.float64(probabilities)))"),
        ("reaches", "p[0] = 0; return int(rng.choice(len(p), p=p / p.sum()))"),
        ("independent", "return int(np.random.default_rng(0).choice(len(p), p=p))"),
        ("generator", "return int(np.random.choice(len(p), p=p))"),
        ("generator", "np.random.seed(0); return int(rng.choice(len(p), p=p))"),
        ("generator", "random.random(); return int(rng.choice(len(p), p=p))"),
        slow(
            "generator",
            "import tensorflow as tf; tf.random.set_seed(int(rng.integers(2**31))); "
            "return int(tf.random.categorical(np.log(p)[None], 1)[0, 0])",
        ),
        ("float32", "return int(rng.multinomial(1, probabilities).argmax())"),
    ],
)
def test_a_wrong_sampler_is_found_and_explained(
    child: ForkedStudent, check: str, body: str
) -> None:
    assert child.run(f"{HEAD}\n    {body}") == ""
    finding = SAMPLER[check](child)

    assert not finding.passed
    assert finding.hint
