"""Judges of sampled headlines at very low and very high temperatures."""

from __future__ import annotations

import numpy as np

from autograder.assignments.common.extremes import EXTREMES, compare_texts
from autograder.assignments.generative_tensorflow.generation import probes
from autograder.assignments.generative_tensorflow.scripts import constant
from autograder.assignments.generative_tensorflow.titles import SPECIALS
from autograder.i18n import N_, _
from autograder.judge import Student, check, expect

LOGITS = np.array([0.0, 1.0, 2.0])


@check(N_("Very low and very high temperatures reach the sampled text too"))
def soft_extremes(student: Student, n: int = 100) -> None:
    """Write texts with one seed at T = 1, and at extreme temperatures from logits scaled alike.

    A text that a seed does not determine is judged by `soft_reproducible` alone, one with special
    tokens by `soft_text`. Bounds and rounded temperatures change a third of the characters; what
    moves T a little is found in the sampler.
    """
    rng = student.rng("generation.soft_extremes")
    logits, keep = rng.permutation(LOGITS), int(rng.integers(2**31))
    texts = []
    for temperature in (1.0, 1.0, *EXTREMES):
        script = constant(np.random.default_rng(keep), logits * temperature)
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
        texts.append(text)
    if not any(map(texts[-1].count, SPECIALS[1:])):
        compare_texts(texts, n)
