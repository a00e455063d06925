"""Probabilities that were asked for at some temperatures, and what explains wrong ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from autograder.assignments.common.forms import FORMS
from autograder.assignments.common.misconceptions import (
    BOUNDED,
    HIGHEST,
    LOWEST,
    ZEROS,
    misconceptions,
    tolerance,
)
from autograder.i18n import N_, _
from autograder.judge import Mismatch, Probes, Student, expect
from autograder.judge.statistics import softmax

probes = Probes(__file__, "sampling")
DESIGN = np.array([-1.5, 0.0, 0.7, 1.9, 3.2])
OVERFLOW = N_("exp of a large number is infinite: what shift of the logits changes nothing?")
UNDERFLOW = N_("A small number to a large power is 0, and 0 / 0 is NaN: scale before the power.")


def secret_design(rng: np.random.Generator, dtype: type = np.float32) -> expect.Array:
    """Return the fixed design, its tokens permuted and its logits shifted."""
    shifted = rng.permutation(DESIGN) + rng.uniform(-3, 3)
    return np.asarray(shifted, dtype=dtype)


def ask(
    student: Student,
    given: Sequence[expect.Array],
    temperatures: Sequence[float],
    form: str,
    hint: str = "",
) -> list[tuple[expect.Array, bool]]:
    """Ask for probabilities; return each answer, of its input's shape, and "input unchanged"."""
    answers = student.ask(
        probes.probabilities,
        given=list(given),
        temperatures=list(temperatures),
        kind=FORMS[form].kind,
    )
    checked = []
    for answer, array in zip(
        expect.items(answers, len(given), _("probabilities")), given, strict=True
    ):
        values = FORMS[form].received(
            expect.field(answer, "probabilities"),
            array.shape,
            "float",
            _("The result has one probability for every token, in the same shape."),
            hint or (_(OVERFLOW) if FORMS[form].what == "logits" else _(UNDERFLOW)),
        )
        checked.append((values, expect.field(answer, "unchanged") is True))
    return checked


Answer = tuple[expect.Array, float, expect.Array]
"""Logits, a temperature, and the probabilities that came back."""


def compare(answers: Sequence[Answer], form: str = "logits") -> None:
    """Compare answers with the exact probabilities.

    Raises:
        Mismatch: one of them is wrong. The hint is what explains most of the wrong ones, of
            equal hints the first: at one temperature, several misconceptions look alike.
    """
    wrong = [answer for answer in answers if _difference(*answer) > tolerance(*answer[:2])]
    if not wrong:
        return
    logits, temperature, observed = wrong[0]
    hints = Counter(hint for answer in wrong for hint in misconceptions(*answer, form))
    usual = any(LOWEST <= t <= HIGHEST for _logits, t, _observed in wrong)
    raise Mismatch(
        _("{form} {given} at T = {temperature:g}: {exact}").format(
            form=FORMS[form].what,
            given=np.round(FORMS[form].given(logits).astype(np.float64), 2).tolist(),
            temperature=temperature,
            exact=np.round(softmax(logits, temperature), 3).tolist(),
        ),
        _("{observed}; the largest difference is {difference:.1g}").format(
            observed=np.round(observed.astype(np.float64), 3).tolist(),
            difference=_difference(*wrong[0]),
        ),
        max(hints, key=lambda hint: hints[hint], default="") if usual else _extreme(hints),
    )


def _extreme(hints: Iterable[str]) -> str:
    """Return the hint for what is wrong at extreme temperatures only."""
    return _(ZEROS) if _(ZEROS) in hints else _(BOUNDED)


def _difference(logits: expect.Array, temperature: float, observed: expect.Array) -> float:
    return expect.difference(observed, softmax(logits, temperature))
