"""Judges of training, by what it does to a bigram table."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.assignments.generative_tensorflow.titles import EOS, SPECIALS
from autograder.i18n import N_, _
from autograder.judge import Evidence, Mismatch, Probes, Student, check, expect
from autograder.judge.statistics import softmax

probes = Probes(__file__, "training")
SIZE = len(SPECIALS) + 5
BATCH = 8
EPOCHS = 12
TOLERANCE = 0.3  # the last epoch, as a mean over its steps, against the loss after it
TITLES = 64


def some_pairs(
    rng: np.random.Generator, titles: int = TITLES, longest: int = 14
) -> tuple[expect.Array, expect.Array]:
    """Return inputs and targets, token numbers (N, L) each, of titles that mostly walk a cycle."""
    after = np.roll(rng.permutation(np.arange(3, SIZE)), 1)
    ids = np.zeros((titles, longest + 1), dtype=np.int64)
    for row in ids:
        length = int(rng.integers(4, longest + 1))
        row[0] = rng.integers(3, SIZE)
        for step in range(1, length):
            follows = after[row[step - 1] - 3]
            row[step] = follows if rng.random() < 0.85 else rng.integers(3, SIZE)
        row[length] = EOS
    targets = ids[:, 1:]
    return np.where(targets > 0, ids[:, :-1], 0), targets


def _trained(student: Student, label: str) -> tuple[Any, expect.Array, expect.Array]:
    inputs, targets = some_pairs(student.rng(label))
    answer = student.ask(
        probes.train, inputs=inputs, targets=targets, batch_size=BATCH, epochs=EPOCHS
    )
    return answer, inputs[targets > 0], targets[targets > 0]


def unigram_level(targets: expect.Array) -> float:
    """Return the loss of guessing targets (N,) by their frequency alone, nats per character."""
    share = np.bincount(targets) / len(targets)
    return -float(np.sum(share[share > 0] * np.log(share[share > 0])))


def _measured(answer: Any, inputs: expect.Array, targets: expect.Array) -> tuple[float, float]:
    """Return the loss of the table that came of training, and the unigram level."""
    kernel = expect.array(expect.field(answer, "kernel"), (SIZE, SIZE), "float")
    bias = expect.array(expect.field(answer, "bias"), (SIZE,), "float")
    p = softmax(kernel.astype(np.float64)[inputs] + bias)[np.arange(len(targets)), targets]
    return -float(np.mean(np.log(p + 1e-300))), unigram_level(targets)


@check(N_("The loss falls below what the frequency of the characters tells"))
def learns(student: Student) -> Evidence:
    """Train a bigram table and measure its loss on the titles, whatever training reports."""
    answer, inputs, targets = _trained(student, "training.learns")
    loss, unigram = _measured(answer, inputs, targets)
    evidence = {"loss": loss, "unigram": unigram}
    if not loss < unigram:
        hint = _("The model should minimise the cross-entropy of targets and outputs.")
        if np.all(expect.field(answer, "kernel") == 0):
            hint = _("The model did not change: was it compiled with an optimizer, and fitted?")
        raise Mismatch(
            _("less than {unigram:.2f} nats per character after {epochs} epochs").format(
                unigram=unigram, epochs=EPOCHS
            ),
            f"{loss:.2f}",
            hint,
            evidence,
        )
    return evidence


@check(N_("Padding does not count in the loss"))
def ignores_padding(student: Student) -> None:
    """Compare what was learnt of two tokens that are no target: padding and <unk>."""
    answer, _inputs, _targets = _trained(student, "training.ignores_padding")
    bias = expect.array(expect.field(answer, "bias"), (SIZE,), "float").astype(np.float64)
    if np.all(bias == 0):
        raise Mismatch(_("a model that learnt"), _("a model that did not change"))
    if bias[0] - bias[1] > 0.01:
        raise Mismatch(
            _("padding as unlikely as <unk>: neither is ever a target"),
            _("padding was learnt, as if it were text"),
            _("The mask says which steps count; or give a target of 0 no weight."),
        )


@check(N_("train returns the loss of every epoch, as floats, and they fall"))
def reports_losses(student: Student) -> None:
    """Check the list of losses: length, type, fall."""
    answer, inputs, targets = _trained(student, "training.reports_losses")
    losses = expect.field(answer, "losses")
    if not isinstance(losses, list) or len(losses) != EPOCHS:
        raise Mismatch(
            _("a list of {epochs} losses, one an epoch").format(epochs=EPOCHS),
            _("a list of {count}").format(count=len(losses))
            if isinstance(losses, list)
            else expect.described(losses),
            _("Was the number of epochs handed on?")
            if isinstance(losses, list) and len(losses) == 1
            else _("fit returns a History, whose dictionary `history` has the losses."),
        )
    if not all(type(loss) is float and np.isfinite(loss) for loss in losses):
        hint = _("float(...) makes a Python number of an array's.")
        raise Mismatch(_("Python floats"), expect.described(losses[0]), hint)
    if not losses[-1] < losses[0]:
        raise Mismatch(
            _("losses that fall"),
            f"{losses[0]:.2f} … {losses[-1]:.2f}",
            _("Is it the loss? An accuracy rises."),
        )
    measured, _unigram = _measured(answer, inputs, targets)
    if abs(losses[-1] - measured) > TOLERANCE * measured:
        raise Mismatch(
            _("about {measured:.2f} nats per character in the last epoch").format(
                measured=measured
            ),
            f"{losses[-1]:.2f}",
            _("The loss is a mean of -ln p over the characters, padding left out."),
        )


@check(N_("Callbacks are called in every epoch"))
def calls_back(student: Student) -> None:
    """Hand over a callback that notes the epochs."""
    answer, _inputs, _targets = _trained(student, "training.calls_back")
    epochs = expect.field(answer, "epochs")
    if not expect.alike(epochs, list(range(EPOCHS))):
        raise Mismatch(
            _("on_epoch_end called in the epochs 0 to {last}").format(last=EPOCHS - 1),
            expect.described(epochs),
            _("Epochs are counted from 0 on, in one training.")
            if isinstance(epochs, list) and len(epochs) == EPOCHS
            else _("Hand the callbacks on, and the number of epochs."),
        )
