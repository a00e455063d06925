"""Judges of the training loop, by what it does to a bigram table."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from autograder.assignments.common.vocabulary import PLAIN, some_vocabulary
from autograder.assignments.generative_pytorch.batches import (
    must_raise_value_error,
    must_read_windows,
)
from autograder.assignments.generative_pytorch.bigrams import levels, tiny_text
from autograder.assignments.generative_pytorch.effects import EVERY_MODE
from autograder.assignments.generative_pytorch.losses import (
    compare_losses,
    compare_updates,
    list_described,
    noted_steps,
)
from autograder.assignments.generative_pytorch.text import SIZE
from autograder.errors import StudentRaised
from autograder.i18n import N_, _
from autograder.judge import Evidence, Mismatch, Probes, Student, check, expect
from autograder.judge.statistics import softmax

probes = Probes(__file__, "training")
STEPS = 240
NOTED = 30  # calls whose gradients are looked at
LEARNING_RATE = 0.1
FRACTION = 1000  # how much smaller a second one is
WRONG = 50.0  # by which a network is sure of a wrong character: its p is e^-50
LEARNED = 4.0  # all logits at first of a network that was trained before
NCHARS = 40
SPARSE = 1600  # characters of a text, of which 32 windows leave almost half out
FEW = NCHARS + 9  # characters of one that has 9 windows, fewer than a batch usually has


def _trained(
    student: Student,
    label: str,
    steps: int,
    lr: float = LEARNING_RATE,
    unknown: int = 0,
    length: int = 400,
    sure: bool = False,
    **options: float,
) -> tuple[Any, str, list[str]]:
    """Train a bigram table on a tiny text, some of whose characters the vocabulary may lack."""
    text, vocabulary = tiny_text(student.rng(label), length, sure)
    vocabulary = vocabulary[: len(vocabulary) - unknown]
    answer = student.ask(
        probes.train,
        text=text,
        vocabulary=vocabulary,
        nchars=NCHARS,
        steps=steps,
        lr=lr,
        **options,
    )
    return answer, text, vocabulary


def _table(answer: object, vocabulary: list[str], name: str = "table") -> expect.Array:
    shape = (len(vocabulary), len(vocabulary))
    return expect.tensor(expect.field(answer, name), shape, "float")


@check(N_("The loss falls to the bigram level of a tiny text"))
def learns(student: Student) -> Evidence:
    """Train a bigram table and measure its loss on the text, whatever the loop reports."""
    answer, text, vocabulary = _trained(student, "training.learns", STEPS)
    table = _table(answer, vocabulary)
    unigram, bigram, counts = levels(text, vocabulary)
    _all_moved(answer, table)
    log_p = np.log(softmax(table) + 1e-300)
    loss = -float(np.sum(counts * log_p) / counts.sum())
    evidence = {"loss": loss, "unigram": unigram, "bigram": bigram}
    if not loss <= bigram + 0.1 * (unigram - bigram):
        raise Mismatch(
            _(
                "at most {target:.2f} nats per character, for a network of the grader's own (one "
                "row of logits for each character), after {steps} steps at lr = {lr} on a text of "
                "{length} characters that begins {start}"
            ).format(
                target=bigram + 0.1 * (unigram - bigram),
                steps=STEPS,
                lr=LEARNING_RATE,
                length=len(text),
                start=repr(text[:20]),
            ),
            f"{loss:.2f}",
            _loss_hint(table, loss),
            evidence,
        )
    return evidence


def _all_moved(answer: object, table: expect.Array) -> None:
    """See that no parameter stayed where it was, if there was any training."""
    still = expect.field(answer, "still")
    if np.any(table) and not expect.alike(still, 0):
        raise Mismatch(
            _("training of all parameters"),
            _("{still} of 4 are as before").format(still=expect.described(still)),
            _("Pass all of net.parameters() to the optimizer."),
        )


def _loss_hint(table: expect.Array, loss: float) -> str:
    if np.array_equal(table[1:].argmax(axis=1), np.arange(1, len(table))):
        return _("Each character learned to predict itself: its target is the next character.")
    if loss > np.log(len(table)):
        return _("Worse than knowing nothing: do the gradients of earlier steps accumulate?")
    if np.all(table == 0):
        return _("The parameters did not change: zero_grad, backward, step, in that order?")
    if float(np.abs(table).max()) < LEARNING_RATE:
        return _("The parameters hardly changed: which learning rate does the optimizer have?")
    return _("The optimizer should minimise the cross-entropy of targets under the logits.")


@check(N_("What is minimised is the mean cross-entropy over every character of the batch"))
def minimises_cross_entropy(student: Student) -> None:
    """Read from the gradients of the first steps how each character counts, an unknown one too.

    Code that looks up characters in its own way need not know what becomes of unknown ones.
    """
    train = partial(
        _trained,
        student,
        "training.minimises_cross_entropy",
        NOTED,
        length=SPARSE,
        noted=NOTED,
    )
    try:
        answer, _text, _vocabulary = train(unknown=1)
    except StudentRaised:
        answer, _text, _vocabulary = train()
    must_read_windows(answer, NOTED, NCHARS)
    _must_not_be_torn(answer)
    steps = noted_steps(answer)
    for step in steps:
        weights = step["weights"]
        uneven = not np.all(np.abs(weights - 1) < 0.01)
        # smoothed targets pull unevenly too; what is left out of the loss has no weight at all
        smoothed = uneven and weights.min() > 0.1 and step["error"] > 1e-4
        if smoothed or (not uneven and step["error"] > 5e-3):
            raise Mismatch(
                _("gradients of the cross-entropy"),
                _("different gradients"),
                _("The loss is the mean of -ln p(right character): no smoothing of the targets."),
            )
        if uneven:
            raise Mismatch(
                _("every character of a window counts equally"),
                _("{share:.0%} of them count too little or not at all").format(
                    share=np.mean(weights < 0.99)
                ),
                _weights_hint(weights),
            )
    _must_share_evenly(answer, [step["scale"] for step in steps])
    answer, _text, _vocabulary = _trained(student, "training.reads_on", 2 * NOTED)
    _must_not_be_torn(answer)  # at the end of the text


def _must_not_be_torn(answer: object) -> None:
    if expect.whole_number(expect.field(answer, "torn"), 0, 10**9, otherwise=1):
        raise Mismatch(
            _("a state that is passed only to the window that continues its own"),
            _("windows that begin with the state of another place in the text"),
            _("Random windows do not follow each other: begin each batch without a state."),
        )


def _must_share_evenly(answer: object, scales: list[float]) -> None:
    """Compare how much a character counts in each of the calls that make up a step."""
    calls = expect.whole_number(expect.field(answer, "calls"), 0, 10**9, otherwise=0)
    each, left = divmod(calls, NOTED)
    if left or each < 2:
        return
    for start in range(0, len(scales) - each + 1, each):
        together = scales[start : start + each]
        if max(together) > 1.01 * min(together):
            raise Mismatch(
                _("every character of a step's batch counts equally"),
                _("those of one part count {ratio:.2g} times as much as those of another").format(
                    ratio=max(together) / min(together)
                ),
                _("A mean of the means of unequal parts is not the mean over all characters."),
            )


def _weights_hint(weights: expect.Array) -> str:
    if len(weights) % NCHARS == 0 and not weights.reshape(-1, NCHARS)[:, :-1].any():
        return _("Only the last character of each window is learned; all are to be predicted.")
    return _("The loss is a mean over all B × T characters, <unk> among them.")


@check(N_("The learning rate that is passed in is the one used"))
def follows_learning_rate(student: Student) -> None:
    """Train a network for one step, then go on at 1/1000 of the learning rate; compare how far.

    A first step is in proportion to the rate whatever the optimizer; later ones depend on where
    it led: RMSprop's is ten times as long as the rate. The gradients of logits have the mean 0, so
    their mean tells whether the layers were reinitialised.
    """
    answer, _text, vocabulary = _trained(
        student,
        "training.follows_learning_rate",
        1,
        learned=LEARNED,
        later=LEARNING_RATE / FRACTION,
    )
    table, before = (_table(answer, vocabulary, name) for name in ("table", "before"))
    moved = [float(np.abs(step).max()) for step in (before - LEARNED, table - before)]
    if abs(table.mean() - LEARNED) > LEARNED / 5:
        raise Mismatch(
            _("parameters near those that the network came with, after small steps"),
            _("different ones: it forgot what it had learned"),
            _(
                "Training goes on from the parameters that are there: initialise none of them "
                "again."
            ),
        )
    if not moved[1]:
        raise Mismatch(
            _("one update of the parameters in one step"),
            _("none"),
            _("steps is how many times the parameters are updated: zero_grad, backward, step."),
        )
    if not 1 / 1.6 <= moved[0] / max(FRACTION * moved[1], 1e-300) <= 1.6:
        raise Mismatch(
            _("a first step {ratio} times as long at lr = {high} as at lr = {low}").format(
                ratio=FRACTION, high=LEARNING_RATE, low=LEARNING_RATE / FRACTION
            ),
            _("{ratio:.3g} times as long").format(ratio=moved[0] / max(moved[1], 1e-300)),
            _("Pass lr to the optimizer as it is, in every call of train."),
        )


@check(N_("train returns the loss of every step, as floats, and they fall"))
def reports_losses(student: Student, steps: int = 80) -> None:
    """Check the list of losses: length, type, start at ln V, fall; the first are recomputed.

    The text leaves nothing to chance, so that losses fall to almost 0; there are updates still. At
    a high learning rate they fall so far that nothing is left to learn. A network that is sure of
    what never comes has a large loss, whatever is added to its probabilities.
    """
    answer, _text, vocabulary = _trained(
        student, "training.reports_losses", steps, sure=True, noted=NOTED
    )
    losses = expect.field(answer, "losses")
    if not isinstance(losses, list) or len(losses) != steps:
        length = _("a list of {steps} losses, one a step").format(steps=steps)
        hint = _("One loss for every update of the parameters: that is a step.")
        raise Mismatch(length, list_described(losses), hint)
    if not all(type(loss) is float and np.isfinite(loss) for loss in losses):
        raise Mismatch(
            _("Python floats"),
            expect.described(losses[0]),
            _("loss.item() is a float; the tensor itself keeps its whole graph in memory."),
        )
    start = float(np.log(len(vocabulary)))
    if abs(losses[0] - start) > 0.3:
        raise Mismatch(
            _("about ln V = {start:.2f} at the first step of a network that knows nothing").format(
                start=start
            ),
            f"{losses[0]:.2f}",
            _("The loss is a mean over characters, in nats."),
        )
    compare_losses(answer, losses)
    compare_updates(answer, steps)
    if not np.mean(losses[-20:]) < losses[0] - 0.02:
        raise Mismatch(
            _("losses that fall"),
            f"{losses[0]:.2f} … {losses[-1]:.2f}",
            _("Do the gradients of earlier steps accumulate?"),
        )
    _must_go_on(student)
    for characters in (SPARSE, FEW):
        _must_average(student, characters)
    surprised, *_its_text = _trained(
        student, "training.surprised", 3, sure=True, noted=3, wrong=WRONG
    )
    _compare_if_floats(surprised)


def _must_average(student: Student, length: int, steps: int = 16) -> None:
    """Compare losses that fall fast, of a text whose parts differ, with those of the batches."""
    answer, _text, _vocabulary = _trained(
        student,
        "training.must_average",
        steps,
        lr=10 * LEARNING_RATE,
        length=length,
        noted=4 * steps,
    )
    _compare_if_floats(answer)


def _compare_if_floats(answer: object) -> None:
    """Compare losses with those of the batches; what else may be wrong with them was judged."""
    losses = expect.field(answer, "losses")
    if isinstance(losses, list) and losses and all(type(loss) is float for loss in losses):
        compare_losses(answer, losses)


def _must_go_on(student: Student, steps: int = 60) -> None:
    """Count the losses of steps after which a network has long learned all that there is."""
    answer, _text, _vocabulary = _trained(
        student, "training.must_go_on", steps, lr=10 * LEARNING_RATE, sure=True
    )
    losses = expect.field(answer, "losses")
    if isinstance(losses, list) and len(losses) < steps:
        raise Mismatch(
            _("a list of {steps} losses, one a step").format(steps=steps),
            list_described(losses),
            _("Every step updates the parameters once, however small its loss is."),
        )


@check(N_("The network is in training mode while it trains"))
def trains_in_training_mode(student: Student, steps: int = 60) -> None:
    """Pass in a network in evaluation mode and count the calls that it learns from.

    A loss that is only looked at may be measured in either mode.
    """
    answer, _text, _vocabulary = _trained(student, "training.trains_in_training_mode", steps)
    calls = expect.whole_number(expect.field(answer, "calls"), 0, 10**9, otherwise=0)
    trained = expect.field(answer, "calls_in_training_mode")
    if not calls:
        raise Mismatch(
            _("training of the network that is passed in"),
            _("the network was not called"),
            _("Train the network itself, not a copy of it."),
        )
    if calls < steps:
        raise Mismatch(
            _("{steps} updates for {steps} steps").format(steps=steps),
            _("{calls} calls of the network that it learned from").format(calls=calls),
            _("steps is how many times the parameters are updated: zero_grad, backward, step."),
        )
    if not expect.alike(trained, calls):
        raise Mismatch(
            _("net.train() before the steps"),
            _("{trained} of {calls} calls in training mode").format(
                trained=expect.described(trained), calls=calls
            ),
            _(EVERY_MODE)
            if expect.alike(expect.field(answer, "calls_by_the_flag"), calls)
            else _("Dropout and the like work only in training mode."),
        )


@check(N_("A text too short to train on is a ValueError"))
def too_short(student: Student) -> None:
    """Pass in a text of nchars characters, one too few, and one that is just long enough."""
    vocabulary = some_vocabulary(student.rng("training.too_short"), SIZE, symbols=PLAIN)
    settings: dict[str, Any] = {"nchars": NCHARS, "steps": 2, "lr": LEARNING_RATE}
    settings["vocabulary"] = vocabulary
    text = vocabulary[1] * (NCHARS + 1)
    must_raise_value_error(student, probes.train, NCHARS, text=text[1:], **settings)
    answer = student.ask(probes.train, text=text, **settings)
    if expect.whole_number(expect.field(answer, "calls"), 0, 10**9, otherwise=0) == 0:
        raise Mismatch(
            _("training on a text of {length} characters").format(length=len(text)),
            _("the network was not called"),
            _("nchars + 1 characters make one window."),
        )
