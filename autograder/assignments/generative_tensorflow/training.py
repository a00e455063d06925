"""Judges of training, by what it does to a bigram table."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from autograder.assignments.common.asking import must_answer
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
CALLED = 3  # epochs in which a callback is called
MEAN = N_("The loss is a mean of -ln p over the characters of an epoch, padding left out.")


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
    losses = _listed(expect.field(answer, "losses"), EPOCHS)
    if not losses[-1] < losses[0]:
        raise Mismatch(
            _("losses that fall"),
            f"{losses[0]:.2f} … {losses[-1]:.2f}",
            _("Each epoch's own loss: neither an accuracy nor an average that starts at 0."),
        )
    measured, _unigram = _measured(answer, inputs, targets)
    if abs(losses[-1] - measured) > TOLERANCE * measured:
        raise Mismatch(
            _("about {measured:.2f} nats per character in the last epoch").format(
                measured=measured
            ),
            f"{losses[-1]:.2f}",
            _(MEAN),
        )
    _reports_what_is_known(student)


def _reports_what_is_known(student: Student) -> None:
    """Train a model that cannot learn, so that the loss of each batch is known, and of each epoch.

    Batches have equally many characters: a mean of their means is the mean over characters.
    """
    rng = student.rng("training.reports_losses known")
    inputs, targets, rows, mean = _fixed(rng)
    answer = student.ask(
        probes.fixed, inputs=inputs, targets=targets, rows=rows, batch_size=BATCH, epochs=2
    )
    for loss in _listed(expect.field(answer, "losses"), 2):
        if abs(loss - mean) > 0.02 * mean:
            raise Mismatch(
                _("{mean:.3f} nats per character, from a model that cannot learn").format(
                    mean=mean
                ),
                f"{loss:.3f}",
                _(MEAN),
            )


def _fixed(rng: np.random.Generator) -> tuple[expect.Array, expect.Array, expect.Array, float]:
    """Return inputs, targets, the probabilities (V, V) after each token, and the right loss.

    Titles walk a cycle of five characters. Those of the first half of the batches keep to the
    first ones, whose successors have probability 0.4; the others to the last, at 0.1. Padding,
    where it is read, is followed by padding with probability 0.9.
    """
    order = 3 + rng.permutation(SIZE - len(SPECIALS))
    halves = ((order[:2], 0.4), (order[2:], 0.1))
    rows = np.full((SIZE, SIZE), 0.1 / (SIZE - 1))
    rows[0, 0] = 0.9
    ids = np.zeros((4 * BATCH, 11), dtype=np.int64)
    lengths = np.tile(rng.permutation([2, 3, 4, 5, 6, 7, 8, 10]), 4)
    for half, (letters, p) in enumerate(halves):
        for place, token in enumerate(letters):
            rows[token] = (1 - 2 * p) / (SIZE - 2)
            rows[token, [letters[(place + 1) % len(letters)], EOS]] = p
        for row in range(half * 2 * BATCH, (half + 1) * 2 * BATCH):
            walk = np.resize(letters, lengths[row])
            ids[row, : len(walk) + 1] = [*walk, EOS]
    targets = ids[:, 1:]
    mean = float(np.mean([-np.log(p) for _letters, p in halves]))
    return np.where(targets > 0, ids[:, :-1], 0), targets, rows, mean


def _listed(losses: object, epochs: int) -> list[float]:
    """Return a list of losses, one an epoch, each of them a float."""
    if not isinstance(losses, list) or len(losses) != epochs:
        hint = _("fit returns a History, whose dictionary `history` has the losses.")
        if isinstance(losses, np.ndarray):
            hint = _("A list is asked for: .tolist() makes one of an array.")
        elif isinstance(losses, list):
            hint = _("One loss an epoch: was the number of epochs handed on?")
        raise Mismatch(
            _("a list of {epochs} losses, one an epoch").format(epochs=epochs),
            _("a list of {count}").format(count=len(losses))
            if isinstance(losses, list)
            else expect.described(losses),
            hint,
        )
    if not all(type(loss) is float and np.isfinite(loss) for loss in losses):
        hint = _("float(...) makes a Python number of an array's.")
        raise Mismatch(_("Python floats"), expect.described(losses[0]), hint)
    return losses


@check(N_("Callbacks are called in every epoch"))
def calls_back(student: Student) -> None:
    """Hand over a callback that notes the epochs, and none at all."""
    inputs, targets, rows, _mean = _fixed(student.rng("training.calls_back"))
    asked = {"inputs": inputs, "targets": targets, "rows": rows, "batch_size": BATCH}
    epochs = expect.field(student.ask(probes.fixed, **asked, epochs=CALLED), "epochs")
    if not expect.alike(epochs, list(range(CALLED))):
        raise Mismatch(
            _("on_epoch_end called in the epochs 0 to {last}").format(last=CALLED - 1),
            expect.described(epochs),
            _("Epochs are counted from 0 on, in one training.")
            if isinstance(epochs, list) and len(epochs) == CALLED
            else _("Hand the callbacks on, and the number of epochs."),
        )
    must_answer(
        partial(student.ask, probes.fixed, **asked, epochs=1, note=False),
        _("train(model, dataset, 1), without callbacks"),
        _("Without callbacks there is an empty tuple, to which no list can be added."),
    )
