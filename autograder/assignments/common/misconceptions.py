"""What known misconceptions make of logits and a temperature, and what to say of each."""

from __future__ import annotations

import numpy as np

from autograder.assignments.common.forms import FORMS
from autograder.i18n import N_, _
from autograder.judge import expect
from autograder.judge.statistics import Floats, softmax

BOUNDED = N_("Divide by T as it is, however small or large: no bounds, nothing added or rounded.")
ZEROS = N_("exp is already 0 before the power is taken: divide the logits by T first.")
LOWEST, HIGHEST = 0.1, 9.0  # as careless code bounds a temperature
EXACT = 1e-4  # the error that the tasks allow, whatever the dtype probabilities are computed in


def tolerance(logits: expect.Array, temperature: float) -> float:
    """Return the error that is allowed: `EXACT`, and what rounding to float32 in L / T makes."""
    epsilon = float(np.finfo(np.float32).eps)
    return EXACT + 8 * epsilon * float(np.abs(logits).max()) / temperature


def misconceptions(
    logits: expect.Array, temperature: float, observed: expect.Array, form: str = "logits"
) -> list[str]:
    """Name the known formulas that explain wrong probabilities, the most likely first."""
    right = softmax(logits, temperature)
    sums = observed.sum(axis=-1, dtype=np.float64)
    if right.ndim > 1 and not np.allclose(sums, 1, atol=1e-3):
        return [_("Each row sums to 1 by itself: normalise over the last axis only.")]
    hints = {
        hint: True
        for candidate, hint in _known(logits, temperature, form)
        if expect.difference(candidate, right) > tolerance(logits, temperature)
        and np.allclose(candidate, observed, atol=EXACT)
    }
    return [*hints]


def _known(logits: expect.Array, temperature: float, form: str) -> list[tuple[Floats, str]]:
    """Return what known misconceptions make of logits, and what to say of each."""
    exact, of_logits = softmax(logits), FORMS[form].what == "logits"
    with np.errstate(over="ignore"):
        exponentials = np.exp(np.asarray(logits, dtype=np.float64) / temperature)
    return [
        (exact, _("This is the distribution at T = 1: the temperature is ignored.")),
        (softmax(logits, max(1, int(temperature))), _(BOUNDED)),
        (softmax(logits, temperature**2), _("The temperature is applied twice.")),
        (
            softmax(logits, 1 / temperature),
            _("The logits were multiplied by T: a high T should flatten, not sharpen.")
            if of_logits
            else _("The exponent was T: it must be 1 / T, so that a high T flattens."),
        ),
        (
            softmax(exact, temperature),
            _("A softmax was taken before the division: divide the logits themselves.")
            if of_logits
            else _("A softmax was taken of probabilities: these are not logits."),
        ),
        (exact**temperature, _("This is p to the power of T: the exponent must be 1 / T.")),
        (exact / temperature, _("The probabilities were divided by T; nothing normalises them.")),
        (
            exact ** (1 / temperature),
            _("Probabilities sum to 1: these still have to be normalised."),
        ),
        (
            (exact / exact.max(axis=-1, keepdims=True)) ** (1 / temperature),
            _("Probabilities sum to 1: these still have to be normalised."),
        ),
        (exponentials, _("Probabilities sum to 1: divide by the sum of the exponentials.")),
        (
            np.full_like(exact, 1 / exact.shape[-1]),
            _("All tokens come out equally likely: the input is ignored."),
        ),
        (
            (exact == exact.max(axis=-1, keepdims=True)).astype(np.float64),
            _("All the probability is on one token: that is the limit T → 0, not every T.")
            if temperature <= HIGHEST
            else _(ZEROS),
        ),
    ]
