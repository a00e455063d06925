"""Two languages, one course: nothing is missing, nothing escaped, and grades are the same."""

import ast
import re
import shutil
from pathlib import Path
from string import Formatter

import nbformat
import pytest
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from autograder.bank.demo import prepare
from autograder.commands.app import app
from autograder.course import Course, Submission, load_course
from autograder.notebook import load_notebook
from autograder.release.build import release, untranslated
from autograder.translation.catalogues import DOMAINS, TRANSLATIONS, Domain, load, update
from autograder.translation.code import skeleton
from autograder.translation.literals import placeholders
from autograder.translation.notebook import translate_cell
from autograder.translation.translator import Translator
from lesson.i18n import use
from tests.conftest import ROOT
from tests.support.grading import EXAM, exam, graded_csv, points
from tests.support.prose import EXCEPTED, is_english, sentences

SOURCES = sorted((ROOT / "source").glob("*/*.ipynb"))
RELEASES = sorted((ROOT / "release").glob("*/*.ipynb"))
each_domain = pytest.mark.parametrize("domain", DOMAINS, ids=lambda domain: domain.name)
each_source = pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
MARKED = re.compile(r"«[^«»]*»", re.DOTALL)


# --- catalogues ------------------------------------------------------------------------------


def test_catalogues_are_what_the_sources_make_byte_for_byte() -> None:
    fresh = update(ROOT)

    assert len(fresh) == len(DOMAINS) * (1 + len(TRANSLATIONS))
    assert [path.name for path, text in fresh.items() if path.read_bytes() != text] == []


@each_domain
def test_no_message_is_without_translation_and_none_is_fuzzy(domain: Domain) -> None:
    catalogue = load(domain.catalogue(ROOT, "pt_BR"), "pt_BR")

    assert len(catalogue) > 50
    assert [m.id for m in catalogue if m.id and (m.fuzzy or not m.string)] == []


@each_domain
def test_a_translation_has_the_placeholders_of_its_message(domain: Domain) -> None:
    catalogue = load(domain.catalogue(ROOT, "pt_BR"), "pt_BR")
    code = [m for m in catalogue if m.id and m.string and not is_prose(m.auto_comments)]
    find = placeholders if domain.name == "notebooks" else fields

    assert [m.id for m in code if find(str(m.id)) != find(str(m.string))] == []


def is_prose(notes: list[str]) -> bool:
    """Return whether a message stands in Markdown, where braces are mathematics."""
    return any(note.startswith("prose") for note in notes)


def fields(message: str) -> list[str]:
    """Return the placeholders of a message for `str.format`."""
    return sorted(repr(field[1:]) for field in Formatter().parse(message) if field[1] is not None)


def test_a_placeholder_that_differs_is_seen() -> None:
    assert fields("{n} of {all}") == fields("de {all}, {n}")
    assert fields("{n:.2f}") != fields("{n:.1f}")
    assert fields("{n}") != fields("{m}")
    assert placeholders("{x:.2f}{{") != placeholders("{x}")


@each_source
def test_a_translated_notebook_is_the_same_program(path: Path) -> None:
    translator = Translator(load_course(ROOT))
    for cell in load_notebook(path).cells:
        text = translate_cell(cell, translator)
        if cell.cell_type == "code":
            assert skeleton(cell.source) == skeleton(text), cell.id


@each_source
def test_lines_of_translated_code_are_short_enough_to_be_read(path: Path) -> None:
    translator = Translator(load_course(ROOT))
    for cell in load_notebook(path).cells:
        if cell.cell_type == "code":
            lines = translate_cell(cell, translator).split("\n")
            assert [line for line in lines if len(line) > 100] == []


# --- nothing escapes -------------------------------------------------------------------------


@each_source
def test_no_prose_of_a_notebook_escapes_extraction(path: Path) -> None:
    """In a language that marks every message, nothing English stands outside the marks."""
    for cell in load_notebook(path).cells:
        cell.source = translate_cell(cell, lambda message: f"«{message}»")
        cell.source = MARKED.sub("", cell.source)
        escaped = [text for text in sentences(without_regions(cell)) if is_english(text)]
        assert escaped == [], cell.id


def without_regions(cell: NotebookNode) -> NotebookNode:
    """Return a notebook of one cell, without what is not released of it."""
    marks = cell.metadata.get("nbgrader", {})
    if cell.cell_type == "markdown" and marks.get("solution"):
        return notebook_of()
    region = r"([ \t]*)### BEGIN (SOLUTION|HIDDEN TESTS).*?### END \2"
    cell.source = re.sub(region, r"\1pass", cell.source, flags=re.S)
    return notebook_of(cell)


def notebook_of(*cells: NotebookNode) -> NotebookNode:
    notebook: NotebookNode = nbformat.v4.new_notebook(cells=list(cells))
    return notebook


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_no_english_sentence_is_in_the_portuguese_release(path: Path) -> None:
    assert [text for text in sentences(load_notebook(path)) if is_english(text)] == []


def test_the_detector_knows_english_from_portuguese() -> None:
    assert is_english("The network reads one character at each step.")
    assert not is_english(MARKED.sub("", "«The end of it»"))
    assert is_english("# Words keep their accents, and are not cut (3 points).")
    assert not is_english("A rede lê um caractere a cada passo, e o estado é a memória dela.")
    assert not is_english("Escreva `the end of the text` como está.")
    assert all(is_english(text + " of the") for text in EXCEPTED)


def test_every_exception_still_stands_in_a_notebook() -> None:
    strings = {
        node.value
        for path in SOURCES
        for cell in load_notebook(path).cells
        if cell.cell_type == "code"
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Constant)
    }

    assert set(EXCEPTED) <= strings


SAYING = ("print", "Mismatch", "Finding", "Text", "Table", "Stop")
"""Functions whose text reaches people, beside errors of the grader's own."""


@pytest.mark.parametrize("package", ["autograder", "lesson"])
def test_what_the_code_says_to_people_is_marked_as_a_message(package: str) -> None:
    loose = []
    for path in sorted((ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and speaks(
                ast.unparse(node.func).split(".")[-1], package
            ):
                loose += [
                    f"{path.name}: {ast.unparse(argument)}"
                    for argument in node.args
                    if isinstance(argument, ast.Constant | ast.JoinedStr)
                    and re.search(
                        r"[a-z]{2,} [a-z]{2,}", re.sub(r"{.*?}", "", ast.unparse(argument))
                    )
                ]

    assert loose == []


def speaks(name: str, package: str) -> bool:
    """Return whether a function's text reaches people."""
    ours = package == "autograder" and name in OURS
    return name in SAYING or ours or (package == "lesson" and name.endswith("Error"))


OURS = {
    node.name
    for node in ast.parse((ROOT / "autograder/errors.py").read_text(encoding="utf-8")).body
    if isinstance(node, ast.ClassDef)
}
"""The grader's own errors; any other is a slip of whoever programs, and told in English."""


@pytest.mark.parametrize("name", ["autograder", "lesson"])
def test_every_marked_message_is_extracted(name: str) -> None:
    """Extraction does not look into f-strings: a message that stands in one stays English."""
    (domain,) = (one for one in DOMAINS if one.name == name)
    known = {m.id for m in load(domain.catalogue(ROOT, "pt_BR"), "pt_BR")}
    marked = {
        str(node.args[0].value)
        for path in (ROOT / name).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("_", "N_")
        if isinstance(node.args[0], ast.Constant)
    }

    assert len(marked) > 50
    assert marked - known == set()


# --- a course in Portuguese ------------------------------------------------------------------

CATALOGUE = """msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Say in a sentence what you did."
msgstr "Diga em uma frase o que você fez."

msgid "# Exam"
msgstr "# Prova"
"""
MORE = {"grade": False, "solution": False, "locked": True, "schema_version": 3, "task": False}


def exam_in(language: str, course: Course, target: Path) -> Course:
    """Release a small exam with a written question, in a language."""
    course.speak(language)
    there = prepare(course, target, [])
    notebook = exam("")
    question = new_markdown_cell("Say in a sentence what you did.", id="question")
    question.metadata.nbgrader = MORE | {"grade_id": "question"}
    answer = new_markdown_cell("A good answer.", id="answer")
    marks = {"grade_id": "answer", "grade": True, "solution": True, "locked": False, "points": 4}
    answer.metadata.nbgrader = MORE | marks
    notebook.cells += [question, answer]
    (target / "source" / "exam").mkdir(parents=True)
    nbformat.write(notebook, target / "source" / EXAM)
    catalogue = DOMAINS[0].catalogue(target, "pt_BR")
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    catalogue.write_text(CATALOGUE, encoding="utf-8")
    release(there)
    return there


@pytest.fixture
def portuguese(as_configured: Course, tmp_path: Path) -> Course:
    """A small course in Portuguese, released."""
    return exam_in("pt_BR", as_configured, tmp_path / "pt")


def test_the_release_and_the_gradebook_are_in_the_course_s_language(portuguese: Course) -> None:
    released = {
        cell.id: cell.source for cell in load_notebook(portuguese.root / "release" / EXAM).cells
    }
    with Gradebook(portuguese.db_url) as gradebook:
        saved = gradebook.find_source_cell("question", EXAM.stem, "exam").source

    assert released["title"] == "# Prova"
    assert released["question"] == saved == "Diga em uma frase o que você fez."
    assert released["answer"] == use_of("YOUR ANSWER HERE")
    assert use_of("YOUR CODE HERE") in released["double"]
    note = portuguese.root / "release" / "exam" / "lesson" / "language.txt"
    assert note.read_text() == "pt_BR\n"


def use_of(message: str) -> str:
    """Return a message of the grader in Portuguese."""
    from autograder.i18n import _

    use("pt_BR")
    return _(message)


def test_an_untouched_portuguese_answer_scores_zero(portuguese: Course) -> None:
    hand_in(portuguese, load_notebook(portuguese.root / "release" / EXAM))
    outcomes, _csv = graded_csv(portuguese, [Submission("ana", "exam")])

    expected = {"test-double": 0, "test-greet": 0, "answer": 0}
    assert expected == points(portuguese, outcomes, "ana", "exam")


def test_a_locked_portuguese_cell_that_was_edited_is_restored(portuguese: Course) -> None:
    notebook = load_notebook(portuguese.root / "release" / EXAM)
    for cell in notebook.cells:
        if cell.id == "question":
            cell.source = "Nothing to answer here."
    hand_in(portuguese, notebook)
    graded_csv(portuguese, [Submission("ana", "exam")])

    (path,) = (portuguese.root / "autograded" / "ana").rglob(EXAM.name)
    restored = {cell.id: cell.source for cell in load_notebook(path).cells}
    assert restored["question"] == "Diga em uma frase o que você fez."


@pytest.mark.slow
def test_the_same_answers_get_the_same_points_in_both_languages(
    as_configured: Course, tmp_path: Path
) -> None:
    found = {}
    for language in ("en", "pt_BR"):
        course = exam_in(language, as_configured, tmp_path / language)
        notebook = load_notebook(course.root / "release" / EXAM)
        answers = {
            "double": "def double(x):\n    return x + x",
            "greet": "def greet(name):\n    return name",
            "answer": "I did it.",
        }
        for cell in notebook.cells:
            cell.source = answers.get(cell.id, cell.source)
        hand_in(course, notebook)
        outcomes, _csv = graded_csv(course, [Submission("ana", "exam")])
        found[language] = points(course, outcomes, "ana", "exam")

    assert found["en"] == {"test-double": 2, "test-greet": 0, "answer": None}
    assert found["en"] == found["pt_BR"]


def hand_in(course: Course, notebook: NotebookNode) -> None:
    """Hand in an exam as Ana."""
    folder = course.root / "submitted" / "ana" / "exam"
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / EXAM.name)


@pytest.mark.slow
def test_a_sentence_that_an_instructor_edited_goes_out_as_it_is_with_a_warning(
    portuguese: Course,
) -> None:
    path = portuguese.root / "source" / EXAM
    notebook = load_notebook(path)
    notebook.cells[0].source = "# Examination"
    nbformat.write(notebook, path)

    done = CliRunner().invoke(app, ["release", "--course", str(portuguese.root)])

    assert done.exit_code == 0, done.output
    assert untranslated(portuguese) == [
        f"exam/Exam.ipynb: {text}" for text in ("# Examination", "A good answer.")
    ]
    assert "exam/Exam.ipynb: # Examination" in done.output
    released = load_notebook(portuguese.root / "release" / EXAM)
    assert released.cells[0].source == "# Examination"
    assert "not translated: # Examination" in portuguese.log_file.read_text()


def test_the_other_language_is_released_elsewhere_with_a_gradebook_of_its_own(
    portuguese: Course, tmp_path: Path
) -> None:
    before = (portuguese.root / "gradebook.db").read_bytes()
    there = tmp_path / "english"
    arguments = [
        "release",
        "--course",
        str(portuguese.root),
        "--language",
        "en",
        "--to",
        str(there),
    ]

    for _again in range(2):
        done = CliRunner().invoke(app, arguments)
        assert done.exit_code == 0, done.output

    assert load_course(there).language == "en"
    assert load_notebook(there / "release" / EXAM).cells[0].source == "# Exam"
    assert (there / "gradebook.db").exists()
    assert before == (portuguese.root / "gradebook.db").read_bytes()
    assert not (there / "secret.key").exists()


def test_another_language_needs_another_folder(portuguese: Course) -> None:
    arguments = ["release", "--course", str(portuguese.root), "--language", "en"]
    shutil.rmtree(portuguese.root / "release")

    assert CliRunner().invoke(app, arguments).exit_code != 0
    assert not (portuguese.root / "release").exists()
