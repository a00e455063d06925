"""The rows of an epoch: which titles they contain, and whether these are the right ones."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np

from autograder.assignments.common.vocabulary import ALWAYS
from autograder.assignments.generative_tensorflow.titles import EOS, PADDING, tokens_of
from autograder.i18n import _
from autograder.judge import Mismatch, expect

BATCH = 4
CROWD, ROOM = 1100, 1200
"""Titles and the size of their batch: more than any bound, and fewer than have room."""
LONG = (150, 300)
"""Lengths of titles that any bound which code may set would cut or leave out."""
Batch = tuple[expect.Array, expect.Array]


def rows(epoch: list[Batch]) -> list[tuple[expect.Array, expect.Array]]:
    """Return the rows of all batches, inputs (L, V) and targets (L,) each."""
    return [(x, y) for inputs, targets in epoch for x, y in zip(inputs, targets, strict=True)]


def read_of(inputs: expect.Array) -> tuple[int, ...]:
    """Return the characters of one row of inputs (L, V), whatever its padding looks like."""
    tokens = np.where(np.any(inputs != 0, axis=-1), inputs.argmax(axis=-1), PADDING)
    characters = [int(token) for token in np.trim_zeros(tokens)]
    while characters and characters[-1] == EOS:
        characters.pop()
    return tuple(characters)


def title_of(x: expect.Array, wanted: Collection[tuple[int, ...]]) -> tuple[int, ...]:
    """Return the title in one row of inputs (L, V), whole or without its last character."""
    return title_in(read_of(x), wanted)


def title_in(read: tuple[int, ...], wanted: Collection[tuple[int, ...]]) -> tuple[int, ...]:
    """Return the title of which this was read, whole or without its last character."""
    if read in wanted:
        return read
    return next((title for title in wanted if read and title[:-1] == read), read)


def must_be_complete(
    epoch: list[Batch],
    titles: list[str],
    vocabulary: list[str],
    before: Sequence[str] = (),
    batch_size: int = BATCH,
) -> None:
    """Compare the rows of an epoch with the titles that it was made of, after others.

    Raises:
        Mismatch: other ones are there, or the batches do not have the size that they should have.
    """
    wanted = _counted(tokens_of(titles, vocabulary))
    others = _counted(tokens_of(before, vocabulary)) if before else Counter()
    seen = Counter(title_of(x, wanted) for x, _y in rows(epoch))
    if seen != wanted:
        raise Mismatch(
            _("{titles} titles, each once, in every epoch").format(titles=len(titles)),
            _("{rows} rows, {right} of these titles").format(
                rows=seen.total(), right=(seen & wanted).total()
            ),
            _complete_hint(seen, wanted, others),
        )
    sizes = [len(x) for x, _y in epoch]
    if 0 in sizes:
        raise Mismatch(
            _("batches that have titles"),
            expect.described(sizes),
            _("Where batch_size divides the titles, no batch is left over, not even an empty one."),
        )
    full, rest = divmod(len(titles), batch_size)
    if sizes != [batch_size] * full + [rest] * (rest > 0):
        raise Mismatch(
            _("{count} batches of at most {batch}").format(
                count=math.ceil(len(titles) / batch_size), batch=batch_size
            ),
            expect.described(sizes),
            _("Only the last batch may be smaller: all those before it are full."),
        )


def _counted(ids: expect.Array) -> Counter[tuple[int, ...]]:
    return Counter(tuple(int(token) for token in row if token > EOS) for row in ids)


def _complete_hint(
    seen: Counter[tuple[int, ...]],
    wanted: Counter[tuple[int, ...]],
    others: Counter[tuple[int, ...]],
) -> str:
    missed, extra = wanted - seen, seen - wanted
    if missed and not extra and all(wanted[title] > seen[title] > 0 for title in missed):
        return _("A title that occurs twice in the list is two examples: leave neither out.")
    if seen == others:
        return _("Each dataset has the titles that it was made of, not those of another one.")
    if extra and not set(extra) & set(wanted) and all(len(set(t)) > len(ALWAYS) for t in missed):
        return _("The titles are read as encode reads them: capitals, accents and white space too.")
    if missed and missed.total() % BATCH == 0 and not extra and others:
        return _("Each reading begins with the first title, even after one that stopped early.")
    if [*missed] == [()]:
        return _("A title without characters is a title too: its row is padding and <eos>.")
    if not extra and len(wanted) > CROWD:
        return _("All the titles are read, however many there are.")
    if missed and min(map(len, missed)) >= min(LONG):
        return _("A title may have hundreds of characters: it is kept, and kept whole.")
    return _("Keep the last, smaller batch and the short titles; do not repeat.")
