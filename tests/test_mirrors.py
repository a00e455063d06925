"""Pages that stand in two languages, one text: NAME.md and NAME.pt-BR.md."""

import hashlib
import re

import pytest

from tests.conftest import ROOT
from tests.support.guides import blocks, prose

NAMES = (
    "README",
    "docs/README",
    "docs/grading",
    "docs/instructor",
    "docs/lms",
    "docs/quizzes",
    "docs/reference",
    "docs/scaling",
    "docs/student",
)
LINK = re.compile(r"\]\(([^)]+)\)")
TRANSLATED = " LANGUAGE=pt_BR"  # what is typed for the same in Portuguese


def both(name: str) -> tuple[str, str]:
    """Return a page in English and in Portuguese."""
    return tuple(  # type: ignore[return-value]
        (ROOT / f"{name}{language}.md").read_text(encoding="utf-8") for language in ("", ".pt-BR")
    )


def structure(text: str) -> tuple[list[str], int, set[str]]:
    """Return a page's headings' levels, its number of table rows, and where its links lead.

    The lesson's page has the course's language, and is GenerativeNetworks.en.md in English.
    """
    text = prose(text)
    levels = re.findall(r"^#+ ", text, re.MULTILINE)
    links = {re.sub(r"\.(pt-BR|en)\b", "", link) for link in LINK.findall(text)}
    return levels, len(re.findall(r"^\|", text, re.MULTILINE)), links


@pytest.mark.parametrize("name", NAMES)
def test_the_translation_was_made_of_this_very_text(name: str) -> None:
    """Whoever changes a page changes its translation too, and then the hash in its last line."""
    english, portuguese = both(name)
    digest = hashlib.sha256(english.encode()).hexdigest()

    assert portuguese.endswith(f"\n<!-- {name.split('/')[-1]}.md: {digest} -->\n")


@pytest.mark.parametrize("name", NAMES)
def test_both_have_the_same_headings_code_blocks_and_links(name: str) -> None:
    english, portuguese = (structure(text) for text in both(name))
    english_code, portuguese_code = (
        [block.kind for block in blocks(ROOT / f"{name}{language}.md")]
        for language in ("", ".pt-BR")
    )

    assert english == portuguese
    assert english_code == portuguese_code


@pytest.mark.parametrize("name", NAMES)
def test_each_leads_to_the_other(name: str) -> None:
    english, portuguese = both(name)
    page = name.split("/")[-1]

    assert f"({page}.pt-BR.md)" in english
    assert f"({page}.md)" in portuguese


@pytest.mark.parametrize("name", NAMES)
def test_what_is_to_be_typed_is_the_same(name: str) -> None:
    typed = [re.findall(r"^\$ ([^#\n]+)", text, re.MULTILINE) for text in both(name)]

    assert [line.strip() for line in typed[0]] == [
        line.strip().removesuffix(TRANSLATED) for line in typed[1]
    ]
