"""What the word-level lab says of books and models: run, and compared with its prose."""

import re

import pytest

from autograder.bank.entries import strip_hidden
from autograder.judge.probe import Probe
from autograder.notebook import load_notebook
from lesson import corpora
from lesson.i18n import Messages
from tests.conftest import ROOT
from tests.lesson.conftest import REAL_BOOKS
from tests.support.fork import forked

NOTEBOOK = ROOT / "source" / "word-lab" / "WordLevelLab.ipynb"
LEVELS = Probe("levels", "def levels(student):\n    return dict(student['levels'])\n")
EMBEDDED = [f'corpora.book("{language}")' for language in corpora.LANGUAGES]
REAL = [f'corpora.book("{path}")' for path in REAL_BOOKS]


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


@pytest.mark.parametrize("book", EMBEDDED)
def test_on_the_embedded_books_add_one_smoothing_is_worse_than_the_unigram(book: str) -> None:
    levels = levels_after("try-add-one", book)

    assert levels["bigram"] < 0.5 * levels["unigram"]
    assert levels["unigram"] < levels["add-one bigram"] < levels["uniform"]


SHARE = Probe(
    "share",
    """
def share(student):
    known = student["coverage"](student["held_out"], student["vocabulary"])
    return {"unknown": 1 - known, "characters": len(set(student["text"]))}
""",
)


@pytest.mark.parametrize(("language", "name"), [("en", "English"), ("pt_BR", "Portuguese")])
def test_the_model_answer_states_the_shares_that_the_books_have(language: str, name: str) -> None:
    found = after("try-split", f'corpora.book("{language}")', SHARE)

    answer = next(c.source for c in load_notebook(NOTEBOOK).cells if c.id == "answer-levels")
    assert re.search(rf"{found['unknown']:.1%}|in the {name} \w+ {found['unknown']:.1%}", answer)
    assert re.search(rf"\b{found['characters']:.0f}\b", answer)


def test_the_model_answers_state_the_perplexities_of_each_languages_story() -> None:
    cell = next(c for c in load_notebook(NOTEBOOK).cells if c.id == "answer-table")
    english, *_scheme = cell.source.split("\n")
    portuguese = Messages(ROOT / "locale", "notebooks").all("pt_BR")[english]

    for book, answer in zip(EMBEDDED, (english, portuguese), strict=True):
        levels = levels_after("try-add-one", book)
        for name in ("uniform", "unigram", "bigram"):
            assert re.search(rf"\b{levels[name]:.0f}\b", answer), name


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
