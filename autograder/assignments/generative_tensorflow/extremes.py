"""Judges of sampled headlines at very low and very high temperatures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from autograder.assignments.common.extremes import EXTREMES, compare_texts
from autograder.assignments.common.script import Script
from autograder.assignments.generative_tensorflow.generation import probes
from autograder.assignments.generative_tensorflow.scripts import NEVER, constant
from autograder.assignments.generative_tensorflow.titles import EOS, SPECIALS
from autograder.errors import StudentRaised
from autograder.i18n import N_, _
from autograder.judge import Mismatch, Student, check, expect

LOGITS = np.array([0.0, 1.0, 2.0])
HOT = 4096.0  # 1e-30 to the power of 1 / T is 0.98
LIKELIER = 20.0
"""The logit of what is never written, beside others near 0: (e^-20)^64 rounds to 0."""


@check(N_("Very low and very high temperatures reach the sampled text too"))
def soft_extremes(student: Student, n: int = 100) -> None:
    """Write texts with one seed at T = 1, and at extreme temperatures from logits scaled alike.

    A text that a seed does not determine is judged by `soft_reproducible` alone, one with special
    tokens by `soft_text`. Bounds and rounded temperatures change a third of the characters; what
    moves T a little is found in the sampler.
    """
    rng = student.rng("generation.soft_extremes")
    logits, keep = rng.permutation(LOGITS), int(rng.integers(2**31))

    def text(temperature: float, silent: float = NEVER) -> str:
        script = constant(np.random.default_rng(keep), logits * temperature)
        script.scores[:, :EOS] = silent
        return _text(student, script, n, temperature)

    texts = [text(1.0), text(1.0)]
    for temperature in EXTREMES:
        if temperature == min(EXTREMES):
            texts.append(_cold(partial(text, temperature), texts[0]))
        else:
            texts.append(text(temperature))
    if not any(map(texts[-1].count, SPECIALS[1:])):
        compare_texts(texts, n)
    _writes_no_zeros(student, rng)


def _writes_no_zeros(student: Student, rng: np.random.Generator, n: int = 80) -> None:
    """Write a text at a T so high that a tiny number in the place of 0 is as good as any."""
    script = constant(rng, np.zeros(len(LOGITS)), end=HOT * NEVER)
    script.scores[:, :EOS] = HOT * NEVER
    new = _text(student, script, n, HOT)[1:]
    if len(new) < 0.9 * n or not set(new) <= set(script.vocabulary[len(SPECIALS) :]):
        raise Mismatch(
            _("{n} characters after the prompt, at T = {temperature:g}").format(
                n=n, temperature=HOT
            ),
            repr(new),
            _("Padding and <unk> get probability 0, and no tiny number in its place."),
        )


def _text(student: Student, script: Script, n: int, temperature: float) -> str:
    answer = student.ask(
        probes.soft,
        **script.inputs(),
        size=n,
        start=script.vocabulary[-1],
        temperature=temperature,
        seeds=[7],
        texts=1,
    )
    (of_seed,) = expect.items(answer, 1, _("texts"))
    (text,) = expect.texts(of_seed, 1, _("texts"))
    return text


def _cold(text: Callable[[float], str], plain: str) -> str:
    """Return the text at a low temperature, with padding and <unk> more likely than the others.

    Beside them, no power of the others is left. If the text is not the plain one, it is asked for
    once more without them: code that draws padding fails elsewhere.

    Raises:
        Mismatch: it ends in an error for which only padding and <unk> are to blame.
    """
    try:
        observed = text(LIKELIER)
    except StudentRaised as error:
        if error.unfinished:
            raise
        text(NEVER)
        raise Mismatch(
            _(
                "a text at T = {temperature:g}, with padding and <unk> more likely than the rest"
            ).format(temperature=min(EXTREMES)),
            str(error),
            _("Rule out padding and <unk> before the temperature: beside them the rest becomes 0."),
        ) from None
    return observed if observed == plain else text(NEVER)
