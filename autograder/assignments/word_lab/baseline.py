"""Judges of what a network has to beat: perplexity, the bigram model, its weight."""

from __future__ import annotations

from functools import partial

import numpy as np

from autograder.assignments.common.asking import answers, call_untouched, must_answer
from autograder.assignments.word_lab.bigrams import bigram_hint, right_bigram
from autograder.errors import StudentRaised
from autograder.i18n import N_, _
from autograder.judge import Mismatch, Probes, Student, check, expect

probes = Probes(__file__, "baseline")
BETWEEN = 0.5125  # a weight that no rounding leaves as it is
RARE = 1500  # words of a language in which every perplexity is high
FAR = -40.0  # of a logarithm, which careless code bounds
MANY = 300  # words of a vocabulary
SIZE = 8  # of the vocabulary of `interpolates`


@check(N_("Perplexity is e to the mean of -ln p"))
def measures_perplexity(student: Student) -> None:
    """Compare cases that can be worked out by hand, a long one, and one with secret numbers."""
    rng = student.rng("baseline.measures_perplexity")
    secret = np.log(rng.uniform(0.01, 0.9, size=30))
    sorted_ones = np.sort(np.log(rng.uniform(0.01, 0.9, size=1003)))  # no mean of means of parts
    by_hand = [np.log([0.5, 0.5, 0.5]), np.log([1 / 2, 1 / 8]), np.log([1 / 7] * 4)]
    certain = np.log([1, 1, 1 / 8])
    unlikely = [np.array([-1.0, -45.0]), np.array([-800.0] + 9 * [-0.01])]
    unlikely += [np.array([-460.0, -480.0])]
    many = np.full(5000, -np.log(2000.0))
    for logs in [*by_hand, np.zeros(3), certain, secret, sorted_ones, many, *unlikely]:
        expected = float(np.exp(-logs.mean()))
        which = _("{expected:.4g} for {count} logarithms of probabilities {logs}").format(
            expected=expected, count=len(logs), logs=np.round(logs[:3], 3).tolist()
        )
        observed = call_untouched(student, "perplexity", logs)
        if isinstance(observed, float) and np.isinf(observed):
            bounded = _("A float has room for e^{power:g}: no bounds.").format(power=-logs.mean())
            raise Mismatch(which, str(observed), _product_hint() if len(logs) > 2 else bounded)
        value = expect.number(observed, which)
        if abs(value - expected) > 1e-4 * expected:
            raise Mismatch(which, f"{value:.4g}", _perplexity_hint(logs, value))
    _must_be_infinite(call_untouched(student, "perplexity", np.insert(secret, 10, -np.inf)))


def _must_be_infinite(observed: object) -> None:
    """Refuse a finite perplexity where one of the words had the probability 0."""
    if isinstance(observed, np.ndarray) and observed.ndim == 0:
        observed = observed.item()
    if type(observed) is not float or observed != float("inf"):
        raise Mismatch(
            _("an infinite perplexity where one of the words had the probability 0"),
            expect.described(observed),
            _("No word is left out: one that was impossible makes the perplexity infinite."),
        )


def _perplexity_hint(logs: expect.Array, value: float) -> str:
    known = [
        (-logs.mean(), _("This is the cross-entropy in nats; perplexity is its exponential.")),
        (np.exp(logs.mean()), _("The sign is missing: a logarithm of a probability is negative.")),
        (2 ** (-logs.mean()), _("The logarithms are natural ones: the base is e, not 2.")),
        (np.exp(-logs).mean(), _("The mean is taken of the logarithms, not of 1 / p.")),
        (1 / np.exp(logs).mean(), _("The mean is taken of the logarithms, not of p.")),
        (
            np.exp(-logs[logs < 0].mean()) if np.any(logs < 0) else 0,
            _("A word that was certain counts too: its logarithm is 0."),
        ),
        (np.exp(min(-logs.sum(), 700.0)), _("The mean over the words, not the sum.")),
    ]
    if logs.min() < FAR and value < np.exp(-logs.mean()):
        return _("However unlikely a word was, its logarithm counts as it is: no bounds.")
    if np.exp(logs.sum()) == 0:
        return _product_hint()
    return next((hint for formula, hint in known if np.isclose(formula, value, rtol=1e-3)), "")


def _product_hint() -> str:
    return _("A product of thousands of probabilities is 0 for a computer: add logarithms.")


@check(N_("bigram mixes pairs and single words, and leaves no word without probability"))
def interpolates(student: Student) -> None:
    """Compare p(next | previous) for every previous word of two small secret texts.

    The first one's last word occurs nowhere else, so that nothing ever followed it; the
    vocabulary's last two words do not occur at all. The second one ends in a word that has
    successors, so that it occurs more often than it is followed by something. Another one's last
    word follows itself, and nothing else follows it. In the last one a
    pair occurs more often than a byte can count, a word is followed a single time, and there are
    thousands of words.
    """
    rng = student.rng("baseline.interpolates")
    order = np.append(rng.permutation(6), [6, 7])
    if order[5] == 0:  # a word like others, and so followed
        order[[0, 5]] = order[[5, 0]]
    words = [0, 1, 2, 3, 4, *rng.choice(5, size=55, p=[0.4, 0.25, 0.15, 0.15, 0.05])]
    often = [6] + [0, 1] * 1600 + [0, 2] * 900
    texts = [([*words, 5], 0.6), ([*words, 4], 0.6), ([*words, 5], 0.0), ([*words, 5], 1.0)]
    texts.append(([*words, 5, 5, 5], 0.6))
    for text, weight in [*texts, (often, 0.6)]:
        ids = order[text]
        expected = right_bigram(ids, SIZE, weight)
        asked = {"ids": ids, "vocab_size": SIZE, "weight": weight, "previous": list(range(SIZE))}
        answer = must_answer(
            lambda asked=asked: student.ask(probes.bigram, **asked),  # type: ignore[misc]
            _("p(next | previous) for each of {size} words").format(size=SIZE),
            _("V is vocab_size, whichever of its words occur in the text."),
        )
        rows = expect.items(answer, SIZE, _("an answer for every previous word"))
        for word in order:
            _compare_row(rows[word], expected[word], ids, weight, int(word))
    _follows_many(student, rng)


def _compare_row(
    row: object, expected: expect.Array, ids: expect.Array, weight: float, word: int
) -> None:
    """Compare the probabilities (V,) after a word that came back with the right ones."""
    hint = _("One probability for each of the V words.")
    undefined = _("Nothing ever followed this word: then the unigram alone decides.")
    observed = expect.numbers(row, expected.shape, "float", hint, undefined)
    if (difference := np.abs(observed - expected)).max() > 1e-6:
        worst = np.sort(np.argsort(-difference, kind="stable")[:SIZE])
        raise Mismatch(
            _("weight {weight:g}, after word {word}: {p}").format(
                weight=weight, word=word, p=np.round(expected[worst], 3).tolist()
            ),
            str(np.round(observed[worst].astype(np.float64), 3).tolist()),
            bigram_hint(ids, weight, word, observed),
        )


def _follows_many(student: Student, rng: np.random.Generator) -> None:
    """Compare rows of a text in which one word of 130 is followed by all the others.

    So is the vocabulary's last word by one. A pair of numbers is not what both are, written
    together: 1 and 12 is no 11 and 2.
    """
    size, weight = 130, 0.6
    center = int(rng.integers(20, size - 1))
    others = rng.permutation(np.delete(np.arange(size), center))
    star = np.stack([np.full_like(others, center), others], axis=1).ravel()
    ids = np.concatenate([star, [1, 12] * 5, [center]])
    previous = [center, 1, 11, size - 1]
    asked = {"ids": ids, "vocab_size": size, "weight": weight, "previous": previous}
    rows = expect.items(
        student.ask(probes.bigram, **asked), len(previous), _("an answer for every previous word")
    )
    expected = right_bigram(ids, size, weight)
    for word, row in zip(previous, rows, strict=True):
        _compare_row(row, expected[word], ids, weight, word)


@check(N_("The weight is the best one on words of the training text that were not counted"))
def tunes(student: Student) -> None:
    """Tune on texts in which pairs say everything, nothing, or something else at the end.

    In the second one, 900 words drawn evenly from 30, pairs that were counted in the very words
    they are tested on would seem to say much. In the third one every word has one successor, and
    another one in the last tenth, which is long: a product of its probabilities is 0. In the
    fourth one, it has that in the first tenth. In the next three, more or less than the last tenth
    would not tell the same as the last tenth does. The next text's end repeats a pair that occurs
    once before it: only code that counts the single words of the last tenth takes them for
    frequent. The last text has two of many words: code that counts only two takes single words for
    better than they are. Then comes one whose very last pair is new: without the unigram it is
    impossible, whatever else the pairs foretell; and one of so many words that every perplexity is
    high. Before these, three whose last tenth has other successors: except for its first 105 words,
    wherever another word than 0, which is `<unk>`, comes, and in a pair that stands across the cut.

    From its first weight to its second, each order of the weights first gets worse and then better,
    or the other way round.
    """
    rng = student.rng("baseline.tunes")
    cycle = rng.permutation(30)
    regular, turned = np.tile(cycle, 27), np.tile(cycle[::-1], 3)
    before = np.concatenate([regular[90:], turned, regular[:90]])  # turned in the tenth before
    mostly = np.concatenate([regular, turned[:70], regular[:20]])  # turned, but for its end
    at_first = np.concatenate([regular, turned[:8], regular[:82]])  # turned at its beginning only
    everything = _("weight 0.9, where every word has one successor")
    lowest = _("The best weight has the lowest perplexity.")
    counted = _(
        "Pairs that were counted surprise nobody: perplexity is measured on words held back."
    )
    tenth = _("The last tenth of the words is held back, not counted: its perplexity decides.")
    by_itself = _("weight 0.1, where each word is drawn by itself")
    others = _("weight 0.1, where the words of the last tenth have other successors")
    single = _("The words of the last tenth are not counted, in pairs or by themselves.")
    few = _("weight 0.9, where the text has only two of {size} words").format(size=MANY)
    half = _("weight 0.9, where half of the last tenth's pairs are known")
    end = [*np.tile(cycle[:2], 43), *cycle[:4]]
    repeated = np.concatenate([cycle[:2], np.tile(cycle[2:], 29)[:808], end])
    long = np.concatenate([np.tile(cycle, 154)[:4605], np.tile(cycle[::-1], 14)[:395]])
    follows = np.roll(cycle, -1)[np.argmin(cycle)]  # 0, everywhere else
    unknown = np.concatenate([regular, np.tile([follows, 0, 0, 0], 23)[:90]])
    for number, (expected, ids, which, hint) in enumerate(
        (
            (0.9, np.tile(cycle, 30), everything, lowest),
            (0.1, cycle[_each_by_itself()], by_itself, counted),
            (0.1, np.repeat([cycle, cycle[::-1]], [81, 9], axis=0).ravel(), others, tenth),
            (0.9, np.concatenate([turned, regular]), everything, tenth),
            (0.9, before, everything, tenth),
            (0.1, mostly, others, tenth),
            (0.9, at_first, everything, tenth),
            (0.9, repeated, half, single),
            (
                0.9,
                cycle[_two_words()],
                few,
                _("V is vocab_size, whichever of its words occur in the text."),
            ),
            (0.1, long, others, _("All of the words that are set aside decide, however many.")),
            (0.1, unknown, others, _("<unk> is a word like any other: it is predicted, too.")),
            (0.1, _pairs_across(cycle), others, single),
        )
    ):
        weights, size = _unsorted(expected, number), MANY if which is few else 30
        observed = expect.number(_best_weight(student, ids, size, weights), which)
        if abs(observed - expected) > 1e-9:
            raise Mismatch(which, f"{observed:g}", _weight_hint(observed, weights, hint))
    new = np.append(np.tile(cycle, 17)[:-1], cycle[0])  # with e^-40, it would be unlikely enough
    which = _("weight {best:g}, where a single pair is new and the other weight is 1")
    _choose(student, (new, 30), np.array([1.0, BETWEEN]), which.format(best=BETWEEN), lowest)
    which = _("weight 0, where each word is drawn by itself")
    hint = _("A weight of 0 is a weight: compare with None, not with what is false.")
    alone = (cycle[_each_by_itself()], 30)
    _choose(student, alone, np.array([0.0, 0.9]), which, hint, best=0.0)
    _choose_the_only_one(student, new)
    which = _("weight 1, where every pair is known")
    hint = _("Weight 1 is a weight like any other: where no pair is new, it may be the best.")
    if answers(partial(student.call, "best_weight", regular, 30, np.ones(1))):
        _choose(student, (regular, 30), np.array([1.0, 0.5]), which, hint, best=1.0)
    if expect.alike(_aside(student), 2):
        hint = _(
            "split_book sets the last tenth aside: of 19 words, two, so that one is predicted."
        )
        short = (np.tile(cycle[:3], 7)[:19], 30)
        which = _("weight {best:g}, where every word has one successor").format(best=BETWEEN)
        _choose(student, short, np.array([0.1, BETWEEN]), which, hint)
    rare = rng.permutation(RARE)[np.random.default_rng(1).integers(RARE, size=900)]
    which = _("weight {best:g}, where nearly every pair is new and every perplexity is high")
    hint = _("The lowest perplexity is compared with the others, and with no number of your own.")
    _choose(student, (rare, RARE), np.array([0.9, BETWEEN]), which.format(best=BETWEEN), hint)


def _choose(
    student: Student,
    text: tuple[expect.Array, int],
    weights: expect.Array,
    which: str,
    hint: str,
    best: float = BETWEEN,
) -> None:
    """See that of two weights the best is chosen, on a text of so many words."""
    observed = expect.number(_best_weight(student, *text, weights), which)
    if abs(observed - best) > 1e-9:
        raise Mismatch(which, f"{observed:g}", _weight_hint(observed, weights, hint))


def _choose_the_only_one(student: Student, ids: expect.Array) -> None:
    """See that a single weight is chosen, though it makes a new pair impossible.

    The logarithm of 0 may be an error.
    """
    try:
        observed = call_untouched(student, "best_weight", ids, 30, np.ones(1))
    except StudentRaised as error:
        if error.unfinished:
            raise
        return
    if not expect.alike(observed, 1.0):
        raise Mismatch(
            _("weight 1, the only one to choose from"),
            expect.described(observed),
            _("One of the weights that were passed in, even if its perplexity is infinite."),
        )


def _aside(student: Student) -> int:
    """Return how many of 19 words the student's `split_book`, which has its cell, holds out."""
    try:
        parts = student.call("split_book", [str(number) for number in range(19)], 0.1)
    except StudentRaised:
        return 0
    return len(parts[1]) if isinstance(parts, tuple | list) and len(parts) == 2 else 0


def _unsorted(best: float, number: int) -> expect.Array:
    """Return the weights to choose from, in another order for every other question.

    The text with number 7 has a weight between, which would be the best one of three; 1 takes its
    place, and would be the best if what it makes impossible were left out.
    """
    worst = 0.1 if best == 0.9 else 0.9
    if number == 7:
        return np.array([worst, 1.0, best])
    return np.array([best, worst, 0.5] if number % 2 else [0.5, worst, best])


def _weight_hint(observed: float, weights: expect.Array, hint: str) -> str:
    if observed == 1.0 and 1.0 in weights:
        return _("Weight 1 makes new pairs impossible: its perplexity is infinite, not the lowest.")
    if observed not in weights:
        return _("One of the weights that were passed in.")
    if weights[0] == 0.5 == observed:
        return _(
            "The last tenth of the words is held back, and all weights are compared: their order "
            "says nothing, and the best may come last."
        )
    return hint


def _best_weight(student: Student, ids: expect.Array, size: int, weights: expect.Array) -> object:
    """Ask for the best weight; without 1, whose logarithm of 0 may be an error, if there is one."""
    try:
        return call_untouched(student, "best_weight", ids, size, weights)
    except StudentRaised as error:
        if error.unfinished or 1.0 not in weights:
            raise
        return call_untouched(student, "best_weight", ids, size, weights[weights != 1.0])


def _each_by_itself() -> expect.Array:
    """Return words drawn evenly from 30, whose last tenth the lowest weight predicts best.

    Always the same draw: by chance, the pairs of some texts would predict it better. The tenth's
    first word may be left out of account. Its median word is predicted best by the highest weight.
    """
    return np.random.default_rng(1).integers(0, 30, size=900)


def _pairs_across(words: expect.Array) -> expect.Array:
    """Return a text whose last tenth repeats the pair of the word before it and its own first.

    The one was followed by another word before, and the other one occurs nowhere else. If that pair
    counts, it speaks for pairs.
    """
    one, other, *rest = words
    before = [*np.resize(rest, 100), one, *np.resize(rest, 78), one]
    return np.array([*before, *[other, one] * 10])


def _two_words() -> expect.Array:
    """Return words of which two fifths are followed by the other one, and all of the last tenth.

    Pairs predict that tenth better than single words do if V is `MANY`, and worse if V is 30.
    """
    return np.append(np.tile([0, 0, 0, 1, 1, 0, 0, 1, 1, 1], 81), np.tile([0, 1], 45))
