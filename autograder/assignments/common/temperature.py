"""Judges of the softmax with temperature: properties that need no randomness."""

from __future__ import annotations

import itertools
from functools import partial

import numpy as np

from autograder.assignments.common.asking import changed_in_place, must_answer
from autograder.assignments.common.forms import FORMS
from autograder.assignments.common.misconceptions import BOUNDED, EXACT
from autograder.assignments.common.softmaxes import (
    DESIGN,
    OVERFLOW,
    ask,
    compare,
    probes,
    secret_design,
)
from autograder.errors import StudentRaised
from autograder.i18n import N_, _
from autograder.judge import Mismatch, Student, check, expect
from autograder.judge.statistics import softmax

FLAT = N_("A small probability to a large power is 0, and 0 / 0 is NaN: divide the logits by T.")
TEMPERATURES = (0.3, 0.5, 2.5, 5.0)  # 2.5 is neither cut nor rounded to a whole number unseen
SCALES = {"logits": (0.007, 0.03, 10.0, 1e6), "probabilities": (0.004, 0.03, 10.0)}
"""By which both logits and temperature are multiplied; their ratio stays as it is. In no float is
there an exp of the last one's differences, so that a power of it does not do for the division;
no probability in float32 is e^-235. Code that divides by T + 1e-6 is right at the first one."""
TAIL = 3000
"""Tokens of a tiny probability, smaller than what an exponent's bound or an addend makes of it."""
ROWS = 200
"""In an eighth of rows, what rounding leaves over from 1 is negative."""
INVALID, TINY = (0.0, -1.0, -0.01), (1e-4, 1e-6)
ONLY = N_("Only a T of zero or below is an error.")
NOTHING = 1e-12  # a probability that is 0, whatever was added to it for rounding's sake
FAR = ((60.0, np.float32), (600.0, np.float64))
"""Logits so large that exp of them is still a number of the dtype; of a difference, it is not."""


@check(N_("At T = 1 it is the softmax, and a shift of all logits changes nothing"))
def is_softmax(student: Student, form: str = "logits") -> None:
    """Compare with the exact softmax at T = 1, for float32 and float64, shifted and not.

    A single one has the probability 1. The last ones are the logits of a likely token and of many
    unlikely ones, and equal ones. What is written into an answer is not in the next one.
    """
    rng = student.rng("temperature.is_softmax")
    logits = secret_design(rng)
    wide = rng.normal(size=12) * 3
    batches = [logits, logits + np.float32(7), wide, wide[:1]]
    steep = rng.permutation([0.0] + TAIL * [-16.0]).astype(np.float32)
    many = [FORMS[form].given(array) for array in (steep, np.zeros_like(steep))]
    *answers, (tail, _same), (level, _same) = ask(student, [*batches, *many], [1.0] * 6, form)
    for array, (observed, _same) in zip(batches, answers, strict=True):
        compare([(array, 1.0, observed)], form)
    if expect.difference(tail, right := softmax(steep)) > EXACT:
        raise Mismatch(
            _("{p:.4f} for a likely token beside {many} whose logits are 16 lower").format(
                p=right.max(), many=TAIL
            ),
            f"{tail.max():.4f}",
            _(
                "Small probabilities add up: set no bound on the exponents, and add nothing to "
                "them."
            ),
        )
    if abs(total := float(level.sum(dtype=np.float64)) - 1) > 1e-3:
        raise Mismatch(
            _("a sum of 1 for {many} equally likely tokens").format(many=TAIL + 1),
            f"{total + 1:.4f}",
            _("Small probabilities add up: round none of them."),
        )
    _must_own(student, logits, form)


def _must_own(student: Student, logits: expect.Array, form: str) -> None:
    """Compare the probabilities of logits (V,) after the caller has overwritten earlier ones."""
    given, kind = FORMS[form].given(logits), FORMS[form].kind
    answer = student.ask(probes.probabilities_again, given=given, temperature=1.0, kind=kind)
    own = FORMS[form].received(answer, logits.shape, "float")
    if expect.difference(own, softmax(logits)) > EXACT:
        raise Mismatch(
            _("the same probabilities once more, whatever becomes of the first answer"),
            str(own.astype(np.float64).round(3).tolist()),
            _("Each caller may write into what it gets: of what is kept, hand out a copy."),
        )


@check(N_("A low T sharpens, a high T flattens, as softmax(logits / T) says"))
def divides(student: Student, form: str = "logits") -> None:
    """Compare at several T, with (kL, kT) ≡ (L, T), and near both limits."""
    rng = student.rng("temperature.divides")
    logits = secret_design(rng)
    k = float(rng.uniform(0.6, 0.95))
    pairs = [(logits, t) for t in TEMPERATURES]
    what = FORMS[form].what
    pairs += [((t * logits).astype(np.float32), t) for t in (*SCALES[what], k)]
    pairs += [(logits - logits.max(), 0.05), (logits, 1000.0)]
    given = [FORMS[form].given(array) for array, _t in pairs]
    hint = _(FLAT) if what == "logits" else ""  # no e^(L / T) is infinite here
    asked = partial(ask, student, given, [t for _array, t in pairs], form, hint)
    answers = must_answer(asked, _("answers at every T > 0"), _(ONLY))
    compare(
        [(*pair, observed) for pair, (observed, _same) in zip(pairs, answers, strict=True)], form
    )


@check(N_("Large logits and a small T neither overflow nor lose the order"))
def survives_extremes(student: Student, form: str = "logits") -> None:
    """Pass in logits up to ±1e4 at T = 0.01: finite, sum 1, same order; and 70 equal ones.

    And rows with two tokens, the first and the last, that are next to impossible.
    """
    rng = student.rng("temperature.survives_extremes")
    huge = rng.permutation(np.array([-1e4, -3.0, 0.0, 9998.0, 9999.0, 1e4])).astype(np.float32)
    order = rng.permutation(3)  # turned round, it is another one, which shows mixed-up answers
    large = np.array([97.0, 98.5, 100.0], dtype=np.float32)[order]
    low = np.array([-1e4, -9.99e3, -9.98e3], dtype=np.float32)[order[::-1]]
    cases = [(huge, 0.01), (large, 0.3), (low, 0.01)]
    answers = ask(student, [c[0] for c in cases], [c[1] for c in cases], form)
    for (logits, _temperature), (p, _same) in zip(cases, answers, strict=True):
        _keeps_order(logits, p)
    if form == "numpy-logits":
        _keeps_impossible(student, rng, form)
    flat = np.full(70, rng.uniform(-3, 3), dtype=np.float32)
    for temperature in (0.01, 1e-4):
        try:
            ((observed, _same),) = ask(student, [flat], [temperature], form, _(FLAT))
        except StudentRaised as error:
            if error.is_a("ValueError"):
                continue  # `refuses_invalid` minds that
            raise
        if (difference := expect.difference(observed, softmax(flat))) > EXACT:
            raise Mismatch(
                _("70 equal logits, equally likely at T = {temperature:g}").format(
                    temperature=temperature
                ),
                _("the largest difference is {difference:.1g}").format(difference=difference),
                _(FLAT) if temperature == 0.01 else _(BOUNDED),
            )
    rows = rng.normal(size=(ROWS, 12)) * 3
    rows[:, [0, -1]] -= 60
    given = [FORMS[form].given(row) for row in rows.astype(np.float32)]
    answers = ask(student, given, [1.0] * ROWS, form)
    if (least := min(float(p.min()) for p, _same in answers)) < 0:
        raise Mismatch(
            _("no probability below 0"),
            f"{least:.1g}",
            _("Each is computed from its own logit: what is left over from 1 is mere rounding."),
        )


def _keeps_impossible(student: Student, rng: np.random.Generator, form: str) -> None:
    """Pass in logits of -inf, beside low ones and at a high T: their probability is 0."""
    hint = _(
        "-inf is below every number: its probability is 0 at any T, and no number replaces it."
    )
    low = rng.permutation(np.array([-np.inf, -1e4, -1e4 - 1, -np.inf, -1e4 - 2]))
    usual = rng.permutation(np.array([-np.inf, -1.0, 0.5, 2.0]))
    given, temperatures = [low, usual, usual], [1.0, 1e6, 1.0]
    answers = ask(student, given, temperatures, form, hint)
    for logits, temperature, (p, _same) in zip(given, temperatures, answers, strict=True):
        if np.any(p[np.isneginf(logits)] > NOTHING) or not np.all(p[np.isfinite(logits)] > NOTHING):
            raise Mismatch(
                _(
                    "0 for logits of -inf and no others, among {logits} at T = {temperature:g}"
                ).format(logits=logits.tolist(), temperature=temperature),
                str([float(f"{one:.2g}") for one in p]),
                hint,
            )


def _keeps_order(logits: expect.Array, p: expect.Array) -> None:
    ordered = p[np.argsort(logits)].astype(np.float64)
    ordered_well = bool(
        np.all(np.diff(ordered) >= 0) and ordered[-1] > ordered[-2] and np.all(p >= 0)
    )
    if not ordered_well or abs(ordered.sum() - 1) >= 1e-3:
        raise Mismatch(
            _("probabilities in the order of the logits {logits}, with sum 1").format(
                logits=logits.tolist()
            ),
            str(p.astype(np.float64).round(4).tolist()),
            _("Probabilities sum to 1.") if ordered_well else _(OVERFLOW),
        )


@check(N_("Any number of leading dimensions, each row by itself, the input left as it was"))
def keeps_shape(student: Student, form: str = "logits") -> None:
    """Pass in rows with none to three axes before them, one permuted, some far apart."""
    rng = student.rng("temperature.keeps_shape")
    batch = np.stack([secret_design(rng) for _row in range(6)])  # (6, V)
    order = rng.permutation(batch.shape[-1])
    deep = batch.reshape(2, 1, 3, -1)
    arrays = [batch[0], batch, deep[:, 0], deep, batch[:, order], np.float64(batch[None])]
    given = [FORMS[form].given(array) for array in arrays]
    answers = must_answer(
        partial(ask, student, given, [1.0] * len(arrays), form),
        _("answers for arrays of one to four axes"),
        _("What is computed over the last axis must line up with its own row again."),
    )
    for array, (observed, same) in zip(arrays, answers, strict=True):
        compare([(array, 1.0, observed)], form)
        _unchanged(same, form)
    changed = ask(student, given, [2.0] * len(arrays), form)
    _alike_in_a_batch(*(observed for observed, _same in changed[:2]))
    for array, (observed, same) in zip(given, changed, strict=True):
        _unchanged(same, form)  # at T = 1, a division in place changes nothing
        if form == "probabilities":
            must_differ(observed, array, 2.0)
    if form == "probabilities":  # logits have `is_softmax`
        _must_own(student, batch[0], form)
    _computes_anew(student, batch.reshape(2, 3, -1), batch[::-1].reshape(2, 3, -1), form)
    if FORMS[form].what == "logits":
        own = _("Each row is shifted by its own largest logit, not by the largest of all.")
        for apart, dtype in FAR:
            far = (rng.permutation([[-apart], [apart], [0.0]]) + batch[:3]).astype(dtype)
            given = [far, far[None]]
            answers = ask(student, given, [1.0] * 2, form, own)
            for array, (observed, _same) in zip(given, answers, strict=True):
                compare([(array, 1.0, observed)], form)
    if form == "probabilities":
        uneven = rng.permutation(np.array([[10.0, 20.0, 70.0], [1e-3, 3e-3, 2e-3]]))
        own = _("Each row is scaled by its own largest number.")
        ((cold, same),) = ask(student, [uneven], [0.01], form, own)
        _unchanged(same, form)
        sums = cold.astype(np.float64).sum(axis=-1)
        if sums.min() < 0.5 < sums.max() < 1.5:  # what else may be wrong is other cells' business
            text = _("rows that sum to 1 at T = 0.01, of {given}").format(given=uneven.tolist())
            raise Mismatch(text, str(sums.round(3).tolist()), own)


def _alike_in_a_batch(alone: expect.Array, batch: expect.Array) -> None:
    """Compare the probabilities of a row by itself with those in a batch, at a T other than 1."""
    if expect.difference(alone, batch[0]) > EXACT:
        raise Mismatch(
            _("the same probabilities for a row in a batch as for the row alone"),
            _("different ones; the largest difference is {difference:.1g}").format(
                difference=expect.difference(alone, batch[0])
            ),
            _("T counts for every row of a batch, as it does for a single one."),
        )


def _computes_anew(student: Student, one: expect.Array, other: expect.Array, form: str) -> None:
    """Pass in two arrays (B, T, V) as the same one, one after the other; it was transposed."""
    given = [FORMS[form].given(batch) for batch in (one, other)]
    answers = must_answer(
        partial(
            student.ask,
            probes.probabilities_anew,
            given=given,
            temperature=1.0,
            kind=FORMS[form].kind,
        ),
        _("answers for an array whose first two axes were swapped"),
        _("It is not contiguous in memory, so view raises an error; reshape does not."),
    )
    first, second = (
        FORMS[form].received(answer, one.shape, "float")
        for answer in expect.items(answers, 2, _("probabilities"))
    )
    compare([(one, 1.0, first)], form)
    if expect.same(first, second):
        raise Mismatch(
            _("different probabilities once the numbers in the same array have changed"),
            _("the same ones"),
            _("Compute them at every call: the same array may hold different numbers now."),
        )
    compare([(other, 1.0, second)], form)


@check(N_("The input stays as it was"))
def leaves_input(student: Student, form: str = "logits") -> None:
    """Look at what was passed in, in both precisions, at a T at which a division shows."""
    rng = student.rng("temperature.leaves_input")
    given = [FORMS[form].given(secret_design(rng, dtype)) for dtype in (np.float32, np.float64)]
    for _observed, same in ask(student, given * 2, [2.0, 2.0, 1.0, 1.0], form):
        _unchanged(same, form)


def _unchanged(same: bool, form: str) -> None:
    if not same:
        text = _("the {form} passed in, unchanged")
        raise changed_in_place(text.format(form=FORMS[form].what))


@check(N_("A temperature of zero or below is a ValueError"))
def refuses_invalid(student: Student, form: str = "logits") -> None:
    """Pass in T = 0.0 and negative ones, floats as the task says, and tiny ones that are valid.

    Those that are not are an error also where one token is certain at every T.
    """
    logits = secret_design(student.rng("temperature.refuses_invalid"))
    certain = np.where(logits == logits.max(), 0.0, -np.inf)
    verdicts: list[tuple[float, object]] = []
    for row, asked in ((logits, [*INVALID, *TINY]), (certain, [*INVALID])):
        given, kind = FORMS[form].given(row), FORMS[form].kind
        names = student.ask(probes.raises, given=given, temperatures=asked, kind=kind)
        verdicts += zip(asked, expect.items(names, len(asked), _("answers")), strict=True)
    for temperature, name in verdicts:
        raised = name[: expect.SHOWN] if isinstance(name, str) and name else expect.described(name)
        if temperature > 0 and name is not None:
            expected, hint = _("an answer at T = {temperature:g}"), _(ONLY)
        elif temperature <= 0 and raised != "ValueError":
            expected = _("ValueError at T = {temperature:g}")
            hint = _("T = 0 divides by zero; a negative T prefers the unlikely.")
        else:
            continue
        observed = _("no error") if name is None else raised
        raise Mismatch(expected.format(temperature=temperature), observed, hint)
    ((valid, _same),) = ask(student, [FORMS[form].given(logits)], [1.0], form)
    ordered = valid[np.argsort(logits)].astype(np.float64)
    if not (np.all(np.diff(ordered) >= 0) and ordered[-1] > ordered[0]):
        raise Mismatch(  # who always raises, or always returns the same, refuses nothing
            _("probabilities in the order of the logits {logits}, with sum 1").format(
                logits=logits.round(2).tolist()
            ),
            str(ordered.round(3).tolist()),
            _(ONLY),
        )


@check(N_("The entropy rises with the temperature, from 0 towards ln V"))
def raises_entropy(student: Student, form: str = "logits") -> None:
    """Compare the entropies of the answers at rising temperatures with each other and ln V."""
    logits = student.rng("temperature.raises_entropy").permutation(DESIGN)  # exp(L / T) is finite
    temperatures = [0.01, 0.3, 0.6, 1.0, 1.7, 3.0, 1000.0]
    given = [FORMS[form].given(logits)] * len(temperatures)
    answers = ask(student, given, temperatures, form)
    entropies = [_entropy(p) for p, _same in answers]
    highest = float(np.log(len(logits)))
    rising = all(low < high for low, high in itertools.pairwise(entropies))
    if not (rising and entropies[0] < 0.01 and abs(entropies[-1] - highest) < 0.01):
        raise Mismatch(
            _("entropies that rise from 0 to ln {size} = {highest:.2f} nats at T = {ts}").format(
                size=len(logits), highest=highest, ts=temperatures
            ),
            str(np.round(entropies, 2).tolist()),
            _("A high T makes the draw uncertain, a low T nearly certain."),
        )


def _entropy(p: expect.Array) -> float:
    """Return -Σ p ln p in nats, of whatever numbers came back; 0 ln 0 is 0."""
    positive = p[p > 0].astype(np.float64)
    return float(-np.sum(positive * np.log(positive)))


def must_differ(observed: expect.Array, given: expect.Array, temperature: float) -> None:
    """See that the answer is not what was passed in: code that returns that has done nothing."""
    if np.allclose(observed, given, rtol=1e-5, atol=0):
        text = _("at T = {temperature:g}, probabilities other than those passed in")
        raise Mismatch(
            text.format(temperature=temperature),
            _("the same ones"),
            _("This is the distribution at T = 1: the temperature is ignored."),
        )
