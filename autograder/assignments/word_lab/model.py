"""Judges of the network, through its two entries: train on numbers, give logits for numbers.

No word and no vocabulary of the student's takes part: the judge hands over the numbers of a text
that it has just made up, and how many different ones there are. So a network with a tiny
vocabulary of its own, or one that takes most words for <unk>, gains nothing: what it is asked
for, and what its perplexity is computed from, is the probability of the true word among all V.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.assignments.word_lab.baseline import right_bigram
from autograder.i18n import N_, _
from autograder.judge import Evidence, Mismatch, Probes, Student, check, expect
from autograder.judge.statistics import softmax
from autograder.judge.wire import Tensor

probes = Probes(__file__, "model")
CLASSES, MEMBERS = 8, 12
STEPS = 120  # of training, for the perplexity
BETTER = 0.9  # of the unigram's perplexity, at most
ROUNDING = 1e-6
CONTEXT = 8  # words before each word that is predicted
PREDICTED = 60  # words; some ways to ask a network take a tenth of a second each
SURPRISE = 0.1  # share of words whose class is drawn from all
NEAR, HIGHER = 0.05, 1.2
"""Losses are in bits where they begin this near to log2 V, as a share of it, and end so many times
higher than the loss in nats that the trained network has."""
WITHOUT_LOSSES = 7 / 8  # of the points, where `step_losses` alone are not as they should be
LAST = 20  # steps whose mean loss is looked at


@dataclass(frozen=True)
class Language:
    """A secret language of 96 words in 8 classes; a word tells the class of the next one, mostly.

    Within a class some words are more frequent than others. Its unigram has a perplexity near
    50, and who knows its rule gets below 15.

    Attributes:
        order: the number of each word, a permutation of 1 ... 96; 0 is <unk>, which never occurs.
        after: the class that follows each class, a permutation.
    """

    order: expect.Array
    after: expect.Array

    @classmethod
    def random(cls, rng: np.random.Generator) -> Language:
        """Draw a language: one cycle through the classes, so that all of them occur."""
        cycle = rng.permutation(CLASSES)
        after = np.empty(CLASSES, dtype=np.int64)
        after[cycle] = np.roll(cycle, -1)
        return cls(1 + rng.permutation(CLASSES * MEMBERS), after)

    @property
    def vocab_size(self) -> int:
        """How many numbers there are, 0 included."""
        return len(self.order) + 1

    def text(self, rng: np.random.Generator, length: int) -> expect.Array:
        """Draw the numbers of a text, shape (length,)."""
        shares = 1 / np.arange(1, MEMBERS + 1)
        members = rng.choice(MEMBERS, size=length, p=shares / shares.sum())
        surprises = rng.random(length) < SURPRISE
        classes = rng.integers(0, CLASSES, size=length)
        for t in range(1, length):
            if not surprises[t]:
                classes[t] = self.after[classes[t - 1]]
        return np.asarray(self.order[classes * MEMBERS + members])

    @property
    def entropy(self) -> float:
        """Nats per word that nobody can do without who has not seen the word."""
        member = 1 / np.arange(1, MEMBERS + 1)
        of_class = np.full(CLASSES, SURPRISE / CLASSES)
        of_class[0] += 1 - SURPRISE
        shares = (of_class, member / member.sum())
        return float(-sum(np.sum(p * np.log(p)) for p in shares))


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
    of_seeds = expect.items(answer, len(seeds), _("an answer for every seed"))
    return [_rows(rows, language, len(contexts)) for rows in of_seeds]


def _rows(answer: object, language: Language, contexts: int) -> expect.Array:
    """Return the logits after each context, shape (contexts, V)."""
    hint = _("One logit for each of the V words, for the word after the last one.")
    rows = expect.items(answer, contexts, _("logits for every context"))
    return np.stack([expect.numbers(row, (language.vocab_size,), "float", hint) for row in rows])


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
    return np.append(context[:-1] % (CLASSES * MEMBERS) + 1, context[-1])


@check(N_("Logits are a NumPy array (V,) of finite numbers, the same each time one asks"))
def gives_logits(student: Student) -> None:
    """Ask with contexts of several lengths, two of them twice, and other V than the notebook's.

    One of these is a single word: it shows a state that was kept, which a long context outweighs.
    """
    rng = student.rng("words.model.gives_logits")
    language = Language.random(rng)
    text = language.text(rng, 400)
    lengths = (1, 2, 7, 19)
    contexts = [_otherwise(text[:19]), *(text[:length] for length in lengths)]
    answer = student.ask(
        probes.logits,
        ids=text,
        vocab_size=language.vocab_size,
        steps=3,
        seeds=[1],
        contexts=[*contexts, contexts[1], contexts[-1]],
    )
    (answers,) = expect.items(answer, 1, _("an answer"))
    rows = expect.items(answers, len(contexts) + 2, _("logits for every context"))
    hint = _("One row of V numbers, for the word after the last one; .numpy() makes it an array.")
    values = []
    for row in rows:
        if not isinstance(row, np.ndarray):
            raise Mismatch(_("a NumPy array of shape (V,)"), expect.described(row), hint)
        values.append(expect.numbers(row, (language.vocab_size,), "float", hint))
    *values, short, long = values
    if not (expect.same(short, values[1]) and expect.same(long, values[-1])):
        raise Mismatch(
            _("the same logits for the same words, asked twice"),
            _("other logits"),
            _(
                "Logits depend on the words alone: dropout is for training only, and no state is "
                "kept from one call to the next."
            ),
        )
    _refuse_activation(values)
    _must_remember(np.stack(values), contexts)


def _refuse_activation(rows: list[expect.Array]) -> None:
    """Refuse rows (V,) without a number below 0, which no linear layer's would be by chance."""
    if any(np.any(row < 0) for row in rows):
        return
    if all(abs(row.sum() - 1) < 1e-3 for row in rows):
        observed = _("numbers that are all positive and sum to 1")
        hint = _("These are probabilities; the softmax comes later, with the temperature.")
    else:
        observed = _("numbers none of which is below 0")
        hint = _("An activation follows the last layer. A logit is any real number: leave it out.")
    raise Mismatch(_("logits: any real numbers"), observed, hint)


def _effect(
    student: Student, rng: np.random.Generator, change: Callable[[expect.Array], None]
) -> float:
    """Return the largest difference that a change of one word or two makes to some logits.

    Args:
        student: whose network is trained for a few steps.
        rng: of the check.
        change: alters a context (8,) in place, but not its last word.
    """
    language = Language.random(rng)
    text = language.text(rng, 600)
    contexts = []
    for start in range(0, 50, 10):
        changed = text[start : start + 8].copy()
        change(changed)
        contexts += [text[start : start + 8], changed]
    (rows,) = _logits(student, language, text, contexts, steps=10)
    return float(np.abs(rows[0::2] - rows[1::2]).max())


@check(N_("Logits depend on more than the last word"))
def uses_context(student: Student) -> None:
    """Change the word three before the end, and nothing else."""

    def change(context: expect.Array) -> None:
        context[-3] = context[-3] % (CLASSES * MEMBERS) + 1

    if _effect(student, student.rng("words.model.uses_context"), change) <= ROUNDING:
        raise Mismatch(
            _("logits that change with a word three before the end"),
            _("they stayed the same"),
            _("The network has no memory: what do the words before the last one go through?"),
        )


@check(N_("Logits depend on the order of the words"))
def minds_order(student: Student) -> None:
    """Exchange two words that are not the last, and nothing else."""

    def change(context: expect.Array) -> None:
        context[[-4, -2]] = context[[-2, -4]]

    if _effect(student, student.rng("words.model.minds_order"), change) <= 1e-5:
        raise Mismatch(
            _("logits that change when two words change places"),
            _("they stayed the same"),
            _("A mean or a sum over words has no order; a recurrent layer has."),
        )


@check(N_("The same seed trains the same network, another seed another one"))
def repeats(student: Student) -> None:
    """Train twice with one seed and once with another, and compare the logits."""
    rng = student.rng("words.model.repeats")
    language = Language.random(rng)
    text = language.text(rng, 400)
    contexts = [text[:8], _otherwise(text[:8])]
    first, again, other = _logits(student, language, text, contexts, 4, (5, 5, 6))
    if not expect.same(first, again):
        raise Mismatch(
            _("the same logits after training twice with seed 5"),
            _("other logits"),
            _("The seed is set before the network is built; every random choice follows from it."),
        )
    if np.array_equal(first, other):
        raise Mismatch(
            _("other logits with seed 6"), _("the same"), _("The seed is not used, or overwritten.")
        )
    _must_remember(first, contexts)


@check(N_("On held-out words of a new text the perplexity is well below the unigram's"))
def predicts(student: Student) -> Evidence:
    """Train on 20,000 numbers of a secret language and compute the perplexity on later ones.

    The judge computes it, from log p(true word) over all V numbers, for 60 words after 8 others.
    It must stay below 0.9 times the unigram's on the same words. Who knows frequencies alone
    comes out at 1.0, and hardly varies, since both are measured on the same words; a network
    after 120 steps of an adaptive method comes out between 0.15 and 0.3, which is a nat below the
    limit or more, with a standard error near 0.17. Neither is taken for the other.

    Losses far below the language's entropy betray a network that sees its targets while training.
    """
    rng = student.rng("words.model.predicts")
    language = Language.random(rng)
    text, later = language.text(rng, 20_000), language.text(rng, PREDICTED + CONTEXT)
    contexts = [later[t - CONTEXT : t] for t in range(CONTEXT, len(later))]
    true = later[CONTEXT:]
    answer = student.ask(
        probes.trained, ids=text, vocab_size=language.vocab_size, steps=STEPS, contexts=contexts
    )
    rows = _rows(expect.field(answer, "logits"), language, len(contexts))
    losses = expect.field(answer, "step_losses")
    p = softmax(rows)[np.arange(len(true)), true]
    model = float(np.exp(-np.log(p + 1e-30).mean()))
    unigram = _perplexity(text, true, language.vocab_size)
    evidence = {"perplexity": model, "unigram": unigram, "v": float(language.vocab_size)}
    _refuse_foresight(losses, language)
    if not model <= BETTER * unigram:
        raise Mismatch(
            _("a perplexity of at most {most:.0f}, as the unigram has {unigram:.0f}").format(
                most=BETTER * unigram, unigram=unigram
            ),
            _("{model:.0f} after {steps} steps").format(model=model, steps=STEPS),
            _poor_hint(rows, contexts, model, unigram),
            evidence,
        )
    _must_remember(rows, contexts)
    _look_at_losses(losses, language, float(np.log(model)))
    return evidence


def _refuse_foresight(losses: object, language: Language) -> None:
    """Compare losses, if they can be read as nats per word, with what the language leaves open."""
    values = expect.listed(losses)
    if values is None or values.shape != (STEPS,) or not expect.of_kind(values, "float"):
        return
    first, last = float(values[0]), float(values[-LAST:].mean())
    if first > 0.7 * np.log(language.vocab_size) and last < language.entropy - 0.6:
        raise Mismatch(
            _("training losses of {entropy:.1f} nats per word or more: so much is chance").format(
                entropy=language.entropy
            ),
            f"{last:.2f}",
            _("The network sees the words that it is to predict: is a layer bidirectional?"),
        )


def _look_at_losses(losses: object, language: Language, learned: float) -> None:
    """Judge what the network says of its training; `learned`: its loss afterwards, in nats."""
    expected = _("model.step_losses: {steps} floats, one for each step").format(steps=STEPS)
    tensors = isinstance(losses, Tensor | list) and any(isinstance(one, Tensor) for one in losses)
    values = expect.listed(losses)
    if tensors or values is None or values.shape != (STEPS,):
        hint = _("Append float(loss) to a list in every step, and keep the list in the network.")
        raise Mismatch(expected, expect.described(losses), hint, credit=WITHOUT_LOSSES)
    nothing = float(np.log(language.vocab_size))
    first, last = float(values[0]), float(values[-LAST:].mean())
    in_bits = abs(first * np.log(2) / nothing - 1) < NEAR and last > HIGHER * learned
    if not (first > nothing / 2 and last < nothing) or in_bits:  # whatever the first parameters are
        raise Mismatch(
            _("losses in nats per word, which begin near ln V = {nothing:.1f} and fall").format(
                nothing=nothing
            ),
            f"{first:.2f} … {last:.2f}",
            _("These are bits, whose logarithm has the base 2: -ln p is in nats.")
            if in_bits
            else _("The loss of a step is the mean of -ln p over all words of its batch."),
            credit=WITHOUT_LOSSES,
        )


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
