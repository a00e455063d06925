"""The embedded headlines, and the AG News files from a server of our own."""

import hashlib
import math
import pickle
import socket
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Literal

import pytest

from lesson import corpora
from lesson.corpora import Article, CorpusError, CorpusUnavailable, MalformedCorpusError
from tests.lesson.conftest import REAL_DATA

REAL_ROWS = REAL_DATA / "ag_news"

ROWS = r""""1","Talks resume in Lima (Agency)","Agency - Envoys met\on Monday; talks go on."
"2","Foxes' coach:  quot;We won quot;","He said #39;fine #39; &amp; left. &lt;br&gt;The end"
"3","Shares of Everline &lt;EVL.N&gt; rise","A \$5 gain,  #36;10 in all #151; a ""record"" day"
"4","Caf&eacute; opens,  #147;at last #148;","Who #8217;s next hellip;\\ No one knows."
"""
ARTICLES = [
    Article(
        "World", "Talks resume in Lima (Agency)", "Agency - Envoys met on Monday; talks go on."
    ),
    Article("Sports", 'Foxes\' coach: "We won"', "He said'fine' & left. The end"),
    Article("Business", "Shares of Everline <EVL.N> rise", 'A $5 gain, $10 in all— a "record" day'),
    Article("Sci/Tech", "Café opens, “at last”", "Who’s next… No one knows."),
]


@pytest.fixture(autouse=True)
def csv_files(served: Path) -> None:
    """Put train.csv where the server finds it."""
    (served / "train.csv").write_text(ROWS, encoding="utf-8")


def _md5(text: str) -> dict[str, str]:
    digest = hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
    return {"train": digest, "test": digest}


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("language", "digest"),
    [("en", "292c8c42c73203da"), ("pt_BR", "5f8dc960dd45d921")],
)
def test_a_seed_gives_the_same_headlines_everywhere(language: str, digest: str) -> None:
    """The bytes of 1,000 headlines are pinned; a change of grammar must change this on purpose."""
    text = corpora.stream(corpora.headlines(language, 1000, seed=7))
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == digest


def test_draws_depend_on_the_seed_and_not_on_how_many() -> None:
    """A shorter list is the beginning of a longer one; another seed gives other titles."""
    first = corpora.headlines("en", 50, seed=1)
    assert corpora.headlines("en", 20, seed=1) == first[:20]
    assert corpora.headlines("en", 50, seed=2) != first
    assert corpora.headlines("en", 0, seed=1) == []


def test_duplicates_are_kept() -> None:
    """Independent draws repeat themselves now and then; 20,000 asked for are 20,000 had."""
    titles = corpora.headlines("pt_BR", 20_000, seed=0)
    assert len(titles) == 20_000
    assert len(set(titles)) < 20_000


def test_an_unknown_language_is_refused_by_name() -> None:
    """The error says which languages there are."""
    with pytest.raises(ValueError, match=r"'fr'.*en, pt_BR"):
        corpora.headlines("fr", 1, seed=0)
    with pytest.raises(ValueError, match=r"'pt'.*en, pt_BR"):
        corpora.entropy_rate("pt")


def test_a_negative_number_is_refused() -> None:
    """The error repeats the number."""
    with pytest.raises(ValueError, match="-1"):
        corpora.headlines("en", -1, seed=0)


def test_a_stream_holds_one_title_a_line() -> None:
    """Joining and splitting give the titles back."""
    titles = corpora.headlines("pt_BR", 100, seed=3)
    assert corpora.stream(titles).split("\n") == titles
    assert corpora.stream([]) == ""


@pytest.mark.parametrize("language", corpora.LANGUAGES)
def test_the_rate_lies_below_every_short_context(language: str) -> None:
    """The entropy of a character given up to three before it falls, and stays above the rate."""
    text = corpora.stream(corpora.headlines(language, 20_000, seed=4))
    rate = corpora.entropy_rate(language)
    given = [_conditional_entropy(text, order) for order in range(4)]
    assert given == sorted(given, reverse=True)
    assert 0.1 < rate < given[-1]
    assert given[0] < math.log(len(set(text)))


@pytest.mark.parametrize("language", corpora.LANGUAGES)
def test_the_floor_of_headlines_is_their_rate_without_what_the_first_character_tells(
    language: str,
) -> None:
    """Shared among the characters after the first and the end: as many as there are characters."""
    titles = corpora.headlines(language, 20_000, seed=4)
    length = sum(map(len, titles)) / len(titles)
    starts = Counter(title[0] for title in titles)
    of_first = -sum(n / len(titles) * math.log(n / len(titles)) for n in starts.values())

    whole = corpora.entropy_rate(language) * (length + 1)

    assert corpora.headline_floor(language) == pytest.approx((whole - of_first) / length, rel=0.01)


def _conditional_entropy(text: str, order: int) -> float:
    spans = Counter(text[i : i + order + 1] for i in range(len(text) - order))
    contexts = Counter[str]()
    for span, count in spans.items():
        contexts[span[:-1]] += count
    cost = -sum(c * math.log(c / contexts[span[:-1]]) for span, c in spans.items())
    return cost / spans.total()


def test_ag_news_comes_from_the_server_and_is_kept(server: str, tmp_path: Path) -> None:
    """Entities, tags, line breaks and dollar signs are as a reader expects them."""
    cache = tmp_path / "cache"
    load = partial(corpora.ag_news, "train", md5=_md5(ROWS), cache_dir=cache)
    assert load(base_url=server) == ARTICLES
    assert [path.name for path in cache.iterdir()] == ["ag_news_train.csv"]
    (tmp_path / "served" / "train.csv").unlink()
    assert load(base_url=server) == ARTICLES


def test_another_file_than_expected_is_refused(server: str, tmp_path: Path) -> None:
    """A wrong checksum makes the corpus unavailable, and leaves nothing in the cache."""
    cache = tmp_path / "cache"
    with pytest.raises(CorpusUnavailable, match="hash") as caught:
        corpora.ag_news("train", base_url=server, md5=_md5("else"), cache_dir=cache)
    assert "corpora.headlines" in str(caught.value)
    assert list(cache.iterdir()) == []


def test_a_missing_file_says_so(server: str, tmp_path: Path) -> None:
    """The server's 404 reaches the reader, with the alternative."""
    with pytest.raises(CorpusUnavailable, match="404") as caught:
        corpora.ag_news("test", base_url=server, md5=_md5(ROWS), cache_dir=tmp_path / "cache")
    assert "corpora.headlines" in str(caught.value)
    assert "AG News (test)" in str(caught.value)


def test_offline_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody listens on the port, as when there is no network."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.delenv("LESSON_GRADING", raising=False)
    with socket.socket() as bound:  # bound and not listening: connections are refused
        bound.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{bound.getsockname()[1]}/"
        with pytest.raises(CorpusUnavailable) as caught:
            corpora.ag_news("train", base_url=url, cache_dir=tmp_path / "cache")
    assert "\n" not in str(caught.value)
    assert "corpora.headlines" in str(caught.value)
    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
    assert str(copy) == str(caught.value)


def test_another_split_is_refused() -> None:
    """The error names the two there are."""
    with pytest.raises(ValueError, match='"train" or "test"'):
        corpora.ag_news("valid")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('"5","title","text"', "class"),
        ('"1","title"', "title and description"),
        ("", "found"),
        ('"1","ti"tle","text"', "expected after"),
        ('"1","title","no end', "unexpected end"),
    ],
)
def test_a_malformed_row_is_named(tmp_path: Path, line: str, problem: str) -> None:
    """File and row number lead to the place."""
    path = _write(tmp_path / "ag_news_test.csv", ROWS + line + "\n")
    with pytest.raises(MalformedCorpusError, match=problem) as caught:
        corpora.read_articles(path)
    assert (caught.value.file, caught.value.row) == ("ag_news_test.csv", 5)
    assert "ag_news_test.csv, row 5" in str(caught.value)
    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
    assert isinstance(copy, CorpusError)
    assert str(copy) == str(caught.value)


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 are a malformed row, not a traceback from the codec."""
    path = tmp_path / "train.csv"
    path.write_bytes('"1","São Paulo","x"\n'.encode("latin-1"))
    with pytest.raises(MalformedCorpusError, match=r"train\.csv, row 1"):
        corpora.read_articles(path)


@pytest.mark.parametrize("split", ["train", "test"])
def test_the_real_rows_are_read_where_they_lie(split: str) -> None:
    """All sections occur, and no remnant of an entity or a line break is left."""
    path = REAL_ROWS / f"{split}.csv"
    if not path.exists():
        return
    articles = corpora.read_articles(path)
    assert {article.section for article in articles} == set(corpora.SECTIONS)
    assert len(articles) == len(path.read_text(encoding="utf-8").splitlines())
    text = "\n".join(article.title + "\n" + article.description for article in articles)
    for remnant in ("quot;", "#39;", "#36;", "#151;", "rsquo;", "nbsp;", "&lt", "\\", "<br", "  "):
        assert remnant not in text


@pytest.mark.parametrize(("split", "n"), [("train", 2000), ("test", 500)])
def test_grading_uses_the_embedded_headlines_and_says_so(
    split: Literal["train", "test"],
    n: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """No network while grading: the same articles every time, in every section."""
    monkeypatch.setenv("LESSON_GRADING", "1")
    articles = corpora.ag_news(split, base_url="http://127.0.0.1:1/")
    assert capsys.readouterr().out.count("\n") == 1
    assert articles == corpora.ag_news(split)
    assert "embedded headlines" in capsys.readouterr().out
    sections = Counter(article.section for article in articles)
    assert sections.total() == n
    assert all(sections[name] > 0.2 * n for name in corpora.SECTIONS)
    assert {article.description for article in articles} == {""}


def test_the_embedded_splits_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test split is no part of the training split's draws."""
    monkeypatch.setenv("LESSON_GRADING", "1")
    assert corpora.ag_news("train")[:500] != corpora.ag_news("test")


def test_every_section_of_headlines_occurs() -> None:
    """A word that only one section uses stands for each."""
    text = corpora.stream(corpora.headlines("en", 2000, seed=0))
    assert all(word in text for word in (" mayor ", " coach: ", " shares ", "Scientists "))
    texto = corpora.stream(corpora.headlines("pt_BR", 2000, seed=0))
    assert all(word in texto for word in ("Prefeitura ", "Técnico ", "Ações ", "Cientistas "))
