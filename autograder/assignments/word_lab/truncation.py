"""Judges of top-k and top-p: which logits stay, and what becomes of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

import numpy as np

from autograder.assignments.common.asking import changed_in_place, must_answer
from autograder.assignments.word_lab.cuts import (
    NUCLEUS,
    OVERFLOW,
    SHOWN,
    TOP,
    Case,
    ask,
    probes,
    reaching,
    received,
    shown,
)
from autograder.i18n import N_, _
from autograder.judge import Mismatch, Student, check, expect
from autograder.judge.statistics import Floats, softmax

EXACT = 1e-6
"""Error in a logit, relative to the largest: that of rounding to float32, and a little more."""
LOGITS = np.array([-2.0, -0.6, 0.3, 0.9, 1.4, 2.2, 2.9, 3.5])
"""No two alike. Most likely first, their probabilities are 0.46, 0.25, 0.13, 0.06, ..."""
JUST_BELOW = tuple(np.log([0.8996, 0.05, 0.03, 0.0204]))  # 0.9 only if it is rounded
RARE = -5.0
"""Beside them, its probability is 9e-5: it stays with p = 1, not with a p a little lower."""
COUNTS = (3, 5, 2)
SHARES = (0.6, 0.8, 0.95, 0.4)  # the misconceptions keep other words; no sum comes near
CLOSE = tuple(np.log([0.2, 0.19, 0.17, 0.16, 0.15, 0.13]))
"""Each of these has less than any p that is asked with them: a threshold would keep none."""
FAR = ((1e4, 9999.0, 9998.0, 0.0, -1e4), (-1000.0, -1001.0, -1002.0, -1100.0))
MANY = np.linspace(0.0, 0.1, 300)
"""So many stay that no bound will do; 0.9 is not near a sum of them. Rounded, all are 0.003."""
SORTED = np.linspace(-3.0, 3.0, 2000)  # the worst case of a careless sort
UNEVEN = np.linspace(0.0, 5.0, 2000)  # a part of them out of order has another sum
BETWEEN = (0.152137, 0.320986, 0.610224, 0.830433)  # halfway between sums of their probabilities
ZERO = LOGITS - LOGITS[-2]
"""The second largest is exactly 0, as what a mask leaves out is."""
NEARLY = (1e4, 9999.95, 9999.9, 9999.85)
"""Logits that NumPy's `isclose` takes to be equal, and float32 does not."""
LOW = -30.0  # added to logits: even the largest is far below zero
LARGE = 700.0  # exp of a larger number is infinite, of one below -LARGE zero
FALLING = N_("Add up in falling order, from the most likely word on: a partition is not sorted.")


def _secret(rng: np.random.Generator, logits: Sequence[float] | expect.Array) -> expect.Array:
    """Return logits in a secret order, shifted, which changes no probability."""
    return rng.permutation(np.asarray(logits, dtype=np.float64)) + rng.uniform(-3, 3)


def _compare(student: Student, cases: Sequence[Case]) -> None:
    """Ask for cases of one function; compare with the logits that stay, at their own places.

    Raises:
        Mismatch: in one of the cases, others stay, or something else than -inf or the logit
            itself is there. The hint is what explains most of the wrong answers.
    """
    answers = ask(student, cases[0].name, cases)
    came = [received(answer, case) for case, (answer, _same) in zip(cases, answers, strict=True)]
    wrong = [pair for pair in zip(cases, came, strict=True) if not _right(*pair)]
    if not wrong:
        return
    case, observed = wrong[0]
    hints = Counter(hint for pair in wrong for hint in _misconceptions(*pair))
    otherwise = _(FALLING) if case.name == NUCLEUS and len(case.logits) > SHOWN else ""
    likeliest = max(hints, key=lambda hint: hints[hint], default=otherwise)  # the first of equals
    expected = np.where(case.logits >= case.border, case.logits, -np.inf)
    raise Mismatch(f"{case.described()}: {shown(expected)}", shown(observed), likeliest)


def _right(case: Case, observed: expect.Array) -> bool:
    """Tell whether an answer is right; of equal logits at the border, more than needed may stay."""
    logits, stays = case.logits.astype(np.float64), np.isfinite(observed)
    scale = EXACT * max(1.0, float(np.abs(logits[np.isfinite(logits)]).max()))
    return bool(
        np.all(stays[logits > case.border])
        and not np.any(stays & ~(logits >= case.border))
        and np.count_nonzero(stays) >= case.least
        and np.all(np.abs(observed[stays] - logits[stays]) <= scale)
    )


def _misconceptions(case: Case, observed: expect.Array) -> list[str]:
    """Return what may explain a wrong answer, the most likely first."""
    logits, stays = case.logits.astype(np.float64), np.isfinite(observed)
    if stays.any() and (values := _wrong_values(logits, observed, stays)):
        return [values]
    rules = _wrong_top(case) if case.name == TOP else _wrong_nucleus(case)
    hints = [hint for chosen, hint in rules if np.array_equal(chosen, stays)]
    if np.any((logits == 0) & (logits >= case.border) & ~stays):
        hints += [
            _("A logit of 0 is a logit like any other, and can be drawn: what is out gets -inf.")
        ]
    if case.name == TOP and not stays.any() and np.all(logits < 0):
        return [_("Logits may all be below 0, however far: the largest of them stay.")]
    large = float(np.abs(logits[np.isfinite(logits)]).max()) > LARGE
    if not stays.any() and not (large and case.name == NUCLEUS):
        return [*hints, _("Nothing is left: at least the most likely word stays.")]
    return [*hints, _(OVERFLOW)] if large else hints


def _wrong_values(logits: Floats, observed: Floats, stays: expect.Array) -> str:
    """Name what the numbers are, if they are not the logits."""
    values, own = observed[stays], logits[stays]
    moved = ~np.isclose(values, own, rtol=1e-5, atol=1e-5)
    if not np.any(moved):
        return ""
    p = softmax(logits)[stays]
    if np.all((values == 0) | (values >= p - EXACT)) and values.sum() <= 1 + 1e-3:
        return _("These are probabilities: the caller needs logits, and takes the softmax itself.")
    if np.all(values[moved] == 0):
        return _("A logit of 0 is a logit like any other, and can be drawn: what is out gets -inf.")
    if np.allclose(np.sort(values), np.sort(logits)[-len(values) :]):
        return _("The logits came back sorted: nobody can tell which word is which any more.")
    if np.all(values[moved] < own[moved]) and len(np.unique(values[moved])) == 1:
        return _("However low it is, a finite logit can be drawn at a high T: use -inf.")
    if np.allclose(values - values[0], own - own[0]):
        return _("What stays keeps its logit as it was: nothing is added or normalised.")
    return ""


def _ranks(logits: expect.Array) -> expect.Array:
    """Return how many words are more likely than each one; ties go by index."""
    return np.argsort(np.argsort(-logits, kind="stable"))


def _wrong_top(case: Case) -> list[tuple[expect.Array, str]]:
    ranks, places, k = _ranks(case.logits), np.arange(len(case.logits)), int(case.limit)
    return [
        (places >= 0, _("Nothing was left out.")),
        (ranks < k + 1, _("One word too many stays: exactly k should, the k-th included.")),
        (ranks < k - 1, _("One word too few stays: the k-th is one of the k.")),
        (places < k, _("The first k of the vocabulary stay: look for the k largest logits.")),
        (ranks >= len(ranks) - k, _("The least likely words stay: sort the other way round.")),
        *_wrong_at_border(case),
        *_bounded(case),
    ]


def _wrong_nucleus(case: Case) -> list[tuple[expect.Array, str]]:
    p, limit, size = softmax(case.logits), case.limit, len(case.logits)
    ranks, places = _ranks(case.logits), np.arange(size)
    rounding = _("Rounding may leave the last sum just below 1: all words stay then, not one.")
    return [
        (
            ranks < reaching(np.sort(np.round(p, 3))[::-1], limit),
            _("Probabilities are summed as they are: rounded, small ones are lost."),
        ),
        (ranks >= 0, _("Nothing was left out.")),
        (
            ranks < case.least - 1,
            _("The word that takes the sum past p belongs to the nucleus."),
        ),
        (ranks < case.least + 1, _("One word too many stays: the sum had reached p before it.")),
        (p >= limit, _("p is compared with the sum of the probabilities, not with each of them.")),
        *([(ranks < 1, rounding)] if limit == 1 else []),
        (
            p >= limit * p.max(),
            _("This is min-p, a share of the largest probability: compare sums with p."),
        ),
        (
            ranks >= size - reaching(np.sort(p), limit),
            _("The sum began at the least likely word: sort in descending order."),
        ),
        (
            ranks < reaching(np.sort(case.logits)[::-1], limit),
            _("The sum is of probabilities, the softmax of the logits, not of logits."),
        ),
        (
            places < reaching(p, limit),
            _("The sum follows the vocabulary: begin with the most likely word."),
        ),
        (
            places < case.least,
            _(
                "As many stay as should, but they are the first ones: what was sorted has to "
                "go back into place."
            ),
        ),
        *_wrong_at_border(case),
        *_bounded(case),
    ]


def _wrong_at_border(case: Case) -> list[tuple[expect.Array, str]]:
    """Return what stays if a logit that is nearly the last one's is taken for its equal."""
    near = case.logits >= case.border - 1e-5 * abs(case.border)
    return [(near, _("Only logits that are exactly equal are a tie: nearly equal ones are not."))]


def _bounded(case: Case) -> list[tuple[expect.Array, str]]:
    """Return what stays if no more than a certain number may."""
    ranks, hint = _ranks(case.logits), _("However many words it takes, all of them stay.")
    return [(ranks < most, hint) for most in range(10, case.least)]


@check(N_("keep_top keeps the k largest logits where they were; the others are -inf"))
def keeps_top(student: Student) -> None:
    """Pass in logits that differ, in both precisions, for several k; few, many, sorted, 0."""
    rng = student.rng("truncation.keeps_top")
    cases = [
        Case(TOP, _secret(rng, LOGITS).astype(dtype), k)
        for k in COUNTS
        for dtype in (np.float32, np.float64)
    ]
    low, many = _secret(rng, LOGITS + LOW), _secret(rng, MANY)
    zero = rng.permutation(ZERO)
    _compare(student, [*cases, *(Case(TOP, *one) for one in ((low, 3), (many, 200), (zero, 3)))])
    must_answer(
        partial(_compare, student, [Case(TOP, one, 3) for one in (SORTED, SORTED[::-1].copy())]),
        _("the largest of {size} logits in order").format(size=len(SORTED)),
        _("However many words there are, and in any order: recursion word by word is too deep."),
    )


@check(N_("keep_nucleus keeps the most likely words, just enough of them for a sum of p or more"))
def keeps_nucleus(student: Student) -> None:
    """Pass in logits that differ, in both precisions, for several p; close ones, many, and 0."""
    rng = student.rng("truncation.keeps_nucleus")
    designs = [(LOGITS, p) for p in SHARES] + [(CLOSE, p) for p in (0.45, 0.75)]
    designs += [(LOGITS + LOW, 0.8), (MANY, 0.9), (JUST_BELOW, 0.9)]
    designs += [(UNEVEN, p) for p in BETWEEN]
    cases = [
        Case(NUCLEUS, _secret(rng, logits).astype(dtype), p)
        for logits, p in designs
        for dtype in (np.float32, np.float64)
    ]
    _compare(student, [*cases, Case(NUCLEUS, rng.permutation(ZERO), 0.8)])


def _limits(rng: np.random.Generator) -> list[Case]:
    """Return the cases at the limits of k and p, and strange logits, some with a cut each.

    For p = 1 there are many: in half of them the sum is rounded to less than 1.
    """
    design = _secret(rng, LOGITS)
    tied = _secret(rng, [0.0, 1.0, 1.0, 1.0, 3.0, 4.0])
    barred = _secret(rng, [-np.inf, -np.inf, 0.0, 0.5, 2.0, 2.5])
    far = [rng.permutation(np.array(logits)) for logits in FAR]
    nearly = rng.permutation(np.array(NEARLY))
    whole = [_secret(rng, LOGITS).astype(t) for t in (np.float32, np.float64) for _n in range(20)]
    whole += [_secret(rng, [*LOGITS, RARE]) for _n in range(2)]
    return [
        *(Case(TOP, design, k) for k in (1, 8, 9, 100)),
        *(Case(TOP, tied, k) for k in (3, 4)),
        *(Case(TOP, barred, k) for k in (2, 5)),
        *(Case(TOP, logits, k) for logits in far for k in (2, len(logits) - 1, len(logits))),
        *(Case(TOP, nearly, k) for k in (1, 3)),
        *(Case(NUCLEUS, design, p) for p in (1e-9, 1e-4, 0.05)),
        *(Case(NUCLEUS, logits, 1.0) for logits in whole),
        *(Case(NUCLEUS, tied, p) for p in (0.95, 0.97)),
        *(Case(NUCLEUS, barred, p) for p in (0.7, 1.0)),
        *(Case(NUCLEUS, logits, 0.8) for logits in far),
        *(Case(NUCLEUS, nearly, p) for p in (0.1, 0.4)),
    ]


@check(N_("Limits: k = 1, k of V or more, p near 0 and p = 1, equal, large and impossible logits"))
def keeps_limits(student: Student) -> None:
    """Ask at the limits; of equal logits at the border, as many as are needed or more may stay."""
    cases = _limits(student.rng("truncation.keeps_limits"))
    for name in (TOP, NUCLEUS):
        asked = [case for case in cases if case.name == name]
        must_answer(
            partial(_compare, student, asked),
            _("answers at the limits too"),
            _("With k of V or more, and with p = 1, nothing is left out: that is not an error."),
        )


@check(N_("The logits that were passed in stay as they were"))
def leaves_input(student: Student) -> None:
    """Look at what was passed in, in both precisions, where something is left out."""
    rng = student.rng("truncation.leaves_input")
    for name, limit in ((TOP, 2), (NUCLEUS, 0.6)):
        given = [_secret(rng, LOGITS).astype(dtype) for dtype in (np.float32, np.float64)]
        cases = [Case(name, logits, limit) for logits in given]
        for _answer, same in ask(student, name, cases):
            if not same:
                raise must_stay(name)


def must_stay(name: str) -> Mismatch:
    """Return what to say of a function that changes the logits passed to it."""
    return changed_in_place(_("the logits passed to {name}, unchanged").format(name=name))


@check(N_("A k below 1 and a p outside (0, 1] are ValueErrors"))
def refuses_invalid(student: Student) -> None:
    """Ask for what cannot be, of one word too, and see that what can be is answered."""
    rng = student.rng("truncation.refuses_invalid")
    logits = _secret(rng, LOGITS)
    for name, wrong, valid in ((TOP, [0, -1], (2, 5)), (NUCLEUS, [0.0, -0.5, 1.5], (0.3, 0.9))):
        names = [
            found
            for given in (logits, logits[:1])
            for found in expect.items(
                student.ask(probes.raised, name=name, given=given, limits=wrong),
                len(wrong),
                _("names"),
            )
        ]
        for limit, found in zip([*wrong, *wrong], names, strict=True):
            raised = found[: expect.SHOWN] if isinstance(found, str) else expect.described(found)
            if raised != "ValueError":
                raise Mismatch(
                    _("ValueError for {call}").format(call=f"{name}(logits, {limit:g})"),
                    _("no error") if found is None else raised,
                    _("It describes no set of words: say so at once, before a text comes out odd."),
                )
        cases = [Case(name, logits, limit) for limit in valid]
        _does_something(student, [*cases, Case(name, logits[::-1].copy(), valid[0])])


def _does_something(student: Student, cases: Sequence[Case]) -> None:
    """See that a function answers valid calls: who always raises, or cuts nothing, refuses nothing.

    Raises:
        Mismatch: all answers are alike, or each is what was passed in.
    """
    answers = ask(student, cases[0].name, cases)
    pairs = [(received(a, case), case) for case, (a, _same) in zip(cases, answers, strict=True)]
    first = pairs[0][0]
    alike = all(np.array_equal(first, answer) for answer, _case in pairs)
    if alike or all(np.array_equal(answer, case.logits) for answer, case in pairs):
        raise Mismatch(
            cases[0].described(), shown(first), _("Only what cannot be asked for is an error.")
        )
