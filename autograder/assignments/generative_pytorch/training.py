"""Judges of the training loop, by what it does to a bigram table."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.assignments.common.vocabulary import some_vocabulary
from autograder.assignments.generative_pytorch.batches import must_raise_value_error
from autograder.i18n import N_, _
from autograder.judge import Evidence, Mismatch, Probes, Student, check, expect
from autograder.judge.statistics import softmax

probes = Probes(__file__, "training")
STEPS = 240
LEARNING_RATE = 0.1
NCHARS = 12


def _tiny_text(rng: np.random.Generator) -> tuple[str, list[str]]:
    """A text of 400 characters in which each of 5 is mostly followed by one other."""
    vocabulary = some_vocabulary(rng, size=5)
    after = np.roll(np.arange(1, 6), 1)  # a cycle: every character occurs
    ids = [1]
    for choice in rng.random(399):
        follows = after[ids[-1] - 1] if choice < 0.8 else rng.integers(1, 6)
        ids.append(int(follows))
    return "".join(vocabulary[i] for i in ids), vocabulary


def _levels(text: str, vocabulary: list[str]) -> tuple[float, float, expect.Array]:
    """Unigram and bigram level of a text, nats per character, and its bigram counts (V, V)."""
    ids = [vocabulary.index(c) for c in text]
    counts = np.zeros((len(vocabulary), len(vocabulary)))
    np.add.at(counts, (ids[:-1], ids[1:]), 1)
    joint = counts[counts > 0] / counts.sum()
    rows = counts.sum(axis=1)
    first = rows[rows > 0] / rows.sum()
    columns = counts.sum(axis=0)
    second = columns[columns > 0] / columns.sum()
    entropy_of_pair = -float(np.sum(joint * np.log(joint)))
    bigram = entropy_of_pair + float(np.sum(first * np.log(first)))
    return -float(np.sum(second * np.log(second))), bigram, counts


def _trained(student: Student, label: str) -> tuple[Any, str, list[str]]:
    text, vocabulary = _tiny_text(student.rng(label))
    answer = student.ask(
        probes.train,
        text=text,
        vocabulary=vocabulary,
        nchars=NCHARS,
        steps=STEPS,
        lr=LEARNING_RATE,
    )
    return answer, text, vocabulary


@check(N_("The loss falls to the bigram level of a tiny text"))
def learns(student: Student) -> Evidence:
    """Train a bigram table and measure its loss on the text, whatever the loop reports."""
    answer, text, vocabulary = _trained(student, "training.learns")
    size = len(vocabulary)
    table = expect.tensor(expect.field(answer, "table"), (size, size), "float")
    unigram, bigram, counts = _levels(text, vocabulary)
    log_p = np.log(softmax(table) + 1e-300)
    loss = -float(np.sum(counts * log_p) / counts.sum())
    evidence = {"loss": loss, "unigram": unigram, "bigram": bigram}
    if not loss <= bigram + 0.1 * (unigram - bigram):
        levels = _("at most {target:.2f} nats per character after {steps} steps").format(
            target=bigram + 0.1 * (unigram - bigram), steps=STEPS
        )
        raise Mismatch(levels, f"{loss:.2f}", _loss_hint(table, loss), evidence)
    return evidence


def _loss_hint(table: expect.Array, loss: float) -> str:
    if loss > np.log(len(table)):
        return _("Worse than knowing nothing: do the gradients of earlier steps add up?")
    if np.all(table == 0):
        return _("The parameters did not change: zero_grad, backward, step, in that order?")
    return _("The optimiser should minimise the cross-entropy of targets under the logits.")


@check(N_("train returns the loss of every step, as floats, and they fall"))
def reports_losses(student: Student) -> None:
    """Check the list of losses: length, type, start at ln V, fall."""
    answer, _text, vocabulary = _trained(student, "training.reports_losses")
    losses = expect.field(answer, "losses")
    if not isinstance(losses, list) or len(losses) != STEPS:
        length = _("a list of {steps} losses, one a step").format(steps=STEPS)
        hint = _("One loss for every update of the parameters: that is a step.")
        raise Mismatch(length, _list_described(losses), hint)
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
    if not np.mean(losses[-20:]) < losses[0] - 0.1:
        raise Mismatch(
            _("losses that fall"),
            f"{losses[0]:.2f} … {losses[-1]:.2f}",
            _("Do the gradients of earlier steps add up?"),
        )


def _list_described(losses: object) -> str:
    if isinstance(losses, list):
        return _("a list of {count}").format(count=len(losses))
    return expect.described(losses)


@check(N_("The network is in training mode while it trains"))
def trains_in_training_mode(student: Student) -> None:
    """Hand over a network in evaluation mode and count its calls in training mode."""
    answer, _text, _vocabulary = _trained(student, "training.trains_in_training_mode")
    calls = expect.whole_number(expect.field(answer, "calls"), 0, 10**9, otherwise=0)
    trained = expect.field(answer, "calls_in_training_mode")
    if calls < STEPS or not expect.alike(trained, calls):
        raise Mismatch(
            _("net.train() before the steps"),
            _("{trained} of {calls} calls in training mode").format(
                trained=expect.described(trained), calls=calls
            ),
            _("Dropout and its like only work in training mode."),
        )


@check(N_("A text too short to train on is a ValueError"))
def too_short(student: Student) -> None:
    """Hand over a text of nchars characters, one too few, and one that is just long enough."""
    vocabulary = some_vocabulary(student.rng("training.too_short"))
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
