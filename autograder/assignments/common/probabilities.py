"""Checks of temperatures for a function that takes probabilities, not logits."""

from __future__ import annotations

import numpy as np

from autograder.assignments.common.misconceptions import EXACT
from autograder.assignments.common.softmaxes import UNDERFLOW, ask
from autograder.assignments.common.temperature import must_differ
from autograder.i18n import N_, _
from autograder.judge import Mismatch, Student, check, expect
from autograder.judge.statistics import softmax


@check(N_("At very low T every number is finite, and the order is kept"))
def survives_small_powers(student: Student) -> None:
    """Pass in probabilities whose 100th power no float holds: small ones, all small, one.

    Those that are all small come out hardly less even than they were. The one is among many zeros,
    so that their mean, too, is small beside it. Of a few plain ones, the 1000th power is asked for.
    Times 1e-11, they need scaling, too.
    """
    rng = student.rng("probabilities.survives_small_powers")
    flat = rng.permutation(np.linspace(0.9, 1.1, 3000)) / 3000  # (V,): each below 4e-4
    steep = rng.permutation(np.array([1e-30, 1e-9, 0.2, 0.8 - 1e-9]))
    sure = rng.permutation(np.eye(1, 3000)[0])
    plain = rng.permutation(np.array([0.1, 0.4, 0.5]))
    batch: list[expect.Array] = [flat, steep.astype(np.float32), sure, plain, 1e-11 * plain]
    answers = ask(student, batch, [0.01] * 3 + [0.001, 0.01], "probabilities")
    for p, (observed, _same) in zip(batch, answers, strict=True):
        ordered = observed[np.argsort(p)].astype(np.float64)
        in_order = np.all(np.diff(ordered) >= 0) and ordered[-1] > ordered[0]
        if not (in_order and abs(ordered.sum() - 1) < 1e-3):
            raise Mismatch(
                _("probabilities in the same order, with sum 1"),
                _("sum {total:.3g}, largest {largest:.3g}").format(
                    total=ordered.sum(), largest=ordered.max()
                ),
                _(UNDERFLOW),
            )
    must_differ(answers[1][0], batch[1], 0.01)
    exact = softmax(np.log(flat), 0.01)
    if (difference := expect.difference(answers[0][0], exact)) > EXACT:
        raise Mismatch(
            _("at most {largest:.2g} for one of 3000 tokens that are nearly equally likely").format(
                largest=exact.max()
            ),
            _("the largest difference is {difference:.1g}").format(difference=difference),
            _(UNDERFLOW),
        )


@check(N_("What is impossible stays impossible: zeros stay zero"))
def keeps_zeros(student: Student) -> None:
    """Pass in rows with zeros, and a tiny number beside them, at low and high temperatures.

    Then come many whose last number is 0: by rounding, what others leave of 1 is hardly ever that.
    """
    rng = student.rng("probabilities.keeps_zeros")
    p = rng.permutation(np.array([0.0, 0.0, 1e-30, 0.1, 0.3, 0.6]))
    temperatures = [0.5, 1.0, 50.0]
    hint = _("The logarithm of 0 is not finite; 0 to any positive power is 0.")
    answers = ask(student, [p] * 3, temperatures, "probabilities", hint)
    for temperature, (observed, _same) in zip(temperatures, answers, strict=True):
        cut_off = temperature >= 1 and np.any(observed[p > 0] <= 0)  # a float32 may, below
        if np.any(observed[p == 0] != 0) or cut_off:
            raise Mismatch(
                _("0 where {p} has 0, at T = {temperature:g}").format(
                    p=p.tolist(), temperature=temperature
                ),
                str([float(f"{q:.2g}") for q in observed]),
                _("A token that was ruled out must not come back, however high T is.")
                if np.any(observed[p == 0] != 0)
                else _(
                    "What is possible stays possible: float64 can hold it, and nothing is cut off."
                ),
            )
    must_differ(answers[0][0], p, temperatures[0])
    rows = [np.append(row, 0.0) for row in rng.dirichlet(np.ones(6), size=40)]  # (V,) each
    answers = ask(student, rows, [0.7] * len(rows), "probabilities", hint)
    most = max(abs(float(observed[-1])) for observed, _same in answers)
    if most > 0:
        raise Mismatch(
            _("0 for the last token, whose probability is 0"),
            f"{most:.2g}",
            _("A token that was ruled out must not come back, however high T is."),
        )


SUMS = (0.5, 1 + 3e-6, 40.0)
"""What rows sum to, at T = 1 as well; the second one in the way that float32 may go wrong."""


@check(N_("The result is float64 and sums to 1 as closely as float64 can"))
def in_float64(student: Student) -> None:
    """Pass in float32 probabilities, as a network returns them, and rows with other sums.

    Some of these have numbers above 1. The last row is float16, as that of a network under a mixed
    policy may be.
    """
    rng = student.rng("probabilities.in_float64")
    rows = softmax(rng.normal(size=(20, 70)) * 2).astype(np.float32)
    others = [(row * total).astype(np.float32) for row, total in zip(rows, SUMS, strict=False)]
    given = [*rows, *others, *others, rows[0].astype(np.float16), others[-1]]
    temperatures = [0.7] * len(rows) + [1.0] * len(SUMS) + [2.0] * len(SUMS) + [0.7] * 2
    answers = ask(student, given, temperatures, "probabilities")
    for temperature, (observed, _same) in zip(temperatures, answers, strict=True):
        if observed.max() == observed.min():
            raise Mismatch(
                _("probabilities that differ, as those passed in do"),
                _("the same one for every token"),
                _("All tokens come out equally likely: the input is ignored."),
            )
        error = float(observed.sum(dtype=np.float64)) - 1
        if observed.dtype == np.float64 and abs(error) <= 1e-9:
            continue
        raise Mismatch(
            _("float64, with sum 1"),
            _("{dtype}, with sum 1 {error:+.1g}").format(dtype=observed.dtype, error=error),
            _sum_hint(observed, temperature, error),
        )
    last = len(SUMS) - 1
    _must_scale(rows[last], answers[last][0], answers[-1][0])


def _must_scale(row: expect.Array, once: expect.Array, scaled: expect.Array) -> None:
    """Compare what came of a row (V,) at T = 0.7 with what came of it times the last of `SUMS`.

    Where the first is wrong as well, that is another cell's business.

    Raises:
        Mismatch: the first is right, and the second is not the same.
    """
    exact = softmax(np.log(row), 0.7)
    if expect.difference(once, exact) <= EXACT < expect.difference(scaled, exact):
        raise Mismatch(
            _("the same probabilities as for the row divided by its sum, {total:.0f}").format(
                total=SUMS[-1]
            ),
            _("others, for numbers up to {largest:.1f}").format(largest=SUMS[-1] * row.max()),
            _("A number may be above 1: multiplying all by the same constant changes nothing."),
        )


def _sum_hint(observed: expect.Array, temperature: float, error: float) -> str:
    if temperature == 1 and observed.dtype == np.float64:
        return _("The input need not sum to 1; the result must, at T = 1 as well.")
    if abs(error) < 1e-3:
        return _("Convert to float64 before the power: multinomial refuses rounded sums.")
    return _("Probabilities sum to 1: these still have to be normalised.")
