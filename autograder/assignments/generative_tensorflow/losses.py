"""Titles to learn from, and what training on them should report as its losses."""

from __future__ import annotations

import numpy as np

from autograder.assignments.generative_tensorflow.titles import EOS, PADDING, SPECIALS, UNK
from autograder.i18n import N_, _
from autograder.judge import Mismatch, expect
from autograder.judge.statistics import softmax

SIZE = len(SPECIALS) + 5
BATCH = 8
FEW = 3  # titles of the last batch, which is smaller
EPOCHS = 12
TITLES = 64
LONGEST = 210  # characters of the longest titles whose loss is known
EARLIER = N_("The loss of an epoch is that of its batches, before the model learns from them.")
MEAN = N_("The loss is a mean of -ln p over the characters of an epoch, padding left out.")


def some_pairs(
    rng: np.random.Generator, titles: int = TITLES, longest: int = 14
) -> tuple[expect.Array, expect.Array]:
    """Return inputs and targets, token numbers (N, L) each, of titles that mostly walk a cycle.

    Those of the first batch walk it backwards, if there are others: code that learns from it alone
    learns nothing of the rest. And some more titles, the last ones, begin with <unk>, which no
    other one contains: they are not enough for a batch.
    """
    cycle = rng.permutation(np.arange(3, SIZE))
    after, before = np.empty((2, SIZE), dtype=np.int64)
    after[cycle], before[cycle] = np.roll(cycle, -1), np.roll(cycle, 1)
    many = titles > 2 * BATCH
    ids = np.zeros((titles + FEW * many, longest + 1), dtype=np.int64)
    for number, row in enumerate(ids):
        backwards = number < BATCH and many
        length = int(rng.integers(4, longest + 1))
        row[0] = rng.integers(3, SIZE)
        for step in range(1, length):
            follows = (before if backwards else after)[row[step - 1]]
            row[step] = follows if rng.random() < 0.92 else rng.integers(3, SIZE)
        row[length] = EOS
    ids[titles:, 0] = UNK
    targets = ids[:, 1:]
    return np.where(targets > 0, ids[:, :-1], 0), targets


def nats_of(
    kernel: expect.Array, bias: expect.Array, inputs: expect.Array, targets: expect.Array
) -> expect.Array:
    """Return -ln p of each target (N, L), by a table (V, V) and its biases (V,)."""
    p = softmax(kernel[inputs] + bias)  # (N, L, V)
    return -np.log(np.take_along_axis(p, targets[..., None], axis=-1)[..., 0] + 1e-300)


def refuse_later_ones(
    answer: object, inputs: expect.Array, targets: expect.Array, losses: list[float]
) -> None:
    """Refuse losses of the tables as they were after each epoch, by characters, batches or rows.

    While the model learns, batches are measured before it has learned from them: where the loss
    falls, all the means of an epoch cannot be those at its end.

    Raises:
        Mismatch: they are those, to four digits.
    """
    real, afterwards = targets > 0, []
    tables = expect.field(answer, "tables")
    if not isinstance(tables, list) or len(tables) != EPOCHS:
        return  # who calls no callback is judged by `training.calls_back`
    for table in tables:
        kernel = expect.array(table, (SIZE + 1, SIZE), "float").astype(np.float64)
        nats = np.where(real, nats_of(kernel[:-1], kernel[-1], inputs, targets), 0)
        starts = np.arange(0, len(real), BATCH)
        sums, counts = (np.add.reduceat(part.sum(-1), starts) for part in (nats, real))
        means, rows = sums / counts, np.diff(starts, append=len(real))  # Keras weighs by rows
        averages = [np.mean(means), np.average(means, weights=rows)]
        afterwards.append([sums.sum() / counts.sum(), *averages])
    errors = np.abs(np.array(losses)[:, None] / np.array(afterwards) - 1)  # (EPOCHS, 3)
    if np.any(np.all(errors < 1e-4, axis=0)):
        raise Mismatch(
            _("each epoch's loss as measured while the model learns"),
            _("the loss that it had at the end of each epoch"),
            _(EARLIER),
        )


def listed_losses(losses: object, epochs: int) -> list[float]:
    """Return a list of losses, one an epoch, each of them a float."""
    if not isinstance(losses, list) or len(losses) != epochs:
        hint = _("fit returns a History, whose dictionary `history` has the losses.")
        if isinstance(losses, np.ndarray):
            hint = _("A list is expected: .tolist() makes one from an array.")
        elif isinstance(losses, list):
            hint = _("One loss an epoch: was the number of epochs passed on?")
        raise Mismatch(
            _("a list of {epochs} losses, one an epoch").format(epochs=epochs),
            _("a list of {count}").format(count=len(losses))
            if isinstance(losses, list)
            else expect.described(losses),
            hint,
        )
    if not all(type(loss) is float and np.isfinite(loss) for loss in losses):
        hint = _("float(...) turns an array's number into a Python one.")
        raise Mismatch(_("Python floats"), expect.described(losses[0]), hint)
    return losses


def known_hint(loss: float, nats: expect.Array, targets: expect.Array) -> str:
    """Name what other mean of known numbers (N, L), of targets, a loss is."""

    def near(other: float) -> bool:
        return bool(abs(loss - other) <= 0.005 * other)

    if loss == round(loss, 1):
        return _(
            "The loss is returned as it was measured: numbers are rounded where they are shown."
        )
    real = targets > 0
    known = nats[targets > UNK]
    if near(float(np.mean(known))) or near(float(known.sum() / real.sum())):
        return _("<unk> is a character like any other: only padding is left out of the mean.")
    if near(float(np.mean((nats * real).sum(axis=-1) / real.sum(axis=-1)))):
        return _("Each character counts alike, not each title: a long one has more of them.")
    cuts = [cut for cut in range(11, LONGEST) if near(float(np.mean(nats[:, :cut][real[:, :cut]])))]
    if cuts and not near(float(np.mean(nats[real]))):
        return _("A title is read to its end, however long it is.")
    first, last = (float(np.mean(nats[part][real[part]])) for part in (FIRST, LAST))
    if first <= loss < last and not near(first):
        return _(
            "All batches of an epoch are read, however many: the loss is the mean over all of them."
        )
    return _(MEAN)


FIRST, LAST = slice(BATCH), slice(-BATCH, None)
PADDED, STRANGE, ENDS = 1e-7, 0.008, 0.002  # of padding, <unk> and <eos>, after characters
PAIRS = (0.4, 0.2, 0.08, 0.04)
"""Of short and of long titles, first in the first half of the batches, then in the second."""


def known_pairs(
    rng: np.random.Generator, batches: int
) -> tuple[expect.Array, expect.Array, expect.Array]:
    """Return inputs, targets, and the probabilities (V, V) after each token.

    A title goes to and fro between two characters, whose successors have one probability of
    `PAIRS`; instead of the second character stands `<unk>`, which is unlikely. Padding, where it is
    read, is followed by padding with probability 0.9; elsewhere padding is so unlikely that targets
    which are smoothed, even a little, have another loss. No mean is near a number of one decimal.
    """
    size = len(SPECIALS) + 2 * len(PAIRS)
    letters = len(SPECIALS) + rng.permutation(2 * len(PAIRS)).reshape(-1, 2)
    rows = np.full((size, size), 1 / size)
    rows[0] = 0.1 / (size - 1)
    rows[0, 0] = 0.9
    for pair, p in zip(letters, PAIRS, strict=True):
        for token, other in (pair, pair[::-1]):
            rows[token] = (1 - PADDED - STRANGE - ENDS - p) / (size - 4)
            rows[token, [PADDING, UNK, EOS, other]] = [PADDED, STRANGE, ENDS, p]
    ids = np.zeros((batches * BATCH, LONGEST + 1), dtype=np.int64)
    lengths = np.tile(rng.permutation([2, 3, 4, 5, 6, 7, 8, LONGEST]), batches)
    for row, length in enumerate(lengths):
        half = int(2 * row >= len(ids))
        ids[row, : length + 1] = [*np.resize(letters[2 * half + int(length > 5)], length), EOS]
        ids[row, 1] = UNK
    targets = ids[:, 1:]
    return np.where(targets > 0, ids[:, :-1], 0), targets, rows
