"""The lesson's notebook: what its sentences say of its own outputs is so."""

import json
import re
from typing import Any

import numpy as np
import pytest

from autograder.notebook import load_notebook
from autograder.translation.notebook import translate_cell
from lesson import corpora, sliders, tiny, train, trained
from lesson.i18n import ENGLISH, LANGUAGES, Messages
from tests.conftest import ROOT

LECTURE = ROOT / "source" / "generative-networks" / "GenerativeNetworks.ipynb"
WORD = re.compile(r"\w+")


def source_of(cell: str) -> str:
    """Return the source of a cell of the notebook."""
    (source,) = (c.source for c in load_notebook(LECTURE).cells if c.id == cell)
    return str(source)


def ran(*cells: str, language: str = ENGLISH) -> dict[str, Any]:
    """Run cells of the notebook in a language; return the names that there are afterwards."""
    known = Messages(ROOT / "locale", "notebooks").all(language)
    names: dict[str, Any] = {"np": np, "tiny": tiny}
    notebook = {cell.id: cell for cell in load_notebook(LECTURE).cells}
    for cell in cells:
        source = translate_cell(notebook[cell], lambda message: known.get(message, message))
        exec(source, names)  # noqa: S102 - the course's own source
    return names


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_a_low_temperature_the_page_shows_only_words_that_there_are(language: str) -> None:
    """The slider's still picture, which is all that a reader of the page sees of it."""
    network = trained.headline_writer(language)
    existing = set(WORD.findall(corpora.stream(corpora.headlines(language, n=4000, seed=0))))
    kept = (ROOT / "executed" / f"{LECTURE.stem}.{language}.json").read_text(encoding="utf-8")
    ((alt, _svg),) = json.loads(kept)["cells"]["temperature-slider"][1]

    shares, shown = [], WORD.findall(alt)
    for temperature in sliders.STATIC:
        words = WORD.findall(network.write(sliders.SIZE, temperature, sliders.SEED))
        shares.append(float(np.mean([word in existing for word in words])))
        where = shown.index(words[0])
        assert shown[where : where + len(words)] == words  # today's text, and all of it

    assert shares[0] == 1
    assert shares[0] - 0.1 > shares[1] > shares[2] + 0.1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_single_wrong_point_does_not_often_change_a_caption(language: str) -> None:
    names = ran("one-to-many-data", "one-to-many", language=language)
    describe, pictures = names["describe"], names["pictures"]

    assert all(describe(picture) == caption for caption, picture in pictures.items())
    spoilt = {
        caption: [
            describe(np.where(np.arange(25) == place, 1 - picture, picture)) == caption
            for place in range(25)
        ]
        for caption, picture in pictures.items()
    }
    assert np.mean(list(spoilt.values())) > 0.85
    of_one_point = [kept for caption, kept in spoilt.items() if pictures[caption].sum() == 1]
    assert not np.all(of_one_point)  # "with only one point marked ... it may"


def test_the_translator_works_but_for_the_pair_that_it_has_never_seen() -> None:
    names = ran("translate-data", "translate")
    tested, seen = names["sentences"][:10], [written for _read, written in names["sentences"][10:]]
    written = {" ".join(read): names["translate"](read) for read, _right in tested}

    assert sum(written[" ".join(read)] == right for read, right in tested) >= 5
    assert not any({"cavalo", "branco"} <= set(right) for right in seen)
    of_the_pair = [text for read, text in written.items() if "white horse" in read]
    assert of_the_pair
    for _the, noun, adjective, _verb in of_the_pair:
        assert (noun == "cavalo") != (adjective == "branco")
        assert any({noun, adjective} <= set(right) for right in seen)


def test_prose_and_code_agree_on_how_the_networks_were_trained() -> None:
    assert f"trained on {train.HEADLINES:,} made-up headlines" in source_of("watch-prose")
    assert f"its norm is at most {tiny.CLIP:g}" in source_of("gates-prose")


def test_the_quizzes_and_the_assignments_are_linked() -> None:
    cells = load_notebook(LECTURE).cells
    links = re.findall(r"\]\((\.\./[^)]+)\)", cells[0].source + cells[-1].source)

    assert len(links) == 5
    assert all((LECTURE.parent / link).is_file() for link in links)
