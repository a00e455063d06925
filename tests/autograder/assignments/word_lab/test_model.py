"""The judge of perplexity: counting models of NumPy stand in for networks."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest

from autograder.assignments.word_lab import model
from autograder.assignments.word_lab.language import Language
from autograder.judge.student import NotebookStudent, Student

ENTRIES = """
import numpy as np

class Counts(np.ndarray):
    pass

def train_model(ids, vocab_size, steps, seed):
    pairs = np.full((vocab_size, vocab_size), 0.01).view(Counts)
    np.add.at(pairs, (ids[:-1], ids[1:]), 1)
    noise = np.random.default_rng(0).normal(0, 0.1, steps)  # of each batch
    pairs.step_losses = (np.linspace(np.log(vocab_size), 3, steps) + noise).tolist()
    return pairs

def next_word_logits(pairs, ids):
    return {logits}
"""
UNIFORM = "np.zeros(len(pairs))"
UNIGRAM = "np.log(pairs.sum(axis=0))"
TABLE = "np.log(pairs[ids[-1]])"
BIGRAM = "np.log(pairs[ids[-1]]) + 1e-3 * np.log(pairs[ids[-2]])"
PROBABILITIES = "pairs[ids[-1]] / pairs[ids[-1]].sum()"
UNKNOWN = "np.where(np.arange(len(pairs)) == 0, 20.0, np.log(pairs[ids[-1]]))"
SEEDS = [bytes([seed]) for seed in range(6)]


@contextmanager
def student(logits: str, seed: bytes) -> Iterator[Student]:
    """Yield a student whose network is a table of counts."""
    names: dict[str, object] = {}
    exec(ENTRIES.format(logits=logits), names)  # noqa: S102 - the entries above
    yield NotebookStudent(names, seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_who_knows_the_word_before_is_far_below_the_limit(seed: bytes) -> None:
    with student(BIGRAM, seed) as one:
        found = model.predicts(one)

    assert found.passed
    assert found.evidence["perplexity"] < 0.35 * found.evidence["unigram"]


def test_a_table_of_pairs_is_no_network() -> None:
    with student(TABLE, b"a") as one:
        found = model.predicts(one)

    assert not found.passed
    assert "no memory" in found.hint


@pytest.mark.parametrize("logits", [UNIFORM, UNIGRAM, PROBABILITIES, UNKNOWN])
@pytest.mark.parametrize("seed", SEEDS)
def test_who_knows_frequencies_or_less_or_bets_on_unk_fails(logits: str, seed: bytes) -> None:
    with student(logits, seed) as one:
        found = model.predicts(one)

    assert not found.passed
    assert found.hint


@pytest.mark.parametrize("seed", SEEDS)
def test_frequencies_alone_come_out_at_one(seed: bytes) -> None:
    with student(UNIGRAM, seed) as one:
        found = model.predicts(one)

    assert found.evidence["perplexity"] == pytest.approx(found.evidence["unigram"], rel=0.02)


def test_a_language_has_96_words_with_the_unknown_one_and_numbers_that_never_occur() -> None:
    language = Language.random(np.random.default_rng(0))
    text = language.text(np.random.default_rng(1), 50_000)

    assert set(text.tolist()) == set(range(96))
    assert language.vocab_size == 100
