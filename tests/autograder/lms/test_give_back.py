"""Grades and feedback go back, as the readers of Moodle and Canvas take them."""

import codecs
import csv
import io
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.errors import ArchiveError, CourseError
from autograder.gradebook.access import open_gradebook
from autograder.gradebook.outcome import Row
from autograder.gradebook.points import GRADED
from autograder.gradebook.students import Enrolled, enroll
from autograder.lms.pdf import BROWSERS
from autograder.lms.record import Origin, write_origins
from lesson.i18n import use
from tests.autograder.lms.test_collect import NAMES
from tests.support import importers
from tests.support import lms as support
from tests.support.lms import failed, give_back, moodle_row, points, written

PT, EN = support.PORTUGUESE, support.ENGLISH


def page(course: Course, student: str) -> bytes:
    """Write a page of feedback and return what is in it."""
    content = f"<p>{student}</p>".encode()
    written(course.root / "feedback" / student / "exam" / "Exam.html", content)
    return content


def known(course: Course, people: Mapping[str, tuple[str, int]]) -> None:
    """Put people into the gradebook, with Moodle's numbers, and write their feedback.

    Args:
        course: the course.
        people: name and number, by id; the e-mail address is the id at x.br.
    """
    enroll(course.db_url, [Enrolled(i, name, "", f"{i}@x.br") for i, (name, _) in people.items()])
    write_origins(course, "exam", {i: Origin(str(number)) for i, (_, number) in people.items()})
    for student in people:
        page(course, student)


def changed(
    before: bytes, after: bytes, encoding: str, separator: str
) -> dict[tuple[int, int], str]:
    """Return the cells of a table that differ, by row and column."""
    tables = [
        list(csv.reader(io.StringIO(data.decode(encoding)), delimiter=separator))
        for data in (before, after)
    ]
    assert [len(row) for row in tables[0]] == [len(row) for row in tables[1]]
    return {
        (number, column): new
        for number, (old_row, new_row) in enumerate(zip(*tables, strict=True))
        for column, (old, new) in enumerate(zip(old_row, new_row, strict=True))
        if old != new
    }


def test_a_class_of_thirty_odd_names_comes_back_whole(small: Course, tmp_path: Path) -> None:
    """Nobody is lost, and nothing but grades and comments changes."""
    people = {f"p{n}": (name, 1000 + n) for n, name in enumerate(NAMES)}
    known(small, people)
    rows = [moodle_row(n, name, f"{i}@x.br") for i, (name, n) in people.items()]
    before = support.csv([PT, *rows, moodle_row(1, "Falta Um", "f@x.br")]).encode()
    sheet = written(tmp_path / "Notas-exam.csv", before)
    table = [row for at, i in enumerate(people) for row in points(i, 2, 3 * at / 30)]

    made = give_back(small, table, tmp_path / "back", sheet)

    after = (tmp_path / "back" / "Notas-exam.csv").read_bytes()
    moodle = importers.Moodle({n: name for name, n in people.values()})
    moodle.upload_worksheet(after)
    assert moodle.grades == {
        1000 + at: pytest.approx(100 * (2 + 3 * at / 30) / 5, abs=0.005) for at in range(30)
    }
    assert moodle.comments[1000].startswith("2 of 5 points. Points lost in: test-greet 0/3.")
    assert moodle.upload_feedback((tmp_path / "back" / "feedback.zip").read_bytes()) == []
    assert moodle.files == {
        (n, "Exam.html"): f"<p>{i}</p>".encode() for i, (_, n) in people.items()
    }
    assert {column for _, column in changed(before, after, "utf-8", ",")} == {4, 9}
    assert made.left_out == {"Falta Um <f@x.br>": "not known to the gradebook"}
    assert (made.grades, made.pages) == (30, 30)


@pytest.mark.parametrize(
    ("header", "words", "encoding", "mark", "separator", "end", "most"),
    [
        (PT, importers.PORTUGUESE, "utf-8", b"", ",", "\n", "100,00"),
        (PT, importers.PORTUGUESE, "utf-8", codecs.BOM_UTF8, ";", "\r\n", "10,00"),
        (PT, importers.PORTUGUESE, "utf-16-le", codecs.BOM_UTF16_LE, "\t", "\r\n", "10"),
        (EN, importers.ENGLISH, "utf-8", b"", ",", "\n", "100.00"),
        (EN, importers.ENGLISH, "cp1252", b"", ";", "\r\n", "5"),
    ],
)
def test_a_worksheet_keeps_its_form(
    header: Sequence[str],
    words: dict[str, str],
    encoding: str,
    mark: bytes,
    separator: str,
    end: str,
    most: str,
    small: Course,
    tmp_path: Path,
) -> None:
    known(small, {"ana": ("Ana Lima", 7), "beto": ("Béto", 8)})
    hidden = words["hidden user"]
    rows = [
        moodle_row(7, "Ana Lima", "ana@x.br", word=hidden, most=most),
        moodle_row(8, "Béto", "beto@x.br", word=hidden, most=most),
    ]
    before = support.csv([header, *rows], separator, end).encode(encoding)
    sheet = written(tmp_path / "notas.csv", mark + before)

    give_back(small, points("ana", 2, 1.25) + points("beto", 2, 3), tmp_path / "back", sheet)

    after = (tmp_path / "back" / "notas.csv").read_bytes()
    assert after.startswith(mark)
    cells = changed(before, after.removeprefix(mark), encoding, separator)
    assert cells.keys() == {(1, 4), (1, 9), (2, 4), (2, 9)}
    assert after.removeprefix(mark).decode(encoding).count(end) == before.decode(encoding).count(
        end
    )
    comma = header is PT
    moodle = importers.Moodle(
        {7: "", 8: ""}, words, "," if comma else ".", float(most.replace(",", "."))
    )
    moodle.upload_worksheet(after.removeprefix(mark), encoding, separator)
    assert moodle.grades == {7: pytest.approx(0.65 * moodle.most), 8: moodle.most}


def test_only_a_finished_grade_goes_out(small: Course, tmp_path: Path) -> None:
    """Absent, not graded, waiting for a person, and zero are four different things."""
    people = {
        name: (name.title(), n) for n, name in enumerate(["ana", "bea", "caio", "duda", "eva"])
    }
    known(small, people)
    (small.root / "feedback" / "duda" / "exam" / "Exam.html").unlink()
    rows = [moodle_row(n, name, f"{i}@x.br") for i, (name, n) in people.items()]
    before = support.csv([PT, *rows]).encode()
    sheet = written(tmp_path / "notas.csv", before)
    table = points("ana", 0, 0) + points("bea", 2, None) + failed("caio") + failed("eva")

    made = give_back(small, table, tmp_path / "back", sheet)

    after = (tmp_path / "back" / "notas.csv").read_bytes()
    assert changed(before, after, "utf-8", ",").keys() == {(1, 4), (1, 9)}
    moodle = importers.Moodle(dict(enumerate(people)))
    moodle.upload_worksheet(after)
    assert moodle.grades == {0: 0.0}
    assert made.left_out == {
        "Bea <bea@x.br>": "answers that a person has to read first: 1",
        "Caio <caio@x.br>": "not graded: it is damaged",
        "Duda <duda@x.br>": "handed in nothing",
        "Eva <eva@x.br>": "not graded: it is damaged",
    }
    moodle.upload_feedback((tmp_path / "back" / "feedback.zip").read_bytes())
    assert {number for number, _name in moodle.files} == {0, 2, 4}


def test_what_moodle_would_not_take_is_said(small: Course, tmp_path: Path) -> None:
    known(small, {"ana": ("Ana", 1), "beto": ("Beto", 2), "caio": ("Caio", 3)})
    marked = "terça-feira, 15 set. 2026, 10:00"
    rows = [
        moodle_row(1, "Ana", "ana@x.br"),
        moodle_row(2, "Beto", "beto@x.br", changeable="Não", grade="50,00", marked=marked),
        moodle_row(3, "Caio", "caio@x.br", grade="40,00", marked=marked),
    ]
    sheet = written(tmp_path / "notas.csv", support.csv([PT, *rows]).encode())
    table = points("ana", 2, 4) + points("beto", 2, 3) + points("caio", 2, 3)

    made = give_back(small, table, tmp_path / "back", sheet)

    after = (tmp_path / "back" / "notas.csv").read_bytes()
    moodle = importers.Moodle({1: "", 2: "", 3: ""}, grades={2: 50.0, 3: 40.0}, graded={2, 3})
    moodle.upload_worksheet(after)
    assert moodle.grades == {1: 100.0, 2: 50.0, 3: 40.0}
    moodle.upload_worksheet(after, newer=True)
    assert moodle.grades == {1: 100.0, 2: 50.0, 3: 100.0}
    assert made.left_out == {"Beto <beto@x.br>": "the grade is locked in Moodle"}
    said = " ".join(made.notes)
    assert "more than the maximum" in said
    assert "tick the box" in said


def test_a_misspelt_assignment_is_asked_about(small: Course, tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="did you mean 'exam'"):
        give_back(small, points("ana", 2, 4), tmp_path / "back", None, "exan")


@pytest.mark.parametrize(
    "header",
    [
        ("Identifiant", "Nom complet", "Adresse de courriel", "Statut", "Note", "Note maximale",
         "La note peut être modifiée", "Dernière modification (travail)",
         "Dernière modification (note)", "Feedback par commentaires"),
        ("ID", "Vollständiger Name", "E-Mail-Adresse", "Status", "Bewertung", "Bestwertung",
         "Bewertung kann geändert werden", "Zuletzt geändert (Abgabe)",
         "Zuletzt geändert (Bewertung)", "Feedback als Kommentar"),
        ("Идентификатор", "ФИО", "Почта", "Состояние", "Оценка", "Максимальная оценка",
         "Оценка может быть изменена", "Последнее изменение (ответ)",
         "Последнее изменение (оценка)", "Отзыв в виде комментария"),
    ],
)  # fmt: skip
def test_the_teacher_s_language_does_not_matter(
    header: Sequence[str], small: Course, tmp_path: Path
) -> None:
    known(small, {"ana": ("Ana", 1), "beto": ("Beto", 2)})
    rows = [moodle_row(1, "Ana", "ana@x.br"), moodle_row(2, "Beto", "beto@x.br")]
    sheet = written(tmp_path / "notas.csv", support.csv([header, *rows]).encode())

    give_back(small, points("ana", 2, 3) + points("beto", 2, 0), tmp_path / "back", sheet)

    after = (tmp_path / "back" / "notas.csv").read_bytes()
    cells = changed(sheet.read_bytes(), after, "utf-8", ",")
    assert cells.keys() == {(1, 4), (1, 9), (2, 4), (2, 9)}
    assert cells[2, 4] == "40,00"


def test_the_worksheet_of_another_assignment_or_class_is_refused(
    small: Course, tmp_path: Path
) -> None:
    known(small, {"ana": ("Ana", 1), "beto": ("Beto", 2), "caio": ("Caio", 3)})
    table = points("ana", 2, 3) + points("beto", 2, 3) + points("caio", 2, 3)
    other = [
        moodle_row(n + 50, i.title(), f"{i}@x.br") for n, i in enumerate(["ana", "beto", "caio"])
    ]
    strangers = [moodle_row(n, f"Pessoa {n}", f"{n}@x.br") for n in range(10, 20)]

    for rows, said in ((other, "an assignment other than"), (strangers, "another class")):
        sheet = written(tmp_path / "notas.csv", support.csv([PT, *rows]).encode())
        with pytest.raises(CourseError, match=said):
            give_back(small, table, tmp_path / "back", sheet)
        assert list((tmp_path / "back").glob("*.csv")) == []


def test_a_grade_goes_to_the_number_it_was_handed_in_under_and_to_nobody_else(
    small: Course, tmp_path: Path
) -> None:
    known(small, {"ana": ("Ana Lima", 1), "beto": ("Beto", 2)})
    rows = [
        moodle_row(1, "Ana L. Reis", "reis@x.br"),  # she has married since
        moodle_row(2, "Beto", "beto@x.br"),
        moodle_row(3, "Ana Lima", "ana@x.br"),  # and another one has her name and address now
    ]
    sheet = written(tmp_path / "notas.csv", support.csv([EN, *rows]).encode())

    made = give_back(small, points("ana", 2, 3) + points("beto", 2, 3), tmp_path / "back", sheet)

    cells = changed(
        sheet.read_bytes(), (tmp_path / "back" / "notas.csv").read_bytes(), "utf-8", ","
    )
    assert {row for row, _column in cells} == {1, 2}
    assert made.grades == 2


def test_a_row_with_one_student_s_number_and_another_one_s_name_is_refused(
    small: Course, tmp_path: Path
) -> None:
    """As a spreadsheet makes it when one column is sorted by itself."""
    known(small, {"ana": ("Ana", 1), "beto": ("Beto", 2), "caio": ("Caio", 3)})
    rows = [
        moodle_row(n, i.title(), f"{i}@x.br") for n, i in ((1, "ana"), (3, "beto"), (2, "caio"))
    ]
    sheet = written(tmp_path / "notas.csv", support.csv([PT, *rows]).encode())

    with pytest.raises(
        CourseError, match=r"row 3: the number 3 is Caio.* the row is Beto"
    ) as error:
        give_back(small, points("beto", 2, 3), tmp_path / "back", sheet)

    assert "Nothing was written" in str(error.value)
    assert list((tmp_path / "back").glob("*.csv")) == []


def test_a_student_removed_and_collected_anew_leaves_the_number_to_the_new_id(
    small: Course, tmp_path: Path
) -> None:
    known(small, {"ana-lima": ("Ana Lima", 1)})
    with open_gradebook(small.db_url) as gradebook:
        gradebook.remove_student("ana-lima")
    known(small, {"ana": ("Ana Lima", 1)})
    rows = [moodle_row(1, "Ana Lima", "ana@x.br")]
    sheet = written(tmp_path / "notas.csv", support.csv([PT, *rows]).encode())

    assert give_back(small, points("ana", 2, 3), tmp_path / "back", sheet).grades == 1


def test_a_file_of_the_teacher_s_is_never_overwritten(small: Course, tmp_path: Path) -> None:
    known(small, {"ana": ("Ana", 1)})
    data = support.csv([PT, moodle_row(1, "Ana", "ana@x.br")]).encode()
    sheet = written(tmp_path / "notas.csv", data)

    with pytest.raises(CourseError, match="your own file"):
        give_back(small, points("ana", 2, 3), tmp_path, sheet)
    assert sheet.read_bytes() == data


def test_what_is_no_worksheet_says_where_to_get_one(small: Course, tmp_path: Path) -> None:
    sheet = written(tmp_path / "lista.csv", b"Nome,E-mail\nAna,ana@x.br\n")

    with pytest.raises(ArchiveError, match="Download grading worksheet"):
        give_back(small, points("ana", 2, 3), tmp_path / "back", sheet)


def test_the_assignment_is_asked_for_where_it_cannot_be_told(small: Course, tmp_path: Path) -> None:
    known(small, {"ana": ("Ana", 1)})
    other = [Row("ana", "quiz", "Quiz", "a", 1, 1, GRADED, "", None, 1)]
    table = points("ana", 2, 3) + other

    with pytest.raises(CourseError, match="--assignment: 'exam', 'quiz'"):
        give_back(small, table, tmp_path / "mail")
    sheet = written(
        tmp_path / "n.csv", support.csv([PT, moodle_row(1, "Ana", "ana@x.br")]).encode()
    )
    assert give_back(small, table, tmp_path / "back", sheet).grades == 1
    assert give_back(small, table, tmp_path / "mail", assignment="exam").grades == 1


def test_a_mail_in_portuguese_has_decimal_commas(small: Course, tmp_path: Path) -> None:
    known(small, {"ana": ("Ana", 1)})
    use("pt_BR")

    give_back(small, points("ana", 2, 1.5), tmp_path / "mail")

    assert "3,5 de 5 pontos" in (tmp_path / "mail" / "mail-merge.csv").read_text("utf-8-sig")


def test_without_an_lms_there_is_a_table_for_mail_and_a_folder_a_student(
    small: Course, tmp_path: Path
) -> None:
    known(
        small, {"ana": ("Ana", 1), "beto": ("=cmd()", 2), "caio": ("Caio", 3), "duda": ("Duda", 4)}
    )
    table = points("ana", 2, 3, penalty=1) + points("beto", 2, 0) + points("caio", None, 0)

    made = give_back(small, table, tmp_path / "mail")

    rows = list(
        csv.DictReader(io.StringIO((tmp_path / "mail" / "mail-merge.csv").read_text("utf-8-sig")))
    )
    assert [(row["student"], row["email"], row["total"]) for row in rows] == [
        ("ana", "ana@x.br", "4"),
        ("beto", "beto@x.br", "2"),
    ]
    assert rows[1]["first_name"] == "'=cmd()"
    assert rows[0]["comment"] == "4 of 5 points. Late: 1 points less."
    assert (tmp_path / "mail" / "ana" / "Exam.html").read_bytes() == b"<p>ana</p>"
    assert not (tmp_path / "mail" / "caio").exists()
    assert made.left_out.keys() == {"Caio <caio@x.br>", "Duda <duda@x.br>"}


@pytest.mark.skipif(not any(map(shutil.which, BROWSERS)), reason="no browser")
def test_pages_are_printed_on_request(small: Course, tmp_path: Path) -> None:
    known(small, {"ana": ("Ana", 1)})

    give_back(small, points("ana", 2, 3), tmp_path / "mail", pdf=True)

    assert (tmp_path / "mail" / "ana" / "Exam.pdf").read_bytes().startswith(b"%PDF")


def test_without_a_browser_there_is_advice(
    small: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known(small, {"ana": ("Ana", 1)})
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(CourseError, match="install one of chromium"):
        give_back(small, points("ana", 2, 3), tmp_path / "mail", pdf=True)
