"""What a trained network shows of its training: which text it saw, and whether noise was left on.

The text that it learns from has a word of its own in its later part, which sometimes takes the
place of a frequent one. Networks are asked for some words with the context that they know, and with
one word more.
"""

from __future__ import annotations

import numpy as np

from autograder.assignments.common.asking import must_be_so
from autograder.assignments.word_lab.language import MEMBERS, WORDS, Language
from autograder.i18n import N_, _
from autograder.judge import Mismatch, expect

LATE = WORDS  # the number of the word that comes late
FIRST = 1 / 5  # of the text, without it
OFTEN = 0.75  # of the other word's places that it takes from then on
SEEN = 0.2  # of its share of the text, as a probability: where it is likely, 8 times its share is
NOISE = 0.03
"""As a share of what words change, more than the word nine back changes: below 0.012 in trained
networks without dropout, above 0.057 in those with a tenth dropped."""
LONGER = 6  # contexts of one word more
TOP = 1 / sum(1 / n for n in range(1, MEMBERS + 1))  # share of the most frequent word of a class
EVEN = 0.15  # of a class: less than half of `TOP`; where all words are alike, it is 1 / MEMBERS
HALF, MOST = 1 / 2, 0.8
NEVER = 0.1  # of the share of a word, as a probability: what a network has learned not to expect
OWN = N_(
    "No logit is infinite. Each caller may write into the array it gets: of what is kept for later "
    "calls, hand out a copy."
)


def rows_of(answer: object, language: Language, contexts: int) -> expect.Array:
    """Return the logits after each context, shape (contexts, V)."""
    hint = _("One logit for each of the V words, for the word after the last one.")
    rows = expect.items(answer, contexts, _("logits for every context"))
    size = (language.vocab_size,)
    return np.stack([expect.numbers(row, size, "float", hint, _(OWN)) for row in rows])


def must_go_on(answer: object, steps: int) -> None:
    """See that training has as many steps as it should, if there are losses to count.

    Code that keeps a third of the losses or fewer has not ended early, but leaves some out.

    Raises:
        Mismatch: it has fewer.
    """
    losses = expect.field(answer, "losses")
    if steps / 3 < expect.whole_number(losses, 0, 10**9, otherwise=0) < steps:
        raise Mismatch(
            _("{steps} steps, even where the text is short").format(steps=steps),
            _("{losses} losses").format(losses=expect.described(losses)),
            _("When all windows have been read, start again with the first."),
        )


def frequent(language: Language) -> int:
    """Return one of the most frequent words of a class that is not 0."""
    return int(language.order[0] or language.order[MEMBERS])


def with_late_word(language: Language, rng: np.random.Generator, text: expect.Array) -> None:
    """Put the late word into a text (N,), in the place of a frequent one."""
    late = np.arange(len(text)) >= FIRST * len(text)
    text[late & (text == frequent(language)) & (rng.random(len(text)) < OFTEN)] = LATE


def longer(later: expect.Array, length: int) -> list[expect.Array]:
    """Return contexts of a word more than the length, and one of the length that was asked before.

    They come before the words at length + 1, length + 2, ...; the last one is the text's first.
    """
    more = [later[t - length - 1 : t] for t in range(length + 1, length + 1 + LONGER)]
    return [*more, later[:length]]


def refuse_noise(rows: expect.Array, others: expect.Array) -> None:
    """Compare rows (n, V) for contexts of the length with those for `longer` ones.

    Code whose dropout is left to chance is told so where logits are asked for twice. Here it is the
    same each time, but different in a context of another length.
    """
    if not expect.same(rows[0], others[-1]):
        return
    rows, others = (part - part.mean(axis=1, keepdims=True) for part in (rows, others[:-1]))
    changed = np.square(others - rows[1 : 1 + LONGER]).sum(axis=1).min()  # noise is in each
    signal = np.square(rows - rows.mean(axis=0)).sum(axis=1).mean()
    if changed > NOISE * signal:
        raise Mismatch(
            _("about the same logits, whether 8 words are read or the one before them as well"),
            _("logits that differ by {share:.0%} of what they differ by between words").format(
                share=float(np.sqrt(changed / signal))
            ),
            _(
                "Is dropout on? A seed makes it the same each time, but it is still there: use "
                "evaluation mode in PyTorch, training=False in Keras."
            ),
            credit=1 / 2,
        )


def refuse_bounds(rows: expect.Array) -> None:
    """Refuse logits (contexts, V) most of which lie at two bounds, as those of a tanh do.

    Of trained networks without an activation at their end, 2% do, and not most rows' largest; a
    tanh may leave a row or two whose largest is a little lower.
    """
    low, high = float(rows.min()), float(rows.max())
    outer = (2 * rows - high - low) / max(high - low, 1e-6)  # from -1 to 1
    if np.mean(np.abs(outer) > 0.95) > HALF and np.mean(outer.max(axis=1) > 0.95) > MOST:
        raise Mismatch(
            _("logits: any real numbers"),
            _("nearly all of them near {low:.2g} or near {high:.2g}").format(low=low, high=high),
            _("An activation follows the last layer: leave it out. A logit is any real number."),
            credit=HALF,
        )


def refuse_activation(rows: list[expect.Array]) -> None:
    """Refuse rows (V,) without a number below 0, which no linear layer's would be by chance."""
    if any(np.any(row < 0) for row in rows):
        return
    if all(abs(row.sum() - 1) < 1e-3 for row in rows):
        observed = _("numbers that are all positive and sum to 1")
        hint = _("These are probabilities; the softmax comes later, with the temperature.")
    else:
        observed = _("numbers none of which is below 0")
        hint = _("An activation follows the last layer: leave it out. A logit is any real number.")
    raise Mismatch(_("logits: any real numbers"), observed, hint)


def must_expect_unknown(p: float, share: float) -> None:
    """Refuse a probability of <unk>, where it is likely, that is far below its share of a text."""
    if p < NEVER * share:
        raise Mismatch(
            _("for <unk>, the number 0, a probability above {share:.2f} where it is likely").format(
                share=share
            ),
            f"{p:.1g}",
            _("0, <unk>, is a word like any other: it counts in the loss as all words do."),
            credit=HALF,
        )


def must_expect(
    language: Language, text: expect.Array, p_all: expect.Array, ids: expect.Array
) -> None:
    """See that a network expects, after some ids (n,), words as often as they occur.

    Args:
        language: of the text.
        text: what it was trained on, (N,).
        p_all: its probabilities after each id, (n, V).
        ids: the last words that it has read.

    Raises:
        Mismatch: the word that only the text's beginning lacks is far too unlikely where it is
            likely, or the frequent words of classes are as unlikely as the rare ones.
    """
    _must_have_seen(language, text, p_all, ids)
    first = MEMBERS * (int(frequent(language) == language.order[MEMBERS]) + 1)
    classes = language.order[first:].reshape(-1, MEMBERS)  # the late word is in none of these
    shares = [p_all[language.foretells(int(c[0]), ids)][:, c].sum(axis=0) for c in classes]
    share = float(sum(each[0] for each in shares) / sum(each.sum() for each in shares))
    if share < EVEN:
        raise Mismatch(
            _("frequent words in {right:.0%} of the places of their kind").format(right=TOP),
            _("in {share:.0%}, no more often than rare ones").format(share=share),
            _("Every word of a batch counts alike in the loss: no weights against frequency."),
            credit=1 / 2,
        )


def _must_have_seen(
    language: Language, text: expect.Array, p_all: expect.Array, ids: expect.Array
) -> None:
    """See that a network expects, after some ids (n,), what only the beginning of a text lacks."""
    likely = language.foretells(frequent(language), ids)
    p, share = float(p_all[likely, LATE].mean()), float(np.mean(text == LATE))
    if p < SEEN * share:
        raise Mismatch(
            _(
                "for a word that begins to occur after a fifth of the text, a probability "
                "above {share:.3f} where it is likely"
            ).format(share=share),
            f"{p:.1g}",
            _(
                "The network has seen only the beginning of the text: draw the windows of a "
                "batch from all of them instead of taking one after the other."
            ),
            credit=3 / 4,
        )


def must_keep(answer: object) -> None:
    """Refuse code that, according to an answer, has changed the numbers that it was trained on."""
    hint = _("A tensor made by from_numpy shares the array's memory: change a copy of it.")
    changed = Mismatch(_("ids unchanged by train_model"), _("different ids afterwards"), hint)
    must_be_so(answer, "kept", changed)
