"""Books from the kit, from a server in Project Gutenberg's form, and from a reader's own file."""

import pickle
import socket
from pathlib import Path

import pytest

from lesson import corpora, normalise
from lesson.books import UnreadableBookError, cut
from lesson.corpora import CorpusError, CorpusUnavailable
from tests.lesson.conftest import REAL_BOOKS

STORY = "\r\n\r\n".join(
    f"Chapter {i}.\r\n\r\nIt was a café on the {i}th corner, and nobody had ever\r\nasked why."
    for i in range(160)
)
HEADER = """The Project Gutenberg eBook of The Corner Café

This ebook is for the use of anyone anywhere in the United States and
most other parts of the world at no cost and with almost no restrictions
whatsoever. You may copy it, give it away or re-use it under the terms
of the Project Gutenberg License included with this ebook or online
at www.gutenberg.org.

Title: The Corner Café

Release date: June 27, 2008 [eBook #{n}]

Language: English
{encoding}
*** START OF THE PROJECT GUTENBERG EBOOK THE CORNER CAFÉ ***




Produced by A. Volunteer and the Online
Distributed Proofreading Team

"""
FOOTER = """



*** END OF THE PROJECT GUTENBERG EBOOK THE CORNER CAFÉ ***




Updated editions will replace the previous one--the old editions will
be renamed.

START: FULL LICENSE
"""


def in_format(n: int, encoding: str = "", header: str = HEADER, footer: str = FOOTER) -> str:
    """Return a whole file as Project Gutenberg has it, with its line ends."""
    declared = f"\nCharacter set encoding: {encoding}\n" if encoding else ""
    head = header.format(n=n, encoding=declared).replace("\n", "\r\n")
    return head + STORY + footer.replace("\n", "\r\n")


def put(served: Path, place: str, data: bytes) -> None:
    (served / place).parent.mkdir(parents=True, exist_ok=True)
    (served / place).write_bytes(data)


CURRENT, ZERO, EIGHT = "cache/epub/7/pg7.txt", "files/7/7-0.txt", "files/7/7-8.txt"


@pytest.mark.parametrize(
    ("place", "data"),
    [
        (CURRENT, in_format(7).encode("utf-8-sig")),
        (CURRENT, in_format(7, "UTF-8").encode("utf-8")),
        (CURRENT, in_format(7).encode("utf-8")),
        (CURRENT, in_format(7).encode("utf-16")),
        (ZERO, in_format(7, "UTF-8").encode("utf-8-sig")),
        (EIGHT, in_format(7, "ISO-8859-1").encode("latin-1")),
        (EIGHT, in_format(7, "ISO Latin-1").encode("latin-1")),
        (EIGHT, in_format(7).encode("latin-1")),
        (CURRENT, in_format(7).replace("*** START OF THE", "***START OF THIS").encode()),
        (CURRENT, in_format(7).replace("CORNER CAFÉ ***", "CORNER\r\nCAFÉ ***").encode()),
        (
            CURRENT,
            in_format(7, footer="\n\nEnd of the Project Gutenberg EBook of It\n" + FOOTER).encode(),
        ),
    ],
    ids=[
        "byte-order mark",
        "declared",
        "undeclared",
        "UTF-16",
        "in files, -0",
        "Latin-1",
        "Latin-1 by another name",
        "undeclared Latin-1",
        "old start line",
        "start line on two lines",
        "old end line",
    ],
)
def test_a_book_is_fetched_cut_and_kept(
    server: str, served: Path, tmp_path: Path, place: str, data: bytes
) -> None:
    put(served, place, data)

    text = corpora.book(7, base_url=server, cache_dir=tmp_path / "cache")
    (served / place).unlink()

    assert text == STORY.replace("\r\n", "\n")
    assert text == corpora.book(7, base_url=server, cache_dir=tmp_path / "cache")


@pytest.mark.parametrize("path", REAL_BOOKS, ids=lambda path: path.stem)
def test_a_real_book_comes_through_the_real_format(
    server: str, served: Path, tmp_path: Path, path: Path
) -> None:
    whole = path.read_text(encoding="utf-8").strip()
    header = HEADER.format(n=7, encoding="").partition("Produced by")[0]
    put(served, CURRENT, (header + whole + FOOTER).replace("\n", "\r\n").encode("utf-8-sig"))

    text = corpora.book(7, base_url=server, cache_dir=tmp_path / "cache")

    assert text == whole
    assert len(normalise(text).split()) > 20_000


def test_a_book_that_nobody_has_says_so(server: str, tmp_path: Path) -> None:
    with pytest.raises(CorpusUnavailable, match="404") as caught:
        corpora.book(7, base_url=server, cache_dir=tmp_path / "cache")

    assert "Project Gutenberg's book 7 cannot be downloaded" in str(caught.value)
    assert 'corpora.book("en")' in str(caught.value)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301


def test_offline_the_error_is_clear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LESSON_GRADING", raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with socket.socket() as bound:  # bound, not listening: the connection is refused
        bound.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{bound.getsockname()[1]}/"
        with pytest.raises(CorpusUnavailable, match="Try again when you are online"):
            corpora.book(11, base_url=url, cache_dir=tmp_path)


@pytest.mark.parametrize("source", [11, "my_book.txt"])
def test_while_grading_the_embedded_book_stands_in_and_a_line_says_so(
    source: int | str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LESSON_GRADING", "1")

    assert corpora.book(source, base_url="http://127.0.0.1:1/") == corpora.book("en")
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert str(source) in said
    assert corpora.book(source, stand_in="pt_BR") == corpora.book("pt_BR")


def test_while_grading_a_file_that_was_handed_in_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LESSON_GRADING", "1")
    (tmp_path / "own.txt").write_text("one " * 2000)

    assert corpora.book(tmp_path / "own.txt") == "one " * 2000


def test_bytes_that_are_not_utf8_are_named(tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    for mark in (b"", b"\xef\xbb\xbf"):
        path.write_bytes(mark + "não ".encode("latin-1") + b"x " * 3000)
        with pytest.raises(UnreadableBookError) as caught:
            corpora.book(path)
        offset = 1 + len(mark)
        assert f"byte {offset} (0xe3) is not UTF-8" in str(caught.value)
        assert path.read_bytes()[offset] == 0xE3


def test_a_short_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "short.txt"
    path.write_text("word " * 1999)
    with pytest.raises(UnreadableBookError, match=r"1999 words are too few.*2000"):
        corpora.book(path)
    path.write_text("word " * 2000)
    assert len(corpora.book(path).split()) == 2000


def test_a_missing_file_is_a_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LESSON_GRADING", raising=False)
    with pytest.raises(UnreadableBookError, match=r"none\.txt: the file cannot be read"):
        corpora.book(tmp_path / "none.txt")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"<html>no book</html>", r"\*\*\* START OF"),
        (in_format(7).partition("*** END")[0].encode(), r"\*\*\* END OF"),
        (in_format(7, "UTF-8").encode("latin-1"), r"byte 45 \(0xe9\) is not UTF-8"),
        (in_format(7, "Klingon-1").encode(), "Klingon-1"),
        (in_format(7).replace(STORY, "Nothing.").encode(), "1 words are too few"),
    ],
)
def test_a_damaged_download_says_what_is_wrong(
    server: str, served: Path, tmp_path: Path, data: bytes, problem: str
) -> None:
    put(served, CURRENT, data)

    with pytest.raises(UnreadableBookError, match=problem) as caught:
        corpora.book(7, base_url=server, cache_dir=tmp_path / "cache")
    assert isinstance(caught.value, CorpusError)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301


def test_cut_leaves_stars_of_the_story_alone() -> None:
    whole = HEADER.format(n=1, encoding="") + "A\n\n* * *\n\n*** B ***" + FOOTER

    assert cut(whole, "it") == "A\n\n* * *\n\n*** B ***"


@pytest.mark.parametrize("language", corpora.LANGUAGES)
def test_the_embedded_books_are_long_and_have_dialogue(language: str) -> None:
    text = corpora.book(language)

    assert len(text.split()) >= 9000
    assert max(text.count("“"), text.count("\n—")) > 200


def test_another_language_has_no_stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LESSON_GRADING", "1")
    with pytest.raises(ValueError, match="choose one of: en, pt_BR"):
        corpora.book(11, stand_in="fr")
