"""The error rates that the statistical checks state, by enumeration and by simulation.

Simulations have fixed seeds, so that a run is the same every time. The samplers and the statistic
are simulated here by array operations of their own; a few experiments tie them to the code under
test.
"""

import math
from itertools import pairwise, product

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from autograder.assignments.common import sampler
from autograder.judge.statistics import (
    ALPHA,
    POWER,
    critical_g,
    draws_needed,
    g_statistic,
    independence_p_value,
    p_value,
    pair_counts,
    softmax,
    tail_bound,
)
from tests.support.marks import slow, some

Floats = NDArray[np.float64]
LOGITS = np.array([-2.0, 0.0, 0.5, 3.0])
TEMPERATURES = (1.0, 2.0, 0.5)
TOKENS = len(sampler.DESIGN)
PAIRS = TOKENS**2


def test_softmax_is_normalised_over_the_last_axis() -> None:
    p = softmax(np.stack([LOGITS, 2 * LOGITS]))

    assert p.shape == (2, 4)
    assert np.allclose(p.sum(axis=-1), 1)
    assert np.allclose(p[1], np.exp(2 * LOGITS) / np.exp(2 * LOGITS).sum())


@pytest.mark.parametrize("shift", [-1e6, -3.0, 1e-3, 700.0, 1e6])
def test_a_shift_changes_nothing(shift: float) -> None:
    assert np.allclose(softmax(LOGITS), softmax(LOGITS + shift), atol=1e-9)


def test_temperature_divides() -> None:
    assert np.allclose(softmax(LOGITS, 2.0), softmax(LOGITS / 2))
    assert np.allclose(softmax(LOGITS, 0.7), softmax(3 * LOGITS, 2.1))


def test_temperature_has_its_limits() -> None:
    assert np.allclose(softmax(LOGITS, 1e-3), [0, 0, 0, 1])
    assert np.allclose(softmax(LOGITS, 1e9), 0.25)
    assert np.allclose(softmax([1.0, 1.0, 0.0], 1e-9), [0.5, 0.5, 0])


def test_an_impossible_token_has_no_probability() -> None:
    assert softmax([0.0, -np.inf, 0.0]).tolist() == [0.5, 0, 0.5]


def test_counts_that_agree_exactly_have_g_0() -> None:
    assert g_statistic([5, 10, 5], [0.25, 0.5, 0.25]) == 0
    assert p_value([5, 10, 5], [0.25, 0.5, 0.25]) == 1


def test_g_is_twice_the_likelihood_ratio() -> None:
    expected = 2 * (3 * math.log(3 / 5) + 7 * math.log(7 / 5))

    assert g_statistic([3, 7], [0.5, 0.5]) == pytest.approx(expected)
    assert g_statistic([0, 4], [0.5, 0.5]) == pytest.approx(2 * 4 * math.log(2))


def test_an_impossible_token_that_was_drawn_has_p_value_0() -> None:
    assert math.isinf(g_statistic([1, 99], [0.0, 1.0]))
    assert p_value([1, 99], [0.0, 1.0]) == 0
    assert p_value([1, 0, 99], [0.0, 0.5, 0.5]) == 0


def test_an_impossible_token_that_was_not_drawn_is_no_category() -> None:
    assert p_value([0, 70, 30], [0, 0.5, 0.5]) == p_value([70, 30], [0.5, 0.5])


@pytest.mark.parametrize("categories", [2, 3, 6, 36, 400])
def test_the_bound_falls_from_1_to_0(categories: int) -> None:
    grid = [0.0, *np.geomspace(1e-3, 1e5, 400)]
    bounds = [tail_bound(g, categories) for g in grid]

    assert bounds[0] == 1
    assert all(left >= right for left, right in pairwise(bounds))
    assert bounds[-1] == tail_bound(math.inf, categories) == 0


@pytest.mark.parametrize("g", [5.0, 50.0, 500.0])
def test_the_bound_grows_with_the_categories(g: float) -> None:
    bounds = [tail_bound(g, categories) for categories in range(2, 300)]

    assert all(left <= right for left, right in pairwise(bounds))


def test_one_category_is_no_test() -> None:
    assert tail_bound(10.0, 1) == 1
    with pytest.raises(ValueError, match="one category"):
        critical_g(1)


@pytest.mark.parametrize("categories", [2, 3, 6, 36, 400])
@pytest.mark.parametrize("alpha", [0.5, 1e-2, 1e-3, ALPHA, 1e-12])
def test_the_critical_value_is_where_the_bound_meets_alpha(categories: int, alpha: float) -> None:
    critical = critical_g(categories, alpha)

    assert tail_bound(critical, categories) == pytest.approx(alpha, rel=1e-6)
    assert (
        tail_bound(critical * 1.001, categories) < alpha < tail_bound(critical * 0.999, categories)
    )


def outcomes(n: int, categories: int) -> NDArray[np.int64]:
    """Every way in which n draws can fall into the categories, shape (outcomes, K)."""
    ways = product(range(n + 1), repeat=categories - 1)
    return np.array([(*way, n - sum(way)) for way in ways if sum(way) <= n])


def g_of(counts: NDArray[np.int64], p: Floats) -> Floats:
    """G of many experiments at once, (N, K) → (N,)."""
    k = counts.astype(np.float64)
    share = k / (k.sum(axis=-1, keepdims=True) * p)
    return np.asarray(2 * np.sum(k * np.log(np.where(k > 0, share, 1.0)), axis=-1))


@pytest.mark.parametrize(
    ("n", "p"),
    [
        (12, [1 / 3, 1 / 3, 1 / 3]),
        (12, [0.7, 0.2, 0.1]),
        (12, [0.98, 0.01, 0.01]),
        (30, [0.5, 0.5]),
        (30, [0.9, 0.1]),
        (30, [0.999, 0.001]),
        (1, [0.2, 0.8]),
        (2, [0.25, 0.25, 0.5]),
        (9, [0.4, 0.3, 0.2, 0.1]),
        (10, [0.97, 0.01, 0.01, 0.01]),
    ],
)
def test_the_bound_holds_for_every_attainable_g(n: int, p: list[float]) -> None:
    """Compare with the exact tail, summed over all outcomes of n draws."""
    counts = outcomes(n, len(p))
    weights = np.asarray(stats.multinomial.pmf(counts, n, p))
    values = g_of(counts, np.array(p))
    assert weights.sum() == pytest.approx(1)

    for g, row in zip(values, counts, strict=True):
        assert g == pytest.approx(g_statistic(row, p), abs=1e-9)
        exact = weights[values >= g - 1e-9].sum()  # equal values may differ in the last digit
        assert exact <= tail_bound(g, len(p)) + 1e-12


def test_more_draws_are_needed_for_a_smaller_error_and_for_lower_rates() -> None:
    p = softmax([0.0, 1.0, 2.0])
    near, far = softmax([0.0, 1.0, 2.0], 1.2), softmax([0.0, 1.0, 2.0], 3.0)

    assert draws_needed(p, [far]) < draws_needed(p, [near])
    assert draws_needed(p, [near]) == draws_needed(p, [near, far])
    assert draws_needed(p, [near], alpha=1e-2) < draws_needed(p, [near])
    assert draws_needed(p, [near], power=0.9) < draws_needed(p, [near])


def test_a_wrong_distribution_that_is_right_cannot_be_found_out() -> None:
    p = softmax([0.0, 1.0, 2.0])

    with pytest.raises(ValueError, match="equals the right one"):
        draws_needed(p, [p])
    with pytest.raises(ValueError, match="equals the right one"):
        draws_needed(p, [[1, 0, 0], p])


def test_drawing_the_impossible_is_found_by_one_such_draw() -> None:
    n = draws_needed([0.5, 0.5, 0.0], [[0.49, 0.49, 0.02]])

    assert 1 - 0.98**n >= POWER


@pytest.mark.parametrize("temperature", TEMPERATURES)
@pytest.mark.parametrize("alpha", [1e-2, 1e-3])
def test_an_honest_sampler_fails_no_more_often_than_alpha(temperature: float, alpha: float) -> None:
    """Judge 100,000 honest experiments of the check's own design and number of draws."""
    p = softmax(sampler.DESIGN, temperature)
    rng = np.random.default_rng(1)
    counts = rng.multinomial(sampler.draws_for(temperature), p, size=100_000)
    failed = g_of(counts, p) > critical_g(TOKENS, alpha)

    assert failed.mean() <= alpha
    for row, verdict in zip(counts[:50], failed[:50], strict=True):
        assert verdict == (p_value(row, p) < alpha)


MISCONCEPTIONS = [
    (temperature, name)
    for temperature in TEMPERATURES
    for name in sampler.wrong_distributions(sampler.DESIGN, temperature)
]


def most_misses(experiments: int) -> int:
    """How many misses a test of power POWER has at most, but for a probability of 1e-6.

    The number of misses is binomial with a rate of 1 - POWER or less. A simulation with more of
    them than this refutes the power that is stated; one with fewer agrees with it.
    """
    return int(stats.binom.isf(1e-6, experiments, 1 - POWER))


@pytest.mark.parametrize(("temperature", "name"), MISCONCEPTIONS)
def test_every_named_misconception_is_found(temperature: float, name: str) -> None:
    """Judge 20,000 samplers with it, at the check's own number of draws and α."""
    p = softmax(sampler.DESIGN, temperature)
    q = sampler.wrong_distributions(sampler.DESIGN, temperature)[name]
    rng = np.random.default_rng(2)
    counts = rng.multinomial(sampler.draws_for(temperature), q, size=20_000)
    absent = ((counts == 0) & (p >= sampler.REACHABLE)).any(axis=1)
    missed = np.count_nonzero((g_of(counts, p) <= critical_g(TOKENS, ALPHA)) & ~absent)

    assert missed <= most_misses(20_000)
    row = counts[0]
    assert sampler.evidence_of(row, p) < ALPHA


@pytest.mark.parametrize("temperature", TEMPERATURES)
def test_an_honest_sampler_hardly_ever_misses_a_token(temperature: float) -> None:
    p, n = softmax(sampler.DESIGN, temperature), sampler.draws_for(temperature)

    assert np.sum((1 - p[p >= sampler.REACHABLE]) ** n) <= ALPHA / 100


def test_every_temperature_but_1_has_those_that_concern_it() -> None:
    """At T = 1 nothing shows that concerns the temperature alone; the other cell tests it."""
    counts = {
        t: sum(t == temperature for temperature, _name in MISCONCEPTIONS) for t in TEMPERATURES
    }

    assert counts == {1.0: 5, 2.0: 8, 0.5: 9}


def test_dividing_by_the_temperature_twice_is_found_at_one_half() -> None:
    """Not among the named distributions; the cell that asks at T = 2 and 0.5 finds it.

    At T = 2 alone, two in three of such samplers are found.
    """
    p, q = softmax(sampler.DESIGN, 0.5), softmax(sampler.DESIGN, 0.25)
    rng = np.random.default_rng(3)
    counts = rng.multinomial(sampler.draws_for(0.5), q, size=20_000)

    assert np.count_nonzero(g_of(counts, p) <= critical_g(TOKENS, ALPHA)) <= most_misses(20_000)


def test_pairs_are_disjoint_and_a_last_draw_without_a_partner_is_left_out() -> None:
    counts = pair_counts([0, 1, 0, 1, 1, 1, 2], 3)

    assert counts.tolist() == [[0, 2, 0], [0, 1, 0], [0, 0, 0]]


def test_fewer_than_three_draws_have_no_pairs() -> None:
    with pytest.raises(ValueError, match="fewer than three"):
        independence_p_value([1], 3)


Draws = NDArray[np.int64]


def honest(rng: np.random.Generator, experiments: int, n: int = 600) -> Draws:
    """Independent draws of the sampler's design, shape (N, n)."""
    return rng.choice(TOKENS, p=softmax(sampler.DESIGN), size=(experiments, n)).astype(np.int64)


def copying(share: float, rng: np.random.Generator, experiments: int) -> Draws:
    """Draws of which each is the previous one again with probability `share`."""
    draws = honest(rng, experiments)
    again = rng.random(draws.shape) < share
    for i in range(1, draws.shape[1]):
        draws[:, i] = np.where(again[:, i], draws[:, i - 1], draws[:, i])
    return draws


def pair_g(draws: Draws) -> Floats:
    """The statistic of many experiments at once, the larger of both phases, (N, n) → (N,)."""
    length = (draws.shape[1] - 1) // 2 * 2
    return np.maximum(phase_g(draws), phase_g(draws[:, 1 : 1 + length]))


def phase_g(draws: Draws) -> Floats:
    """G of the disjoint pairs against q ⊗ q, q the share of each token, (N, n) → (N,)."""
    code = draws[:, 0::2] * TOKENS + draws[:, 1::2]  # (N, n / 2)
    offset = PAIRS * np.arange(len(draws))[:, None]
    counts = np.bincount((offset + code).ravel(), minlength=PAIRS * len(draws))
    table = counts.reshape(-1, TOKENS, TOKENS)  # (N, V, V)
    share = (table.sum(axis=2) + table.sum(axis=1)) / draws.shape[1]  # (N, V)
    outer = share[:, :, None] * share[:, None, :]  # (N, V, V)
    return g_of(table.reshape(-1, PAIRS), np.maximum(outer, 1e-300).reshape(-1, PAIRS))


def test_the_simulated_statistic_is_that_of_the_check() -> None:
    draws = np.concatenate(
        [honest(np.random.default_rng(4), 20), copying(0.6, np.random.default_rng(4), 20)]
    )
    for row, g in zip(draws, pair_g(draws), strict=True):
        expected = min(1.0, 2 * tail_bound(g, PAIRS))
        assert independence_p_value(row, TOKENS) == pytest.approx(expected)


@pytest.mark.parametrize("alpha", [1e-2, slow(1e-3)])
def test_independent_draws_fail_no_more_often_than_alpha(alpha: float) -> None:
    failed = pair_g(honest(np.random.default_rng(5), 20_000)) > critical_g(PAIRS, alpha / 2)

    assert failed.mean() <= alpha


def repeating(rng: np.random.Generator, experiments: int) -> Draws:
    """Draws that come twice each."""
    return np.repeat(honest(rng, experiments, 300), 2, axis=1)


def copying_three_in_five(rng: np.random.Generator, experiments: int) -> Draws:
    """The smallest dependence of this kind that 600 draws find with `POWER`.

    With one draw in two copied they find it in 98.6% of cases only.
    """
    return copying(0.6, rng, experiments)


def cycling(rng: np.random.Generator, experiments: int) -> Draws:
    """All tokens in turn, from a random one on."""
    start = rng.integers(0, TOKENS, size=(experiments, 1))
    return np.asarray((start + np.arange(600)) % TOKENS)


def following(rng: np.random.Generator, experiments: int) -> Draws:
    """Every second draw decided by the one before it: its successor."""
    first = honest(rng, experiments, 300)
    return np.stack([first, (first + 1) % TOKENS], axis=2).reshape(experiments, 600)


def repeating_one_later(rng: np.random.Generator, experiments: int) -> Draws:
    """Draws that come twice each, the pairs shifted by one."""
    return np.roll(repeating(rng, experiments), 1, axis=1)


def alternating(rng: np.random.Generator, experiments: int) -> Draws:
    """Two tokens by turns: each pair is the same, so only its symmetry gives it away."""
    first = rng.integers(0, 2, size=(experiments, 1))
    return np.asarray((first + np.arange(600)) % 2)


def test_a_sampler_that_avoids_its_last_token_is_found() -> None:
    """Draw anew, once, what was drawn last: judge 2,000 of them at the check's 2000 draws."""
    rng, p = np.random.default_rng(8), softmax(sampler.DESIGN)
    tokens = rng.choice(TOKENS, p=p, size=(2_000, 2_000))
    second = rng.choice(TOKENS, p=p, size=tokens.shape)
    for i in range(1, tokens.shape[1]):
        again = tokens[:, i] == tokens[:, i - 1]
        tokens[again, i] = second[again, i]

    missed = pair_g(tokens) <= critical_g(PAIRS, ALPHA / 2)

    assert np.count_nonzero(missed) <= most_misses(2_000)


@pytest.mark.parametrize(
    "dependent",
    some(
        [repeating, repeating_one_later, copying_three_in_five, cycling, following, alternating], 3
    ),
)
def test_a_sampler_that_remembers_is_found(dependent: object) -> None:
    """Judge 20,000 of each at the check's α and 600 draws, fewer than it asks for."""
    assert callable(dependent)
    missed = pair_g(dependent(np.random.default_rng(6), 20_000)) <= critical_g(PAIRS, ALPHA / 2)

    assert np.count_nonzero(missed) <= most_misses(20_000)
