"""Who handed in which file, by the paths that each system makes."""

import pytest

from autograder.lms.archive import Entry
from autograder.lms.authors import Author, by_author, pieces_of


def authors(*paths: str) -> dict[str, list[str]]:
    """Return the paths of each author's files, by name or id."""
    entries = [Entry(tuple(path.split("/")), 1, lambda target: None) for path in paths]
    read = pieces_of(entries, "exam")
    found = {
        handin.author.name or handin.author.student: ["/".join(p.parts) for p in handin.pieces]
        for handin in by_author(read.pieces)
    }
    return found | ({"?": [entry.path for entry in read.unknown]} if read.unknown else {})


@pytest.mark.parametrize(
    ("path", "name", "file"),
    [
        ("Ana Lima_1234_assignsubmission_file/Exam.ipynb", "Ana Lima", "Exam.ipynb"),
        ("Ana Lima_1234_assignsubmission_file_/Exam.ipynb", "Ana Lima", "Exam.ipynb"),
        ("Ana Lima_1234_assignsubmission_file_Exam.ipynb", "Ana Lima", "Exam.ipynb"),
        ("Ana Lima_1234_assignsubmission_file/a/b_1_c/x y.ipynb", "Ana Lima", "a/b_1_c/x y.ipynb"),
        ("Turma A/Ana_1_assignsubmission_file/Exam.ipynb", "Ana", "Exam.ipynb"),
        ("Ana_1_assignsubmission_onlinetext/onlinetext.html", "Ana", "onlinetext.html"),
        ("Ana_1_assignsubmission_onlinetext_onlinetext.html", "Ana", "onlinetext.html"),
        ("Silva_Souza Ana_1_assignsubmission_file/x.ipynb", "Silva Souza Ana", "x.ipynb"),
        ("Ana 2_77_assignsubmission_file/x.ipynb", "Ana 2", "x.ipynb"),
        ("Maria-José DÁvila_8_assignsubmission_file/x.ipynb", "Maria-José DÁvila", "x.ipynb"),
        ("Grupo padrão_assignsubmission_file/x.ipynb", "Grupo padrão", "x.ipynb"),
        ("Ana_1_assignsubmission_file/B_2_assignsubmission_file/x.ipynb", "Ana",
         "B_2_assignsubmission_file/x.ipynb"),
    ],
)  # fmt: skip
def test_moodles_paths_are_read(path: str, name: str, file: str) -> None:
    assert authors(path) == {name: [file]}


def test_moodles_folders_of_files_and_of_text_are_one_person_s() -> None:
    assert authors(
        "Ana_1_assignsubmission_file/Exam.ipynb",
        "Ana_1_assignsubmission_onlinetext/onlinetext.html",
        "Ana_2_assignsubmission_file/Exam.ipynb",
        "leia-me.txt",
    ).keys() == {"Ana", "?"}
    entries = [
        Entry((f"Ana_{n}_assignsubmission_file", "Exam.ipynb"), 1, lambda target: None)
        for n in (1, 2)
    ]
    pieces = pieces_of(entries, "exam").pieces
    assert [handin.author.number for handin in by_author(pieces)] == ["1", "2"]


@pytest.mark.parametrize(
    ("name", "author", "file", "origin"),
    [
        ("silvaana_1234_56789_Exam.ipynb", Author("silvaana", lms_id="1234"), "Exam.ipynb",
         "silvaana_1234_56789_"),
        ("silvaana_LATE_1234_56789_Exam-1.ipynb", Author("silvaana", lms_id="1234", late=True),
         "Exam-1.ipynb", "silvaana_LATE_1234_56789_"),
        ("dávilajosé_1_2_minha_prova_3_4.ipynb", Author("dávilajosé", lms_id="1"),
         "minha_prova_3_4.ipynb", "dávilajosé_1_2_"),
        ("silvaana_LATE_1234_text.html", Author("silvaana", lms_id="1234", late=True),
         "text.html", ""),
        ("anon_x1Y2z_567_Exam.ipynb", Author(student="anon-x1Y2z"), "Exam.ipynb",
         "anon_x1Y2z_567_"),
        ("शर्मासुनीता_2001_5_Exam.ipynb", Author("शर्मासुनीता", lms_id="2001"), "Exam.ipynb",
         "शर्मासुनीता_2001_5_"),
        ("silva2_12_34_Exam.ipynb", Author("silva2", lms_id="12"), "Exam.ipynb", "silva2_12_34_"),
    ],
)  # fmt: skip
def test_canvas_s_names_are_read(name: str, author: Author, file: str, origin: str) -> None:
    for path in ((name,), ("submissions", name)):
        read = pieces_of([Entry(path, 1, lambda target: None)], "exam")
        (piece,) = read.pieces

        assert (piece.author, piece.parts, piece.origin) == (author, (file,), origin)
        assert read.unknown == []


@pytest.mark.parametrize(
    ("paths", "found"),
    [
        (["ana/exam/Exam.ipynb", "beto/exam/Exam.ipynb"], {"ana": 1, "beto": 1}),
        (["submitted/ana/exam/Exam.ipynb"], {"ana": 1}),
        (["ana+exam+2026-09-14 10:00:00 UTC+x9/Exam.ipynb"], {"ana": 1}),
        (["Ana Lima/Exam.ipynb", "Beto/Prova final.ipynb"], {"Ana Lima": 1, "Beto": 1}),
        (["Turma/Ana/Exam.ipynb", "Turma/Beto/a/Exam.ipynb"], {"Ana": 1, "Beto": 1}),
        (["a/b/Ana/Exam.ipynb", "a/b/Beto/Exam.ipynb"], {"Ana": 1, "Beto": 1}),
        (["Ana/Exam.ipynb"], {"Ana": 1}),
        (["Ana/trabalho/Exam.ipynb"], {"Ana": 1}),
        (["Ana.zip", "Beto Reis.ZIP"], {"Ana": 1, "Beto Reis": 1}),
        (["Turma/Ana.zip", "Turma/Beto.zip"], {"Ana": 1, "Beto": 1}),
        (["Lab/Ana Lima - Exam.ipynb", "Lab/Beto - Exam.ipynb"], {"Ana Lima": 1, "Beto": 1}),
        (["Exam.ipynb"], {"?": 1}),
    ],
)
def test_other_layouts_are_read(paths: list[str], found: dict[str, int]) -> None:
    assert {name: len(files) for name, files in authors(*paths).items()} == found


NAMED_AS_MOODLE_DOES = "Beto Reis_7_assignsubmission_file"


@pytest.mark.parametrize(
    ("paths", "found"),
    [
        (["Ana/Exam.ipynb", "Beto/Exam.ipynb", f"Eva/{NAMED_AS_MOODLE_DOES}/Exam.ipynb"],
         {"Ana": 1, "Beto": 1, "Eva": 1}),
        (["Ana/Exam.ipynb", f"Eva/{NAMED_AS_MOODLE_DOES}/Exam.ipynb"], {"Ana": 1, "Eva": 1}),
        (["limaana_11_501_Exam.ipynb", "ngeva_14_504_x_assignsubmission_file_Exam.ipynb"],
         {"limaana": 1, "ngeva": 1}),
        (["Lab/Ana - Exam.ipynb", "Lab/Beto - Exam.ipynb",
          "Lab/Eva - x_assignsubmission_file_Exam.ipynb"], {"Ana": 1, "Beto": 1, "Eva": 1}),
        (["ana/exam/Exam.ipynb", f"eva/exam/{NAMED_AS_MOODLE_DOES}/Exam.ipynb"],
         {"ana": 1, "eva": 1}),
        (["Ana/exam/Exam.ipynb", "Ana/exam/lesson/a.py", "Ana/exam/lesson/b.py",
          "Beto/Exam.ipynb", "Carla/Exam.ipynb"], {"Ana": 3, "Beto": 1, "Carla": 1}),
        (["ana/exam/Exam.ipynb", "beto/quiz/Quiz.ipynb", "carla/quiz/Quiz.ipynb"],
         {"ana": 1}),
        (["Turma/Ana/Exam.ipynb", "Turma/Beto/Exam.ipynb", "leia-me.txt"],
         {"Ana": 1, "Beto": 1, "?": 1}),
        (["Ana Lima/trabalho/Exam.ipynb", "Ana Lima/lesson/x.txt"], {"Ana Lima": 2}),
        (["Turma A/Ana_1_assignsubmission_file/Exam.ipynb",
          "Turma B/Beto_2_assignsubmission_file/Exam.ipynb"], {"Ana": 1, "Beto": 1}),
    ],
)  # fmt: skip
def test_one_student_s_names_do_not_decide_for_the_others(
    paths: list[str], found: dict[str, int]
) -> None:
    assert {name: len(files) for name, files in authors(*paths).items()} == found


@pytest.mark.parametrize(("timed", "trusted"), [(1, False), (2, True), (3, True)])
def test_times_are_trusted_where_nbgrader_wrote_most(timed: int, trusted: bool) -> None:
    students = ("ana", "beto", "eva")
    paths = [f"{student}/exam/Exam.ipynb" for student in students]
    paths += [f"{student}/exam/timestamp.txt" for student in students[:timed]]
    entries = [Entry(tuple(path.split("/")), 1, lambda target: None) for path in paths]
    pieces = pieces_of(entries, "exam").pieces
    assert {piece.trusted for piece in pieces} == {trusted}


def test_files_of_other_assignments_are_told_apart_in_nbgrader_s_folder() -> None:
    paths = [f"submitted/{one}/{name}/Exam.ipynb" for one in "ab" for name in ("exam", "quiz")]
    paths += ["submitted/a/notes.txt"]
    entries = [Entry(tuple(path.split("/")), 1, lambda target: None) for path in paths]
    read = pieces_of(entries, "exam")
    assert [piece.author.student for piece in read.pieces] == ["a", "b"]
    assert [entry.path for entry in read.unknown] == ["submitted/a/notes.txt"]
    assert read.elsewhere == ["quiz"]
