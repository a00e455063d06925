"""The judges of the softmax with temperature, on small students."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from autograder.assignments.common import temperature
from autograder.assignments.common.misconceptions import tolerance
from autograder.i18n import _
from autograder.judge.report import Finding
from autograder.judge.student import NotebookStudent, Student
from tests.support.marks import some

Function = Callable[[torch.Tensor, float], Any]
Check = Callable[[Student], Finding]
SEEDS = [f"secret {i}".encode() for i in range(20)]
CHECKS: list[Check] = [
    temperature.is_softmax,
    temperature.divides,
    temperature.survives_extremes,
    temperature.keeps_shape,
    temperature.refuses_invalid,
]
IDS = [check.__name__ for check in CHECKS]


def judged(check: Check, function: Function, seed: bytes = SEEDS[0]) -> Finding:
    def guarded(logits: torch.Tensor, temperature: float) -> Any:
        if temperature <= 0:
            raise ValueError("the temperature must be positive")
        return function(logits, temperature)

    return check(NotebookStudent({"temperature_probabilities": guarded}, seed))


def softmax(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    return torch.softmax(logits / temperature, dim=-1)


def in_float64(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    return torch.softmax(logits.double() / temperature, dim=-1)


def by_hand(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    highest = logits.max(dim=-1, keepdim=True).values
    weights = ((logits - highest) / temperature).exp()
    return weights / weights.sum(dim=-1, keepdim=True)


def by_log(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    return torch.log_softmax(logits / temperature, dim=-1).exp()


def by_logsumexp(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    scaled = logits / temperature
    return (scaled - scaled.logsumexp(dim=-1, keepdim=True)).exp()


def by_numpy(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    scaled = logits.numpy() / temperature
    weights = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    return torch.from_numpy(weights / weights.sum(axis=-1, keepdims=True))


@pytest.mark.parametrize("check", CHECKS, ids=IDS)
@pytest.mark.parametrize(
    "right",
    some([softmax, in_float64, by_hand, by_log, by_logsumexp, by_numpy], 3),
    ids=lambda f: f.__name__,
)
def test_a_right_function_passes_whatever_the_secret(check: Check, right: Function) -> None:
    """The logits are float32 and float64; a result in either precision passes."""
    findings = [judged(check, right, seed) for seed in SEEDS]

    assert [finding for finding in findings if not finding.passed] == []


def in_float32(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    return torch.softmax(logits.float() / temperature, dim=-1)


@pytest.mark.parametrize("check", [c for c in CHECKS if c is not temperature.is_softmax])
def test_rounding_to_float32_passes_on_float32_logits(check: Check) -> None:
    assert all(judged(check, in_float32, seed).passed for seed in SEEDS)


def test_the_tolerance_is_what_the_task_promises_and_grows_with_rounding() -> None:
    narrow, wide = np.ones(3), np.full(3, 1e4)

    assert 1e-4 <= tolerance(narrow, 1.0) < 1.1e-4
    assert tolerance(wide, 1.0) > 50 * tolerance(narrow, 1.0)
    assert tolerance(narrow, 0.1) > tolerance(narrow, 1.0)


def test_an_answer_in_float32_to_logits_in_float64_is_right_whatever_the_secret() -> None:
    def in_float32(logits: torch.Tensor, temperature: float) -> torch.Tensor:
        return softmax(logits.float(), temperature)

    assert all(judged(temperature.is_softmax, in_float32, b"%d" % i).passed for i in range(200))


@pytest.mark.parametrize("check", [temperature.is_softmax, temperature.divides])
def test_an_error_of_one_in_a_hundred_fails(check: Check) -> None:
    def nearly(logits: torch.Tensor, temperature: float) -> torch.Tensor:
        return softmax(logits, temperature * 1.01)

    assert not any(judged(check, nearly, seed).passed for seed in SEEDS)


def ignored(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    return torch.softmax(logits, dim=-1)


def multiplied(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    return torch.softmax(logits * temperature, dim=-1)


def softmax_first(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    return torch.softmax(torch.softmax(logits, dim=-1) / temperature, dim=-1)


def exponent_upside_down(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    return torch.softmax(logits, dim=-1) ** temperature


def probabilities_divided(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    return torch.softmax(logits, dim=-1) / temperature


def power_not_normalised(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    return torch.softmax(logits, dim=-1) ** (1 / temperature)


def exp_not_normalised(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    return torch.exp(logits / temperature)


def uniform(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    return torch.full_like(logits, 1 / logits.shape[-1])


def greedy(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    return torch.nn.functional.one_hot(logits.argmax(dim=-1), logits.shape[-1]).float()


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        (ignored, "This is the distribution at T = 1: the temperature is ignored."),
        (multiplied, "The logits were multiplied by T: a high T should flatten, not sharpen."),
        (
            softmax_first,
            "A softmax was taken before the division: divide the logits themselves.",
        ),
        (exponent_upside_down, "This is p to the power of T: the exponent must be 1 / T."),
        (
            probabilities_divided,
            "The probabilities were divided by T; nothing normalises them.",
        ),
        (power_not_normalised, "Probabilities sum to 1: these still have to be normalised."),
        (uniform, "All tokens come out equally likely: the input is ignored."),
        (
            greedy,
            "All the probability is on one token: that is the limit T → 0, not every T.",
        ),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_wrong_formula_is_named_whatever_the_secret(wrong: Function, hint: str) -> None:
    findings = [judged(temperature.divides, wrong, seed) for seed in SEEDS]

    assert not any(finding.passed for finding in findings)
    assert {_(hint)} == {finding.hint for finding in findings}
    assert all(finding.expected and finding.observed for finding in findings)


@pytest.mark.parametrize(
    "wrong",
    [ignored, multiplied, exponent_upside_down, probabilities_divided, power_not_normalised],
)
def test_what_concerns_the_temperature_alone_costs_nothing_at_t_1(wrong: Function) -> None:
    assert all(judged(temperature.is_softmax, wrong, seed).passed for seed in SEEDS)


@pytest.mark.parametrize("wrong", [softmax_first, exp_not_normalised, uniform, greedy])
def test_what_is_no_softmax_fails_at_t_1(wrong: Function) -> None:
    assert not any(judged(temperature.is_softmax, wrong, seed).passed for seed in SEEDS)


def as_printed(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    weights = torch.exp(logits / temperature)
    return weights / weights.sum(dim=-1, keepdim=True)


def mean_subtracted(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    return as_printed(logits - logits.mean(dim=-1, keepdim=True), temperature)


def clamped(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    return torch.softmax((logits / temperature).clamp(-80, 80), dim=-1)


@pytest.mark.parametrize(
    "wrong", [as_printed, mean_subtracted, clamped, power_not_normalised, uniform]
)
def test_overflow_and_lost_order_fail(wrong: Function) -> None:
    assert not any(judged(temperature.survives_extremes, wrong, seed).passed for seed in SEEDS)


def test_the_formula_as_printed_is_right_where_nothing_overflows() -> None:
    assert judged(temperature.is_softmax, as_printed).passed
    assert judged(temperature.divides, as_printed).passed
    assert judged(temperature.keeps_shape, as_printed).passed


def test_a_large_number_lost_by_clamping_is_explained() -> None:
    hint = judged(temperature.survives_extremes, clamped).hint

    assert hint == _("exp of a large number is infinite: what shift of the logits changes nothing?")


def first_axis(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    return torch.softmax(logits / temperature, dim=0)


def over_everything(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    weights = torch.exp((logits - logits.max()) / temperature)
    return weights / weights.sum()


def first_row_for_all(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    row = logits.reshape(-1, logits.shape[-1])[0]
    return softmax(row, temperature).expand(logits.shape)


@pytest.mark.parametrize("wrong", [first_axis, over_everything, first_row_for_all])
def test_rows_that_are_not_by_themselves_fail(wrong: Function) -> None:
    assert not any(judged(temperature.keeps_shape, wrong, seed).passed for seed in SEEDS)
    assert judged(temperature.divides, wrong).passed


def test_a_lost_axis_is_named() -> None:
    finding = judged(temperature.keeps_shape, lambda x, t: softmax(x, t).reshape(-1))

    assert finding.hint == _("The result has one probability for every token, in the same shape.")
    assert "(30,)" in finding.observed


def in_place(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    logits -= logits.max(dim=-1, keepdim=True).values
    return softmax(logits, temperature)


def test_logits_changed_in_place_are_named() -> None:
    findings = [judged(temperature.keeps_shape, in_place, seed) for seed in SEEDS]

    assert not any(finding.passed for finding in findings)
    assert {_("The caller still needs what it passed in: change a copy of it.")} == {
        f.hint for f in findings
    }


def refuses(function: Function) -> Finding:
    return temperature.refuses_invalid(NotebookStudent({"temperature_probabilities": function}))


def asserting(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    assert temperature > 0
    return softmax(logits, temperature)


def refusing_zero_only(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    if temperature == 0:
        raise ValueError
    return softmax(logits, temperature)


class TooCold(ValueError):
    """A ValueError of the student's own."""


def own_error(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    if temperature <= 0:
        raise TooCold
    return softmax(logits, temperature)


@pytest.mark.parametrize(
    ("wrong", "observed"),
    [(softmax, _("no error")), (asserting, "AssertionError"), (refusing_zero_only, _("no error"))],
)
def test_an_invalid_temperature_is_named(wrong: Function, observed: str) -> None:
    finding = refuses(wrong)

    assert not finding.passed
    assert observed == finding.observed
    assert finding.hint == _("T = 0 divides by zero; a negative T prefers the unlikely.")


def test_a_value_error_of_one_s_own_is_one() -> None:
    assert refuses(own_error).passed


class Forger:
    """Equals everything and is close to everything, by its own account."""

    shape = (5,)
    dtype = torch.float32

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]

    def __array__(self, *_args: object, **_named: object) -> Any:
        raise AssertionError("asked for an array")


@pytest.mark.parametrize("check", [c for c in CHECKS if c is not temperature.refuses_invalid])
@pytest.mark.parametrize(
    "wrong",
    [
        lambda x, t: softmax(x, t).numpy(),
        lambda x, t: softmax(x, t).tolist(),
        lambda x, t: softmax(x, t)[None],
        lambda x, t: softmax(x, t).sum(),
        lambda x, t: (softmax(x, t) * 100).long(),
        lambda x, t: softmax(x, t) * float("nan"),
        lambda x, t: None,
        lambda x, t: True,
        lambda x, t: Forger(),
    ],
    ids=["numpy", "list", "axis", "sum", "integers", "nan", "nothing", "true", "forger"],
)
def test_an_answer_of_another_kind_fails(check: Check, wrong: Function) -> None:
    finding = judged(check, wrong)

    assert not finding.passed
    assert finding.expected
    assert finding.observed


@pytest.mark.parametrize("check", CHECKS, ids=IDS)
def test_a_missing_function_fails(check: Check) -> None:
    assert not check(NotebookStudent({})).passed


STUB = "def temperature_probabilities(logits, temperature):\n    raise NotImplementedError()"


@pytest.mark.parametrize("check", CHECKS, ids=IDS)
def test_a_stub_is_named(check: Check) -> None:
    names: dict[str, Any] = {}
    exec(STUB, names)  # noqa: S102 - a released cell

    finding = check(NotebookStudent(names))

    assert not finding.passed
    assert finding.hint == _("This task still has its stub: write your solution in its place.")
