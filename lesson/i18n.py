"""Say things in the course's language.

English is the language of the source. The catalogues are beside the code, in gettext's PO format,
and where one has no translation the English text is used.
"""

import ast
import os
from contextvars import ContextVar
from functools import cache
from pathlib import Path

ENGLISH = "en"
LANGUAGES = (ENGLISH, "pt_BR")
"""All that there are: code that needs a list derives it from this one. English is the sources'."""

_used: ContextVar[str | None] = ContextVar("_used", default=None)
_NOTES = (  # a release writes them, here and above its notebooks
    Path(__file__).parent / "language.txt",
    Path("..", "language.txt"),  # for notebooks without lesson/ beside them: it is installed
)


def language() -> str:
    """Return the language in force.

    It is the one that `use` was given; else that of the environment, LESSON_LANGUAGE, which the
    grader sets; else the one that came with the release; else English.
    """
    used = _used.get() or os.environ.get("LESSON_LANGUAGE")
    if used is None:
        notes = (note.read_text(encoding="utf-8").strip() for note in _NOTES if note.is_file())
        used = next(notes, None)
    return used or ENGLISH


def use(language: str | None) -> None:
    """Say everything in a language from now on; None forgets what was chosen."""
    _used.set(language)


class Messages:
    """Translate the messages of one gettext domain.

    Args:
        folder: where its catalogues are, as LANGUAGE/LC_MESSAGES/DOMAIN.po.
        domain: its name.
    """

    def __init__(self, folder: Path, domain: str) -> None:
        self._folder = folder
        self._domain = domain
        self._known: dict[str, dict[str, str]] = {}

    def __call__(self, message: str) -> str:
        """Return a message in the language in force, or as it is if there is no translation."""
        return self.all(language()).get(message, message)

    def all(self, language: str) -> dict[str, str]:
        """Return every translation of the domain into a language, by message."""
        if language == ENGLISH:
            return {}
        if language not in self._known:
            file = self._folder / language / "LC_MESSAGES" / f"{self._domain}.po"
            self._known[language] = read(file)
        return self._known[language]


@cache
def read(path: Path) -> dict[str, str]:
    """Return the translations in a PO file, by message, without those that are marked fuzzy.

    A file that does not exist has none.
    """
    found: dict[str, str] = {}
    blocks = path.read_text(encoding="utf-8").split("\n\n") if path.exists() else []
    for block in blocks:
        fields = {"msgid": "", "msgstr": ""}
        fuzzy = False
        name = ""
        for line in block.split("\n"):
            keyword, quote, text = line.partition('"')
            if line.startswith("#"):
                fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
            elif quote:
                name = keyword.strip() or name
                fields[name] += ast.literal_eval(f'"{text}')
        if fields["msgid"] and fields["msgstr"] and not fuzzy:
            found[fields["msgid"]] = fields["msgstr"]
    return found


_ = Messages(Path(__file__).parent / "locale", "lesson")


def N_(message: str) -> str:
    """Mark a message for extraction where it is written; it is translated where it is shown."""
    return message
