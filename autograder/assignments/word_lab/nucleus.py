"""Judge of draws from a nucleus: the order of temperature and cut, and the shares of what stays."""

from __future__ import annotations

from functools import cache, partial

import numpy as np

from autograder.assignments.common.asking import must_answer
from autograder.assignments.common.extremes import DIFFERING, EXTREMES, compare_draws
from autograder.assignments.common.sampler import (
    DESIGN,
    HOT,
    PLAUSIBLE,
    checked_draws,
    drawn,
    without,
)
from autograder.assignments.common.script import compare_shares
from autograder.assignments.word_lab.cuts import NUCLEUS, OVERFLOW, Case, ask, probes, reaching
from autograder.assignments.word_lab.truncation import must_stay
from autograder.errors import StudentRaised
from autograder.i18n import N_, _
from autograder.judge import Evidence, Mismatch, Student, check, expect
from autograder.judge.statistics import ALPHA, Floats, draws_needed, p_value, softmax

FEW, SMALL = 500, 0.03  # words, and the probability of the most likely
P = {2.0: 0.8, 0.5: 0.93}
"""Which p is asked for at each T: not always the same one, so that one of the student's own shows.

Of the design's six words, four have 0.8 at T = 2, and three have 0.93 at T = 0.5."""
HIGH = 4096.0  # added to logits, which changes no probability; exp of the sum is infinite
COLD = 1 / 256  # a temperature that is kept above 0.02 changes many of 200 draws from four words


def cut(logits: Floats, temperature: float, p: float) -> Floats:
    """Return the probabilities (V,) of draws from the nucleus of softmax(logits / T)."""
    shares = softmax(logits, temperature)
    falling = np.argsort(-shares)
    return without(shares, falling[reaching(shares[falling], p) :].tolist())


def wrong_draws(logits: Floats, temperature: float) -> dict[str, Floats]:
    """Return the distributions of the named misconceptions, by what each one does."""
    p = P[temperature]
    early = cut(logits, 1.0, p) > 0
    shares = softmax(logits, temperature)
    right = cut(logits, temperature, p)
    twice = softmax(logits, temperature**2)
    return {
        _("The cut came before the temperature: first divide by T, then cut."): without(
            shares, np.flatnonzero(~early).tolist()
        ),
        _("The temperature is ignored."): cut(logits, 1.0, p),
        _("Words outside the nucleus are drawn: nothing was cut."): shares,
        _("The temperature is applied twice: after the division by T, T is 1."): without(
            twice, np.flatnonzero(right == 0).tolist()
        ),
        _("All words of the nucleus are drawn equally often: keep their logits."): np.asarray(
            (right > 0) / np.count_nonzero(right)
        ),
        _("Always the same word: greedy choice, or a seed set inside."): np.eye(len(logits))[
            int(np.argmax(logits))
        ],
    }


@cache
def draws_for(temperature: float) -> int:
    """Return the number of draws that finds each misconception of `wrong_draws`."""
    wrong = wrong_draws(DESIGN, temperature).values()
    return draws_needed(cut(DESIGN, temperature, P[temperature]), wrong)


def _order(rng: np.random.Generator) -> expect.Array:
    """Return an order (V,) of the design's words: the first is out of every nucleus, the last in.

    The three most likely neither rise nor fall, so that sorted words are not in their places.
    Where the last probability is 0, rounding to float32 decides, and so the key, whether NumPy's
    `multinomial` takes the sum of the others for more than 1 and refuses them.
    """
    while True:
        last = int(rng.integers(3, len(DESIGN)))
        others = rng.permutation(np.setdiff1d(np.arange(1, len(DESIGN)), last))
        order = np.array([0, *others, last])
        likely = order[order >= 3].tolist()
        if likely not in (sorted(likely), sorted(likely, reverse=True)):
            return order


@check(N_("Draws come from the nucleus of softmax(logits / T), in its proportions"))
def draws_from_nucleus(student: Student, temperature: float = 2.0) -> Evidence:
    """Test the counts of draws at `statistics.ALPHA`, at a T where the order of the steps shows.

    The first word is never in the nucleus: code that never draws it is judged by the sampler's
    checks.
    Finds every distribution of `wrong_draws` with `statistics.POWER`.
    """
    rng = student.rng(f"nucleus.draws_from_nucleus {temperature}")
    logits = (DESIGN[_order(rng)] + rng.uniform(-3, 3)).astype(np.float32)
    seed = int(rng.integers(2**31))
    n, p = draws_for(temperature), P[temperature]
    tokens, again = (_drawn(student, logits, temperature, m, seed, p) for m in (n, 50))
    other = _drawn(student, logits, temperature, 50, seed + 1, p)
    own = [
        expect.numbers(student.ask(probes.sampler_draws, n=30, seed=one), (30,), "int")
        for one in (seed, seed + 1)
    ]
    if not np.array_equal(tokens[:50], again):
        raise Mismatch(
            _("the same draws from the same seed"),
            _("different draws"),
            _("Every random number comes from the generator that is passed in."),
        )
    if np.array_equal(again, other) and not np.array_equal(own[0], own[1]):  # else that is at fault
        raise Mismatch(
            _("different draws from another seed"),
            _("the same draws"),
            _("The generator is not used, or is seeded again inside."),
        )
    _draws_from_a_small_nucleus(student, int(rng.integers(1, FEW)), temperature, seed)
    if _draws_unknown(student, seed):
        _draws_from_a_small_nucleus(student, 0, temperature, seed)
    counts = np.bincount(tokens, minlength=len(logits))
    exact = logits.astype(np.float64)
    right = cut(exact, temperature, P[temperature])
    explained = {name: p_value(counts, q) for name, q in wrong_draws(exact, temperature).items()}
    likeliest = max(explained, key=lambda name: explained[name])
    otherwise = _("Is each word drawn from keep_nucleus(logits / T, p), at T = 1?")
    hint = likeliest if explained[likeliest] > PLAUSIBLE else otherwise
    return compare_shares(counts, right, ALPHA, n, hint)


def _draws_unknown(student: Student, seed: int) -> bool:
    """Tell whether the student's sampler, which has its own cells, draws a certain word 0."""
    logits = np.array([60.0, 0.0, 0.0], dtype=np.float32)
    try:
        return not np.any(drawn(student, logits, 1.0, 3, seed, "numpy-logits"))
    except (Mismatch, StudentRaised):
        return False


def _draws_from_a_small_nucleus(
    student: Student, likeliest: int, temperature: float, seed: int
) -> None:
    """Draw from a nucleus of one word among many, of logits that had another p just before.

    It has 0.03 of the probability: code that draws from all words until one is in the nucleus needs
    33 draws.
    """
    p = np.where(np.arange(FEW) == likeliest, SMALL, (1 - SMALL) / (FEW - 1))
    logits = (temperature * np.log(p)).astype(np.float32)
    _drawn(student, logits, temperature, 3, seed, 0.9)
    words = _drawn(student, logits, temperature, 30, seed, SMALL / 2)
    if np.any(words != likeliest):
        raise Mismatch(
            _("with p = {p:g}, only the most likely word, whose probability is {share:g}").format(
                p=SMALL / 2, share=SMALL
            ),
            _("other words in {count} of 30 draws").format(
                count=np.count_nonzero(words != likeliest)
            ),
            _("The nucleus depends on p: work it out at every call, and never draw outside it.")
            if likeliest
            else _(
                "Only a logit of -inf keeps a word from being drawn: word 0 is like the others."
            ),
        )


@check(N_("Draws from a nucleus follow very low and very high temperatures too"))
def follows_extremes(student: Student, n: int = 200) -> None:
    """Draw with one seed at T = 1, and at extreme temperatures from logits scaled alike.

    The cut is the same: of six words, four have the p that is asked for, with room on both sides.
    Bounds, offsets and rounded temperatures change it, or a third of the draws. Logits that are
    all higher have the same probabilities, and hardly any draw is another one, though a few digits
    are lost. With p = 1, nothing is cut. Draws that a seed does not determine are judged by
    `draws_from_nucleus`.
    """
    rng = student.rng("nucleus.follows_extremes")
    logits = (DESIGN[_order(rng)] / 2).astype(np.float32)  # at T = 1 what DESIGN is at T = 2
    seed = int(rng.integers(2**31))
    plain, again = (_drawn(student, logits, 1.0, n, seed, P[2.0]) for _time in range(2))
    if not np.array_equal(plain, again):
        return
    for temperature in (COLD, *EXTREMES[1:]):
        scaled = logits * np.float32(temperature)
        compare_draws(plain, _drawn(student, scaled, temperature, n, seed, P[2.0]), temperature)
    if _cuts_high_logits(student, logits):
        for temperature in (1.0, EXTREMES[-1]):
            _draws_from_high_logits(student, logits, plain, seed, temperature)
    whole = _drawn(student, logits, 1.0, n, seed, 1.0)
    for temperature in (EXTREMES[-1], HOT):
        warm = logits * np.float32(temperature)
        compare_draws(whole, _drawn(student, warm, temperature, n, seed, 1.0), temperature)


def _cuts_high_logits(student: Student, logits: expect.Array) -> bool:
    """Tell whether the student's `keep_nucleus`, which has its own cells, manages high logits."""
    cases = [Case(NUCLEUS, given, P[2.0]) for given in (logits, logits + np.float32(HIGH))]
    try:
        answers = ask(student, NUCLEUS, cases)
    except StudentRaised:
        return False
    kept = [expect.listed(answer) for answer, _same in answers]
    plain, high = (None if one is None else np.isneginf(one).tolist() for one in kept)
    return plain is not None and plain == high


def _draws_from_high_logits(
    student: Student, logits: expect.Array, plain: expect.Array, seed: int, temperature: float
) -> None:
    """Compare draws at T = 1 with those from logits all higher, and T times as far apart."""
    given = logits * np.float32(temperature) + np.float32(HIGH)
    high = must_answer(
        partial(_drawn, student, given, temperature, len(plain), seed, P[2.0]),
        _("draws from logits near {high:g}").format(high=HIGH),
        _(OVERFLOW),
    )
    if (share := float(np.mean(plain != high))) > DIFFERING:
        raise Mismatch(
            _("the same draws from logits that are all {high:g} higher").format(high=HIGH),
            _("{share:.0%} of the draws differ").format(share=share),
            _(OVERFLOW),
        )


def _drawn(
    student: Student, logits: expect.Array, temperature: float, n: int, seed: int, p: float
) -> expect.Array:
    """Return n draws (n,) of the student's sampler of a nucleus."""
    answer = student.ask(
        probes.nucleus_draws, given=logits, temperature=temperature, p=p, n=n, seed=seed
    )
    if expect.field(answer, "unchanged") is not True:
        raise must_stay("sample_nucleus")
    return checked_draws(expect.field(answer, "words"), n, len(logits))
