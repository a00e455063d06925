"""What a network says of its training, `step_losses`: one loss a step, in nats."""

from __future__ import annotations

import numpy as np

from autograder.assignments.word_lab.language import Language
from autograder.i18n import _
from autograder.judge import Mismatch, expect
from autograder.judge.wire import Tensor

STEPS = 120  # of training, for the perplexity
NEAR, HIGHER = 0.05, 1.2
"""Losses are in bits where they begin this near to log2 V, as a share of it, and end so many times
higher than the loss in nats that the trained network has."""
WITHOUT_LOSSES = 7 / 8  # of the points, where `step_losses` alone are not as they should be
FRESH = 3 / 4  # of ln V: less than what a network loses that has learned nothing yet
LAST = 20  # steps whose mean loss is looked at
SMOOTH = 0.005
"""Nats: the loss of a step differs by more from what those of its neighbours lead one to expect,
by 0.03 and more, since other words are in its batch; of 70,000 words, it would by less."""


def refuse_foresight(losses: object, language: Language) -> None:
    """Compare losses, if they can be read as nats per word, with what the language leaves open."""
    values = expect.listed(losses)
    if values is None or values.shape != (STEPS,) or not expect.of_kind(values, "float"):
        return
    first, last = float(values[0]), float(values[-LAST:].mean())
    if first > 0.7 * np.log(language.vocab_size) and last < language.entropy - 0.6:
        raise Mismatch(
            _(
                "training losses of {entropy:.1f} nats per word or more: that much is chance and "
                "cannot be learned"
            ).format(entropy=language.entropy),
            f"{last:.2f}",
            _("The network sees the words that it is to predict: is a layer bidirectional?"),
        )


def look_at_losses(losses: object, language: Language, learned: float) -> None:
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
    if (
        not (first > FRESH * nothing and last < nothing) or in_bits
    ):  # whatever the first parameters are
        raise Mismatch(
            _("losses in nats per word, which begin near ln V = {nothing:.1f} and fall").format(
                nothing=nothing
            ),
            f"{first:.2f} … {last:.2f}",
            _losses_hint(in_bits, nothing / 2 < first <= FRESH * nothing),
            credit=WITHOUT_LOSSES,
        )
    _refuse_smoothed(values)


def _refuse_smoothed(values: expect.Array) -> None:
    """Refuse losses that are means of many batches: they change far less than those of each.

    Second differences leave a trend out; their median, the few places where a mean begins again.
    """
    bends = np.abs(np.diff(values[LAST:].astype(np.float64), 2))
    spread = float(np.median(bends)) / 0.6745 / np.sqrt(6)  # of single losses, if independent
    if spread < SMOOTH:
        raise Mismatch(
            _("the loss of each step's own batch, which varies from batch to batch"),
            _("losses that vary by only {spread:.4f} nats").format(spread=spread),
            _(
                'Smoothed, or a mean since the beginning, as `logs["loss"]` in Keras is '
                "(unless `model.reset_metrics()` is called before each batch): record each "
                "loss as it is."
            ),
            credit=WITHOUT_LOSSES,
        )


def _losses_hint(in_bits: bool, too_good: bool) -> str:
    if in_bits:
        return _("These are bits, from the logarithm to base 2: -ln p is in nats.")
    if too_good:
        return _("A new network knows nothing: the list begins with the very first update.")
    return _("The loss of a step is the mean of -ln p over all words of its batch.")
