"""The language in force, and catalogues as gettext's own tools read them."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from lesson import i18n
from lesson.i18n import ENGLISH, Messages, language, read, use

CATALOGUE = r"""# A comment.
msgid ""
msgstr ""
"Language: pt_BR\n"

#. prose
#: somewhere.py
msgid "one line"
msgstr "uma linha"

msgid ""
"a long \"text\" "
"with {x:.2f}\n"
"and C:\\path\t"
msgstr ""
"um \"texto\" longo "
"com {x:.2f}\n"
"e C:\\path\t"

#, fuzzy
#| msgid "one lime"
msgid "not looked at"
msgstr "não olhado"

msgid "missing"
msgstr ""
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "pt_BR" / "LC_MESSAGES" / "words.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOGUE, encoding="utf-8")
    return tmp_path


def test_a_catalogue_reads_as_babel_reads_it(folder: Path) -> None:
    path = folder / "pt_BR" / "LC_MESSAGES" / "words.po"
    with path.open("rb") as file:
        catalogue = read_po(file)

    expected = {m.id: m.string for m in catalogue if m.id and m.string and not m.fuzzy}
    assert len(expected) == 2
    assert expected == read(path)


def test_a_message_is_translated_where_there_is_a_translation(folder: Path) -> None:
    say = Messages(folder, "words")
    use("pt_BR")

    assert [say("one line"), say("not looked at"), say("missing"), say("unknown")] == [
        "uma linha",
        "not looked at",
        "missing",
        "unknown",
    ]
    use(ENGLISH)
    assert say("one line") == "one line"


def test_a_language_without_a_catalogue_is_english(folder: Path) -> None:
    use("eo")

    assert Messages(folder, "words")("one line") == "one line"


def test_the_language_is_the_chosen_one_else_the_environments_else_the_releases(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside, above = tmp_path / "beside.txt", tmp_path / "language.txt"
    (tmp_path / "assignment").mkdir()
    monkeypatch.chdir(tmp_path / "assignment")
    monkeypatch.setattr(i18n, "_NOTES", (beside, *i18n._NOTES[1:]))
    monkeypatch.delenv("LESSON_LANGUAGE", raising=False)
    use(None)
    assert language() == "en"
    above.write_text("pt_BR\n")
    assert language() == "pt_BR"
    beside.write_text("eo\n")
    assert language() == "eo"
    monkeypatch.setenv("LESSON_LANGUAGE", "en")
    assert language() == "en"
    use("pt_BR")
    assert language() == "pt_BR"
