"""Calls of the functions that leave logits out, and what they return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.i18n import N_, _
from autograder.judge import Probes, Student, expect
from autograder.judge.statistics import softmax

probes = Probes(__file__, "truncation")
TOP, NUCLEUS = "keep_top", "keep_nucleus"
SHOWN = 12  # logits of one call, in what a student reads
OVERFLOW = N_("exp of a large number is infinite: temperature_probabilities(logits, 1.0) is not.")


@dataclass(frozen=True)
class Case:
    """One call of a function that leaves logits out.

    Attributes:
        name: of the student's function.
        logits: shape (V,).
        limit: k or p.
    """

    name: str
    logits: expect.Array
    limit: float

    @property
    def least(self) -> int:
        """How many words have to stay."""
        possible = int(np.count_nonzero(np.isfinite(self.logits)))
        if self.name == TOP:
            return min(int(self.limit), possible)
        return min(reaching(np.sort(softmax(self.logits))[::-1], self.limit), possible)

    @property
    def border(self) -> float:
        """The lowest logit that stays; of several that equal it, all may."""
        return float(np.sort(self.logits)[-self.least])

    def described(self) -> str:
        """Write the call as a student would."""
        return f"{self.name}({shown(self.logits)}, {self.limit:g})"


def ask(student: Student, name: str, cases: Sequence[Case]) -> list[tuple[Any, bool]]:
    """Ask for all cases of one function; return each answer, and whether its input is the same."""
    answers = student.ask(
        probes.kept,
        name=name,
        given=[case.logits for case in cases],
        limits=[int(case.limit) if name == TOP else case.limit for case in cases],
    )
    return [
        (expect.field(answer, "logits"), expect.field(answer, "unchanged") is True)
        for answer in expect.items(answers, len(cases), _("an answer for each call"))
    ]


def received(answer: object, case: Case) -> expect.Array:
    """Return the array (V,) that came back, in which -inf may stand.

    Raises:
        Mismatch: it is something else.
    """
    values = expect.listed(answer)
    if values is None or values.dtype.kind != "f":
        values = expect.numbers(answer, case.logits.shape, "float")
    barred = np.isneginf(values)
    finite = expect.numbers(
        np.where(barred, values.dtype.type(0), values),
        case.logits.shape,
        "float",
        _("Each word keeps its place: one number for each of the V words, -inf where one is out."),
        _(OVERFLOW),
    ).astype(np.float64)
    return np.where(barred, -np.inf, finite)


def shown(logits: expect.Array) -> str:
    """Return logits as a student reads them, the first `SHOWN` of them."""
    numbers = str(np.round(logits[:SHOWN].astype(np.float64), 2).tolist())
    return numbers if len(logits) <= SHOWN else f"{numbers[:-1]}, ...]"


def reaching(numbers: expect.Array, limit: float) -> int:
    """Return how many numbers it takes for their sum to reach a limit."""
    return 1 + int(np.count_nonzero(np.cumsum(numbers) < limit))
