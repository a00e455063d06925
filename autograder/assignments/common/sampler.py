"""Judges of the sampler: its draws against theory, at stated error rates.

Designs are fixed, because power depends on them; a secret permutes the tokens and shifts the
logits. Each number of draws is computed from α, power and the misconceptions to be found.
"""

from __future__ import annotations

import math
from functools import cache, partial

import numpy as np

from autograder.assignments.common.asking import changed_in_place, must_answer
from autograder.assignments.common.forms import FORMS
from autograder.assignments.common.many import (
    FAVOURITE,
    MANY,
    draws_of_many,
    many,
    must_share_among_tens,
)
from autograder.assignments.common.noise import RATE, draws_of_two, must_divide, must_share
from autograder.i18n import N_, _
from autograder.judge import Evidence, Mismatch, Probes, Student, check, expect
from autograder.judge.statistics import (
    ALPHA,
    Floats,
    draws_needed,
    independence_p_value,
    p_value,
    softmax,
)

probes = Probes(__file__, "sampling")
DESIGN = np.array([0.0, 0.7, 1.4, 2.0, 2.6, 3.1])
PLAUSIBLE = 1e-3  # a p-value above which a misconception explains the draws
REACHABLE = 0.01  # a token of this probability or more must be drawn
SURE = np.array([0.96, 0.025, 0.015])  # of these, 600 draws lack the last two with 2e-11
HOT = 1e4  # a temperature at which a finite logit in the place of -inf is as good as any
LARGE = 1500  # tokens, of which an array prints the first and the last ones only
BARRED = 3000  # tokens with the logit -inf: an exponent bound at -10 gives them 0.12 together


def wrong_distributions(logits: Floats, temperature: float) -> dict[str, Floats]:
    """Return the distributions of the named misconceptions that differ from the right one.

    Keys say, in the student's terms, what each one does.
    """
    p = softmax(logits, temperature)
    size = len(p)
    known = {
        _("The temperature is ignored."): softmax(logits),
        _("The temperature works the wrong way round: a high one sharpens."): softmax(
            logits, 1 / temperature
        ),
        _("The temperature is applied twice."): softmax(logits, temperature**2),
        _("All tokens are drawn equally often: the input is ignored."): np.full(size, 1 / size),
        _("A softmax is taken of probabilities."): softmax(softmax(logits), temperature),
        _("Always the same token: greedy choice, or a seed set inside the sampler."): np.eye(size)[
            int(np.argmax(p))
        ],
        _("Only the few most likely tokens are ever drawn."): without(p, list(np.argsort(p)[:-3])),
        _("A token of low probability is never drawn."): without(p, [_rarest_reachable(p)]),
    }
    if temperature < 1:  # elsewhere it takes too many draws; the same sampler draws at every T
        known[_("Now and then any token is drawn, whatever its logit.")] = 0.9 * p + 0.1 / size
    return {name: q for name, q in known.items() if not np.allclose(q, p, atol=1e-9)}


def _rarest_reachable(p: Floats) -> int:
    return int(np.argmin(np.where(p >= REACHABLE, p, np.inf)))


def without(p: Floats, tokens: list[int]) -> Floats:
    """Return p with the probability of some tokens given to the others in proportion."""
    q = p.copy()
    q[tokens] = 0
    return np.asarray(q / q.sum())


@cache
def draws_for(temperature: float) -> int:
    """Return the number of draws that expose every named misconception.

    One that leaves out a reachable token is found by its absence; the others by the G-test.
    """
    p = softmax(DESIGN, temperature)
    wrong = wrong_distributions(DESIGN, temperature).values()
    by_shares = [q for q in wrong if np.all(q[p >= REACHABLE] > 0)]
    rarest = p[_rarest_reachable(p)]
    unmissed = math.ceil(math.log(ALPHA / 100 / len(p)) / math.log1p(-rarest))
    return max(unmissed, draws_needed(p, by_shares))


def evidence_of(counts: expect.Array, p: Floats) -> float:
    """Bound the p-value of counts under p: by their G, or by a reachable token's absence.

    The second is at most `ALPHA` / 100 at the number of `draws_for`, whatever p is: an honest
    sampler fails by it so rarely that it does not count.
    """
    absent = (counts == 0) & (p >= REACHABLE)
    missing = float(np.sum((1 - p[absent]) ** counts.sum())) if absent.any() else 1.0
    return min(p_value(counts, p), missing)


def drawn(
    student: Student,
    logits: expect.Array,
    temperature: float,
    n: int,
    seed: int | None,
    form: str = "logits",
) -> expect.Array:
    """Return n draws (n,) of the student's sampler."""
    answer = student.ask(
        probes.draws,
        given=FORMS[form].drawn_from(logits),
        temperature=temperature,
        n=n,
        seed=seed,
        kind=FORMS[form].kind,
        sampler=FORMS[form].sampler,
    )
    return checked_draws(answer, n, len(logits))


def checked_draws(answer: object, n: int, size: int) -> expect.Array:
    """Return n draws (n,) that came back.

    Raises:
        Mismatch: they are not Python integers from 0 to size - 1, or changed what they came from.
    """
    if isinstance(answer, dict):
        raise changed_in_place(_("the same numbers to draw from, draw after draw"))
    if not isinstance(answer, np.ndarray) or answer.shape != (n,) or answer.dtype.kind != "i":
        first = answer[0] if isinstance(answer, list) and answer else answer
        raise Mismatch(
            _("a Python int"), expect.described(first), _("int(...) or .item() makes it one.")
        )
    if answer.min() < 0 or answer.max() >= size:
        raise Mismatch(
            _("tokens from 0 to {last}").format(last=size - 1),
            f"{answer.min()} … {answer.max()}",
        )
    return answer


def _design(student: Student, label: str) -> tuple[expect.Array, np.random.Generator]:
    rng = student.rng(label)
    logits = rng.permutation(DESIGN) + rng.uniform(-3, 3)
    return logits.astype(np.float32), rng


@check(N_("Draws follow the probabilities at temperature T"))
def follows_softmax(student: Student, form: str = "logits", temperature: float = 1.0) -> Evidence:
    """Test the counts of draws with a generator at `statistics.ALPHA`, see `evidence_of`.

    Finds every distribution of `wrong_distributions` with `statistics.POWER`, and, where T is at
    most 1, noise other than Gumbel's (see `noise`).
    """
    logits, rng = _design(student, f"sampler.follows_softmax {temperature}")
    n, seed = draws_for(temperature), int(rng.integers(2**31))
    tokens = drawn(student, logits, temperature, n, seed, form)
    counts = np.bincount(tokens, minlength=len(logits))
    p = softmax(logits, temperature)
    evidence = {"p_value": evidence_of(counts, p), "n": float(n)}
    if evidence["p_value"] < ALPHA:
        raise Mismatch(
            _("shares near {shares} at T = {temperature:g}").format(
                shares=np.round(p, 3).tolist(), temperature=temperature
            ),
            str(np.round(counts / n, 3).tolist()),
            _likeliest(counts, logits, temperature),
            evidence,
        )
    if temperature <= 1:  # the same sampler draws at every T
        must_divide(partial(drawn, student, seed=seed, form=form), temperature, rng)
        evidence |= {"n": float(n + draws_of_two()), "alpha": ALPHA + RATE}
    return evidence


def _likeliest(counts: expect.Array, logits: expect.Array, temperature: float) -> str:
    """Name the first misconception whose distribution explains the counts, if one does."""
    wrong = wrong_distributions(np.asarray(logits, dtype=np.float64), temperature)
    if np.count_nonzero(counts) == 1:
        return next(name for name, q in wrong.items() if np.count_nonzero(q) == 1)
    rarest = _rarest_reachable(softmax(logits, temperature))
    left_out = int(np.argmax(counts > 0))  # tokens at the start that were never drawn
    if left_out and np.all(counts[left_out:] > 0) and (left_out > 1 or rarest != 0):
        return _("Special tokens are never drawn; the sampler draws over all V tokens.")
    explained = {name: p_value(counts, q) for name, q in wrong.items()}
    likeliest = max(explained, key=lambda name: explained[name])
    return likeliest if explained[likeliest] > PLAUSIBLE else ""


@check(N_("Every token of probability 0.0095 or more can be drawn"))
def reaches_every_token(student: Student, form: str = "logits") -> Evidence:
    """Draw from many tokens of unequal logits: all occur, the most likely as often as it should.

    With torch's logits, a few draws from very many tokens follow, see `noise`. At last, there is
    one token only, and one that is certain among more than what an array prints of itself.
    """
    rng = student.rng("sampler.reaches_every_token")
    n, size, seed = draws_of_many(), MANY, int(rng.integers(2**31))
    order = rng.permutation(size)
    logits = (np.log(many()[order]) + rng.uniform(-3, 3)).astype(np.float32)
    tokens = drawn(student, logits, 1.0, n, seed, form)
    drawn_each = np.bincount(tokens, minlength=size)
    counts = drawn_each[np.argsort(order)]  # in rising order of their probabilities
    missed = int(np.count_nonzero(counts == 0))
    if missed:
        top = bool(np.all(counts[:missed] == 0)) and not (missed == 1 and drawn_each[0] == 0)
        raise Mismatch(
            _("all {size} tokens in {n} draws").format(size=size, n=n),
            _("{missed} never drawn").format(missed=missed),
            _("Only the {k} most likely are ever drawn (top-k or top-p): leave none out.").format(
                k=size - missed
            )
            if top
            else _("Sampling is over all V tokens: no token is left out, not even <unk>."),
        )
    p = p_value([n - counts[-1], counts[-1]], [1 - FAVOURITE, FAVOURITE])
    if p < ALPHA:
        raise Mismatch(
            _("the most likely token in a share near {share:g}").format(share=FAVOURITE),
            f"{counts[-1] / n:.3f}",
            _("The most likely token is also chosen now and then without drawing.")
            if counts[-1] > n * FAVOURITE
            else "",
            {"p_value": p},
        )
    p_of_tens = must_share_among_tens(drawn_each, many()[order])
    if form == "logits":
        must_share(partial(drawn, student, temperature=1.0, seed=seed, form=form), rng)
    _draws_the_certain(student, logits[:1], seed, form)
    sure = int(rng.integers(LARGE // 3, LARGE // 2))  # reversed, as it is before, it is another one
    row = np.where(np.arange(LARGE) == sure, 60.0, 0.0).astype(np.float32)
    _draws_the_certain(student, row, seed, form)
    return {"p_value": min(p, p_of_tens), "n": float(n), "alpha": 2 * ALPHA + RATE}


def _draws_the_certain(student: Student, logits: expect.Array, seed: int, form: str) -> None:
    """Draw from logits (V,) of which one leaves no chance to others.

    Raises:
        Mismatch: the draws end in an error, or one of them is of another token.
    """
    due = _("token {token}, which is certain, of {size} tokens").format(
        token=int(np.argmax(logits)), size=len(logits)
    )
    one = _("V may be 1: then the array still has its one axis.")
    hint = one if len(logits) == 1 else _("Each call works with the numbers that are passed in.")
    tokens = must_answer(partial(drawn, student, logits, 1.0, 3, seed, form), due, hint)
    if np.any(tokens != np.argmax(logits)):
        raise Mismatch(due, str(tokens.tolist()), hint)


@check(N_("A token with the logit -inf is never drawn, and is not an error"))
def never_draws_the_impossible(student: Student, form: str = "logits", n: int = 600) -> None:
    """Pass in logits of −inf, as `<unk>` has one when a text is written, at T = 1.

    Of the others, one is nearly sure, but not drawn every time. With torch's logits, draws at a
    high T from many tokens, with finite logits far below zero, find a number in the place of −inf:
    it would be more likely than they are. Logits over T are small, so no exp is 0.

    A sampler that takes any of the tokens in one draw out of ten is missed with a probability below
    1e-6, and one that adds 1e-4 to the probability of each of 206 tokens with one below 1e-5. The
    last token stays possible: NumPy's `multinomial` adds up all the others, which in float32 may
    come to more than 1.
    """
    rng = student.rng("sampler.never_draws_the_impossible")
    size = 206 if form == "numpy-logits" else 6  # the others are asked with thousands of tokens
    logits = np.full(size, -np.inf)
    possible = [*rng.permutation(size - 1)[:2], size - 1]  # the last one, see above
    logits[possible] = np.log(rng.permutation(SURE)) + rng.uniform(-3, 3)
    hint = _("-inf is a logit like any other: its probability is 0.")
    cases = [(logits, 1.0, n, hint)]
    if form == "logits":  # multinomial of NumPy also refuses what is not normalised
        number = _("-inf is below every number: no finite logit will do in its place.")
        many = np.append(np.full(BARRED, -np.inf), (logits - 50) * HOT)
        cases.append((many, HOT, 160, number))
    for given, temperature, count, reason in cases:
        row = given.astype(np.float32)
        tokens = must_answer(
            partial(drawn, student, row, temperature, count, int(rng.integers(2**31)), form),
            _("draws from logits, some of which are -inf"),
            hint,
        )
        if wrong := sorted({token for token in tokens.tolist() if np.isneginf(row[token])}):
            raise Mismatch(_("tokens whose logit is finite"), str(wrong[:10]), reason)
        if count == n and len(np.unique(tokens)) == 1:
            raise Mismatch(
                _("draws of unlikely tokens too (p = {p:.3f} together)").format(p=1 - SURE.max()),
                _("{n} times the same token").format(n=n),
                _("However likely a token is, it is drawn like the others, not taken as certain."),
            )


@check(N_("Successive draws are independent of each other"))
def draws_independent(student: Student, form: str = "logits", n: int = 2000) -> Evidence:
    """Test pairs of draws, without a generator where that may be, whatever their distribution.

    2000 draws, 1000 pairs, find a sampler that repeats itself (mutual information above 1 nat a
    pair, against a threshold of 0.08) with certainty, and one that draws once more what it drew
    last (0.104 nats) with `statistics.POWER`.
    """
    logits, _rng = _design(student, "sampler.draws_independent")
    tokens = drawn(student, logits, 1.0, n, None, form)
    if len(np.unique(tokens)) == 1:
        raise Mismatch(
            _("draws that differ"),
            _("the same token {n} times").format(n=n),
            _("A seed set inside the sampler makes every draw the first one."),
        )
    p = independence_p_value(tokens, len(logits))
    if p < ALPHA:
        raise Mismatch(
            _("draws that do not depend on the previous one"),
            _("draws that do (p-value {p:.1g})").format(p=p),
            _("Draw afresh at every call; keep nothing from one call to the next."),
            {"p_value": p},
        )
    return {"p_value": p, "n": float(n)}


@check(N_("A generator makes draws reproducible and leaves the global random state alone"))
def uses_generator(student: Student, form: str = "logits", n: int = 100) -> None:
    """Repeat draws, an odd number with the probe's first: code that keeps one is caught."""
    logits, rng = _design(student, "sampler.uses_generator")
    first, again, other = (drawn(student, logits, 1.0, n, seed, form) for seed in (11, 11, 12))
    if not np.array_equal(first, again):
        raise Mismatch(
            _("the same draws from the same seed"),
            _("different draws"),
            _("Every random number comes from the generator that is passed in."),
        )
    if np.array_equal(first, other):
        raise Mismatch(
            _("different draws from another seed"),
            _("the same draws"),
            _("The generator is not used, or is seeded again inside."),
        )
    given = FORMS[form].drawn_from(logits)
    how = {"given": given, "kind": FORMS[form].kind, "sampler": FORMS[form].sampler}
    if student.ask(probes.repeats_from_state, n=20, **how) is not True:
        raise Mismatch(
            _("the same draws from two generators in the same state"),
            _("different draws"),
            _("Draw from the generator itself, not from its seed and a count of your own."),
        )
    seed = int(rng.integers(2**31))
    if student.ask(probes.global_state_kept, n=5, seed=seed, **how) is not True:
        raise Mismatch(
            _("a global random state that stays as it was"),
            _("it changed"),
            _("When a generator is given, nothing draws from the global state or seeds it."),
        )
    if FORMS[form].always_generator:
        return
    if student.ask(probes.repeats_from_global_seed, given=given, n=n) is not True:
        raise Mismatch(
            _("without a generator, the same draws after the same torch.manual_seed"),
            _("different draws"),
            _("Without a generator, random numbers come from PyTorch's global state."),
        )


@check(N_("Tokens can also be drawn from float32 probabilities, whose sum is only nearly 1"))
def accepts_float32(student: Student, rows: int = 30) -> None:
    """Pass in float32 rows whose sum exceeds 1 by more than `multinomial` forgives."""
    rng = student.rng("sampler.accepts_float32")
    found: list[expect.Array] = []
    while len(found) < rows:
        p = softmax(rng.normal(size=68) * 2).astype(np.float32)
        if p.astype(np.float64).sum() > 1 + 1e-9:
            found.append(np.append(p, np.float32(0)))  # multinomial adds up all but the last
    for temperature in (1.0, 0.7):
        asked = {"rows": found, "temperature": temperature, "seed": 5, "kind": "numpy"}
        tokens = must_answer(
            partial(student.ask, probes.draw_of_each, **asked),
            _("a token for each of {rows} rows of float32").format(rows=rows),
            _("Convert to float64 and normalise again before you draw."),
        )
        observed = expect.array(tokens, (rows,), "int", _("One token for each call."))
        if observed.min() < 0 or observed.max() >= 69:
            raise Mismatch(
                _("tokens from 0 to {last}").format(last=68), f"{observed.min()} … {observed.max()}"
            )
        if len(np.unique(observed)) == 1:
            raise Mismatch(
                _("draws from {rows} distributions, each with its own likely tokens").format(
                    rows=rows
                ),
                _("{token} every time").format(token=int(observed[0])),
                _("The token must depend on the input."),
            )
