"""Judges of very low and very high temperatures, where a bound or an offset shows.

Code that draws from softmax(logits / T) draws the same tokens from the same seed if logits and T
are both multiplied by the same number. A power of two rounds nothing on the way, so hardly any draw
may differ, and no p-value is needed. Any other number rounds only the last digit, which is as good.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from autograder.assignments.common.asking import must_answer
from autograder.assignments.common.forms import FORMS
from autograder.assignments.common.misconceptions import BOUNDED
from autograder.assignments.common.sampler import DESIGN, HOT, drawn
from autograder.assignments.common.thousands import draw_from_thousands
from autograder.i18n import N_, _
from autograder.judge import Mismatch, Student, check, expect
from autograder.judge.statistics import g_statistic, tail_bound

EXTREMES = (1 / 64, 1.5, 16.0)
"""Temperatures that bounds, offsets or rounding to whole numbers would change."""
DIFFERING = 0.02
"""Share of draws that may differ, where T ± 1e-6 or probabilities in float32 round a little.

A temperature that is kept above 0.02, or moved by 0.01, changes at least 6% of them.
"""


ENOUGH = 500  # draws, whose shares tell a temperature that is bounded
ALIKE = 0.01  # a p-value above which two samples may be of one distribution
ERRORS = 4.5  # standard errors that a share of draws may lie below what it is by chance
FEW = 3  # of 40 draws
RARE = 6000
"""Tokens that are equally likely, but for the first and the last, which have half as much: so
each number of 1/2000, 2/2000, ... falls in the middle of the share of every third token."""


def compare_draws(plain: expect.Array, scaled: expect.Array, temperature: float) -> None:
    """Compare draws at T = 1 with those at another T, logits scaled alike, from the same seed.

    Code that rejects some random numbers may reject another one because of a rounded digit, and
    then draws different tokens from there on: in that case their shares are compared, if there are
    enough.

    Args:
        plain: numbers of tokens, shape (n,).
        scaled: the same at the other temperature.
        temperature: that temperature.

    Raises:
        Mismatch: too many differ.
    """
    share = float(np.mean(plain != scaled))
    if share > DIFFERING and not _drawn_anew(plain, scaled):
        raise Mismatch(
            _(
                "at T = {temperature:g}, with logits multiplied by {temperature:g}, the draws of "
                "T = 1"
            ).format(temperature=temperature),
            _("{share:.0%} of the draws differ").format(share=share),
            _(BOUNDED),
        )


def _shares(one: expect.Array, other: expect.Array) -> tuple[expect.Array, expect.Array]:
    """Return how often each token is in either of two arrays (n,), (2, K), and its share, (K,)."""
    tokens = np.unique(np.concatenate([one, other]))
    counts = np.array([[np.count_nonzero(part == t) for t in tokens] for part in (one, other)])
    return counts, counts.sum(axis=0) / counts.sum()


def _drawn_anew(one: expect.Array, other: expect.Array) -> bool:
    """Return whether many draws (n,) are different ones of the same distribution."""
    return len(one) >= ENOUGH and _unrelated(one, other) and _alike(one, other)


def _unrelated(one: expect.Array, other: expect.Array) -> bool:
    """Return whether draws (n,) agree, from the first on that differs, as by chance."""
    first = int(np.argmax(one != other))
    _counts, shares = _shares(one[first:], other[first:])
    by_chance = 1 - float(np.sum(shares**2))
    error = float(np.sqrt(by_chance * (1 - by_chance) / (len(one) - first)))
    return float(np.mean(one[first:] != other[first:])) > by_chance - ERRORS * error


def _alike(one: expect.Array, other: expect.Array) -> bool:
    """Return whether draws (n,) may come from one distribution, by the G of both.

    No distribution has a smaller G than their shares together, so the bound for both holds.
    """
    counts, shares = _shares(one, other)
    g = sum(g_statistic(each, shares) for each in counts)
    return tail_bound(g, 2 * len(shares) - 1) >= ALIKE


def compare_texts(texts: Sequence[str], n: int) -> None:
    """Compare texts of one seed, a character and n draws each: two at T = 1, one at each extreme.

    Texts that differ at T = 1 are not compared: no seed determines them.

    Raises:
        Mismatch: too many characters differ.
    """
    plain, again, *others = (np.array(list(f"{text:{n + 1}.{n + 1}}")) for text in texts)
    if np.array_equal(plain, again):
        for temperature, scaled in zip(EXTREMES, others, strict=True):
            compare_draws(plain, scaled, temperature)


@check(N_("Draws follow very low and very high temperatures too"))
def follows_extremes(student: Student, form: str = "logits", n: int = 600) -> None:
    """Draw with one seed at T = 1, and at extreme temperatures from logits scaled alike.

    Of logits scaled by the highest, no float holds the exp, so that no power of that will do. A
    sampler that a seed does not determine is judged by `uses_generator` alone. Last come many
    tokens, as rare as at a high temperature.
    """
    rng = student.rng("extremes.follows_extremes")
    logits = (rng.permutation(DESIGN) + rng.uniform(-3, 3)).astype(np.float32)
    seed = int(rng.integers(2**31))
    if form == "probabilities":
        draw_from_thousands(student, seed, form)
    if form != "logits":  # of these, `never_draws_the_impossible` draws at a high T
        _draws_no_zeros(student, seed, form)
    _draws_the_only_one(student, rng, form)
    plain, again = (drawn(student, logits, 1.0, n, seed, form) for _time in range(2))
    if not np.array_equal(plain, again):
        return
    hot = (HOT,) if FORMS[form].what == "logits" else ()
    for temperature in (*EXTREMES, *hot):
        scaled = logits * np.float32(temperature)
        compare_draws(plain, drawn(student, scaled, temperature, n, seed, form), temperature)
    _draws_rare_tokens(student, seed, form)
    _draws_beside_a_favourite(student, seed, form)


def _draws_the_only_one(student: Student, rng: np.random.Generator, form: str) -> None:
    """Draw where a single token is possible, whose number is a Python int like any other.

    exp of the other logits is 0; what becomes of -inf is `never_draws_the_impossible`'s business.
    """
    logits = np.full(6, -1e4, dtype=np.float32)
    logits[only := int(rng.integers(5))] = 0.0
    tokens = must_answer(
        partial(drawn, student, logits, 1.0, 3, 1, form),
        _("draws from {form} of which one alone is possible").format(form=FORMS[form].what),
        _("However sure a token is, it is drawn as others are."),
    )
    if np.any(tokens != only):
        raise Mismatch(
            _("{token}, the only possible token").format(token=only),
            expect.described(tokens.tolist()),
            _("A token of probability 0 is never drawn."),
        )


def _draws_no_zeros(student: Student, seed: int, form: str, n: int = 60) -> None:
    """Draw at a T so high that a small number in the place of 0 is as good as any: 1e-300 is 0.9.

    So is a logit of -1e4 in the place of -inf. The last token stays possible, since NumPy's
    `multinomial` gives it what others leave of 1.
    """
    logits = np.array([-np.inf, 0.0, -np.inf, -np.inf, 0.5, -np.inf, 1.0], dtype=np.float32)
    tokens = drawn(student, logits, HOT, n, seed, form)
    if wrong := sorted({token for token in tokens.tolist() if np.isneginf(logits[token])}):
        raise Mismatch(
            _("tokens whose probability is not 0, also at T = {temperature:g}").format(
                temperature=HOT
            ),
            str(wrong),
            _("A token of probability 0 keeps it at any T: put no small number in its place."),
        )


def _draws_rare_tokens(student: Student, seed: int, form: str, n: int = 30) -> None:
    """Draw from many tokens: rounded probabilities are 0, rounded random numbers skip most of them.

    An honest sampler draws every third token only with 3^-29, and only those of the more likely
    half with 2^-30: these are 1% more likely, so that they alone stay if half or fewer do.
    """
    logits = np.zeros(RARE + 1, dtype=np.float32)
    likelier = np.arange(RARE + 1) // 3 % 2 == 1
    logits[likelier] = EXTREMES[-1] * 0.01
    logits[[0, -1]] = EXTREMES[-1] * np.log(0.5)
    hint = _(
        "However rare a token is, it can be drawn: round neither probabilities nor random numbers."
    )
    expected = _("draws from {many} tokens that are about equally rare").format(many=RARE)
    question = partial(drawn, student, logits, EXTREMES[-1], n, seed, form)
    tokens = must_answer(question, expected, hint)
    if len(np.unique(tokens % 3)) == 1:
        raise Mismatch(expected, expect.described(tokens[:8].tolist()), hint)
    if np.all(likelier[tokens]):
        raise Mismatch(
            expected,
            _("none of the rarer half"),
            _("Every token can be drawn, however many there are: nothing is left out or rounded."),
        )


def _draws_beside_a_favourite(student: Student, seed: int, form: str, n: int = 40) -> None:
    """Draw from a token of probability 1/2 and thousands that are rarer than 0.0001.

    An honest sampler draws fewer than `FEW` others with 8e-10. One that proposes tokens, and takes
    the most likely one where it has refused too many, draws hardly any.
    """
    logits = np.zeros(RARE + 1, dtype=np.float32)
    logits[0] = np.log(RARE)
    tokens = drawn(student, logits, 1.0, n, seed, form)
    if (others := np.count_nonzero(tokens)) < FEW:
        raise Mismatch(
            _("other tokens too, which together have half the probability"),
            _("the same token {n} times").format(n=n - others),
            _("However rare a token is, it can be drawn: treat no probability as 0."),
        )
