"""Text to learn from: made-up headlines of known entropy, AG News, and books."""

import csv
import html
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Literal, NamedTuple

from lesson.books import book
from lesson.budgets import grading
from lesson.download import CorpusError, CorpusUnavailable, fetch
from lesson.grammar import Grammar
from lesson.i18n import LANGUAGES, _

__all__ = [
    "AG_NEWS_MD5",
    "AG_NEWS_URL",
    "LANGUAGES",
    "SECTIONS",
    "Article",
    "CorpusError",
    "CorpusUnavailable",
    "MalformedCorpusError",
    "ag_news",
    "book",
    "entropy_rate",
    "headline_floor",
    "headlines",
    "read_articles",
    "stream",
]

SECTIONS = ("World", "Sports", "Business", "Sci/Tech")

AG_NEWS_URL = "https://raw.githubusercontent.com/mhjabreel/CharCnn_Keras/master/data/ag_news_csv/"
AG_NEWS_MD5: Mapping[str, str] = MappingProxyType(
    {"train": "b1a00f826fdfbd249f79597b59e1dc12", "test": "d52ea96a97a2d943681189a97654912d"}
)

_EMBEDDED_ARTICLES = {"train": 2000, "test": 500}
_EMBEDDED_SECTIONS = ("world", "sport", "business", "science")  # in the order of SECTIONS

# The files lost most ampersands: "&quot;" became " quot;", and "&#39;" became " #39;".
_NAMES = "quot|lt|gt|amp|apos|nbsp|[lr][sd]quo|hellip|[mn]dash|bull|middot|deg|pound|euro|yen|cent"
_LETTERS = "[aeiouyAEIOUY](?:acute|grave|circ|uml)|[anoANO]tilde|[cC]cedil|[aA]ring|[oO]slash|szlig"
_ENTITY = re.compile(rf"(?:&|\s|^|(?<!\w))(#\d{{1,5}}|(?:{_NAMES}|{_LETTERS})(?=;));")
_TAG = re.compile(r"(?i)</?(?:a|b|br|em|font|i|img|li|p|strong|t[dr]|table|ul?)\b[^<>]*>")


class MalformedCorpusError(CorpusError):
    """Say which row of a corpus file cannot be read.

    Args:
        file: name of the file.
        row: number of the row, from 1.
        problem: what was expected and what was found, one line.
    """

    def __init__(self, file: str, row: int, problem: str) -> None:
        super().__init__(file, row, problem)
        self.file = file
        self.row = row
        self.problem = problem

    def __str__(self) -> str:
        return _("{file}, row {row}: {problem}").format(
            file=self.file, row=self.row, problem=self.problem
        )


class Article(NamedTuple):
    """Hold one article: a section out of SECTIONS, its title, and its first sentences."""

    section: str
    title: str
    description: str


def headlines(language: str, n: int, seed: int) -> list[str]:
    """Draw headlines independently from the embedded grammar.

    Args:
        language: "en" or "pt_BR".
        n: how many; duplicates are kept, since dropping them would change the distribution.
        seed: the same seed gives the same headlines on every platform.

    Returns:
        n titles of one line each.

    Raises:
        ValueError: for a language without a grammar, or for a negative n.
    """
    grammar = _grammar(language)
    if n < 0:
        raise ValueError(_("n must be 0 or more, not {n}").format(n=n))
    rng = Random(seed)  # noqa: S311 - nothing secret is drawn
    return [grammar.sample(rng) for _title in range(n)]


def stream(titles: Iterable[str]) -> str:
    """Join titles into one text, with a line feed between them."""
    return "\n".join(titles)


def entropy_rate(language: str) -> float:
    """Compute the entropy of the stream of headlines per character, exactly.

    A title costs H nats, all of them for its choices, and takes up L characters and a line feed;
    so the rate is H / (E[L] + 1). No model does better, in expectation, on windows drawn evenly
    from a held-out stream. Given everything before it, the next character costs a model at least
    its conditional entropy, and these sum to H over a title with its line feed, which is never
    the beginning of a longer title. Evenly drawn positions see the mean over characters, which
    by the renewal-reward theorem is the ratio of the two expectations. A window that begins
    inside a title knows less, and so costs no less.

    Args:
        language: "en" or "pt_BR".

    Returns:
        Nats per character, line feeds included.

    Raises:
        ValueError: for a language without a grammar.
    """
    grammar = _grammar(language)
    return grammar.entropy() / (grammar.expected_length() + 1)


def headline_floor(language: str) -> float:
    """Compute the entropy of headlines per predicted character, exactly.

    To continue a headline from its first character to its end is to predict as many tokens as it
    has characters: all but the first, and the end. By the chain rule these cost H(title) - H(first
    character) nats in expectation, shared among E[L] tokens.

    Args:
        language: "en" or "pt_BR".

    Returns:
        Nats per predicted character.

    Raises:
        ValueError: for a language without a grammar.
    """
    grammar = _grammar(language)
    first = _first_characters(grammar, grammar.start)
    of_first = -math.fsum(p * math.log(p) for p in first.values())
    return (grammar.entropy() - of_first) / grammar.expected_length()


def _first_characters(grammar: Grammar, symbol: str) -> dict[str, float]:
    """Return how likely each character begins what a rule writes."""
    shares: defaultdict[str, float] = defaultdict(float)
    total = math.fsum(alternative.weight for alternative in grammar.rules[symbol])
    for alternative in grammar.rules[symbol]:
        head, share = alternative.body[0], alternative.weight / total
        below = {head[0]: 1.0} if isinstance(head, str) else _first_characters(grammar, head.name)
        for character, p in below.items():
            shares[character] += share * p
    return shares


def ag_news(
    split: Literal["train", "test"],
    *,
    base_url: str = AG_NEWS_URL,
    md5: Mapping[str, str] = AG_NEWS_MD5,
    cache_dir: Path | None = None,
) -> list[Article]:
    """Load the AG News articles, downloading them the first time.

    While grading there is no network, and embedded headlines stand in; one printed line says so.

    Args:
        split: "train" (120,000 articles) or "test" (7,600).
        base_url: address of the folder that holds train.csv and test.csv, ending in a slash.
        md5: the checksum of each split's file, in hexadecimal.
        cache_dir: where the files are kept; by default the user's cache folder.

    Returns:
        The articles in the order of the file.

    Raises:
        ValueError: for any other split.
        CorpusUnavailable: when the file cannot be downloaded, or is not the one expected.
        MalformedCorpusError: when a row cannot be read.
    """
    if split not in _EMBEDDED_ARTICLES:
        raise ValueError(_('split must be "train" or "test", not {split!r}').format(split=split))
    if grading():
        return _embedded_articles(split)
    path = fetch(
        f"{base_url}{split}.csv",
        f"ag_news_{split}.csv",
        f"AG News ({split})",
        known_hash=f"md5:{md5[split]}",
        cache_dir=cache_dir,
    )
    return read_articles(path)


def read_articles(path: Path) -> list[Article]:
    """Read a file in the format of AG News: class (1 to 4), title, description.

    Args:
        path: a CSV file in UTF-8 without a header.

    Returns:
        The articles, with entities and tags resolved and white space collapsed.

    Raises:
        MalformedCorpusError: naming the file and the row.
    """
    with path.open(encoding="utf-8", newline="") as file:
        return list(_articles(csv.reader(file, strict=True), path.name))


def _articles(rows: Iterator[list[str]], file: str) -> Iterator[Article]:
    number = 0
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except (csv.Error, UnicodeDecodeError) as error:
            raise MalformedCorpusError(file, number, str(error)) from error
        if len(row) != 3 or row[0] not in ("1", "2", "3", "4"):
            expected = _("expected class (1 to 4), title and description; found {row}")
            raise MalformedCorpusError(file, number, expected.format(row=repr(row)[:80]))
        yield Article(SECTIONS[int(row[0]) - 1], _clean(row[1]), _clean(row[2]))


def _clean(text: str) -> str:
    text = text.replace("\\$", "$").replace("\\", " ")
    text = _ENTITY.sub(lambda found: html.unescape(f"&{found[1]};"), text)
    return " ".join(_TAG.sub(" ", text).split())


def _embedded_articles(split: str) -> list[Article]:
    message = _("While grading, {n} embedded headlines stand in for AG News ({split}).")
    n = _EMBEDDED_ARTICLES[split]
    print(message.format(n=n, split=split))
    rng = Random(f"AG News {split}")  # noqa: S311 - nothing secret is drawn
    articles = []
    for _article in range(n):
        section = int(4 * rng.random())
        title = _grammar("en").sample(rng, _EMBEDDED_SECTIONS[section])
        articles.append(Article(SECTIONS[section], title, ""))
    return articles


@cache
def _grammar(language: str) -> Grammar:
    if language not in LANGUAGES:
        problem = _("no headlines in {language!r}; choose one of: {languages}")
        raise ValueError(problem.format(language=language, languages=", ".join(LANGUAGES)))
    return Grammar.load(Path(__file__).parent / "data" / f"headlines.{language}.grammar")
