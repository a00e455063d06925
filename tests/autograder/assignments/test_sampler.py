"""The judges of the sampler, on small students."""

import random
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest
import torch

from autograder.assignments.common import extremes, sampler
from autograder.i18n import _
from autograder.judge.report import Finding
from autograder.judge.statistics import ALPHA
from autograder.judge.student import NotebookStudent, Student
from tests.support.marks import slow, some

Generator = torch.Generator | None
Sampler = Callable[..., Any]
Check = Callable[[Student], Finding]
SEEDS = [f"secret {i}".encode() for i in range(20)]
CHECKS: dict[str, Check] = {
    "T = 1": sampler.follows_softmax,
    "T = 2": partial(sampler.follows_softmax, temperature=2.0),
    "T = 0.5": partial(sampler.follows_softmax, temperature=0.5),
    "extremes": extremes.follows_extremes,
    "reaches": sampler.reaches_every_token,
    "independent": sampler.draws_independent,
    "generator": sampler.uses_generator,
    "impossible": sampler.never_draws_the_impossible,
}


def judged(check: str, sample: Sampler, seed: bytes = SEEDS[0]) -> Finding:
    return CHECKS[check](NotebookStudent({"sample_token": sample}, seed))


def multinomial(logits: torch.Tensor, temperature: float, generator: Generator = None) -> int:
    p = torch.softmax(logits / temperature, dim=-1)
    return int(torch.multinomial(p, 1, generator=generator))


def inverse(logits: torch.Tensor, temperature: float, generator: Generator = None) -> int:
    steps = torch.softmax(logits.double() / temperature, dim=-1).cumsum(dim=-1)
    drawn = torch.rand(1, generator=generator, dtype=torch.float64) * steps[-1]
    return int(torch.searchsorted(steps, drawn, right=True))


def gumbel(logits: torch.Tensor, temperature: float, generator: Generator = None) -> int:
    waiting = torch.empty_like(logits).exponential_(generator=generator)
    return int((logits / temperature - waiting.log()).argmax())


def test_the_checks_find_a_right_sampler_right_whatever_the_secret() -> None:
    for check in CHECKS:
        findings = [judged(check, multinomial, seed) for seed in SEEDS[:2]]
        assert [finding for finding in findings if not finding.passed] == []


@pytest.mark.parametrize("right", [inverse, gumbel])
@pytest.mark.parametrize("check", ["T = 2", "extremes", "independent", "generator"])
def test_other_right_samplers_pass_whatever_the_secret(check: str, right: Sampler) -> None:
    findings = [judged(check, right, seed) for seed in SEEDS[:4]]

    assert [finding for finding in findings if not finding.passed] == []


@pytest.mark.parametrize("right", [inverse, gumbel])
@pytest.mark.parametrize("check", ["T = 1", "T = 0.5", "reaches"])
def test_other_right_samplers_pass_the_longer_checks(check: str, right: Sampler) -> None:
    assert all(judged(check, right, seed).passed for seed in SEEDS[:3])


def test_a_finding_that_passed_has_its_statistics_in_the_receipt() -> None:
    evidence = judged("T = 2", multinomial).evidence

    assert evidence["p_value"] >= ALPHA
    assert sampler.draws_for(2.0) == evidence["n"]


def drawing(change: Callable[[torch.Tensor, float], torch.Tensor]) -> Sampler:
    """A sampler of other weights (V,)."""

    def sample(logits: torch.Tensor, temperature: float, generator: Generator = None) -> int:
        return int(torch.multinomial(change(logits, temperature), 1, generator=generator))

    return sample


def softmax(logits: torch.Tensor, temperature: float = 1.0) -> torch.Tensor:
    return torch.softmax(logits / temperature, dim=-1)


def top_three(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    p = softmax(logits, temperature)
    kept = p.topk(3).indices
    return torch.zeros_like(p).index_copy(0, kept, p[kept])


def without_rarest(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    """Leave out the rarest of the tokens that count as reachable."""
    p = softmax(logits, temperature)
    rarest = p[p >= sampler.REACHABLE].min()
    return torch.where(p == rarest, 0.0, p)


IGNORED = drawing(lambda logits, t: softmax(logits))
MULTIPLIED = drawing(lambda logits, t: softmax(logits, 1 / t))
TWICE = drawing(lambda logits, t: softmax(logits, t * t))
SOFTMAX_FIRST = drawing(lambda logits, t: softmax(softmax(logits), t))
UNIFORM = drawing(lambda logits, t: torch.ones_like(logits))
GREEDY = drawing(lambda logits, t: (logits == logits.max()).float())
TOP_THREE = drawing(top_three)
WITHOUT_RAREST = drawing(without_rarest)

HINTS = {
    "The temperature is ignored.": IGNORED,
    "The temperature works the wrong way round: a high one sharpens.": MULTIPLIED,
    "The temperature is applied twice.": TWICE,
    "A softmax is taken of probabilities.": SOFTMAX_FIRST,
    "All tokens are drawn equally often: the input is ignored.": UNIFORM,
    "Always the same token: greedy choice, or a seed set inside the sampler.": GREEDY,
    "Only the few most likely tokens are ever drawn.": TOP_THREE,
    "A token of low probability is never drawn.": WITHOUT_RAREST,
}

AT_A_LOW_TEMPERATURE = {
    "Now and then any token is drawn, whatever its logit.": drawing(
        lambda logits, t: 0.9 * softmax(logits, t) + 0.1 / len(logits)
    )
}


def test_every_named_misconception_has_a_sampler_here() -> None:
    named = set(sampler.wrong_distributions(sampler.DESIGN, 2.0))
    assert {_(hint) for hint in HINTS} == named
    assert {_(hint) for hint in [*HINTS, *AT_A_LOW_TEMPERATURE]} == set(
        sampler.wrong_distributions(sampler.DESIGN, 0.5)
    )


@pytest.mark.parametrize("hint", AT_A_LOW_TEMPERATURE)
def test_what_only_a_low_temperature_shows_is_named(hint: str) -> None:
    finding = judged("T = 0.5", AT_A_LOW_TEMPERATURE[hint])

    assert not finding.passed
    assert finding.hint == _(hint)


FLAT = list(HINTS)[3:5]
"""At T = 2 a softmax before the division is nearly uniform: draws cannot tell the two apart."""


@pytest.mark.parametrize("hint", HINTS)
@pytest.mark.parametrize("check", ["T = 2", slow("T = 0.5")])
def test_a_misconception_is_named(check: str, hint: str) -> None:
    named = FLAT if hint in FLAT and check == "T = 2" else [hint]
    for seed in SEEDS[:3]:
        finding = judged(check, HINTS[hint], seed)
        assert not finding.passed
        assert finding.hint in {_(name) for name in named}
        assert finding.evidence["p_value"] < ALPHA


@pytest.mark.parametrize("hint", list(HINTS)[3:])
def test_what_does_not_concern_the_temperature_is_named_at_t_1(hint: str) -> None:
    finding = judged("T = 1", HINTS[hint])

    assert not finding.passed
    assert _(hint) == finding.hint


@pytest.mark.parametrize("wrong", [IGNORED, MULTIPLIED])
def test_what_concerns_the_temperature_alone_costs_nothing_at_t_1(wrong: Sampler) -> None:
    assert judged("T = 1", wrong).passed


def test_a_distribution_of_no_known_misconception_fails_without_a_hint() -> None:
    finding = judged("T = 2", drawing(lambda logits, t: softmax(-logits, t)))

    assert not finding.passed
    assert finding.hint == ""


def first_left_out(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    p = softmax(logits, temperature)
    p[0] = 0
    return p


def top(k: int) -> Callable[[torch.Tensor, float], torch.Tensor]:
    """Weights of 0 for all but the k most likely, found by a threshold as in nanoGPT."""

    def change(logits: torch.Tensor, temperature: float) -> torch.Tensor:
        p = softmax(logits, temperature)
        return torch.where(p < p.topk(min(k, len(p))).values[-1], 0.0, p)

    return change


def nucleus(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    p, order = softmax(logits, temperature).sort(descending=True)
    kept = torch.where(p.cumsum(0) - p < 0.95, p, 0.0)
    return torch.zeros_like(p).index_copy(0, order, kept)


def test_a_token_that_is_never_drawn_is_missed() -> None:
    for seed in SEEDS[:3]:
        finding = judged("reaches", drawing(first_left_out), seed)
        assert not finding.passed
        assert finding.hint == _(
            "Sampling is over all V tokens: no token is left out, not even <unk>."
        )


@pytest.mark.parametrize(
    ("wrong", "k"),
    some([(top(3), 3), (top(6), 6), (top(10), 10), (top(40), 40), (top(69), 69), (nucleus, 65)], 3),
)
def test_drawing_from_the_most_likely_only_is_named(wrong: Any, k: int) -> None:
    hint = _("Only the {k} most likely are ever drawn (top-k or top-p): leave none out.")
    for seed in SEEDS[:3]:
        assert judged("reaches", drawing(wrong), seed).hint == hint.format(k=k)


def likeliest_mixed_in(
    logits: torch.Tensor, temperature: float, generator: Generator = None
) -> int:
    if float(torch.rand((), generator=generator)) < 0.1:
        return int(logits.argmax())
    return multinomial(logits, temperature, generator)


def test_a_sampler_that_sometimes_takes_the_likeliest_is_named() -> None:
    for seed in SEEDS:
        assert judged("reaches", likeliest_mixed_in, seed).hint == _(
            "The most likely token is also chosen now and then without drawing."
        )


def refusing_infinity(logits: torch.Tensor, temperature: float, generator: Generator = None) -> int:
    if not bool(torch.isfinite(logits).all()):
        raise ValueError("not finite")
    return multinomial(logits, temperature, generator)


def drawing_the_impossible(
    logits: torch.Tensor, temperature: float, generator: Generator = None
) -> int:
    return multinomial(torch.nan_to_num(logits, neginf=0.0), temperature, generator)


@pytest.mark.parametrize("wrong", [refusing_infinity, drawing_the_impossible])
def test_a_logit_of_minus_infinity_is_a_logit(wrong: Sampler) -> None:
    assert judged("impossible", multinomial).passed
    assert judged("impossible", wrong).hint == _(
        "-inf is a logit like any other: its probability is 0."
    )


def seeding_itself(logits: torch.Tensor, temperature: float, generator: Generator = None) -> int:
    torch.manual_seed(0)
    return multinomial(logits, temperature, generator)


def test_a_seed_inside_the_sampler_is_named() -> None:
    finding = judged("independent", seeding_itself)

    assert not finding.passed
    assert finding.hint == _("A seed set inside the sampler makes every draw the first one.")


def remembering(share: float) -> Sampler:
    """A sampler that returns its last token again, every second time or with probability."""
    kept: list[int] = []

    def sample(logits: torch.Tensor, temperature: float, generator: Generator = None) -> int:
        if kept and float(torch.rand(())) < share:
            return kept.pop() if share == 1 else kept[-1]
        kept.append(multinomial(logits, temperature, generator))
        return kept[-1]

    return sample


@pytest.mark.parametrize("share", [1.0, 0.7])
def test_a_sampler_that_repeats_itself_is_named(share: float) -> None:
    finding = judged("independent", remembering(share))

    assert not finding.passed
    assert finding.hint == _("Draw afresh at every call; keep nothing from one call to the next.")
    assert finding.evidence["p_value"] < ALPHA


def without_generator(logits: torch.Tensor, temperature: float, generator: Generator = None) -> int:
    return multinomial(logits, temperature)


def reseeding(logits: torch.Tensor, temperature: float, generator: Generator = None) -> int:
    return multinomial(logits, temperature, torch.Generator().manual_seed(1))


def seeding_globally(logits: torch.Tensor, temperature: float, generator: Generator = None) -> int:
    if generator is not None:
        torch.manual_seed(int(torch.randint(2**31, (1,), generator=generator)))
    return multinomial(logits, temperature)


def wasting_numpy(logits: torch.Tensor, temperature: float, generator: Generator = None) -> int:
    np.random.random()
    return multinomial(logits, temperature, generator)


def wasting_python(logits: torch.Tensor, temperature: float, generator: Generator = None) -> int:
    random.random()
    return multinomial(logits, temperature, generator)


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        (without_generator, "The generator is not used, or is seeded again inside."),
        (reseeding, "The generator is not used, or is seeded again inside."),
        (
            seeding_globally,
            "When a generator is given, nothing draws from the global state or seeds it.",
        ),
        (
            wasting_numpy,
            "When a generator is given, nothing draws from the global state or seeds it.",
        ),
        (
            wasting_python,
            "When a generator is given, nothing draws from the global state or seeds it.",
        ),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_generator_that_is_not_used_is_named(wrong: Sampler, hint: str) -> None:
    finding = judged("generator", wrong)

    assert not finding.passed
    assert _(hint) == finding.hint


@pytest.mark.parametrize("check", ["T = 2", "reaches", "independent", "generator"])
@pytest.mark.parametrize(
    ("change", "observed"),
    [(torch.tensor, "shape ()"), (np.int64, "NumPy number"), (float, "."), (str, "'"), (bool, "e")],
    ids=["tensor", "numpy", "float", "text", "bool"],
)
def test_a_token_that_is_no_python_int_is_named(check: str, change: Any, observed: str) -> None:
    finding = judged(check, lambda *arguments: change(multinomial(*arguments)))

    assert not finding.passed
    assert finding.hint == _("int(...) or .item() makes it one.")
    assert observed in finding.observed


@pytest.mark.parametrize("shift", [1, -1, 10**6])
@pytest.mark.parametrize("check", ["T = 2", "reaches", "independent", "generator"])
def test_a_token_outside_the_vocabulary_fails(check: str, shift: int) -> None:
    finding = judged(check, lambda *arguments: multinomial(*arguments) + shift)

    assert not finding.passed
    assert "…" in finding.observed


@pytest.mark.parametrize("check", CHECKS)
def test_a_missing_sampler_or_a_stub_fails(check: str) -> None:
    names: dict[str, object] = {}
    exec("def sample_token(*_arguments):\n    raise NotImplementedError()", names)  # noqa: S102

    assert not CHECKS[check](NotebookStudent({})).passed
    assert CHECKS[check](NotebookStudent(names)).hint == _(
        "This task still has its stub: write your solution in its place."
    )
