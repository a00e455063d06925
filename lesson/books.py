"""Books to learn words from: two embedded ones, Project Gutenberg's, and a reader's own."""

import codecs
import re
from pathlib import Path

from lesson.budgets import grading
from lesson.download import CorpusError, CorpusUnavailable, fetch
from lesson.i18n import LANGUAGES, _

GUTENBERG_URL = "https://www.gutenberg.org/"
LEAST_WORDS = 2000

_PLACES = ("cache/epub/{n}/pg{n}.txt", "files/{n}/{n}-0.txt", "files/{n}/{n}-8.txt")
_MARKER = r"^\*\*\* ?{word} OF (?:THE|THIS) PROJECT GUTENBERG EBOOK[^*]*\*\*\*"
_START = re.compile(_MARKER.format(word="START"), re.MULTILINE | re.IGNORECASE)
_END = re.compile(
    _MARKER.format(word="END") + r"|^End of (?:the )?Project Gutenberg",
    re.MULTILINE | re.IGNORECASE,
)
_CREDITS = re.compile(r"\s*(?:Produced by|E-text prepared by|This e-?book was produced)\b", re.I)
_DECLARED = re.compile(rb"(?im)^Character set encoding: *(?:ISO +)?([\w-]+)")
_BYTE_ORDER = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class UnreadableBookError(CorpusError):
    """Say what is wrong with a book, and what to do about it.

    Args:
        book: its name.
        problem: what was expected and what was found, one line.
    """

    def __init__(self, book: str, problem: str) -> None:
        super().__init__(book, problem)
        self.book = book
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.book}: {self.problem}"


def book(
    source: str | int | Path,
    *,
    stand_in: str = "en",
    base_url: str = GUTENBERG_URL,
    cache_dir: Path | None = None,
) -> str:
    """Read a whole book.

    While grading there is no network: an embedded book stands in for one of Project Gutenberg's, or
    for a file that was not handed in, and one printed line says so.

    Args:
        source: "en" or "pt_BR", one of the two embedded stories; a number, the book of that
            number at Project Gutenberg, downloaded the first time; or the path of a file of your
            own, in UTF-8.
        stand_in: language of the embedded book that stands in while grading.
        base_url: address of Project Gutenberg or of a mirror of it, ending in a slash.
        cache_dir: where downloads are kept; by default the user's cache folder.

    Returns:
        The text, its paragraphs separated as in the file; `lesson.normalise` tidies it up.

    Raises:
        CorpusUnavailable: when a book cannot be downloaded.
        UnreadableBookError: when its bytes are not the text expected, or too few.
    """
    if source in LANGUAGES:
        return _embedded(str(source))
    if grading() and (isinstance(source, int) or not Path(source).exists()):
        name = _gutenberg_name(source) if isinstance(source, int) else str(source)
        notice = _('While grading, the embedded book "{language}" stands in for {name}.')
        print(notice.format(language=stand_in, name=name))
        return _embedded(stand_in)
    if isinstance(source, int):
        return _from_gutenberg(source, base_url, cache_dir)
    return _long_enough(_read_own(Path(source)), str(source))


def _embedded(language: str) -> str:
    if language not in LANGUAGES:
        problem = _("no embedded book in {language!r}; choose one of: {languages}")
        raise ValueError(problem.format(language=language, languages=", ".join(LANGUAGES)))
    path = Path(__file__).parent / "data" / f"book.{language}.txt"
    return path.read_text(encoding="utf-8")


def _gutenberg_name(number: int) -> str:
    return _("Project Gutenberg's book {number}").format(number=number)


def _from_gutenberg(number: int, base_url: str, cache_dir: Path | None) -> str:
    """Download a book from the first of the usual places that has it, and cut it to its text."""
    name = _gutenberg_name(number)
    missing: CorpusUnavailable | None = None
    for place in _PLACES:
        try:
            path = fetch(
                base_url + place.format(n=number),
                f"gutenberg_{number}.txt",
                name,
                instead='corpora.book("en")',
                cache_dir=cache_dir,
            )
        except CorpusUnavailable as error:
            if not error.missing:
                raise
            missing = missing or error
            continue
        return _long_enough(cut(_decoded(path.read_bytes(), name), name), name)
    raise missing or CorpusUnavailable(name, _("no such book"))


def _decoded(data: bytes, name: str) -> str:
    """Decode a file of Project Gutenberg.

    Its byte-order mark decides, else what it declares; a file that declares nothing is UTF-8 if
    it can be, else Latin-1, the encoding of the old files.
    """
    for mark, encoding in _BYTE_ORDER:
        if data.startswith(mark):
            return _decode(data, encoding, name)
    if declared := _DECLARED.search(data[:20_000]):
        return _decode(data, declared[1].decode("ascii"), name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _decode(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode("latin-1" if encoding.lower() == "ascii" else encoding)
    except LookupError:
        problem = _("declares the encoding {encoding}, which Python does not know")
        raise UnreadableBookError(name, problem.format(encoding=encoding)) from None
    except UnicodeDecodeError as error:
        problem = _("byte {offset} (0x{byte:02x}) is not {encoding}")
        offset = error.start
        message = problem.format(offset=offset, byte=data[offset], encoding=encoding)
        raise UnreadableBookError(name, message) from error


def cut(text: str, name: str) -> str:
    """Return what is between Project Gutenberg's header and its licence.

    Args:
        text: a whole file.
        name: what to call it in errors.

    Raises:
        UnreadableBookError: it has no such header or no such end.
    """
    text = text.replace("\r\n", "\n")
    start = _START.search(text)
    end = _END.search(text, start.end()) if start else None
    if start is None or end is None:
        line = "*** START OF" if start is None else "*** END OF"
        problem = _("expected a line that begins with {line} THE PROJECT GUTENBERG EBOOK")
        raise UnreadableBookError(name, problem.format(line=line))
    paragraphs = text[start.end() : end.start()].strip().split("\n\n")
    if _CREDITS.match(paragraphs[0]):
        del paragraphs[0]
    return "\n\n".join(paragraphs).strip()


def _read_own(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        problem = _("the file cannot be read ({reason})").format(reason=error.strerror)
        raise UnreadableBookError(str(path), problem) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        offset = error.start + (3 if data.startswith(codecs.BOM_UTF8) else 0)
        problem = _(
            "byte {offset} (0x{byte:02x}) is not UTF-8; open the file in an editor and save it "
            "with the encoding UTF-8"
        )
        message = problem.format(offset=offset, byte=data[offset])
        raise UnreadableBookError(str(path), message) from error


def _long_enough(text: str, name: str) -> str:
    words = len(text.split())
    if words < LEAST_WORDS:
        problem = _("{words} words are too few; a book has at least {least}")
        raise UnreadableBookError(name, problem.format(words=words, least=LEAST_WORDS))
    return text
