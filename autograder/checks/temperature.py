"""Judges of the softmax with temperature: properties that need no randomness."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from autograder.checks import expect
from autograder.errors import StudentRaised
from autograder.probes import Questions
from autograder.report import Mismatch, check
from autograder.statistics import Floats, softmax
from autograder.student import Student
from lesson.i18n import N_, _

probes = Questions("pytorch.sampling")
DESIGN = np.array([-1.5, 0.0, 0.7, 1.9, 3.2])
TEMPERATURES = (0.3, 0.5, 2.0, 5.0)


def tolerance(logits: expect.Array, temperature: float, observed: expect.Array) -> float:
    """Return the error that precision allows: rounding ε in L becomes ε |L| / T.

    ε is that of the logits or of the answer, whichever is coarser; a float32 answer to float64
    logits is right, a float16 one is judged as if it were float32.
    """
    coarser = np.float32 if observed.dtype != np.float64 else logits.dtype
    epsilon = float(np.finfo(coarser).eps)
    return 8 * epsilon * (1 + float(np.abs(logits).max()) / temperature) + 1e-7


def secret_design(rng: np.random.Generator, dtype: type = np.float32) -> expect.Array:
    """Return the fixed design, its tokens permuted and its logits shifted."""
    shifted = rng.permutation(DESIGN) + rng.uniform(-3, 3)
    return np.asarray(shifted, dtype=dtype)


def _ask(
    student: Student, logits: Sequence[expect.Array], temperatures: Sequence[float]
) -> list[tuple[expect.Array, bool]]:
    """Ask for probabilities; return each answer, of its logits' shape, and "input unchanged"."""
    answers = student.ask(
        probes.probabilities, logits=list(logits), temperatures=list(temperatures)
    )
    checked = []
    for answer, array in zip(
        expect.items(answers, len(logits), _("probabilities")), logits, strict=True
    ):
        values = expect.tensor(
            expect.field(answer, "probabilities"),
            array.shape,
            "float",
            _("The result has one probability for every logit, in the same shape."),
            _("exp of a large number is infinite: what shift of the logits changes nothing?"),
        )
        checked.append((values, expect.field(answer, "unchanged") is True))
    return checked


def _compare(logits: expect.Array, temperature: float, observed: expect.Array) -> None:
    exact = softmax(logits, temperature)
    if np.abs(observed - exact).max() > tolerance(logits, temperature, observed):
        raise Mismatch(
            _("logits {logits} at T = {temperature:g}: {exact}").format(
                logits=np.round(logits.astype(np.float64), 2).tolist(),
                temperature=temperature,
                exact=np.round(exact, 3).tolist(),
            ),
            str(np.round(observed.astype(np.float64), 3).tolist()),
            misconception(logits, temperature, observed),
        )


def misconception(logits: expect.Array, temperature: float, observed: expect.Array) -> str:
    """Name the formula that explains wrong probabilities, if it is a known one."""
    exact = softmax(logits)
    if exact.ndim > 1 and not np.allclose(observed.sum(axis=-1), 1, atol=1e-3):
        return _("Each row sums to 1 by itself: normalise over the last axis only.")
    scaled = np.asarray(logits, dtype=np.float64) / temperature
    with np.errstate(over="ignore"):
        known: list[tuple[Floats, str]] = [
            (exact, _("This is the softmax at T = 1: the temperature is ignored.")),
            (
                softmax(logits, 1 / temperature),
                _("The logits were multiplied by T: a high T should flatten, not sharpen."),
            ),
            (
                softmax(exact, temperature),
                _("A softmax was taken before the division: divide the logits themselves."),
            ),
            (exact**temperature, _("p to the power of T: the exponent is the inverse of this.")),
            (exact / temperature, _("The probabilities were divided: divide the logits instead.")),
            (
                exact ** (1 / temperature),
                _("Probabilities sum to 1: something is left to normalise."),
            ),
            (np.exp(scaled), _("Probabilities sum to 1: divide by the sum of the exponentials.")),
            (
                np.full_like(exact, 1 / exact.shape[-1]),
                _("All tokens are equally likely: the logits are ignored."),
            ),
            (
                (exact == exact.max(axis=-1, keepdims=True)).astype(np.float64),
                _("All probability is on one token: that is the limit T → 0, not every T."),
            ),
        ]
    for candidate, hint in known:
        if np.allclose(candidate, observed, atol=1e-4):
            return hint
    return ""


@check(N_("At T = 1 it is the softmax, and a shift of all logits changes nothing"))
def is_softmax(student: Student) -> None:
    """Compare with the exact softmax at T = 1, for float32 and float64, shifted and not."""
    rng = student.rng("temperature.is_softmax")
    logits = secret_design(rng)
    wide = rng.normal(size=12) * 3
    batches = [logits, logits + np.float32(7), wide]
    for array, (observed, _same) in zip(batches, _ask(student, batches, [1.0] * 3), strict=True):
        _compare(array, 1.0, observed)


@check(N_("The logits are divided by T: a low T sharpens, a high T flattens"))
def divides(student: Student) -> None:
    """Compare at several T, with (kL, kT) ≡ (L, T), and near both limits."""
    rng = student.rng("temperature.divides")
    logits = secret_design(rng)
    k = float(rng.uniform(1.5, 3))
    pairs = [(logits, t) for t in TEMPERATURES]
    pairs += [
        ((k * logits).astype(np.float32), k * 0.5),
        (logits - logits.max(), 0.05),
        (logits, 1000.0),
    ]
    answers = _ask(student, [p[0] for p in pairs], [p[1] for p in pairs])
    for (array, temperature), (observed, _same) in zip(pairs, answers, strict=True):
        _compare(array, temperature, observed)


@check(N_("Large logits and a small T neither overflow nor lose the order"))
def survives_extremes(student: Student) -> None:
    """Hand over logits up to ±1e4 at T = 0.01: finite, sum 1, same order."""
    rng = student.rng("temperature.survives_extremes")
    huge = rng.permutation(np.array([-1e4, -3.0, 0.0, 9998.0, 9999.0, 1e4])).astype(np.float32)
    large = rng.permutation(np.array([97.0, 98.5, 100.0])).astype(np.float32)
    low = rng.permutation(np.array([-1e4, -9.99e3, -9.98e3])).astype(np.float32)
    cases = [(huge, 0.01), (large, 0.3), (low, 0.01)]
    answers = _ask(student, [c[0] for c in cases], [c[1] for c in cases])
    for (logits, _temperature), (p, _same) in zip(cases, answers, strict=True):
        ordered = p[np.argsort(logits)]
        ordered_well = np.all(np.diff(ordered) >= 0) and ordered[-1] > ordered[0]
        hint = _("exp of a large number is infinite: what shift of the logits changes nothing?")
        if ordered_well and np.all(p >= 0):
            hint = _("Probabilities sum to 1.")
        if not (ordered_well and np.all(p >= 0) and abs(p.sum() - 1) < 1e-3):
            raise Mismatch(
                _("probabilities in the order of the logits {logits}, with sum 1").format(
                    logits=logits.tolist()
                ),
                str(p.astype(np.float64).round(4).tolist()),
                hint,
            )


@check(N_("Any number of leading dimensions, each row by itself, the input left as it was"))
def keeps_shape(student: Student) -> None:
    """Hand over logits (V,), (B, V), (B, T, V) whose rows differ, and one of them permuted."""
    rng = student.rng("temperature.keeps_shape")
    batch = np.stack([secret_design(rng) for _row in range(6)])  # (6, V)
    order = rng.permutation(batch.shape[-1])
    arrays = [batch[0], batch, batch.reshape(2, 3, -1), batch[:, order]]
    for array, (observed, same) in zip(arrays, _ask(student, arrays, [1.0] * 4), strict=True):
        _compare(array, 1.0, observed)
        if not same:
            raise Mismatch(
                _("the logits that were handed over, unchanged"),
                _("they were changed in place"),
                _("The caller still needs its logits: make new ones."),
            )


@check(N_("A temperature of zero or below is a ValueError"))
def refuses_invalid(student: Student) -> None:
    """Hand over T = 0, 0.0 and negative ones."""
    logits = secret_design(student.rng("temperature.refuses_invalid"))
    temperatures = [0, 0.0, -1.0, -0.01]
    observed = student.ask(probes.raises, logits=logits, temperatures=temperatures)
    for temperature, name in zip(
        temperatures, expect.items(observed, 4, _("four answers")), strict=True
    ):
        if (raised := StudentRaised(str(name), "temperature_probabilities")).unfinished:
            raise raised
        if name != "ValueError":
            raise Mismatch(
                _("ValueError at T = {temperature:g}").format(temperature=temperature),
                _("no error") if name is None else str(name),
                _("T = 0 divides by zero; a negative T prefers the unlikely."),
            )
