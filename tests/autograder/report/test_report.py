"""A report of a class that was graded: everybody is in it, and nothing that is written acts."""

import csv
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell
from typer.testing import CliRunner

from autograder.commands.app import app
from autograder.course import Course, submissions
from autograder.errors import CourseError
from autograder.grade.receipt import path_of
from autograder.gradebook.students import Enrolled, enroll
from autograder.report.gather import gather
from autograder.report.write import PAGE, write_report
from tests.support.grading import exam_course, exam_with, graded_csv, hand_in_exam, right_exam

NAME = "<b>Ana</b> & 'João' \u202e"
ATTACK = "</pre><script>alert(1)</script>"
WRONG = "def greet(name):\n    return name"
BRANCH = "    if len(name) == {n}:\n        name = name[{n}:] + str(7 * len(name))"
LONG = "\n".join(BRANCH.format(n=n) for n in range(90, 99))
COPIED = f"def greet(name):\n{LONG}\n    return 'Hello, ' + name"


class Tags(HTMLParser):
    """Collects what a page would load or run."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href", "style")]


pytestmark = pytest.mark.xdist_group("report")


@pytest.fixture(scope="module")
def graded(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    there = exam_course(course, tmp_path_factory.mktemp("report") / "course")
    for student, notebook in {
        "ana": right_exam(there),
        "bia": exam_with(there, greet=WRONG),
        "caio": exam_with(there, greet=f"x = '''{ATTACK}'''  # bia\n{WRONG}"),
        "davi": exam_with(there, double=f"{ATTACK}"),
        "elis": exam_with(there, greet=COPIED),
        "fabio": exam_with(there, greet=COPIED.replace("name", "nome")),
    }.items():
        if student == "caio":
            notebook.cells.append(new_code_cell("raise Warning('\\ud800')"))
            notebook.cells.append(new_code_cell("a = 1\n\nb = 2"))
        hand_in_exam(there, student, notebook)
    hand_in_exam(there, "gabi", right_exam(there)).joinpath("Exam.ipynb").write_text("{")
    enroll(there.db_url, [Enrolled("ana", NAME, "=1+1"), Enrolled("zeca", "Zeca", "Ausente")])
    graded_csv(there, submissions(there))
    return there


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def test_everybody_is_in_the_report(graded: Course) -> None:
    page, *_tables = write_report(graded, "exam")

    students = {row["student"]: row for row in rows(page.with_name("students.csv"))}
    assert {name: row["status"] for name, row in students.items()} == {
        **dict.fromkeys(("ana", "bia", "caio", "davi", "elis", "fabio"), "graded"),
        "gabi": "not graded",
        "zeca": "absent",
    }
    assert students["ana"]["last_name"] == "'=1+1"
    assert (students["caio"]["own_cells"], students["caio"]["own_lines"]) == ("2", "3")
    tasks = {row["grade_id"]: row for row in rows(page.with_name("tasks.csv"))}
    assert float(tasks["test-double"]["difficulty"]) == pytest.approx(5 / 6, abs=1e-4)
    assert float(tasks["test-greet"]["difficulty"]) == pytest.approx(4 / 6, abs=1e-4)


def test_what_students_wrote_is_text(graded: Course) -> None:
    text = write_report(graded, "exam")[0].read_text(encoding="utf-8")

    found = Tags()
    found.feed(text)
    assert not {"script", "b", "img", "iframe", "object", "link", "form"} & found.tags
    assert all(link.startswith("#") for link in found.links)
    assert "\u202e" not in text
    assert "default-src 'none'" in text


def test_misconceptions_are_counted_with_one_snippet_without_a_name(graded: Course) -> None:
    found = gather(graded, "exam").misconceptions

    greet = next(one for one in found if one.cells == ["test-greet"])
    assert greet.students == ["bia", "caio"]
    assert greet.snippet == WRONG


def test_a_renamed_copy_stands_beside_its_like(graded: Course) -> None:
    page, *_tables = write_report(graded, "exam")

    (pair,) = rows(page.with_name("similar.csv"))
    assert (pair["first"], pair["second"], pair["share"]) == ("elis", "fabio", "1")
    text = page.read_text(encoding="utf-8")
    assert "<mark>" in text
    assert "plagiar" not in text.lower()


def test_cells_that_raised_are_named(graded: Course) -> None:
    found = {one.cell: one for one in gather(graded, "exam").incidents}

    assert found["double"].errors == [("SyntaxError", 1)]
    assert found["raise Warning('\\ud800')"].raised == ["caio"]


def test_the_page_is_in_the_course_s_language(graded: Course) -> None:
    english = write_report(graded, "exam")[0].read_text(encoding="utf-8")
    graded.speak("pt_BR")
    try:
        page = write_report(graded, "exam")[0].read_text(encoding="utf-8")
    finally:
        graded.speak("en")

    assert '<html lang="en">' in english
    assert '<html lang="pt-BR">' in page
    assert "Points" in english
    assert "Points" not in page


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", '{"cells": 3}', '{"cells": [{}]}', "[" * 100_000, "\ud800"]
)
def test_a_damaged_notebook_costs_only_its_student_s_part(graded: Course, content: str) -> None:
    path = graded.root / "autograded" / "bia" / "exam" / "Exam.ipynb"
    before = path.read_bytes()
    path.write_bytes(content.encode("utf-8", "surrogatepass"))
    try:
        found = gather(graded, "exam")
        write_report(graded, "exam")
    finally:
        path.write_bytes(before)

    assert list(found.damaged) == ["bia"]
    assert "Exam.ipynb cannot be read" in found.damaged["bia"]
    assert found.graded == 5


def test_a_receipt_of_an_earlier_kit_has_no_hints(graded: Course) -> None:
    path = path_of(graded, "bia", "exam", "Exam")
    before = path.read_text()
    old = json.loads(before)
    del old["usage"]["cells"]
    for cell in old["cells"]:
        for finding in cell["findings"]:
            del finding["hint"]
    path.write_text(json.dumps(old))
    try:
        found = gather(graded, "exam")
    finally:
        path.write_text(before)

    assert found.damaged == {}
    assert any("bia" in one.students for one in found.misconceptions)


def test_the_second_report_is_compared_with_the_first(graded: Course) -> None:
    page = write_report(graded, "exam")[0]
    tasks = page.with_name("tasks.csv")
    table = rows(tasks)
    table[0]["difficulty"] = "0.5"
    with tasks.open("w", newline="") as file:
        writer = csv.DictWriter(file, table[0].keys())
        writer.writeheader()
        writer.writerows(table)

    text = write_report(graded, "exam")[0].read_text(encoding="utf-8")

    assert "Compared with the report of" in text
    assert "The largest changes" in text


def test_an_unknown_assignment_names_those_that_there_are(graded: Course) -> None:
    with pytest.raises(CourseError, match="'exam'"):
        write_report(graded, "exan")


def test_a_folder_that_cannot_be_written_is_named(graded: Course) -> None:
    blocked = graded.root / "reports"
    if blocked.exists():
        blocked.rename(graded.root / "moved")
    blocked.write_text("a file")
    try:
        with pytest.raises(CourseError, match="cannot be written"):
            write_report(graded, "exam")
    finally:
        blocked.unlink()


def test_before_anything_was_handed_in_there_is_a_report(small: Course) -> None:
    page, *tables = write_report(small, "exam")

    assert "0 of 0 students" in page.read_text(encoding="utf-8")
    assert len(tables) == 6


def test_one_student_is_a_class(small: Course) -> None:
    hand_in_exam(small, "ana", right_exam(small))
    graded_csv(small, submissions(small))

    text = write_report(small, "exam")[0].read_text(encoding="utf-8")

    assert "1 of 1 students" in text
    assert "Everybody has all of its points" not in text  # of one, that says nothing


@pytest.mark.parametrize("arguments", [["exam"], ["--assignment", "exam"], []])
def test_the_command_writes_the_page_and_the_tables(graded: Course, arguments: list[str]) -> None:
    done = CliRunner().invoke(app, ["report", *arguments, "--course", str(graded.root)])

    assert done.exit_code == 0, done.output
    assert f"wrote reports/exam/{PAGE}" in done.output.replace(f"{graded.root}/", "")


def test_the_command_is_offered() -> None:
    assert CliRunner().invoke(app, ["report", "--help"]).exit_code == 0
