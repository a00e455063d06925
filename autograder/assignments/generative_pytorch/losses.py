"""What a training loop noted and reported of its losses, and what they should have been."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.i18n import _
from autograder.judge import Mismatch, expect


def noted_steps(answer: object) -> list[dict[str, Any]]:
    """Return the notes of the first calls: loss, scale, weights (B * T,) and error of each."""
    steps = expect.field(answer, "steps")
    if not isinstance(steps, list) or not steps:
        raise Mismatch(
            _("gradients that reach the network"),
            _("no gradients"),
            _("The parameters did not change: zero_grad, backward, step, in that order?"),
        )
    return [
        {
            "loss": expect.number(expect.field(step, "loss"), _("a loss")),
            "scale": expect.number(expect.field(step, "scale"), _("a scale")),
            "error": expect.number(expect.field(step, "error"), _("an error")),
            "weights": _weights(expect.field(step, "weights")),
        }
        for step in steps
    ]


def _weights(answer: object) -> expect.Array:
    if not isinstance(answer, np.ndarray) or answer.ndim != 1 or answer.size == 0:
        raise Mismatch(_("an answer from your code"), expect.described(answer))
    return expect.finite(expect.numbers(answer, answer.shape, "float"))


def compare_losses(answer: object, losses: list[float]) -> None:
    """Compare the first losses with those of the batches that the network was trained on.

    A step may take several calls, whose mean it then is.
    """
    if len(losses) > 2 and len(set(losses)) > 1 and all(loss == round(loss, 3) for loss in losses):
        raise Mismatch(
            _("the loss of each step as it is"),
            expect.described(losses[:3]),
            _("Every digit counts: round a number where it is shown, not where it is kept."),
        )
    calls = expect.whole_number(expect.field(answer, "calls"), 0, 10**9, otherwise=0)
    each, left = divmod(calls, len(losses))
    if each == 0 or left:
        return  # how the calls make up the steps is not known
    noted = [step["loss"] for step in noted_steps(answer)]
    own = [np.mean(noted[i : i + each]) for i in range(0, len(noted) - each + 1, each)]
    for number, (reported, right) in enumerate(zip(losses, own, strict=False), 1):
        if abs(reported - right) > 0.02:
            raise Mismatch(
                _("the loss of step {number}, {right:.2f}").format(number=number, right=right),
                f"{reported:.2f}",
                _(
                    "The mean cross-entropy over the characters of this step's batch, however many "
                    "these are, not averaged with others."
                ),
            )


def compare_updates(answer: object, steps: int) -> None:
    """Compare how often the parameters changed, of a network that was called, with the steps.

    A learning rate that falls to 0 may leave out the last ones; a step of LBFGS has many.
    """
    calls = expect.whole_number(expect.field(answer, "calls"), 0, 10**9, otherwise=0)
    updates = expect.whole_number(expect.field(answer, "updates"), 0, 10**9, otherwise=0)
    if calls and (updates < 0.9 * steps or steps < updates < 2 * steps):
        raise Mismatch(
            _("{steps} updates for {steps} steps").format(steps=steps),
            _("{updates} updates of the parameters").format(updates=updates),
            _("Every step updates the parameters once, however small its loss is."),
        )


def list_described(losses: object) -> str:
    """Say how many losses came back, or what else did."""
    if isinstance(losses, list):
        return _("a list of {count}").format(count=len(losses))
    return expect.described(losses)
