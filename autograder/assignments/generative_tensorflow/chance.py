"""Judges of sampled headlines whose characters are left to chance."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from autograder.assignments.common.drawn import (
    DRAWN,
    SEEDS,
    SHORT,
    crowded_logits,
    must_all_differ,
    must_reach_most,
)
from autograder.assignments.common.script import (
    Script,
    compare_by_seed,
    compare_shares,
    must_not_come_round,
)
from autograder.assignments.common.vocabulary import MANY
from autograder.assignments.generative_tensorflow.generation import probes
from autograder.assignments.generative_tensorflow.scripts import constant
from autograder.assignments.generative_tensorflow.titles import EOS, SPECIALS
from autograder.i18n import N_, _
from autograder.judge import Evidence, Mismatch, Student, check, expect
from autograder.judge.statistics import ALPHA, draws_for_temperature, softmax


def _soft(
    student: Student,
    script: Script,
    size: int,
    start: str,
    temperature: float,
    seeds: Sequence[int] = (1,),
    texts: int = 1,
) -> list[list[str]]:
    """Ask for sampled texts, a list for each seed."""
    answer = student.ask(
        probes.soft,
        **script.inputs(),
        size=size,
        start=start,
        temperature=temperature,
        seeds=list(seeds),
        texts=texts,
    )
    of_seeds = expect.items(answer, len(seeds), _("texts"))
    return [expect.texts(of_seed, texts, _("texts")) for of_seed in of_seeds]


@check(N_("The same seed gives the same text, a different seed a different one"))
def soft_reproducible(student: Student) -> None:
    """Sample from a script without preferences, two texts each; two of the seeds are the same.

    Then come many seeds, for a short text each.
    """
    rng = student.rng("generation.soft_reproducible")
    script = constant(rng, np.zeros(19))
    start = script.prompt(rng, 2)
    texts = _soft(student, script, 20, start, 1.0, seeds=[5, 5, 6], texts=2)
    for (one, other), (again, _more), (unlike, _last) in (texts, [text[::-1] for text in texts]):
        compare_by_seed(one, again, unlike, other)
    must_all_differ([text for (text,) in _soft(student, script, SHORT, start, 1.0, SEEDS)])


ENDING = 8  # texts that end by chance
LATE = 25  # new characters, of which not all of them have so many


@check(N_("A drawn <eos> ends the text"))
def soft_ends(student: Student, size: int = 40) -> None:
    """Sample texts in which <eos> has probability 0.1 and each of 18 characters 0.05, at T = 1.

    All of them have `LATE` new characters or more with probability 7e-10; those of code that goes
    on drawing, or draws <eos> only where it is more likely, mostly have. All begin with the same
    token, if <eos> counts as one, with probability 1e-8.
    """
    rng = student.rng("generation.soft_ends")
    script = constant(rng, np.zeros(18), end=math.log(2))
    start = script.vocabulary[-1]
    (written,) = _soft(student, script, size, start, 1.0, seeds=[3], texts=ENDING)
    new = [text.removeprefix(start) for text in written]
    shortest = min(map(len, new))
    if shortest >= LATE:
        raise Mismatch(
            _("one of {texts} texts with fewer than {late} new characters").format(
                late=LATE, texts=ENDING
            ),
            _("the shortest has {shortest}").format(shortest=shortest),
            _("<eos>, which has probability 0.1 here, is drawn like the others and ends the text."),
        )
    if len({text[:1] for text in new}) == 1:
        raise Mismatch(
            _("{count} texts that begin differently after the prompt").format(count=ENDING),
            _("the same beginning every time"),
            _("The first new token is drawn as all the others are, by the same generator."),
        )


SOFT_LOGITS = np.array([0.0, 6.0, 12.0])
SOFT_SIZE = 250


@check(N_("The temperature reaches the sampled text"))
def soft_temperature(student: Student, temperature: float = 4.0) -> Evidence:
    """Test the characters of some long texts from a model with constant probabilities.

    α is `statistics.ALPHA`; the number of texts finds a temperature that is ignored, inverted,
    applied twice or replaced by a uniform choice with `statistics.POWER`. Texts that are all the
    same are no sample, whatever their shares. The last text has many tokens to draw from.
    """
    rng = student.rng("generation.soft_temperature")
    right = softmax(SOFT_LOGITS, temperature)
    needed = draws_for_temperature(tuple(SOFT_LOGITS), temperature)
    # One character too few, or a text that ends too soon, is another cell's business.
    texts = max(2, math.ceil(1.5 * needed / (SOFT_SIZE - 1)))
    order = rng.permutation(3)
    script = constant(rng, SOFT_LOGITS[order])
    start = script.vocabulary[-1]
    (written,) = _soft(student, script, SOFT_SIZE, start, temperature, seeds=[3], texts=texts)
    if len(set(written)) == 1:
        raise Mismatch(
            _("texts that differ, from one generator"),
            _("{count} times the same text").format(count=texts),
            _("The generator that is passed in goes on from text to text; make no other."),
        )
    new = "".join(text[len(start) :] for text in written)
    counts = np.array([new.count(c) for c in script.vocabulary[len(SPECIALS) :]])
    drawn = int(counts.sum())
    if drawn < needed or min(map(len, written)) < SOFT_SIZE - 1:
        raise Mismatch(
            _("texts of {size} new characters of the vocabulary").format(size=SOFT_SIZE),
            _("{drawn} characters in {texts} texts").format(drawn=drawn, texts=texts),
            _("Only <eos> and the size end a text, however large the size is.")
            if drawn >= needed
            else _("Special tokens are never written, and size counts the new characters only."),
        )
    must_not_come_round([text[len(start) :] for text in written])
    hint = _("Does generate_soft pass its temperature to the sampler?")
    evidence = compare_shares(counts, right[order], ALPHA, drawn, hint)
    _must_end_sooner(student, rng)
    crowd = constant(rng, crowded_logits(rng), symbols=MANY)
    start = crowd.vocabulary[-1]
    ((text,),) = _soft(student, crowd, DRAWN, start, 1.0)
    must_reach_most(text.removeprefix(start))
    return evidence


COLD = 0.15
ENDED, TOGETHER = 16, 32  # texts, and new characters that they do not have all together


def _must_end_sooner(student: Student, rng: np.random.Generator) -> None:
    """Write texts at a low T, where <eos>, twice as likely as others at T = 1, has 0.85.

    They have `TOGETHER` new characters or more with probability 1e-15; those in which <eos> has
    the 0.1 that it has at T = 1, fewer with 1e-5. Whether they end at T = 1 is the business of
    `soft_ends`: the mean of those that do is 9 characters.
    """
    script = constant(rng, np.zeros(18), end=math.log(2))
    start = script.vocabulary[-1]
    warm, new = (
        sum(len(text.removeprefix(start).removesuffix(SPECIALS[EOS])) for text in written)
        for temperature in (1.0, COLD)
        for written in _soft(student, script, SOFT_SIZE, start, temperature, [3], ENDED)
    )
    if warm < ENDED * LATE and new >= TOGETHER:
        raise Mismatch(
            _("fewer than {most} new characters in {texts} texts at T = {temperature:g}").format(
                most=TOGETHER, texts=ENDED, temperature=COLD
            ),
            str(new),
            _("<eos> is drawn from what the temperature makes of all probabilities, its own too."),
        )
