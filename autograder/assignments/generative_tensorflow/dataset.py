"""Judges of the dataset: one-hot inputs, targets one later, and what padding looks like."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import partial
from string import ascii_lowercase
from typing import Any

import numpy as np

from autograder.assignments.common.asking import must_answer, must_be_unchanged, must_keep
from autograder.assignments.common.vocabulary import ALWAYS, some_vocabulary
from autograder.assignments.generative_tensorflow.rows import (
    BATCH,
    CROWD,
    LONG,
    ROOM,
    Batch,
    must_be_complete,
    rows,
    title_of,
)
from autograder.assignments.generative_tensorflow.titles import (
    EOS,
    NARROW,
    SPECIALS,
    UNK,
    encoded,
    probes,
    some_titles,
    tokens_of,
)
from autograder.errors import StudentRaised
from autograder.i18n import N_, _
from autograder.judge import Mismatch, Student, check, expect
from autograder.judge.wire import Tensor

LENGTHS = (2, 9, 5, 7, 3, 8, 6, 4, 9, 5, 2)
FILLING = [chr(0x4E00 + i) for i in range(261)]
"""Tokens after these are above 255; wrapped around they are still distinct, and not special."""
TWICE = (5, 9)  # where equal titles are asked for, those of these lengths
ODD = (7, 8)  # titles of these lengths have unusual characters, where `encode` knows them
MOST = 5000  # rows of an epoch that are looked at
STRANGER = "§"
"""A character that is in no vocabulary, neither as it is nor in another case or normal form."""


def _titles(student: Student, label: str) -> tuple[list[str], list[str]]:
    """Return titles and their vocabulary, whose last entries are in none of them."""
    rng = student.rng(label)
    vocabulary = some_vocabulary(rng, specials=SPECIALS)
    titles = some_titles(rng, vocabulary, [int(n) for n in rng.permutation(LENGTHS)])
    return titles, [*vocabulary, *FILLING[:2]]


def _plain_titles(student: Student, label: str) -> tuple[list[str], list[str]]:
    """Return titles of small letters, each begun by another one, and their vocabulary.

    Whatever `encode` makes of accents or of <eos>, such a title is known by what is read of it.
    Two of them are long. The vocabulary ends in the characters of `ALWAYS`, of which they have
    none but a small letter.
    """
    rng = student.rng(label)
    letters = expect.shuffled(rng, ascii_lowercase)
    lengths = rng.permutation([*LENGTHS, *LONG])
    rest = ["".join(rng.choice(letters, size=length - 1)) for length in lengths]
    titles = [f"{first}{more}" for first, more in zip(letters, rest, strict=False)]
    return titles, [*SPECIALS, *letters, *(c for c in ALWAYS if c not in letters)]


def _asked(student: Student, label: str) -> tuple[list[Batch], list[str], list[str]]:
    """Return the batches of an epoch, as inputs (B, L, V) and targets (B, L), and the titles."""
    titles, vocabulary = _titles(student, label)
    (epoch,) = _read_in_epochs(student, titles, vocabulary, 1)
    return epoch, titles, vocabulary


def _read_in_epochs(
    student: Student,
    titles: list[str],
    vocabulary: list[str],
    epochs: int,
    before: Sequence[str] = (),
    batch_size: int = BATCH,
) -> list[list[Batch]]:
    """Return the batches of each epoch, as inputs (B, L, V) and targets (B, L).

    If there are titles in `before`, a dataset of these is made before that, and another afterwards;
    one batch is read of the one that is asked about, and its titles and vocabulary have to be as
    they were.
    """
    answer = student.ask(
        probes.batches,
        titles=titles,
        vocabulary=vocabulary,
        batch_size=batch_size,
        epochs=epochs,
        before=list(before),
    )
    if before:
        must_keep(answer)
        must_be_unchanged(answer, _("the titles passed in, unchanged"))
    asked = expect.items(expect.field(answer, "epochs"), epochs, _("batches"))
    return [_epoch(one, number, len(titles)) for number, one in enumerate(asked)]


def _epoch(answer: Any, number: int, titles: int) -> list[Batch]:
    """Return the batches of one epoch, their ranks checked; dtypes and V are `has_types`' task."""
    if not isinstance(answer, list) or not answer:
        hint = _("The dataset yields nothing.")
        again = _("It is read again in every epoch: a generator that is used up yields nothing.")
        raise Mismatch(_("batches"), expect.described(answer), again if number else hint)
    checked = []
    for one in answer:
        inputs, targets = expect.items(one, 2, _("pairs: inputs, targets"))
        x, y = (_values(part) for part in (inputs, targets))
        if not isinstance(x, np.ndarray) or x.ndim != 3 or x.shape[2] == 0:
            hint = _("Inputs have shape (B, L, V): one-hot, V numbers a step.")
            raise Mismatch(_("inputs of three axes"), expect.described(inputs), hint)
        if not isinstance(y, np.ndarray) or y.shape != x.shape[:2]:
            hint = _("One target for every input step, as a token number.")
            raise Mismatch(_("targets of shape (B, L)"), expect.described(targets), hint)
        checked.append((expect.finite(x), expect.finite(y)))
    rows = sum(len(x) for x, _y in checked)
    if rows > MOST:
        hint = _("Keep the last, smaller batch and the short titles; do not repeat.")
        expected = _("{titles} titles, each once, in every epoch").format(titles=titles)
        raise Mismatch(expected, _("{rows} rows").format(rows=rows), hint)
    return checked


def _values(part: object) -> object:
    """Return the array behind a TensorFlow tensor; a torch tensor stays what it is."""
    if isinstance(part, Tensor) and part.framework == "tensorflow":
        return part.values
    return part


@check(N_("Targets are the inputs one step later and end in <eos>"))
def shifted(student: Student) -> None:
    """Compare each row's targets with the characters of its own inputs.

    Their tokens are above 255, unless `encode` does not know such a vocabulary.
    """
    titles, (*known, _one, _other) = _titles(student, "dataset.shifted")
    vocabulary = [*SPECIALS, *FILLING, *known[len(SPECIALS) :]]
    if not _encodes(student, titles, vocabulary):
        vocabulary = known
    (epoch,) = _read_in_epochs(student, titles, vocabulary, 1)
    wanted = [tuple(int(t) for t in row if t > EOS) for row in tokens_of(titles, vocabulary)]
    wrapped = {tuple(token % 256 for token in title) for title in wanted} - set(wanted)
    for x, y in rows(epoch):
        title = title_of(x, wanted)
        if title in wrapped:
            tokens = sorted({token for row in wanted for token in row})
            raise Mismatch(_("tokens {tokens}").format(tokens=tokens), str([*title]), _(NARROW))
        expected = [*title[1:], EOS]
        observed = [int(t) for t in np.trim_zeros(y)]
        if observed != expected:
            raise Mismatch(
                _("targets {targets} for the title {title}").format(
                    targets=expected, title=list(title)
                ),
                expect.described(observed),
                _shift_hint(observed, list(title)),
            )


def _shift_hint(observed: list[int], title: list[int]) -> str:
    if observed == [token % 256 for token in [*title[1:], EOS]]:
        return _(NARROW)
    if observed and observed[-1] < 0:
        return _("A step without a target has the target 0, and no other number.")
    if EOS not in observed:
        return _("The last target is <eos>: the model has to learn where to stop.")
    if observed[: len(title)] == title:
        return _("The targets are the inputs themselves: nothing is left to predict.")
    if observed == [*title[2:], EOS]:
        return _("The targets are two characters later: one shift is enough.")
    return _("A target is the token after its input, and <eos> after the last one.")


@check(N_("A step without a target is all zero, and every other step is one-hot"))
def masks_padding(student: Student) -> None:
    """Look at which steps `Masking` will skip: those whose input is all zero.

    In the middle of titles is a character that the vocabulary lacks. Where that is an error, it is
    the business of `encode`. Of an empty title, all steps are padding.
    """
    titles, vocabulary = _titles(student, "dataset.masks_padding")
    strange = [_strangely(title) for title in titles]
    try:
        (epoch,) = _read_in_epochs(student, strange, vocabulary, 1)
    except StudentRaised as error:
        if error.unfinished or _encodes(student, strange, vocabulary):
            raise
        (epoch,) = _read_in_epochs(student, titles, vocabulary, 1)
    for x, y in rows(epoch):
        _must_mask(x, y)
    _masks_an_empty_title(student, titles, vocabulary)
    inputs = any(np.any(x[:, UNK] != 0) for x, _y in rows(epoch) if x.shape[1] > UNK)
    targets = any(np.any(y == UNK) for _x, y in rows(epoch))
    if not (inputs and targets) and _encodes(student, strange, vocabulary):
        raise Mismatch(
            _("<unk> among the inputs and the targets, for unknown characters in titles"),
            _("none among the targets") if inputs else _("none among the inputs"),
            _(UNKNOWN_IS_READ),
        )


def _masks_an_empty_title(student: Student, titles: list[str], vocabulary: list[str]) -> None:
    """Look at a batch with an empty title; where that is an error, another cell says so."""
    some = [titles[0], "", *titles[1 : BATCH - 1]]
    if not _encodes(student, some, vocabulary):
        return
    try:
        (epoch,) = _read_in_epochs(student, some, vocabulary, 1)
    except StudentRaised as error:
        if error.unfinished:
            raise
        return
    for x, y in rows(epoch):
        if np.any(x) and not np.any(y):
            raise Mismatch(
                _("all zeros for an empty title: it has no step with a target"),
                _("inputs that are not zero"),
                _("Inputs are all zeros where the target is 0, in every step."),
            )


UNKNOWN_IS_READ = N_(
    "A character that the vocabulary lacks is <unk>, a token like any other: one-hot as an "
    "input, 1 as a target. Only padding is zero."
)


def _strangely(title: str) -> str:
    """Put an unknown character into the middle of a title that has one."""
    middle = len(title) // 2
    return f"{title[:middle]}{STRANGER}{title[middle + 1 :]}" if len(title) > 2 else title


def _encodes(student: Student, titles: list[str], vocabulary: list[str]) -> bool:
    """Tell whether the student's own `encode` reads all that is in these titles."""
    expected = tokens_of(titles, vocabulary)
    try:
        answer = encoded(student, titles, vocabulary)
        return np.array_equal(expect.array(answer, expected.shape, "int"), expected)
    except (StudentRaised, Mismatch):
        return False


def _must_mask(x: expect.Array, y: expect.Array) -> None:
    """Compare the steps of one row that are read, (L, V), with those that have a target, (L,).

    Raises:
        Mismatch: they are not the same ones, or a step that is read is not one-hot.
    """
    _must_hold_something(x, y)
    read = x != 0
    real = y > 0  # what stands for no target is the business of `shifted`
    if np.array_equal(read.any(axis=-1), real):
        sums = x.sum(axis=-1, dtype=np.float64)
        if np.all(sums[real] == 1) and np.all(read.sum(axis=-1)[real] == 1):
            return
        raise Mismatch(_("a single 1 in every step"), _("other numbers"))
    steps, expected = int(read.any(axis=-1).sum()), int(real.sum())
    raise Mismatch(
        _("{real} steps that Masking lets through, of {all}").format(real=expected, all=len(real)),
        _("{steps} steps").format(steps=steps),
        _mask_hint(x, y),
    )


def _mask_hint(x: expect.Array, y: expect.Array) -> str:
    extra = x[np.any(x != 0, axis=-1) & (y == 0)]
    if len(extra) and np.any(extra[:, 0] != 0):
        return _("The one-hot vector of index 0 is not zero, so Masking skips nothing.")
    if len(extra) and np.all(extra.argmax(axis=-1) == EOS):
        return _("After <eos> nothing is predicted: as an input it is padding too.")
    skipped = ~np.any(x != 0, axis=-1) & (y > 0)
    if np.any(y[np.flatnonzero(skipped[1:])] == UNK) or np.any(y[skipped] == UNK):
        return _(UNKNOWN_IS_READ)
    return _("The mask must mark exactly the steps that have a target.")


@check(N_("Inputs are float32 of shape (B, L, V), targets whole numbers of shape (B, L)"))
def has_types(student: Student) -> None:
    """Look at the dtypes and the last axis of every batch."""
    epoch, _given, vocabulary = _asked(student, "dataset.has_types")
    for x, y in epoch:
        hint = _("V is the size of the vocabulary that is passed in.")
        expect.array(x, (*x.shape[:2], len(vocabulary)), "float32", hint)
        expect.array(y, y.shape, "int")
        _must_hold_something(x, y)


def _must_hold_something(x: expect.Array, y: expect.Array) -> None:
    """Check that not everything is padding: zeros agree with any mask.

    Raises:
        Mismatch: it is.
    """
    if not (np.any(x) and np.any(y)):
        raise Mismatch(
            _("inputs and targets of a title's characters"),
            _("zeros only"),
            _("A target is the token after its input, and <eos> after the last one."),
        )


@check(N_("Every title comes once in an epoch, even in the last, smaller batch"))
def is_complete(student: Student) -> None:
    """Count the titles of two epochs, and the batches; two of the titles occur twice.

    Those of one pair are neighbours. Datasets of other titles, as many and as long, were made
    before and after. Then come as many as two whole batches hold, a title alone, and many titles,
    one of them empty, whose one batch has room for more.
    """
    titles, vocabulary = _plain_titles(student, "dataset.is_complete")
    first: dict[int, str] = {}
    titles = [first.setdefault(len(t), t) if len(t) in TWICE else t for t in titles]
    titles.sort(key=lambda title: len(title) != TWICE[0])  # stable: the others stay
    odd = [_unusually(title) if len(title) in ODD else title for title in titles]
    titles = odd if _encodes(student, odd, vocabulary) else titles
    before = [title[::-1] for title in titles]
    epochs = _read_in_epochs(student, titles, vocabulary, 2, before)
    for epoch in epochs:
        must_be_complete(epoch, titles, vocabulary, before)
    even = titles[: 2 * BATCH]
    (epoch,) = _read_in_epochs(student, even, vocabulary, 1)
    must_be_complete(epoch, even, vocabulary)
    (epoch,) = must_answer(
        partial(_read_in_epochs, student, titles[:1], vocabulary, 1),
        _("a dataset of a single title"),
        _("However few titles there are, each comes once in an epoch."),
    )
    must_be_complete(epoch, titles[:1], vocabulary)
    rng = student.rng("dataset.is_complete crowd")
    names = ["".join(three) for three in itertools.product(ascii_lowercase[:11], repeat=3)]
    crowd = [f"{name}a" for name in expect.shuffled(rng, names)[:CROWD]] + [""]
    (epoch,) = _read_in_epochs(student, crowd, vocabulary, 1, batch_size=ROOM)
    must_be_complete(epoch, crowd, vocabulary, batch_size=ROOM)


def _unusually(title: str) -> str:
    """Put the characters of `ALWAYS`, which careless code loses or changes, into a title."""
    return f"{title[0]}{''.join(ALWAYS)}{title[1:]}"
