"""From an LMS's archive to submitted/ and the gradebook."""

import json
import unicodedata
from typing import Literal

import pytest

from autograder.course import Course
from autograder.errors import ArchiveError, NotGraded
from autograder.gradebook.students import enrolled
from autograder.lms.collect import NEW, REFUSED, REPLACED, UNCHANGED, collect
from autograder.lms.record import Origin, read_origins
from tests.support.lms import (
    as_released,
    collected,
    half_right,
    line,
    moodle,
    moodle_row,
    right,
    roster,
    submitted,
    written,
    zipped,
)

NAMES = [
    "Ana Lima", "José D'Ávila", "João Antônio Conceição", "Maria-José de Souza", "Cher", "Ana 2",
    "Zé", "Núria O’Neill", "Li", "Íris Ñandú", "ANTÔNIO BRÁS", "d'Artagnan Reis", "Ana  Paula Sá",
    "Joa\u0303o Decomposto", "Ann-Sofie Å. Müller", "Silva Silva", "Pedro 1234", "Eva (Evinha) Luz",
    "Dr. Rui Jr.", "Ana Maria da Silva e Silva dos Santos Pereira de Oliveira", "李 小龙",
    "Ольга Иванова", "Tomé & Filho", "Bia", "Bea", "Beá", "Souza Maria José de", "x", "Ünal Öz",
    "Caetano_Veloso",
]  # fmt: skip
"""A class of thirty."""


def test_a_class_of_thirty_odd_names_is_collected_whole(small: Course) -> None:
    exam = right(small)
    numbers = {name: 1000 + at for at, name in enumerate(NAMES)}
    people = [moodle_row(n, name, f"p{n}@x.br") for name, n in numbers.items()]
    data = moodle({(n, name): {"prova.ipynb": exam} for name, n in numbers.items()})

    found = collected(small, data, roster(*people, moodle_row(1, "Falta Um", "f@x.br", when="-")))

    assert [(one.status, one.problems) for one in found.lines] == [(NEW, [])] * 30
    assert {one.student for one in found.lines} == {f"p{n}" for n in numbers.values()}
    assert [person.name for person in found.absent] == ["Falta Um"]
    assert found.refused == []
    known = {one.id: one for one in enrolled(small.db_url)}
    assert len(known) == 31
    assert known["p1002"].first_name == "João"
    assert known["p1002"].last_name == "Antônio Conceição"
    assert known["p1004"].last_name == ""
    assert known["p1004"].email == "p1004@x.br"
    assert submitted(small, "p1001")["Exam.ipynb"] == exam
    assert submitted(small, "p1001")["timestamp.txt"].startswith(b"2026-09-1")
    assert read_origins(small, "exam")["p1003"] == Origin("1003")


def test_without_a_list_names_make_ids_and_a_later_list_keeps_them(small: Course) -> None:
    exam = right(small)
    first = collected(small, moodle({(5, "José D'Ávila"): {"a.ipynb": exam}}))
    later = collected(
        small,
        moodle({(9, "José D'Ávila"): {"a.ipynb": exam}}),
        roster(moodle_row(9, "José D'Ávila", "jda@x.br")),
    )

    assert [one.student for one in first.lines] == ["jose-davila"]
    assert [(one.student, one.status) for one in later.lines] == [("jose-davila", REPLACED)]
    assert [(one.id, one.email) for one in enrolled(small.db_url)] == [("jose-davila", "jda@x.br")]


def test_two_of_one_name_are_told_apart_by_the_worksheet_and_else_refused(small: Course) -> None:
    exam, half = right(small), half_right(small)
    data = moodle({(1, "Ana Lima"): {"x.ipynb": exam}, (2, "Ana Lima"): {"x.ipynb": half}})
    rows = [moodle_row(1, "Ana Lima", "ana1@x.br"), moodle_row(2, "Ana Lima", "ana2@x.br")]

    alone = collected(small, data)
    listed = collected(small, data, roster(*rows))

    assert [one.status for one in alone.lines] == [REFUSED]
    assert "--roster" in alone.lines[0].problems[0]
    assert [(one.student, one.status) for one in listed.lines] == [("ana1", NEW), ("ana2", NEW)]
    assert submitted(small, "ana1")["Exam.ipynb"] == exam
    assert submitted(small, "ana2")["Exam.ipynb"] == half


def test_a_list_without_addresses_does_not_make_one_of_two(small: Course) -> None:
    data = moodle({(1, "Ana Lima"): {"x.ipynb": right(small)}})
    rows = [moodle_row(1, "Ana Lima"), moodle_row(2, "Ana Lima"), moodle_row(3, "Beto Reis")]

    found = collected(small, data, roster(*rows))

    assert [one.status for one in found.lines] == [REFUSED]
    assert "e-mail" in found.lines[0].problems[0]


def test_the_worksheet_of_another_assignment_is_recognised_by_its_numbers(small: Course) -> None:
    data = moodle({(1, "Ana Lima"): {"x.ipynb": right(small)}})

    found = collected(small, data, roster(moodle_row(77, "Ana Lima", "ana@x.br")))

    assert [(one.student, one.status) for one in found.lines] == [("", REFUSED)]
    assert "with the number 77 and not 1" in found.lines[0].problems[0]
    assert not (small.root / "submitted" / "ana").exists()


def test_who_is_not_in_the_list_is_not_made_up(small: Course) -> None:
    data = moodle({(1, "Ana Lima"): {"x.ipynb": right(small)}})

    found = collected(small, data, roster(moodle_row(2, "Beto Reis", "beto@x.br")))

    assert line(found, "Ana Lima").status == REFUSED
    assert "in the list" in line(found, "Ana Lima").problems[0]
    assert [one.id for one in enrolled(small.db_url)] == ["beto"]


def test_the_filled_in_notebook_is_found_by_its_cells(small: Course) -> None:
    exam, blank = right(small), as_released(small)
    whole = zipped(
        {
            "exam/Exam.ipynb": exam,
            "exam/dados.csv": b"1",
            "exam/lesson/__init__.py": b"",
            "exam/.ipynb_checkpoints/Exam-checkpoint.ipynb": blank,
            "__MACOSX/exam/._Exam.ipynb": b"x",
        }
    )
    other = zipped({"a.zip": zipped({"b.zip": zipped({"Exam.ipynb": exam})})})
    found = collected(
        small,
        moodle(
            {
                (1, "Ana"): {"prova final (1).ipynb": exam},
                (2, "Beto"): {"Exam.ipynb": blank, "Exam (1).ipynb": exam, "texto.pdf": b"%PDF"},
                (3, "Caio"): {"exam.zip": whole},
                (4, "Duda"): {"tudo.zip": other},
                (5, "Eva"): {"Exam.ipynb": blank},
                (6, "Fabi"): {"a.ipynb": exam, "b.ipynb": half_right(small)},
                (7, "Gil"): {"foto.png": b"x"},
                (8, "Hugo"): {"Exam.ipynb": b'{"cells": ['},
                (9, "Iara"): {"Exam.ipynb": whole},
            }
        ),
    )

    assert {one.name: one.taken for one in found.lines} == {
        "Ana": ("prova final (1).ipynb",),
        "Beto": ("Exam (1).ipynb",),
        "Caio": ("exam/exam/Exam.ipynb",),
        "Duda": ("tudo/a/b/Exam.ipynb",),
        "Eva": ("Exam.ipynb",),
        "Fabi": (),
        "Gil": (),
        "Hugo": (),
        "Iara": (),
    }
    assert submitted(small, "beto") == {"Exam.ipynb": exam, "texto.pdf": b"%PDF"}
    assert submitted(small, "caio") == {
        "Exam.ipynb": exam,
        "dados.csv": b"1",
        "lesson/__init__.py": b"",
    }
    assert "is as you received it" in line(found, "Beto").notes[0]
    assert "several could be it" in line(found, "Fabi").problems[0]
    assert "'foto.png'" in line(found, "Gil").notes[0]
    assert "damaged" in line(found, "Hugo").problems[0]
    assert "ZIP archive" in line(found, "Iara").problems[0]
    assert submitted(small, "fabi").keys() == {"a.ipynb", "b.ipynb"}


def test_a_newer_archive_replaces_what_changed(small: Course) -> None:
    exam, half = right(small), half_right(small)
    others = {(2, "Beto"): {"x.ipynb": half}, (3, "Caio"): {"x.ipynb": exam}}
    collected(small, moodle({(1, "Ana"): {"x.ipynb": half}, **others}))
    path = small.root / "submitted" / "beto" / "exam" / "Exam.ipynb"
    time = path.stat().st_mtime_ns

    found = collected(
        small, moodle({(1, "Ana"): {"x.ipynb": exam}, (2, "Beto"): {"x.ipynb": half}})
    )

    assert {one.name: one.status for one in found.lines} == {"Ana": REPLACED, "Beto": UNCHANGED}
    assert [person.student for person in found.earlier] == ["caio"]
    assert found.absent == []
    assert submitted(small, "ana")["Exam.ipynb"] == exam
    assert path.stat().st_mtime_ns == time
    assert submitted(small, "caio")["Exam.ipynb"] == exam


def test_what_cannot_be_unpacked_does_not_replace_what_was_collected(small: Course) -> None:
    exam = right(small)
    collected(small, moodle({(1, "Ana"): {"x.ipynb": exam}}))

    found = collected(small, moodle({(1, "Ana"): {"n" * 300 + ".ipynb": exam}}))

    assert line(found, "Ana").status == UNCHANGED
    assert "was kept" in line(found, "Ana").problems[-1]
    assert submitted(small, "ana")["Exam.ipynb"] == exam


def test_of_two_archives_the_later_one_counts(small: Course) -> None:
    first = written(small.root / "1.zip", moodle({(1, "Ana"): {"a.ipynb": half_right(small)}}))
    second = written(small.root / "2.zip", moodle({(1, "Ana"): {"b.ipynb": right(small)}}))

    found = collect(small, [first, second], "exam")

    assert [one.taken for one in found.lines] == [("b.ipynb",)]


def test_google_s_download_in_two_parts_is_one(small: Course) -> None:
    exam = right(small)
    first = written(
        small.root / "1.zip", zipped({"Ana Lima/dados.csv": b"1", "Beto/x.ipynb": exam})
    )
    second = written(small.root / "2.zip", zipped({"Ana Lima/x.ipynb": exam, "Caio/x.ipynb": exam}))

    found = collect(small, [first, second], "exam")

    assert [one.student for one in found.lines] == ["ana-lima", "beto", "caio"]
    assert submitted(small, "ana-lima").keys() == {"Exam.ipynb", "dados.csv"}


CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Exam (55),Current Score\n"
    "    Points Possible,,,,,10,(read only)\n"
    '"Silva, Ana Maria",101,s1,ana@x.br,A,,\n'
    '"Silva, Anamaria",102,s2,anam@x.br,A,,\n'
    '"Reis, Beto",103,s3,beto,A,,\n'
    '"Student, Test",999,,abc,A,,\n'
)


def test_canvas_s_archive_is_collected(small: Course) -> None:
    exam = right(small)
    data = zipped(
        {
            "silvaanamaria_LATE_101_5001_Exam-1.ipynb": exam,
            "silvaanamaria_102_5002_prova.zip": zipped({"prova/Exam.ipynb": exam}),
            "silvaanamaria_102_text.html": b"<p>oi",
        }
    )

    found = collected(small, data, CANVAS.encode("utf-8-sig"))

    assert {one.student: (one.name, one.when) for one in found.lines} == {
        "ana": ("Ana Maria Silva", "late"),
        "anam": ("Anamaria Silva", ""),
    }
    assert submitted(small, "anam") == {"Exam.ipynb": exam, "text.html": b"<p>oi"}
    assert [person.student for person in found.absent] == ["beto"]
    assert read_origins(small, "exam")["ana"].prefix == "silvaanamaria_LATE_101_5001_"
    assert read_origins(small, "exam")["anam"].prefix == "silvaanamaria_102_5002_"
    known = {one.id: one for one in enrolled(small.db_url)}
    assert (known["ana"].lms_user_id, known["ana"].last_name) == ("101", "Silva")


def test_nbgrader_s_layout_keeps_its_ids_and_times(small: Course) -> None:
    exam = right(small)
    data = zipped(
        {
            "submitted/Ana-1/exam/Exam.ipynb": exam,
            "submitted/Ana-1/exam/timestamp.txt": b"2026-09-14 10:00:00 UTC",
            "submitted/beto/exam/Exam.ipynb": exam,
        }
    )

    found = collected(small, data)

    assert [(one.student, one.problems) for one in found.lines] == [("Ana-1", []), ("beto", [])]
    assert submitted(small, "Ana-1")["timestamp.txt"] == b"2026-09-14 10:00:00 UTC"


def test_a_student_does_not_set_the_time_of_submission(small: Course) -> None:
    whole = zipped({"exam/Exam.ipynb": right(small), "exam/timestamp.txt": b"2020-01-01 UTC"})

    found = collected(small, moodle({(1, "Ana"): {"exam.zip": whole}}))

    assert submitted(small, "ana").keys() == {"Exam.ipynb"}
    assert "students do not set the time" in " ".join(line(found, "Ana").notes)


def test_hostile_files_of_one_cost_nobody_else(small: Course) -> None:
    exam = right(small)
    bomb = zipped({"bomb.bin": b"0" * 70_000_000, "Exam.ipynb": exam, "../../evil": b"x"})
    twins = zipped([("Exam.ipynb", exam), ("EXAM.ipynb", exam), ("exam.IPYNB/x.txt", b"x")])
    data = moodle(
        {
            (1, "Ana"): {"tudo.zip": bomb},
            (2, "Beto"): {"x.zip": twins},
            (3, "Caio"): {"Exam.ipynb": exam, "tudo.zip": bomb[:500]},
            (4, "Duda"): {"..\\..\\Exam.ipynb": exam, "ok.ipynb": exam},
            (5, "Eva"): {"Exam.ipynb": exam, "rar.zip": b"Rar!\x1a\x07\x00"},
        }
    )

    found = collected(small, data)

    assert {one.name: bool(one.taken) for one in found.lines} == dict.fromkeys(
        ["Ana", "Beto", "Caio", "Duda", "Eva"], True
    )
    said = {one.name: " ".join(one.notes) for one in found.lines}
    assert "ZIP bomb" in said["Ana"]
    assert "leads out" in said["Ana"]
    assert "'x/EXAM.ipynb': there was already one with this name" in said["Beto"]
    assert "end is missing" in said["Caio"]
    assert "leads out" in " ".join(found.refused)
    assert "not a ZIP file" in said["Eva"]
    assert not list(small.root.parent.glob("evil*"))
    assert not list(small.root.glob(".intake-*"))


def test_a_path_too_long_for_the_system_costs_that_file_only(small: Course) -> None:
    deep = zipped({"/".join(["é" * 100] * 20): b"x", "Exam.ipynb": right(small)})
    data = moodle({(1, "Ana"): {"a.zip": deep}, (2, "Beto"): {"x.ipynb": right(small)}})

    found = collected(small, data)

    assert [len(one.taken) for one in found.lines] == [1, 1]
    assert "its path is longer than 2000 bytes" in " ".join(line(found, "Ana").notes)


def test_a_submission_has_its_limits(small: Course) -> None:
    small.config.Limits.files = 100
    small.config.Limits.file_size = 2 * 1024**2
    noise = bytes(range(256)) * 5000
    many = zipped({f"{n}.txt": b"" for n in range(150)})
    data = moodle(
        {
            (1, "Ana"): {"Exam.ipynb": right(small), "large.bin": noise * 3},
            (2, "Beto"): {"m.zip": many, "x.ipynb": right(small)},
        }
    )

    found = collected(small, data)

    assert "a file may have at most 2 MB" in " ".join(line(found, "Ana").notes)
    assert "100 files" in " ".join(line(found, "Beto").notes)
    assert [len(one.taken) for one in found.lines] == [1, 1]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_folders_are_collected_like_archives(form: Literal["NFC", "NFD"], small: Course) -> None:
    name = unicodedata.normalize(form, "João Conceição")
    written(small.root / "turma" / name / "Exam.ipynb", right(small))
    written(small.root / "turma" / "Beto" / "sub" / "Exam.ipynb", right(small))
    (small.root / "turma" / "Vazia").mkdir()

    found = collect(small, [small.root / "turma"], "exam")

    assert [one.student for one in found.lines] == ["beto", "joao-conceicao"]
    assert {len(one.taken) for one in found.lines} == {1}


def test_what_is_in_a_folder_counts_for_how_much_may_be_unpacked(
    small: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.lms.collect.LEAST", 0)
    large = {"Exam.ipynb": right(small), "large.bin": bytes(4096 * 60)}
    for name, content in large.items():
        written(small.root / "turma" / "Ana" / name, content)

    found = collect(small, [small.root / "turma"], "exam")

    assert found.lines[0].notes == ["also there: 'large.bin'"]
    assert submitted(small, "ana").keys() == large.keys()


def test_an_assignment_or_archive_that_is_not_there_is_named(small: Course) -> None:
    with pytest.raises(NotGraded, match="exam"):
        collect(small, [small.root / "a.zip"], "exan")
    with pytest.raises(ArchiveError, match=r"a\.zip"):
        collect(small, [small.root / "a.zip"], "exam")
    broken = written(small.root / "a.zip", zipped({"x": b"x" * 1000})[:-30])
    with pytest.raises(ArchiveError, match="end is missing"):
        collect(small, [broken], "exam")


def test_what_is_remembered_is_plain_and_complete(small: Course) -> None:
    collected(small, moodle({(1, "Ana"): {"x.ipynb": right(small)}}))
    collected(small, moodle({(2, "Beto"): {"x.ipynb": right(small)}}))

    text = (small.root / ".collected" / "exam.json").read_text()

    assert json.loads(text) == {
        "ana": {"number": "1", "prefix": "", "left_out": []},
        "beto": {"number": "2", "prefix": "", "left_out": []},
    }
