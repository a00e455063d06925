"""Judges of the callback that samples while the model trains."""

from __future__ import annotations

from functools import partial
from typing import Any, TypeGuard

from autograder.assignments.common.asking import must_answer
from autograder.assignments.generative_tensorflow.losses import BATCH, some_pairs
from autograder.assignments.generative_tensorflow.training import probes
from autograder.i18n import N_, _
from autograder.judge import Mismatch, Student, check, expect

EPOCHS = 3
MORE = 12  # epochs of another model: code that keeps only some texts leaves out one of these
BATCHES = 2
KNOWN = {"loss": 1.0}  # of an epoch, as a rule
NAMES = ("one", "two", "same")
LONG = 1200  # characters of a text


def _texts(student: Student, label: str, logs: object = KNOWN) -> tuple[list[Any], object]:
    """Train with three callbacks, for EPOCHS of BATCHES steps; return the texts of each.

    And how many texts the first one had after each epoch that followed.

    The first two name the steps; the third one writes a long text, again and again. After that
    they are called for epochs of another model, which has made no steps, and for which the third
    one writes an empty text.
    """
    inputs, targets = some_pairs(student.rng(label), titles=BATCHES * BATCH)
    asked = {"inputs": inputs, "targets": targets, "batch_size": BATCH}
    answer = student.ask(probes.samples, **asked, epochs=EPOCHS, more=MORE, logs=logs)
    texts = expect.field(answer, "texts")
    three = expect.items(texts, 3, _("the texts of three callbacks"))
    return three, expect.field(answer, "counts")


def _begins(text: object, *names: str) -> TypeGuard[str]:
    return isinstance(text, str) and text.startswith(names)


def _expected(name: str) -> list[str]:
    return [f"{name} after {BATCHES * epoch}\n " for epoch in (*range(1, EPOCHS + 1), *MORE * [0])]


@check(N_("One text at the end of every epoch, written by the model as it is then"))
def one_an_epoch(student: Student) -> None:
    """Let the text name the number of steps that the model was trained for."""
    (texts, _two, repeated), counts = must_answer(
        partial(_texts, student, "samples.one_an_epoch", logs=None),
        _("a text at the end of an epoch of which nothing else is known"),
        _("`logs` may be None, as the default says: nothing of it is needed."),
    )
    own = _of(texts, "one")
    if own != _expected("one"):
        raise Mismatch(
            str(_expected("one")),
            expect.described(own or texts),
            _later_hint(own),
        )
    shared = texts != own  # by several callbacks, see `own_list`
    if not shared and not expect.alike(counts, due := [*range(EPOCHS + 1, EPOCHS + MORE + 1)]):
        raise Mismatch(
            _("{counts} texts after one epoch after another").format(counts=due),
            expect.described(counts),
            _("The text of an epoch is in the list as soon as the epoch has ended, not later."),
        )
    if len(own := _of(repeated, "same")) != EPOCHS:
        raise Mismatch(
            str(["same"] * EPOCHS),
            expect.described(own or repeated),
            _("A text that is the same as before is kept too: there is one for each epoch."),
        )
    if min(map(len, own)) < LONG:
        raise Mismatch(
            _("texts of {size} characters, as they were written").format(size=LONG),
            expect.described(own[0]),
            _("What `write` returns is kept as it is, however long it is."),
        )
    if isinstance(repeated, list) and not any(expect.alike(text, "") for text in repeated):
        raise Mismatch(
            str(["same"] * EPOCHS + [""]),
            expect.described(repeated),
            _("An empty text is a text too: there is one for each epoch."),
        )


def _later_hint(own: list[str]) -> str:
    """Say what may be wrong with texts of one training, and then of another model's."""
    before, after = _expected("one")[:EPOCHS], _expected("one")[EPOCHS:]
    if own == before + MORE * before[-1:]:
        return _("Another model may be trained later: self.model is looked up for each text.")
    if own == before:
        return _("Each epoch that ends adds a text, even when another model is trained later.")
    if own == after:
        return _(
            "The texts of an earlier training run stay in the list: epochs count from 0 in each."
        )
    if own == [*before, after[0]]:
        return _("A text that is the same as before is kept too: there is one for each epoch.")
    if own == [text.strip() for text in (*before, *after)]:
        return _("What `write` returns is kept as it is, with the white space at its end.")
    if own[:EPOCHS] == before and len(own) < EPOCHS + MORE:
        return _("Every epoch that ends adds a text: none is left out, however many there are.")
    return _("on_epoch_end is called after each epoch; the model is self.model.")


def _of(texts: object, name: str) -> list[str]:
    """Return the texts of a callback that begin with a name; there may be others among them."""
    return [text for text in texts if _begins(text, name)] if isinstance(texts, list) else []


@check(N_("Each callback keeps its own texts, and nothing else"))
def own_list(student: Student) -> None:
    """Train with several callbacks at once."""
    three, _counts = _texts(student, "samples.own_list")
    for name, texts in zip(NAMES, three, strict=True):
        if not isinstance(texts, list) or not texts:
            raise Mismatch(
                _("a list `texts` with one for each epoch"),
                expect.described(texts),
                _("What `write` returns is kept in the list `texts`."),
            )
        if not all(_begins(text, name) or (name == "same" and text == "") for text in texts):
            shared = any(_begins(text, *NAMES) for text in texts)
            raise Mismatch(
                _("texts of this callback only"),
                expect.described(texts),
                _("What `write` returns is kept in the list `texts`.")
                if not shared
                else _(
                    "A list in the class, or as a default argument, is made once and shared by "
                    "all callbacks: make one in the body of __init__."
                ),
            )
