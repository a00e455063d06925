"""No verdict depends on the course's key: each entry gets the same points under 200 of them."""

from pathlib import Path

import pytest

from autograder.bank.entries import fill, read, strip_hidden
from tests.support.fork import judge_with_keys
from tests.test_bank import (
    FRAMEWORKS,
    declared,
    entries,
    name_of,
    points_of,
    source_of,
    together,
)

KEYS = [b"key %d" % number for number in range(200)]
FEW = KEYS[:3]
SAMPLE = [  # cheap to judge, and each in another task
    "generative-pytorch/right/lstm_cells",
    "generative-pytorch/wrong/generate_drops_state",
    "generative-tensorflow/right/vocabulary_counted_by_hand",
    "generative-tensorflow/wrong/temperature_underflows",
    "word-lab/wrong/vocabulary_alphabetical",
]


def notebooks(*kinds: str) -> list[Path]:
    """Return the bank's entries for notebooks with secret inputs; quizzes have none."""
    return [path for path in entries(*kinds) if path.parts[-3] in FRAMEWORKS]


def disagreements(path: Path, keys: list[bytes]) -> dict[bytes, dict[str, float]]:
    """Return the points that differ from those an entry declares, by key.

    One process answers for all keys, which is fast; what it kept of the last key's questions may
    make a difference. So whoever differs is asked in a process of its own.
    """
    source, entry = source_of(path.parts[-3]), read(path)
    expected = declared(source, entry)
    notebook = fill(source, strip_hidden(source), entry)

    def differing(some: list[bytes]) -> dict[bytes, dict[str, float]]:
        results = judge_with_keys(source, notebook, some, expected)
        found = {}
        for key, result in zip(some, results, strict=True):
            points = points_of(result)
            if differs := {name: points[name] for name in points if points[name] != expected[name]}:
                found[key] = differs
        return found

    return {key: why for one in differing(keys) for key, why in differing([one]).items()}


@pytest.mark.slow
@pytest.mark.parametrize("path", notebooks("right", "wrong"), ids=name_of)
def test_an_entry_gets_its_points_with_every_key(path: Path) -> None:
    assert disagreements(path, KEYS) == {}


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=together(path.parts[-3]))
        for path in notebooks("right", "wrong")
        if name_of(path) in SAMPLE
    ],
    ids=name_of,
)
def test_some_entries_get_their_points_with_some_keys(path: Path) -> None:
    assert disagreements(path, FEW) == {}


def test_the_sample_is_of_the_bank() -> None:
    assert {name_of(path) for path in notebooks("right", "wrong")} >= set(SAMPLE)
