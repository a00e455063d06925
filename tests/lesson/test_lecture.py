"""The lesson's notebook: what its sentences say of its own outputs is so."""

import re
from typing import Any

import numpy as np
import pytest

from autograder.notebook import load_notebook
from lesson import corpora, tiny
from lesson.i18n import LANGUAGES
from tests.conftest import ROOT

LECTURE = ROOT / "source" / "generative-networks" / "GenerativeNetworks.ipynb"
WORD = re.compile(r"\w+")


def function(cell: str, name: str, **given: Any) -> Any:
    """Return a function that a cell of the notebook defines."""
    (source,) = (c.source for c in load_notebook(LECTURE).cells if c.id == cell)
    names = {"np": np, "tiny": tiny, **given}
    exec(source.partition("\n\n\n")[0], names)  # noqa: S102 - the course's own source
    return names[name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_higher_temperature_writes_fewer_words_that_exist_and_more_different_ones(
    language: str,
) -> None:
    headlines = corpora.stream(corpora.headlines(language, n=4000, seed=0))
    model = tiny.Counts(headlines, order=5)
    sample = function("temperature-texts", "sample", headlines=headlines, model=model)
    existing = set(WORD.findall(headlines))

    known, different = [], []
    for temperature in (0.2, 1.0, 2.0):
        words = WORD.findall(sample(1500, temperature))
        known.append(float(np.mean([word in existing for word in words])))
        different.append(len(set(words)) / len(words))

    assert known[0] > 0.95
    assert known[1] > 0.8
    assert known[2] < 0.5
    assert different == sorted(different)
    assert different[0] < 0.6 < 0.8 < different[2]
