"""README.md and README.pt-BR.md: one text in two languages."""

import hashlib
import re

from tests.conftest import ROOT

ENGLISH = (ROOT / "README.md").read_text(encoding="utf-8")
PORTUGUESE = (ROOT / "README.pt-BR.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w*)\n.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)]+)\)")


def test_the_translation_was_made_of_this_very_text() -> None:
    """Whoever changes README.md changes the translation too, and then the hash in its last line."""
    digest = hashlib.sha256(ENGLISH.encode()).hexdigest()

    assert PORTUGUESE.endswith(f"<!-- README.md: {digest} -->\n")


def test_both_have_the_same_headings_code_blocks_and_links() -> None:
    levels = [
        re.findall(r"^#+ ", FENCE.sub("", text), re.MULTILINE) for text in (ENGLISH, PORTUGUESE)
    ]
    links = [
        sorted(set(LINK.findall(text)) - {"README.md", "README.pt-BR.md"})
        for text in (ENGLISH, PORTUGUESE)
    ]

    assert levels[0] == levels[1]
    assert FENCE.findall(ENGLISH) == FENCE.findall(PORTUGUESE)
    assert links[0] == links[1]


def test_each_leads_to_the_other() -> None:
    assert "(README.pt-BR.md)" in ENGLISH
    assert "(README.md)" in PORTUGUESE


def test_what_is_to_be_typed_is_the_same() -> None:
    typed = [re.findall(r"^\$ ([^#\n]+)", text, re.MULTILINE) for text in (ENGLISH, PORTUGUESE)]

    assert [line.strip() for line in typed[0]] == [line.strip() for line in typed[1]]
