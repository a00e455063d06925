"""Judges of generation, by scripted logits whose right text can only be computed."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Sequence
from functools import partial

import numpy as np

from autograder.assignments.common.asking import must_answer
from autograder.assignments.common.drawn import (
    SEEDS,
    SHORT,
    must_all_differ,
    must_follow_themselves,
)
from autograder.assignments.common.extremes import EXTREMES, compare_draws
from autograder.assignments.common.sampler import PLAUSIBLE, without
from autograder.assignments.common.script import (
    compare_by_seed,
    compare_shares,
    must_not_come_round,
)
from autograder.assignments.common.vocabulary import UNKNOWN, some_vocabulary
from autograder.assignments.word_lab.table import MEMORY, Table
from autograder.assignments.word_lab.tokens import PLAIN, spaced
from autograder.errors import StudentRaised
from autograder.i18n import N_, _
from autograder.judge import Evidence, Mismatch, Probes, Student, check, expect
from autograder.judge.statistics import ALPHA, draws_for_temperature, p_value, softmax

probes = Probes(__file__, "generation")
STRANGERS = ("Zyx", "ypsilon")
LEAD = 900.0  # of <unk>: beside it, every other probability is 0 in a float64
FAR = -1e12  # below what careless code takes for -inf
SIGNED = 12  # words that follow a prompt with signs


def _texts(
    student: Student,
    table: Table,
    tokens: list[str],
    size: int,
    temperature: float = 1.0,
    seeds: Sequence[int | None] = (1,),
) -> list[str]:
    """Ask for a text for each seed; None goes on with the generator of the text before."""
    answer = student.ask(
        probes.texts,
        vocabulary=table.vocabulary,
        table=table.logits,
        prompt=spaced(tokens),
        size=size,
        temperature=temperature,
        seeds=list(seeds),
    )
    texts = expect.items(expect.field(answer, "texts"), len(seeds), _("a text for every seed"))
    return [expect.text(text) for text in texts]


def _prompt(rng: np.random.Generator, length: int) -> list[str]:
    return [str(word) for word in rng.choice(PLAIN, size=length)]


def _compare(observed: str, table: Table, tokens: list[str], size: int) -> None:
    expected = spaced(table.continues(tokens, size))
    if _lines(observed) != _lines(expected):
        raise Mismatch(
            _("{text} ({size} tokens after the prompt {start})").format(
                text=repr(expected), size=size, start=repr(spaced(tokens))
            ),
            repr(observed[:300]),
            _text_hint(observed, table, tokens, size),
        )


def _lines(text: str) -> list[str]:
    """Return a text's lines; spaces around a line break are the business of detokenize."""
    return [line.strip(" ") for line in text.split("\n")]


def _text_hint(observed: str, table: Table, tokens: list[str], size: int) -> str:
    expected, start = table.continues(tokens, size), spaced(tokens)
    if UNKNOWN in observed:
        return _("<unk> is never written: it gets the logit -inf before the draw.")
    if observed == spaced(expected[len(tokens) :]):
        return _("The text begins with the prompt.")
    if observed.replace(" ", "") == "".join(expected):
        return _("The tokens are right: let detokenize see the prompt and the new tokens together.")
    for read in _careless(start):
        if observed.endswith(spaced(table.continues(read, size)[len(read) :]).lstrip("\n ")):
            return _(
                "The prompt is read as the book was: tokenize makes each sign a token of its own."
            )
    first = table.continues(tokens[:MEMORY], size)[MEMORY:]
    if len(tokens) > MEMORY and observed == spaced([*tokens, *first]):
        return _("All words of a long prompt are read, or the last 20: not the first ones.")
    for memory in range(1, MEMORY):
        if observed == spaced(table.continues(tokens, size, memory)):
            return _(
                "next_word_logits was given only the last words, {memory} of them: it needs "
                "all words so far, or at least the last 20."
            ).format(memory=memory)
    small = table.continues([token.lower() for token in tokens], size)
    if observed == spaced([*tokens, *small[len(tokens) :]]):
        return _("A capital letter makes another word.")
    if size > 1 and observed == spaced([*tokens, *expected[len(tokens) : len(tokens) + 1] * size]):
        return _("What has been written is read too: add each new word to the ids.")
    if observed.startswith(start) and spaced(expected).startswith(observed.rstrip("\n") + "\n"):
        return _("A line break is a token like any other: the text goes on after it.")
    if spaced(expected).startswith(observed):
        return _("Tokens are missing at the end: size counts the new ones only.")
    if observed.startswith(spaced(expected)):
        return _("There are more new tokens than size.")
    if not observed.startswith(start):
        return _("The text begins with the prompt.")
    return _("Look at the first token that differs: which words had been read before it?")


@check(N_("The text is the prompt and exactly size new tokens, each drawn after all before it"))
def continues(student: Student) -> None:
    """Play tables that leave no choice, so that even a sampled text is certain.

    The first text is long enough for a memory of 20 words to show, and so is its prompt. The second
    last one writes a full stop right after the prompt, where no space belongs; the last one writes
    nothing. In the others a full stop, a line break and a word twice running are no end, and the
    very last token is a line break. After them comes a prompt with signs, and two line breaks
    running in what follows, and the same with a line break at its end, unless the student's own
    tokenize or detokenize, which have their cells, are wrong about it.
    """
    rng = student.rng("words.generation.continues")
    for length, size in ((MEMORY + 5, 40), (1, 12), (2, 1), (3, 0)):
        table, tokens = _with_signs(rng, length, size)
        (observed,) = _texts(student, table, tokens, size)
        _compare(observed, table, tokens, size)
    table, signs = _prompt_with_signs(rng)
    for tokens in (signs, [*signs, "\n"]):
        if _handles_signs(student, tokens, table.continues(tokens, SIGNED)):
            (observed,) = _texts(student, table, tokens, SIGNED)
            _compare(observed, table, tokens, SIGNED)


def _prompt_with_signs(rng: np.random.Generator) -> tuple[Table, list[str]]:
    """Return a table and a prompt with signs, which careless readers continue otherwise.

    A word with an apostrophe is in it, and signs stand at both its ends: no space comes after the
    last one. Line breaks are frequent.
    """
    while True:
        table = Table.random(rng)
        table.logits[rng.random(table.logits.shape[:2]) < 0.3, 2] = 2 * table.logits.max()
        table.vocabulary[1:8] = [".", "\n", ",", "“", "!", "”", "don’t"]
        one, two, three = expect.shuffled(rng, table.vocabulary[8:])[:3]
        tokens = ["“", one, ",", two, "!", "”", "don’t", three, ".", "“"]
        new = table.continues(tokens, SIGNED)[len(tokens) :]
        others = _careless(spaced(tokens))
        empty = ("\n", "\n") in itertools.pairwise(new[:-2])  # others follow an empty line
        apart = new[0] in table.vocabulary[7:]  # by a space, if the prompt did not end in “
        unlike = all(table.continues(read, SIGNED)[len(read) :] != new for read in others)
        if empty and apart and unlike:
            return table, tokens


def _careless(text: str) -> list[list[str]]:
    """Return what a text is for code that forgets its signs, or takes them for parts of words."""
    kinds = (r"\S+", r"\w+", r"[\w’-]+", r"\w+|[^\w\s]", r"[^\W_]+|\s", r"[^ ]+")
    return [tokens for kind in kinds if (tokens := re.findall(kind, text))]


def _handles_signs(student: Student, tokens: list[str], written: list[str]) -> bool:
    """Tell whether the student's own functions part and join texts with signs rightly."""
    try:
        parts = student.call("tokenize", spaced(tokens))
        text = student.call("detokenize", written)
    except StudentRaised:
        return False
    return expect.alike(parts, tokens) and expect.alike(text, spaced(written))


def _with_signs(rng: np.random.Generator, length: int, size: int) -> tuple[Table, list[str]]:
    """Return a table and a prompt so that the new words hold a full stop, if there are any.

    In more than one there are others after it, a line break at the end and, of many, before it,
    and a word that comes twice running. There is no empty line, which detokenize may get wrong.
    """
    while True:
        table = Table.random(rng)
        table.vocabulary[1:3] = [".", "\n"]
        if size == 1:
            table.logits[..., 1] = 2 * table.logits.max()
        tokens = [word for word in _prompt(rng, 9 + 2 * length) if word in table.vocabulary][
            :length
        ]
        new = table.continues(tokens, size)[length:]
        twice = any(one == other for one, other in itertools.pairwise(new))
        twice = twice and ("\n", "\n") not in itertools.pairwise(new)
        broken = size < 20 or "\n" in new[:-1]
        if size < 2 or ("." in new[:-1] and twice and broken and new[-1] == "\n"):
            return table, tokens


@check(N_("<unk> is never written"))
def never_writes_unk(student: Student) -> None:
    """Play a table in which <unk> has all the probability, and one of nearly equal logits.

    In the second one, far below zero, where <unk> is not the most likely, any logit but -inf has
    its chance: one that is 1 below the lowest is drawn within 300 words with a probability of
    1 - 1e-8, and numbers put in its place are far above.
    """
    rng = student.rng("words.generation.never_writes_unk")
    table = Table.random(rng, unk_wins=True)
    table.logits[..., 0] += LEAD
    tokens = _prompt(rng, 2)
    equals = Table(table.vocabulary, np.full_like(table.logits, FAR))
    equals.logits[..., -1] += 1  # <unk> comes second
    for asked, size, temperature in ((table, 8, 1.0), (equals, 300, 100.0)):
        expected = _("words other than <unk>, at T = {temperature:g}").format(
            temperature=temperature
        )
        hint = _("<unk> is not a word: it gets the logit -inf before the draw.")
        question = partial(_texts, student, asked, tokens, size, temperature)
        (observed,) = must_answer(question, expected, hint)
        new = observed.removeprefix(spaced(tokens)).split()
        if UNKNOWN in observed or not set(new) & set(table.vocabulary):
            raise Mismatch(expected, repr(observed[:200]), hint)


@check(N_("A word of the prompt that the vocabulary lacks is read as <unk> and written as it is"))
def takes_unknown_words(student: Student) -> None:
    """Put unknown words at the beginning, in the middle and at the end of a prompt.

    One of them is a word of the vocabulary with a capital letter.
    """
    rng = student.rng("words.generation.takes_unknown_words")
    known = _prompt(rng, 3)
    first, second = STRANGERS
    for tokens in (
        [first, *known],
        [known[0].capitalize(), second, *known],
        [*known, first],
        [second],
    ):
        table = Table.random(rng).within()
        (observed,) = must_answer(
            partial(_texts, student, table, tokens, 6),
            _("a text that begins with {prompt}").format(prompt=repr(spaced(tokens))),
            _("A word that the vocabulary lacks has the number 0."),
        )
        if not observed.startswith(spaced(tokens)):
            raise Mismatch(
                _("a text that begins with {prompt}").format(prompt=repr(spaced(tokens))),
                repr(observed[:200]),
                _("The words of the prompt are written as they are, not looked up by number."),
            )
        _compare(observed, table, tokens, 6)
    tokens = [first, *known]
    (observed,) = _texts(student, Table.random(rng, unk_wins=True), tokens, 12)
    if first in (new := observed.removeprefix(spaced(tokens))):
        raise Mismatch(
            _("new words of the vocabulary only"),
            repr(new),
            _("<unk> gets the logit -inf before the draw; no word of the prompt takes its place."),
        )


@check(N_("The same seed gives the same text, a different seed a different one"))
def repeats(student: Student) -> None:
    """Sample without preferences, twice with one seed and twice with one generator of another.

    Independent draws give the same 20 words, out of 15 or more, with a probability of 15^-20.
    """
    rng = student.rng("words.generation.repeats")
    table = Table.random(rng)
    table.logits[:] = 0.0
    again, other, *first = _texts(student, table, _prompt(rng, 2), 20, seeds=(5, 6, 5, None))
    compare_by_seed(first[0], again, other, first[1])
    must_all_differ(_texts(student, table, _prompt(rng, 2), SHORT, seeds=SEEDS))


WORD_LOGITS = np.array([-2.0, 4.0, 6.0, 8.0])
"""At T = 4 the rarest has 0.04, which the usual cuts leave out."""
NEAR_LOGITS = np.array([0.5, 1.0, 1.5, 2.0])
STEADY = 0.05  # of 0.27, which is what two of `NEAR_LOGITS` have
SIZE = 40  # words of a text
TEXTS = 23  # so many, at least, that they do not all begin with the most likely word by chance


@check(N_("The temperature reaches the text"))
def uses_temperature(student: Student, temperature: float = 4.0) -> Evidence:
    """Test the words of many texts from logits that never change, each with a generator of its own.

    α is `statistics.ALPHA`; the number of words finds a temperature that is ignored, inverted,
    applied twice or replaced by a uniform choice with `statistics.POWER`, and a cut. Texts that are
    all the same are no sample, whatever their shares, and nor are their first words.
    """
    rng = student.rng("words.generation.uses_temperature")
    right = softmax(WORD_LOGITS, temperature)
    n = max(draws_for_temperature(tuple(WORD_LOGITS), temperature), TEXTS * SIZE)
    seeds = rng.choice(10**6, size=math.ceil(n / SIZE), replace=False).tolist()
    order = rng.permutation(4)
    vocabulary = some_vocabulary(rng, 4, symbols=PLAIN)
    logits = np.tile(np.concatenate([[16.0], WORD_LOGITS[order]]), (5, 5, 1))  # <unk> would win
    table, start = Table(vocabulary, logits), vocabulary[1:2]
    texts = [text.split() for text in _texts(student, table, start, SIZE, temperature, seeds)]
    if all(text == texts[0] for text in texts):
        raise Mismatch(
            _("texts that differ, from {count} generators").format(count=len(seeds)),
            _("{count} times the same text").format(count=len(seeds)),
            _("Every random number comes from the generator that is passed in."),
        )
    new = [word for words in texts for word in (words[1:] if words[:1] == start else words)]
    counts = np.array([new.count(word) for word in vocabulary[1:]])
    drawn = int(counts.sum())
    if drawn < 0.9 * SIZE * len(seeds):  # a word too many or too few is another cell's business
        raise Mismatch(
            _("texts of {size} new words of the vocabulary").format(size=SIZE),
            _("{drawn} words in {texts} texts").format(drawn=drawn, texts=len(seeds)),
            _("<unk> is never written, and size counts the new tokens only."),
        )
    firsts = {words[1] for words in texts if words[:1] == start and len(words) > 1}
    if len(firsts) == 1:
        raise Mismatch(
            _("{count} texts that begin differently after the prompt").format(count=len(seeds)),
            _("the same word every time"),
            _("The first new word is drawn as all the others are."),
        )
    hint = _("Does generate_text pass its temperature to the sampler?")
    rarest = int(np.argmin(right[order]))
    if p_value(counts, without(right[order], [rarest])) > PLAUSIBLE:
        hint = _(
            "sample_word draws from all words but <unk>: cut off nothing else, as top-p would."
        )
    evidence = compare_shares(counts, right[order], ALPHA, drawn, hint)
    return {**evidence, **must_follow_themselves([words[1:] for words in texts], right)}


@check(N_("Very low and very high temperatures reach the sampled text too"))
def takes_extremes(student: Student, n: int = 300) -> None:
    """Write texts with one seed at T = 1, and at extreme temperatures from logits scaled alike.

    In its second half, the two rarer words have a share below `STEADY` with a probability of 1e-12.
    A text that a seed does not determine is judged by `repeats` alone, one with <unk> by
    `never_writes_unk`.
    """
    rng = student.rng("words.generation.takes_extremes")
    vocabulary = some_vocabulary(rng, 4, symbols=PLAIN)
    logits = rng.permutation(NEAR_LOGITS)
    texts = []
    for temperature in (1.0, 1.0, *EXTREMES):
        likely = logits * temperature
        scores = np.concatenate([[likely.max() + 9], likely])  # <unk> would win
        table = Table(vocabulary, np.tile(scores, (5, 5, 1)))
        (text,) = _texts(student, table, vocabulary[1:2], n, temperature, (7,))
        texts.append(np.array([*text.split(), *[""] * n][:n]))  # of one length, to compare
    plain, again, *others = texts
    if not np.array_equal(plain, again) or UNKNOWN in plain:
        return
    must_not_come_round([plain[1:].tolist()])
    rarer = [vocabulary[1 + index] for index in np.argsort(logits)[:2]]
    if (share := float(np.mean(np.isin(plain[n // 2 :], rarer)))) < STEADY:
        right = float(np.sort(softmax(logits))[:2].sum())
        raise Mismatch(
            _("the two rarer words in a share near {right:.2f}, late in a long text").format(
                right=right
            ),
            f"{share:.2f}",
            _("Each word is drawn at the temperature that was passed in, the last as the first."),
        )
    for temperature, scaled in zip(EXTREMES, others, strict=True):
        compare_draws(plain, scaled, temperature)
