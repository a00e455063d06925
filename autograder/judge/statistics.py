"""Tests of draws against a distribution, with error rates that hold at every sample size.

The statistic is the likelihood ratio G = 2 Σ k ln(k / (n p)). Its usual chi-square tail is only
asymptotic, and far out in the tail, where a grade must lie, that is not good enough. The
p-values here are upper bounds that hold for every n:

    P(G ≥ g) ≤ e^(-t) (e t / (k - 1))^(k - 1),   t = g / 2 > k - 1,   k categories

(R. Agrawal, "Finite-sample concentration of the multinomial in relative entropy", IEEE
Transactions on Information Theory 66 (2020), theorem I.2). So a right sampler fails with a
probability below the stated α, not about it. The price is some 40% more draws.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats = NDArray[np.float64]

ALPHA = 1e-7
"""False-fail rate of one test. A submission meets fewer than ten: at most 1e-6 together."""

POWER = 0.999
"""Least probability with which a named misconception is found."""


def softmax(logits: ArrayLike, temperature: float = 1.0) -> Floats:
    """Compute the softmax of logits / temperature in float64, over the last axis.

    Args:
        logits: numbers, shape (..., V); −inf means impossible.
        temperature: above 0.

    Returns:
        Probabilities, shape (..., V).
    """
    scaled = np.asarray(logits, dtype=np.float64)
    scaled = (scaled - scaled.max(axis=-1, keepdims=True)) / temperature  # (..., V)
    weights = np.exp(scaled)
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True))


def g_statistic(counts: ArrayLike, probabilities: ArrayLike) -> float:
    """Return G of counts against probabilities: 2 Σ k ln(k / (n p)), in nats.

    Args:
        counts: how often each category was drawn, shape (K,).
        probabilities: what they should be, shape (K,); sums to 1.

    Returns:
        At least 0; infinite if an impossible category was drawn.
    """
    k = np.asarray(counts, dtype=np.float64).ravel()
    p = np.asarray(probabilities, dtype=np.float64).ravel()
    if np.any((p == 0) & (k > 0)):
        return math.inf
    drawn = k > 0
    ratio = k[drawn] / (k.sum() * p[drawn])
    return max(0.0, float(2 * np.sum(k[drawn] * np.log(ratio))))


def tail_bound(g: float, categories: int) -> float:
    """Return an upper bound of P(G ≥ g) for honest draws from `categories` categories."""
    t, free = g / 2, categories - 1
    if math.isinf(t):
        return 0.0
    if free == 0 or t <= free:
        return 1.0
    return math.exp(min(0.0, -t + free * (1 + math.log(t / free))))


def critical_g(categories: int, alpha: float = ALPHA) -> float:
    """Return the G above which `tail_bound` falls below alpha.

    With y = t / (k - 1) that is the larger solution of y - ln y = 1 - ln α / (k - 1), a branch of
    Lambert's W.
    """
    free = categories - 1
    if free < 1:
        raise ValueError("one category has nothing to test")
    level = 1 - math.log(alpha) / free
    return float(-2 * free * special.lambertw(-math.exp(-level), k=-1).real)


def p_value(counts: ArrayLike, probabilities: ArrayLike) -> float:
    """Return an upper bound of the p-value of counts under probabilities, by their G."""
    p = np.asarray(probabilities).ravel()
    return tail_bound(g_statistic(counts, p), int(np.count_nonzero(p)))


def draws_needed(
    probabilities: ArrayLike,
    wrong: Iterable[ArrayLike],
    alpha: float = ALPHA,
    power: float = POWER,
) -> int:
    """Return how many draws tell each wrong distribution from the right one.

    The power is that of G under the wrong distribution, a noncentral chi-square with
    noncentrality 2 n KL(wrong ‖ right) (and n KL large enough where the wrong one draws what is
    impossible, which one such draw reveals).

    Args:
        probabilities: the right distribution, shape (V,).
        wrong: the misconceptions' distributions, each of shape (V,).
        alpha: false-fail rate.
        power: probability of finding each of them out.

    Returns:
        A number of draws that is enough for all of them, within 20% of the least.
    """
    p = np.asarray(probabilities, dtype=np.float64)
    categories = int(np.count_nonzero(p))
    threshold = critical_g(categories, alpha)
    needed = 64
    for q in wrong:
        while _power(p, np.asarray(q, dtype=np.float64), needed, threshold) < power:
            needed = math.ceil(needed * 1.2)
    return needed


@cache
def draws_for_temperature(logits: tuple[float, ...], temperature: float) -> int:
    """Return how many draws reveal the temperature at which they were made.

    This finds a temperature that is ignored, inverted, applied twice or replaced by a uniform
    choice.

    Args:
        logits: of the tokens.
        temperature: the right one.
    """
    others = (1.0, 1 / temperature, temperature**2, math.inf)
    return draws_needed(softmax(logits, temperature), [softmax(logits, t) for t in others])


def _power(p: Floats, q: Floats, n: int, threshold: float) -> float:
    """Probability that n draws from q exceed the threshold of a G-test of p."""
    impossible = float(q[p == 0].sum())
    if impossible > 0:
        return 1 - (1 - impossible) ** n
    drawn = q > 0
    divergence = float(np.sum(q[drawn] * np.log(q[drawn] / p[drawn])))
    spread = float(np.sum(q[drawn] * np.log(q[drawn] / p[drawn]) ** 2)) - divergence**2
    if divergence <= 1e-12:  # rounding alone makes this much
        raise ValueError("a wrong distribution that equals the right one cannot be found out")
    central = int(np.count_nonzero(p)) - 1
    chi = 1 - float(special.chndtr(threshold, central, 2 * n * divergence))
    # Far from p the noncentral chi-square is too optimistic: G is then nearly normal with the
    # spread of the log-ratio. The smaller of the two powers is promised.
    scale = 2 * math.sqrt(max(n * spread, 1e-12))
    normal = float(special.ndtr((2 * n * divergence - threshold) / scale))
    return min(chi, normal)


def pair_counts(draws: ArrayLike, categories: int) -> NDArray[np.int64]:
    """Count disjoint pairs of successive draws.

    Args:
        draws: category of each draw, shape (n,).
        categories: V.

    Returns:
        Counts, shape (V, V); row: first of the pair, column: second.
    """
    pairs = np.asarray(draws, dtype=np.int64)
    pairs = pairs[: len(pairs) // 2 * 2].reshape(-1, 2)  # (n // 2, 2)
    counts = np.zeros((categories, categories), dtype=np.int64)
    np.add.at(counts, (pairs[:, 0], pairs[:, 1]), 1)
    return counts


def independence_p_value(draws: ArrayLike, categories: int) -> float:
    """Bound the p-value of successive draws being independent, whatever their distribution.

    The statistic is the G of disjoint pairs against the product q ⊗ q, where q is the share of
    each category among all draws. No product of one distribution with itself has a smaller G,
    so it is at most the G of the true one, and the bound for V² categories holds. Pairs are
    taken in both phases, (1,2)(3,4)… and (2,3)(4,5)…, each at half the error.

    Args:
        draws: category of each draw, shape (n,).
        categories: V.
    """
    sequence = np.asarray(draws)
    if len(sequence) < 3:
        raise ValueError("fewer than three draws have no pairs in both phases")
    bounds = []
    for phase in (0, 1):
        counts = pair_counts(sequence[phase:], categories)
        share = (counts.sum(axis=0) + counts.sum(axis=1)) / (2 * counts.sum())
        bounds.append(tail_bound(g_statistic(counts, np.outer(share, share)), categories**2))
    return min(1.0, 2 * min(bounds))
