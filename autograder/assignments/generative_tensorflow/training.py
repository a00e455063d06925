"""Judges of training, by what it does to a bigram table."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from autograder.assignments.common.asking import must_answer, must_be_so
from autograder.assignments.generative_tensorflow.losses import (
    BATCH,
    EARLIER,
    EPOCHS,
    FEW,
    MEAN,
    SIZE,
    known_hint,
    known_pairs,
    listed_losses,
    nats_of,
    refuse_later_ones,
    some_pairs,
)
from autograder.assignments.generative_tensorflow.titles import EOS, UNK
from autograder.i18n import N_, _
from autograder.judge import Evidence, Mismatch, Probes, Student, check, expect

probes = Probes(__file__, "training")
TOLERANCE = 0.3  # the last epoch, as a mean over its steps, against the loss after it
KNOWN_ERROR = 1e-3  # relative, of a loss that is known: rounding it to one decimal changes it more
CALLED = 12  # epochs in which a callback is called, while the loss stands still
KNOWN = 108  # batches of which the loss is known, in each epoch: any bound of steps leaves some out
FALLEN = 0.95  # of the first epoch's loss, at most, is left in the last one where losses tell


def _trained(student: Student, label: str) -> tuple[Any, expect.Array, expect.Array]:
    inputs, targets = some_pairs(student.rng(label))
    answer = student.ask(
        probes.train, inputs=inputs, targets=targets, batch_size=BATCH, epochs=EPOCHS
    )
    return answer, inputs, targets


def unigram_level(targets: expect.Array) -> float:
    """Return the loss of guessing targets (N,) by their frequency alone, nats per character."""
    share = np.bincount(targets) / len(targets)
    return -float(np.sum(share[share > 0] * np.log(share[share > 0])))


def _measured(answer: Any, inputs: expect.Array, targets: expect.Array) -> tuple[float, float]:
    """Return the loss of the table that came of training, and the unigram level."""
    real = targets > 0
    nats = nats_of(*_learned(answer), inputs, targets)
    return float(np.mean(nats[real])), unigram_level(targets[real])


def _learned(answer: Any) -> tuple[expect.Array, expect.Array]:
    """Return the table (V, V) and its biases (V,) that came of training."""
    kernel = expect.array(expect.field(answer, "kernel"), (SIZE, SIZE), "float")
    bias = expect.array(expect.field(answer, "bias"), (SIZE,), "float")
    return kernel.astype(np.float64), bias


@check(N_("The loss falls below that of the character frequencies alone"))
def learns(student: Student) -> Evidence:
    """Train a bigram table and measure its loss on the titles, whatever training reports."""
    answer, inputs, targets = _trained(student, "training.learns")
    loss, unigram = _measured(answer, inputs, targets)
    evidence = {"loss": loss, "unigram": unigram}
    if not loss < unigram:
        hint = _("The model should minimise the cross-entropy of targets and outputs.")
        if np.all(expect.field(answer, "kernel") == 0):
            hint = _(
                "The model did not change: was it compiled and fitted, with all of its layers?"
            )
        elif loss > np.log(SIZE):
            hint = _("A uniform guess is better: was the model fitted to one batch, over and over?")
        raise Mismatch(
            _("less than {unigram:.2f} nats per character after {epochs} epochs").format(
                unigram=unigram, epochs=EPOCHS
            ),
            f"{loss:.2f}",
            hint,
            evidence,
        )
    _must_weigh_ends(answer, inputs, targets)
    hint = _("A model that was trained may be trained further: leave `trainable` as it was.")
    before, after = _("trainable = True before and after"), _("trainable = False afterwards")
    must_be_so(answer, "learns", Mismatch(before, after, hint))
    if not np.any(_learned(answer)[0][UNK]):
        raise Mismatch(
            _("something learned from the last batch, of {few} titles").format(few=FEW),
            _("nothing: it is left out"),
            _("Every batch of the dataset is read, the last, smaller one too."),
        )
    if expect.field(answer, "in_training_mode") is not True:
        raise Mismatch(
            _("a model in training mode while it learns"),
            _("a model that is only ever asked in inference mode"),
            _("Layers such as dropout act while a model is trained: model(x, training=True)."),
            evidence,
            credit=3 / 4,
        )
    return evidence


def _must_weigh_ends(answer: Any, inputs: expect.Array, targets: expect.Array) -> None:
    """Compare how likely `<eos>` became with how often it is the target.

    Where a mean cross-entropy is least, both are the same; after the training of `learns`, they are
    within 20%, also with an optimizer that was slow or goes in long steps.
    """
    real = targets > 0
    ends = np.exp(-nats_of(*_learned(answer), inputs, np.full_like(targets, EOS)))[real].sum()
    ratio = float(ends / np.count_nonzero(targets == EOS))
    if not 0.5 < ratio < 1.8:
        raise Mismatch(
            _("<eos> about as likely as it is frequent"),
            _("{ratio:.2g} times as likely").format(ratio=ratio),
            _("Every token counts alike in the mean, <eos> too: it has no weight of its own."),
        )


@check(N_("Padding does not count in the loss"))
def ignores_padding(student: Student) -> None:
    """Compare what was learned about two tokens that are never targets: padding and <unk>."""
    answer, _inputs, _targets = _trained(student, "training.ignores_padding")
    bias = expect.array(expect.field(answer, "bias"), (SIZE,), "float").astype(np.float64)
    if np.all(bias == 0):
        raise Mismatch(_("a model that learned"), _("a model that did not change"))
    if bias[0] - bias[1] > 0.01:
        raise Mismatch(
            _("padding as unlikely as <unk>: neither is ever a target"),
            _("padding was learned, as if it were text"),
            _("The mask says which steps count; or give a target of 0 no weight."),
        )


@check(N_("train returns the loss of every epoch, as floats, and they fall"))
def reports_losses(student: Student) -> None:
    """Check the list of losses: length, type, fall."""
    answer, inputs, targets = _trained(student, "training.reports_losses")
    losses = listed_losses(expect.field(answer, "losses"), EPOCHS)
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
    if losses[-1] < FALLEN * losses[0]:
        refuse_later_ones(answer, inputs, targets, losses)
    _reports_what_is_known(student)
    _measures_first(student)


def _measures_first(student: Student) -> None:
    """Train on a single batch, once: its loss is that of a table that has learned nothing yet."""
    inputs, targets = some_pairs(student.rng("training.reports_losses first"), titles=BATCH)
    asked = {"inputs": inputs, "targets": targets, "batch_size": BATCH, "epochs": 1}
    (loss,) = listed_losses(expect.field(student.ask(probes.train, **asked), "losses"), 1)
    size = max(inputs.max(), targets.max()) + 1
    if abs(loss - (known := float(np.log(size)))) > KNOWN_ERROR * known:
        raise Mismatch(
            _("ln {size} = {known:.3f} nats, from the only batch of the only epoch").format(
                size=size, known=known
            ),
            f"{loss:.3f}",
            _(EARLIER),
        )


def _reports_what_is_known(student: Student) -> None:
    """Train a model that cannot learn, so that the loss of each batch is known, and of each epoch.

    Batches have equally many characters: a mean of their means is the mean over characters. There
    are so many that code which bounds the steps of an epoch leaves some out. After the first epoch,
    a callback halves the probability of every target.
    """
    rng = student.rng("training.reports_losses known")
    inputs, targets, rows = known_pairs(rng, KNOWN)
    later = rows / 2
    later[:, 0] += 0.5
    asked = {"inputs": inputs, "targets": targets, "rows": rows, "later": later}
    answer = student.ask(probes.fixed, **asked, batch_size=BATCH, epochs=2)
    called = any(expect.items(expect.field(answer, "epochs"), 2, _("epochs")))
    losses = listed_losses(expect.field(answer, "losses"), 2)
    for loss, table in zip(losses, (rows, later if called else rows), strict=True):
        nats = -np.log(table[inputs, targets])
        mean = float(np.mean(nats[targets > 0]))
        if abs(loss - mean) > KNOWN_ERROR * mean:
            raise Mismatch(
                _("{mean:.3f} nats per character, from a model that cannot learn").format(
                    mean=mean
                ),
                f"{loss:.3f}",
                known_hint(loss, nats, targets)
                if abs(losses[0] - mean) < KNOWN_ERROR * mean or table is rows
                else _("Each epoch has its own loss, which may rise: earlier ones are not in it."),
            )


@check(N_("Callbacks are called in every epoch"))
def calls_back(student: Student) -> None:
    """Pass in a tuple with two callbacks that note the epochs, and none at all.

    The loss does not change, so whatever ends a training run by itself ends this one.
    """
    inputs, targets, rows = known_pairs(student.rng("training.calls_back"), 2)
    asked = {"inputs": inputs, "targets": targets, "rows": rows, "batch_size": len(inputs)}
    answer = must_answer(
        partial(student.ask, probes.fixed, **asked, epochs=CALLED, handed="tuple"),
        _("train(model, dataset, {epochs}, callbacks=(one, two))").format(epochs=CALLED),
        _("Callbacks may come in a tuple, as they do by default: [*callbacks] is a list."),
    )
    notes = [
        expect.items(expect.field(answer, name), 2, _("epochs")) for name in ("epochs", "begun")
    ]
    called = [len(of_one) if isinstance(of_one, list) else 0 for of_one in notes[0]]
    for epochs, begun in zip(*notes, strict=True):
        if not expect.alike(epochs, list(range(CALLED))):
            raise Mismatch(
                _("on_epoch_end called in the epochs 0 to {last}").format(last=CALLED - 1),
                expect.described(epochs),
                _("Each of the callbacks is called: pass all of them on.")
                if not all(called) and any(called)
                else _called_hint(epochs),
            )
        if not expect.alike(begun, ["training", *range(CALLED)]):
            raise Mismatch(
                _("on_train_begin called, and on_epoch_begin in every epoch"),
                expect.described(begun),
                _("A callback has methods besides on_epoch_end: fit calls them all."),
            )
    if not expect.alike(expect.field(answer, "counted"), [CALLED, CALLED]):
        raise Mismatch(
            _("callbacks that are called themselves, {epochs} times").format(epochs=CALLED),
            _("copies of them, whose attributes nobody sees"),
            _("Pass on the very callbacks: what one notes of the training is read afterwards."),
        )
    read = expect.whole_number(expect.field(answer, "steps"), 0, 10**9, otherwise=0)
    if read > CALLED:
        due = _("a dataset that is read {epochs} times in {epochs} epochs").format(epochs=CALLED)
        hint = _("An epoch reads the dataset once: what is repeated counts as one epoch.")
        raise Mismatch(due, _("{read} times").format(read=read), hint)
    if expect.field(answer, "own") is not True:
        raise Mismatch(
            _("callbacks whose `model` is the one that was passed in"),
            _("another model, or none"),
            _("A callback writes with the model that is being trained, layer by layer."),
        )
    must_answer(
        partial(student.ask, probes.fixed, **asked, epochs=1, handed="none"),
        _("train(model, dataset, 1), without callbacks"),
        _("Without callbacks there is an empty tuple, to which no list can be added."),
    )


def _called_hint(epochs: object) -> str:
    if isinstance(epochs, list) and len(epochs) == CALLED:
        return _("Epochs are counted from 0, in one training run.")
    if isinstance(epochs, list) and 1 < len(epochs) < CALLED:
        return _("All the epochs are run: nothing ends the training when the loss stops falling.")
    return _("Pass on the callbacks and the number of epochs.")
