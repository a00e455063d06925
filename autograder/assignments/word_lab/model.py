"""Judges of the network, through its two entries: train on numbers, give logits for numbers.

No word and no vocabulary of the student's takes part: the judge passes in the numbers of a text
that it has just made up, and how many different ones there are. So a network with a tiny vocabulary
of its own, or one that takes most words for <unk>, gains nothing: what it is asked for, and what
its perplexity is computed from, is the probability of the true word among all V.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from autograder.assignments.common.asking import answers
from autograder.assignments.word_lab.bigrams import right_bigram
from autograder.assignments.word_lab.language import WORDS, Language
from autograder.assignments.word_lab.losses import STEPS, look_at_losses, refuse_foresight
from autograder.assignments.word_lab.trained import (
    OWN,
    frequent,
    longer,
    must_expect,
    must_expect_unknown,
    must_go_on,
    must_keep,
    refuse_activation,
    refuse_bounds,
    refuse_noise,
    rows_of,
    with_late_word,
)
from autograder.errors import StudentRaised
from autograder.i18n import N_, _
from autograder.judge import Evidence, Mismatch, Probes, Student, check, expect
from autograder.judge.statistics import softmax

probes = Probes(__file__, "model")
BETTER = 0.9  # of the unigram's perplexity, at most
ROUNDING = 1e-6
STRIDE = 11  # between the numbers of a language, where V is to be large
READ = 10  # words of a context that is changed, more than code may know a text by
CONTEXT = 8  # words before each word that is predicted
LONGEST = 300  # words before one that is predicted, more than any table of positions may have
LAST = 8  # of them, which are changed
MANY = 12  # steps, for which that is too little to be read once only
PIECES = (16, 32)  # words of a piece of a text, as code may read it
SHORTEST = 300  # numbers that there are to train on, at least
PREDICTED = 60  # words; some ways to ask a network take a tenth of a second each
LIKELY = 5  # of these words, at least, follow others after which a certain one is likely


def _logits(
    student: Student,
    language: Language,
    text: expect.Array,
    contexts: list[expect.Array],
    steps: int,
    seeds: tuple[int, ...] = (1,),
) -> list[expect.Array]:
    """Ask for logits, an array (contexts, V) for each seed."""
    answer = student.ask(
        probes.logits,
        ids=text,
        vocab_size=language.vocab_size,
        steps=steps,
        seeds=list(seeds),
        contexts=contexts,
    )
    if steps == MANY:
        must_go_on(answer, steps)
    logits = expect.field(answer, "logits")
    of_seeds = expect.items(logits, len(seeds), _("an answer for every seed"))
    return [rows_of(rows, language, len(contexts)) for rows in of_seeds]


def _must_remember(rows: expect.Array, contexts: list[expect.Array]) -> None:
    """Check that other words before the same last word make other logits, as no table does.

    Raises:
        Mismatch: for no two contexts that end in the same word the rows (contexts, V) differ.
    """
    pairs = [
        (one, other)
        for one, other in itertools.combinations(range(len(contexts)), 2)
        if contexts[one][-1] == contexts[other][-1]
        and not np.array_equal(contexts[one], contexts[other])
    ]
    if all(expect.difference(rows[one], rows[other]) <= ROUNDING for one, other in pairs):
        raise Mismatch(
            _("logits that change with the words before the last one"),
            _("they stayed the same"),
            _("The network has no memory: what do the words before the last one go through?"),
        )


def _otherwise(context: expect.Array) -> expect.Array:
    """Return a context with other words before the same last one."""
    return np.append(_others(context[:-1]), context[-1])


def _others(words: expect.Array) -> expect.Array:
    """Return other words of the language than these."""
    return (words + 1) % WORDS


@check(N_("Logits are a NumPy array (V,) of finite numbers, the same at every call"))
def gives_logits(student: Student) -> None:
    """Ask with contexts of several lengths, three of them twice, and other V than the notebook's.

    One of these is a single word: it shows a state that was kept, which a long context outweighs.
    After it come two words, of which it is not the first, so that nothing can be continued. The
    numbers are far apart, so that V is above 1000. A text of any length has a next word.
    """
    rng = student.rng("words.model.gives_logits")
    language = Language.random(rng)
    text, size = language.text(rng, 400), STRIDE * language.vocab_size
    one, long = text[:1], text[:40]
    contexts = [_otherwise(long), _otherwise(text[:2]), one, text[:7], long]
    again = [2, 1, 4]
    asked = [STRIDE * contexts[i] for i in (*range(len(contexts)), *again)]
    longest = text[:LONGEST]
    ended = np.append(longest[:-LAST], _others(longest[-LAST:]))
    asked += [STRIDE * text[first : n + 1] for n in PIECES for first in (0, n)]
    asked += [np.append(STRIDE * text[:3], size - 1), STRIDE * longest, STRIDE * ended]
    answer = _of_large_vocabulary(student, STRIDE * text, size, asked)
    (given,) = expect.items(answer, 1, _("an answer"))
    rows = expect.items(given, len(asked), _("logits for every context"))
    hint = _("One row of V numbers, for the word after the last one; .numpy() makes it an array.")
    values = []
    for row in rows:
        if not isinstance(row, np.ndarray):
            raise Mismatch(_("a NumPy array of shape (V,)"), expect.described(row), hint)
        values.append(expect.numbers(row, (size,), "float", hint, _(OWN)))
    twice = len(contexts) + len(again)
    reads_on = not expect.same(values[3], values[4])  # which begin alike
    if reads_on and expect.same(values[-2], values[-1]):
        raise Mismatch(
            _("other logits where the last {last} of {count} words are others").format(
                last=LAST, count=LONGEST
            ),
            _("the same ones"),
            _("Of a long text, the last words say most of what comes next: do not leave them out."),
        )
    _must_join_pieces(values[twice:-3])
    values, repeated = values[: len(contexts)], values[len(contexts) : twice]
    if not all(expect.same(row, values[i]) for i, row in zip(again, repeated, strict=True)):
        raise Mismatch(
            _("the same logits for the same words, asked twice"),
            _("different logits"),
            _(
                "Logits depend on the words alone: dropout is for training only, and no state is "
                "kept from one call to the next."
            ),
        )
    refuse_activation(values)
    _must_remember(np.stack(values), contexts)


def _must_join_pieces(rows: list[expect.Array]) -> None:
    """Compare logits (V,) after a word more than a piece of each size with those after it alone."""
    for count, whole, last in zip(PIECES, rows[::2], rows[1::2], strict=True):
        if np.array_equal(whole, last):
            raise Mismatch(
                _("other logits after {count} words than after the last of them").format(
                    count=count + 1
                ),
                _("the same ones"),
                _("Whoever reads a text piece by piece hands the state on from piece to piece."),
            )


def _of_large_vocabulary(
    student: Student, ids: expect.Array, size: int, contexts: list[expect.Array]
) -> object:
    """Ask for logits after a few steps of training on words whose numbers may be too large."""
    asked = {"ids": ids, "vocab_size": size, "steps": 3, "seeds": [1], "contexts": contexts}
    try:
        return expect.field(student.ask(probes.logits, **asked), "logits")
    except StudentRaised as error:
        if error.unfinished or not any(word in str(error) for word in ("ndex", "ndices")):
            raise
        if answers(partial(student.ask, probes.logits, **asked | {"contexts": contexts[:-2]})):
            raise Mismatch(
                _("logits after {count} words").format(count=len(contexts[-1])),
                str(error),
                _("A text may be longer than those that the network was trained on."),
            ) from None
        raise Mismatch(
            _("a network for a vocabulary of {size} words").format(size=size),
            str(error),
            _("V is vocab_size, not always that of your book: use no other number in its place."),
        ) from None


Changes = Sequence[tuple[Callable[[expect.Array], expect.Array], int]]
"""What makes another context of one, with the same last word; and how many words that one has."""


def _effects(student: Student, rng: np.random.Generator, changes: Changes) -> list[float]:
    """Return how much each change makes of logits after some words, 10 steps into training."""
    language = Language.random(rng)
    text = language.text(rng, 600)
    contexts = []
    for number, (change, length) in enumerate(changes):
        context = text[12 * number : 12 * number + length]
        contexts += [context, change(context)]
    (rows,) = _logits(student, language, text, contexts, steps=10)
    return [float(one) for one in np.abs(rows[0::2] - rows[1::2]).max(axis=1)]


def _near_changed(context: expect.Array) -> expect.Array:
    return np.concatenate([context[:-3], _others(context[-3:-2]), context[-2:]])


def _first_changed(context: expect.Array) -> expect.Array:
    return np.concatenate([_others(context[:1]), context[1:]])


def _unknown_inserted(context: expect.Array) -> expect.Array:
    return np.concatenate([context[:-2], [0], context[-2:]])


def _unknown_before(context: expect.Array) -> expect.Array:
    return np.concatenate([[0, 0], context])


def _exchanged(context: expect.Array) -> expect.Array:
    return np.concatenate([context[:-4], context[[-2, -3, -4, -1]]])


@check(N_("Logits depend on more than the last word"))
def uses_context(student: Student) -> None:
    """Change a near word or the first of ten, or insert the number 0, and nothing else.

    The first one may count for little: only code that ignores it gives the very same numbers.
    """
    changes = [(_near_changed, READ)] * 2 + [(_first_changed, READ)] * 2
    changes += [(_unknown_inserted, READ), (_unknown_before, 3)]
    effects = _effects(student, student.rng("words.model.uses_context"), changes)
    if max(effects[:2]) <= ROUNDING:
        raise Mismatch(
            _("logits that change with a word three before the end"),
            _("they stayed the same"),
            _("The network has no memory: what do the words before the last one go through?"),
        )
    if max(effects[2:4]) == 0:
        raise Mismatch(
            _("logits that change with the first of ten words"),
            _("they stayed the same"),
            _("The network is given only the last words: all those in ids count."),
        )
    inserted = _("different logits where the number 0 is inserted before the last two words")
    before = _("different logits where 0 comes twice before three words")
    for effect, where in zip(effects[4:], (inserted, before), strict=True):
        if effect == 0:
            hint = _(
                "0, <unk>, is a word with a vector of its own: never skip it, never pad with it."
            )
            raise Mismatch(where, _("the same ones"), hint)


@check(N_("Logits depend on the order of the words"))
def minds_order(student: Student) -> None:
    """Exchange two words that are not the last, and nothing else."""
    rng = student.rng("words.model.minds_order")
    if max(_effects(student, rng, [(_exchanged, READ)] * 5)) <= 1e-5:
        raise Mismatch(
            _("logits that change when two words change places"),
            _("they stayed the same"),
            _("A mean or a sum over words ignores their order; a recurrent layer does not."),
        )


@check(N_("The same seed trains the same network, a different seed a different one"))
def repeats(student: Student) -> None:
    """Train twice with the seed 0 and once with another, and compare the logits.

    The text is as short as one may be: code that reads it only once has fewer batches than steps.
    Every step changes the network.
    """
    rng = student.rng("words.model.repeats")
    language = Language.random(rng)
    text = language.text(rng, SHORTEST)
    contexts = [text[:8], _otherwise(text[:8])]
    first, again, other = _logits(student, language, text, contexts, MANY, (0, 0, 6))
    if not expect.same(first, again):
        raise Mismatch(
            _("the same logits after training twice with seed 0"),
            _("different logits"),
            _("The seed is set before the network is built; every random choice follows from it."),
        )
    if np.array_equal(first, other):
        raise Mismatch(
            _("different logits with seed 6"),
            _("the same"),
            _("The seed is not used, or it is overwritten, or one network answers for all seeds."),
        )
    _must_remember(first, contexts)
    two, three = (_logits(student, language, text, contexts, steps, (0,))[0] for steps in (2, 3))
    if np.array_equal(two, three):
        raise Mismatch(
            _("other logits after 3 steps than after 2"),
            _("the same ones"),
            _("Each step updates the parameters, with a batch of its own."),
        )


@check(N_("On held-out words of a new text the perplexity is well below the unigram's"))
def predicts(student: Student) -> Evidence:
    """Train on 20,000 numbers of a secret language and compute the perplexity on later ones.

    The judge computes it, from log p(true word) over all V numbers, for 60 words after 8 others.
    It must stay below 0.9 times the unigram's on the same words. A model that knows frequencies
    alone comes out at 1.0, and hardly varies, since both are measured on the same words; a network
    after 120 steps of an adaptive method comes out between 0.15 and 0.3, which is a nat below the
    limit or more, with a standard error near 0.17. Neither is taken for the other.

    Losses far below the language's entropy betray a network that sees its targets while training.
    A word that the text's beginning lacks, and some longer contexts, tell of windows and dropout.
    """
    rng = student.rng("words.model.predicts")
    language = Language.random(rng)
    text, later = language.text(rng, 20_000), _later(language, rng)
    with_late_word(language, rng, text)
    contexts = [later[t - CONTEXT : t] for t in range(CONTEXT, len(later))]
    true = later[CONTEXT:]
    asked = [*contexts, *longer(later, CONTEXT)]
    answer = student.ask(
        probes.trained, ids=text, vocab_size=language.vocab_size, steps=STEPS, contexts=asked
    )
    rows = rows_of(expect.field(answer, "logits"), language, len(asked))
    rows, others = rows[: len(contexts)], rows[len(contexts) :]
    losses = expect.field(answer, "step_losses")
    must_keep(answer)
    p_all, last = softmax(rows), later[CONTEXT - 1 : -1]
    p = p_all[np.arange(len(true)), true]
    model = float(np.exp(-np.log(p + 1e-30).mean()))
    unigram = _perplexity(text, true, language.vocab_size)
    evidence = {"perplexity": model, "unigram": unigram, "v": float(language.vocab_size)}
    refuse_foresight(losses, language)
    if not model <= BETTER * unigram:
        raise Mismatch(
            _("a perplexity of at most {most:.0f}, since the unigram has {unigram:.0f}").format(
                most=BETTER * unigram, unigram=unigram
            ),
            _("{model:.0f} after {steps} steps").format(model=model, steps=STEPS),
            _poor_hint(rows, contexts, model, unigram),
            evidence,
        )
    _must_remember(rows, contexts)
    refuse_bounds(rows)
    of_unknown = float(p_all[language.foretells(0, last), 0].mean())
    must_expect_unknown(of_unknown, float(np.mean(text == 0)))
    refuse_noise(rows, others)
    must_expect(language, text, p_all, last)
    look_at_losses(losses, language, float(np.log(model)))
    return evidence


def _later(language: Language, rng: np.random.Generator) -> expect.Array:
    """Draw the numbers of a text in which 0 is often a likely word to follow, and another one."""
    while True:
        later = language.text(rng, PREDICTED + CONTEXT)
        last = later[CONTEXT - 1 : -1]
        counts = [np.count_nonzero(language.foretells(w, last)) for w in (0, frequent(language))]
        if min(counts) >= LIKELY:
            return later


def _perplexity(text: expect.Array, true: expect.Array, size: int) -> float:
    unigram = right_bigram(text, size, 0.0)[0]  # (V,)
    return float(np.exp(-np.log(unigram[true]).mean()))


def _poor_hint(
    rows: expect.Array, contexts: list[expect.Array], model: float, unigram: float
) -> str:
    last = np.array([context[-1] for context in contexts])
    likeliest = rows.argmax(axis=1)
    if np.all(rows >= 0) and np.allclose(rows.sum(axis=1), 1, atol=1e-3):
        return _("These are probabilities, not logits: another softmax makes them nearly equal.")
    if np.mean(likeliest == last) > 0.5:
        return _("It predicts the word that it has just read: targets come one later.")
    if len(np.unique(likeliest)) == 1:
        return _("It gives the same words every time: does it see its context?")
    if model > 1.2 * rows.shape[1]:
        return _("Worse than knowing nothing: do inputs, targets and gradients fit together?")
    if model > 0.95 * unigram:
        return _("No better than frequencies: enough steps, and a learning rate that suits them?")
    return _("Some of the context is used. Is every step a batch of windows, and Adam or the like?")
