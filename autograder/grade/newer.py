"""Code that a later Python would run: told from code that no Python runs.

A cell that the kernel refuses with a SyntaxError is rewritten: what only later versions know is put
in the way of older ones. If the kernel takes that, nothing but the version was wrong. The text is
read once, character by character, and never run.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass

from autograder.errors import SubmissionError
from autograder.i18n import _

WORD = re.compile(r"\w+")
STRING = re.compile(r"([A-Za-z]{0,2})('''|\"\"\"|'|\")")
GENERIC = re.compile(r"((?:def|class)[ \t]+\w+)[ \t]*(?=\[)")
ALIAS = re.compile(r"type[ \t]+([^\W\d]\w*)[ \t]*(?=\[|=(?!=))")
MAGIC = re.compile(r"[%!?][^\n]*")
CONVERSION = re.compile(r"![rsa](?=[:}])")
OPEN, CLOSE = "([{", ")]}"
HERE = sys.version_info[:2]
NAME = " _ "  # what a string in a replacement field becomes: valid wherever a string is

PEP_701 = (3, 12)  # any string in an f-string's field
PEP_695 = (3, 12)  # type statements and type parameters
PEP_696 = (3, 13)  # their defaults
PEP_750 = (3, 14)  # t-strings


def check_version(name: str, source: str, saved_with: str, compiles: Callable[[str], bool]) -> None:
    """See that a cell that the kernel refused is not merely for a later Python.

    Args:
        name: of the cell.
        source: its code.
        saved_with: the version of Python that the notebook names; empty if it names none.
        compiles: whether the kernel takes some code for Python.

    Raises:
        SubmissionError: it is; or the notebook comes from a later Python, and nobody can tell.
    """
    found = older(source)
    known = found is not None and compiles(found.text)
    if known and found is not None and found.version is not None:
        raise SubmissionError(
            _(
                "cell *{name}* needs Python {needed} or later; this grader runs {here}. Write it "
                "for {here} and hand in again"
            ).format(name=name, needed=_dotted(found.version), here=_dotted(HERE))
        )
    later = tuple(map(int, saved_with.split(".")[:2])) if saved_with else HERE
    if not known and later > HERE:
        raise SubmissionError(
            _(
                "cell *{name}* is not valid Python {here}, which this grader runs; the notebook "
                "was saved with Python {later}, where it may be valid. Run it with {here}, correct "
                "it and hand in again"
            ).format(name=name, here=_dotted(HERE), later=saved_with)
        )


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


class _Unreadable(Exception):
    """A string or a bracket does not end."""


@dataclass(frozen=True)
class Older:
    """A cell's code in the way of older versions.

    Attributes:
        text: the code, without IPython's magics.
        version: which Python the original needs; none if nothing in it is newer.
    """

    text: str
    version: tuple[int, int] | None


def older(source: str) -> Older | None:
    """Return a cell's code in the way of older versions; None: its strings do not end."""
    reader = _Reader(source)
    try:
        text = reader.code()
    except (_Unreadable, RecursionError):
        return None
    return Older(text, max(reader.found, default=None))


class _Reader:
    """Reads code from its beginning to its end, once."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self.found: set[tuple[int, int]] = set()

    def code(self) -> str:
        """Return the whole code, rewritten."""
        done: list[str] = []
        while self._at < len(self._source):
            begins = not "".join(done[-8:]).rpartition("\n")[2].strip(" \t")
            done.append(self._statement() if begins else self._piece())
        return "".join(done)

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self._source, self._at)
        if found:
            self._at = found.end()
        return found

    def _next(self) -> str:
        if self._at >= len(self._source):
            raise _Unreadable
        self._at += 1
        return self._source[self._at - 1]

    def _statement(self) -> str:
        """Read the first piece of a line."""
        if self._take(MAGIC):
            return "pass"
        if found := self._take(ALIAS):
            self.found.add(PEP_695)
            self._parameters()
            return found[1]
        return self._piece()

    def _piece(self) -> str:
        """Read a string, a comment, a word or a single character."""
        if found := self._take(GENERIC):
            self.found.add(PEP_695)
            self._parameters()
            return found[1]
        if found := self._take(STRING):
            return self._string(found)
        if found := self._take(WORD):
            return found[0]
        if self._source.startswith("#", self._at):
            return self._comment()
        return self._next()

    def _comment(self) -> str:
        end = self._source.find("\n", self._at)
        start, self._at = self._at, len(self._source) if end < 0 else end
        return self._source[start : self._at]

    def _parameters(self) -> None:
        """Leave out type parameters, if there are some."""
        if self._source[self._at : self._at + 1] != "[":
            return
        depth = 0
        while True:
            piece = self._piece()
            depth += (piece in OPEN) - (piece in CLOSE)
            if piece == "=" and depth == 1:
                self.found.add(PEP_696)
            if not depth:
                return

    def _string(self, found: re.Match[str]) -> str:
        prefix, quote = found[1].lower(), found[2]
        if "t" in prefix:
            self.found.add(PEP_750)
        if "f" in prefix or "t" in prefix:
            kept = found[0].replace("t", "f").replace("T", "f")
            return kept + self._literal(quote, "r" in prefix, quote, [quote]) + quote
        start = found.start()
        while not self._source.startswith(quote, self._at):
            if self._next() == "\\":
                self._next()
            elif self._source[self._at - 1] == "\n" and len(quote) == 1:
                raise _Unreadable
        self._at += len(quote)
        return self._source[start : self._at]

    def _literal(self, end: str, raw: bool, quote: str, around: list[str]) -> str:
        """Read the literal part of an f-string, or of a format, up to its end.

        Args:
            end: what ends it.
            raw: whether a backslash is one.
            quote: of the innermost f-string that it is in.
            around: quotes of all of them.
        """
        done: list[str] = []
        while not self._source.startswith(end, self._at):
            char = self._next()
            if char == "\n" and len(quote) == 1:
                raise _Unreadable
            done.append(char)
            if char == "\\" and not raw:
                done.append(self._next())
                if done[-1] == "N" and self._source.startswith("{", self._at):
                    done.append(self._until("}"))
            elif char in "{}" and end != "}" and self._source.startswith(char, self._at):
                done.append(self._next())
            elif char == "{":
                done.append(self._field(raw, quote, around))
        self._at += len(end)
        return "".join(done)

    def _until(self, end: str) -> str:
        found = self._source.find(end, self._at)
        if found < 0:
            raise _Unreadable
        start, self._at = self._at, found + len(end)
        return self._source[start : self._at]

    def _field(self, raw: bool, quote: str, around: list[str]) -> str:
        """Read a replacement field behind its opening brace, to its closing one."""
        done: list[str] = []
        depth = 0
        while True:
            if not depth and (found := self._take(CONVERSION)):
                done.append(found[0])
                continue
            if found := self._take(STRING):
                self._nested(found, around)
                if done[-1:] != [NAME]:  # strings beside each other are one
                    done.append(NAME)
                continue
            char = self._next()
            if not depth and char == "}":
                return "".join(done) + "}"
            if not depth and char == ":":
                return "".join(done) + ":" + self._literal("}", raw, quote, around) + "}"
            depth += (char in OPEN) - (char in CLOSE)
            if char in "#\\" or (char == "\n" and len(quote) == 1):
                self.found.add(PEP_701)
            if char == "#":
                self._comment()
            elif char not in "\\\n\t ":
                done.append(char)
            elif done[-1:] != [NAME]:
                done.append(" ")

    def _nested(self, found: re.Match[str], around: list[str]) -> None:
        """Read a string in a field; it is not kept."""
        prefix, quote = found[1].lower(), found[2]
        if any(quote[0] == other[0] and len(quote) >= len(other) for other in around):
            self.found.add(PEP_701)
        if "f" in prefix or "t" in prefix:
            self._literal(quote, "r" in prefix, quote, [*around, quote])
        elif "\\" in self._string(found):
            self.found.add(PEP_701)
