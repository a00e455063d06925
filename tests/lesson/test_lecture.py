"""The lesson's notebook: what its sentences say of its own outputs is so."""

import re
from typing import Any

import numpy as np
import pytest

from autograder.notebook import load_notebook
from lesson import corpora, tiny, train, trained
from lesson.i18n import LANGUAGES
from tests.conftest import ROOT

LECTURE = ROOT / "source" / "generative-networks" / "GenerativeNetworks.ipynb"
WORD = re.compile(r"\w+")


def source_of(cell: str) -> str:
    """Return the source of a cell of the notebook."""
    (source,) = (c.source for c in load_notebook(LECTURE).cells if c.id == cell)
    return str(source)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_higher_temperature_writes_fewer_words_that_exist_and_more_different_ones(
    language: str,
) -> None:
    network = trained.headline_writer(language)
    existing = set(WORD.findall(corpora.stream(corpora.headlines(language, n=4000, seed=0))))

    known, different = [], []
    for temperature in (0.2, 0.5, 1.0, 2.0):
        words = WORD.findall(network.write(1500, temperature))
        known.append(float(np.mean([word in existing for word in words])))
        different.append(len(set(words)) / len(words))

    assert known[0] > 0.9
    assert known[1] > 0.8
    assert known[1] - 0.1 > known[2] > known[3] + 0.2
    assert known[3] < 0.5
    assert different == sorted(different)
    assert different[0] < 0.5 < 0.8 < different[3]


def test_most_unseen_sentences_are_translated_and_a_caption_survives_a_wrong_point() -> None:
    names: dict[str, Any] = {"np": np, "tiny": tiny}
    for cell in ("one-to-many-data", "one-to-many", "translate-data", "translate"):
        exec(source_of(cell), names)  # noqa: S102 - the course's own source

    tested = names["sentences"][:10]
    right = [names["translate"](read) == written for read, written in tested]
    assert 5 <= sum(right) < 10  # "now and then a word gets lost"
    describe, pictures = names["describe"], names["pictures"]
    assert all(describe(picture) == caption for caption, picture in pictures.items())
    spoilt = [
        describe(np.where(np.arange(25) == place, 1 - picture, picture)) == caption
        for caption, picture in pictures.items()
        for place in range(25)
    ]
    assert np.mean(spoilt) > 0.85  # "a single point rarely changes the caption"


def test_prose_and_code_agree_on_how_the_networks_were_trained() -> None:
    assert f"trained on {train.HEADLINES:,} made-up headlines" in source_of("watch-prose")
    assert f"its norm is at most {tiny.CLIP:g}" in source_of("gates-prose")


def test_the_quizzes_and_the_assignments_are_linked() -> None:
    cells = load_notebook(LECTURE).cells
    links = re.findall(r"\]\((\.\./[^)]+)\)", cells[0].source + cells[-1].source)

    assert len(links) == 5
    assert all((LECTURE.parent / link).is_file() for link in links)
