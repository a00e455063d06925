"""What the word-level lab says of books and models: run, and compared with its prose."""

import re

import numpy as np
import pytest

from autograder.assignments import word_lab
from autograder.bank.entries import strip_hidden
from autograder.judge.probe import Probe
from autograder.notebook import load_notebook
from lesson.i18n import LANGUAGES, Messages
from tests.conftest import ROOT
from tests.lesson.conftest import REAL_BOOKS
from tests.support.fork import forked

NOTEBOOK = ROOT / "source" / "word-lab" / "WordLevelLab.ipynb"
LEVELS = Probe("levels", "def levels(student):\n    return dict(student['levels'])\n")
SIZE = Probe(
    "size",
    """
def size(student):
    return {"tokens": len(student["tokens"]), "words": len(set(student["tokens"]))}
""",
)
EMBEDDED = [f'corpora.book("{language}")' for language in LANGUAGES]
REAL = [f'corpora.book("{path}")' for path in REAL_BOOKS]
CASMURRO = [path for path in REAL_BOOKS if path.stem == "dom_casmurro"]


def after(cell: str, book: str, question: Probe) -> dict[str, float]:
    """Run the reference on a book, up to a cell, and return the answer to a question."""
    with forked() as student:
        for one in strip_hidden(load_notebook(NOTEBOOK)).cells:
            if one.cell_type == "code" and not one.id.startswith("test-"):
                source = one.source.replace('corpora.book("en")', book)
                assert student.run(source) == "", one.id
            if one.id == cell:
                break
        found = student.ask(question)
    return {name: float(level) for name, level in found.items()}


def levels_after(cell: str, book: str) -> dict[str, float]:
    """Run the reference on a book, up to a cell, and return the perplexities so far."""
    return after(cell, book, LEVELS)


@pytest.fixture(autouse=True)
def at_full_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LESSON_GRADING", raising=False)
    monkeypatch.setattr("tests.support.fork.SECONDS", 1800)  # a whole training is one cell


@pytest.mark.parametrize("book", EMBEDDED)
def test_on_the_embedded_books_add_one_smoothing_is_worse_than_the_unigram(book: str) -> None:
    levels = levels_after("try-add-one", book)

    assert levels["bigram"] < 0.5 * levels["unigram"]
    assert levels["unigram"] < levels["add-one bigram"] < levels["uniform"]


COUNTS = Probe(
    "counts",
    """
def counts(student):
    known = student["coverage"](student["held_out"], student["vocabulary"])
    return {
        "unknown": 1 - known,
        "characters": len(set(student["text"])),
        "entries": len(student["vocabulary"]),
        "sentence": 20 * len(student["text"]) / len(student["tokens"]),
    }
""",
)


def said(cell: str, language: str) -> str:
    """Return the first paragraph of a model answer in a language, its numbers as in English."""
    source = next(c.source for c in load_notebook(NOTEBOOK).cells if c.id == cell)
    paragraph = source.split("\n")[0]
    text = Messages(ROOT / "locale", "notebooks").all(language).get(paragraph, paragraph)
    return re.sub(r"(\d),(\d)", r"\1.\2", text)


def number(pattern: str, text: str) -> float:
    """Return the one number that a pattern finds in a text."""
    (found,) = re.findall(pattern, text)
    return float(found)


@pytest.mark.parametrize("book", LANGUAGES)
def test_the_model_answers_state_the_counts_that_the_books_have(book: str) -> None:
    found = after("try-split", f'corpora.book("{book}")', COUNTS)

    assert found["entries"] > 10 * found["characters"]  # "more than ten times as large"
    for language in LANGUAGES:
        answer = said("answer-levels", language)
        for stated in (
            f"{found['unknown']:.1%}",
            f"{found['characters']:.0f}",
            f"{found['entries']:.0f}",
            f"{round(found['sentence'], -1):.0f}",
        ):
            assert re.search(rf"\b{stated}", answer), stated


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_model_answers_state_the_perplexities_of_each_languages_story(language: str) -> None:
    levels = levels_after("try-add-one", f'corpora.book("{language}")')

    answer = said("answer-table", language)
    for name in ("uniform", "unigram", "bigram"):
        assert re.search(rf"\b{levels[name]:.0f}\b", answer), name
    assert levels["unigram"] < levels["add-one bigram"]


@pytest.mark.skipif(not CASMURRO, reason="the book is not on this machine")
def test_dom_casmurro_is_as_long_and_as_rich_as_the_last_section_says() -> None:
    sizes = {}
    for book in (*EMBEDDED, f'corpora.book("{CASMURRO[0]}")'):
        sizes[book] = after("try-tokens", book, SIZE)
    (*stories, real) = sizes.values()

    for story in stories:
        assert round(real["tokens"] / story["tokens"]) == 6
        assert 7.5 < real["words"] / story["words"] < 10.5


@pytest.mark.slow
def test_an_ordinary_network_gets_below_half_of_the_unigrams_perplexity() -> None:
    """On the judge's own language, where 0.9 of it is asked for."""
    with forked() as student:
        for one in strip_hidden(load_notebook(NOTEBOOK)).cells:
            if one.id in ("setup", "make-windows", "network", "train-model", "next-word-logits"):
                assert student.run(one.source) == "", one.id
        found = [word_lab.model.predicts(student.asked_with(bytes([key]))) for key in range(2)]

    assert all(one.passed for one in found)
    assert all(one.evidence["perplexity"] < one.evidence["unigram"] / 2 for one in found)


TRAINED = Probe(
    "trained",
    """
def trained(student):
    import numpy as np

    p = student["temperature_probabilities"](student["after"], 1.5)
    return {"network": student["levels"]["network"], "entropy": float(-(p * np.log(p)).sum())}
""",
)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_model_answers_state_what_the_reference_network_reaches(language: str) -> None:
    """Roughly: what a network learns depends on how a processor rounds."""
    found = after("try-temperature", f'corpora.book("{language}")', TRAINED)

    answer = said("answer-temperatures", language)
    stated = number(r"\b(?:network|rede) (\d+)", said("answer-table", language))
    assert found["network"] == pytest.approx(stated, rel=0.1)
    nats, words = (
        number(r"([\d.]+) nats", answer),
        number(r"(?:about|de) (\d+) (?:words|palavras)", answer),
    )
    assert found["entropy"] == pytest.approx(nats, abs=0.5)
    assert words == pytest.approx(np.exp(nats), rel=0.1)


@pytest.mark.slow
@pytest.mark.parametrize("framework", ["pytorch", "tensorflow"])
@pytest.mark.parametrize("book", [*EMBEDDED, *REAL])
def test_the_reference_network_is_as_good_as_promised(
    book: str, framework: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five percent below the tuned bigram on the stories; below the unigram on real books."""
    monkeypatch.setenv("LESSON_FRAMEWORK", framework)

    levels = levels_after("try-table", book)

    if book in EMBEDDED:
        assert levels["network"] <= 0.95 * levels["bigram"]
    assert levels["network"] < levels["unigram"]
