"""Whether every text comes into the one form, and stays there."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.assignments.word_lab.tokens import spaced
from lesson import corpora, normalise
from tests.lesson.conftest import REAL_BOOKS

TOKEN = re.compile(r"[^\W_]+(?:[’-][^\W_]+)*|[.,;:!?…“”()—\n]")
MARKED = st.text(alphabet="ab1éÃ .,;:!?…“”()—-'‘’\"\n\t_*&[]«»–\u00ad\ufeff")
BOOKS = [("en", corpora.book("en")), ("pt_BR", corpora.book("pt_BR"))]
BOOKS += [(path.stem, path.read_text(encoding="utf-8")) for path in REAL_BOOKS]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("wrapped\nlines\n\n\nparagraph", "wrapped lines\nparagraph"),
        ("one\ntwo", "one\ntwo"),
        ('"Well," said Tom. "No!"', "“Well,” said Tom. “No!”"),
        ("«Sim», disse «ela».", "“Sim”, disse “ela”."),
        ("‘Well,’ said Tom, ‘it’s ten.’", "“Well,” said Tom, “it’s ten.”"),
        ("'Well,' said Tom, 'don't!'", "“Well,” said Tom, “don’t!”"),
        ("the dogs’ tails", "the dogs tails"),
        ("--Já acabei, murmurou elle.", "— Já acabei, murmurou elle."),
        ("well--or not–at all", "well — or not — at all"),
        ("- Olá - disse ela, sentando-se", "— Olá — disse ela, sentando-se"),
        ("“—No”, “yes—”", "“— No”, “yes —”"),
        ("wait . . . what....", "wait… what…"),
        ("so _very_ [much] {x}", "so very (much) (x)"),
        ("a ( b ) c(d)e", "a (b) c (d) e"),
        ("R$ 5 & 10%", "R 5 10"),
        ("e\N{COMBINING ACUTE ACCENT}", "é"),
        ("* * *", ""),
        ("", ""),
        ("soft\u00adhyphen\u200b", "softhyphen"),
    ],
)
def test_each_rule(raw: str, expected: str) -> None:
    assert normalise(raw) == expected


@settings(deadline=None, max_examples=400)
@given(st.one_of(st.text(), MARKED))
def test_any_text_can_be_parted_and_put_together_and_is_left_alone_after_that(raw: str) -> None:
    text = normalise(raw)

    assert spaced(TOKEN.findall(text)) == text
    assert normalise(text) == text


@pytest.mark.parametrize(("name", "raw"), BOOKS, ids=[name for name, _raw in BOOKS])
def test_whole_books_come_back(name: str, raw: str) -> None:
    text = normalise(raw)
    tokens = TOKEN.findall(text)

    assert spaced(tokens) == text
    assert len(tokens) > 12_000
    assert {c for c in text if not c.isalnum()} <= set(" \n.,;:!?…“”()—’-")
