"""What students read beside their grade in the LMS."""

import csv
import io
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.lms.comment import by_hand
from lesson.i18n import use
from tests.autograder.lms.test_give_back import PT, known
from tests.support import lms as support
from tests.support.lms import give_back, moodle_row, points, written


def test_a_teacher_s_comment_stays_in_front_of_ours(small: Course, tmp_path: Path) -> None:
    known(small, {"ana": ("Ana", 1), "beto": ("Beto", 2)})
    rows = [moodle_row(1, "Ana", "ana@x.br"), moodle_row(2, "Beto", "beto@x.br")]
    rows[0][-1] = "<p>Bom trabalho!</p>"
    sheet = written(tmp_path / "notas.csv", support.csv([PT, *rows]).encode())

    give_back(small, points("ana", 1, 3) + points("beto", 2, 3), tmp_path / "back", sheet)
    table = points("ana", 2, 3) + points("beto", 2, 3)
    again = give_back(small, table, tmp_path / "on", tmp_path / "back" / "notas.csv")

    comments = [row[-1] for row in csv.reader(io.StringIO(again.files[0].read_text("utf-8")))][1:]
    assert comments[0].startswith("<p>Bom trabalho!</p> 5 of 5 points.")
    assert comments[1].startswith("5 of 5 points.")
    assert [text.count("points.") for text in comments] == [1, 1]


RIGHT = "7 of 10 points. Everything is right."
LOST = "7 of 10 points. Points lost in: a 1/2, b 0/3. Look first at a (T divides (all) logits)."


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        (RIGHT, ""),
        (f"<p>{LOST}</p>", ""),
        ("7 of 10 points. Late: 2 points less.", ""),
        ("2 of 10 points. This counts: attempt 2. Points lost in: a 1/2. Late: 1 points less. "
         "Look first at a.", ""),
        ("Oral: 7 of 10 points. I liked the end.", "Oral: 7 of 10 points. I liked the end."),
        (f"Oral: 4 of 4 points. {RIGHT}", "Oral: 4 of 4 points."),
        (f"Well done. {LOST} Come and see me.", "Well done.\nCome and see me."),
    ],
)  # fmt: skip
def test_what_a_teacher_wrote_stays(text: str, stays: str) -> None:
    assert by_hand(text) == stays


def test_comments_are_in_the_course_s_language(small: Course, tmp_path: Path) -> None:
    known(small, {"ana": ("Ana", 1)})
    use("pt_BR")
    sheet = written(
        tmp_path / "n.csv", support.csv([PT, moodle_row(1, "Ana", "ana@x.br")]).encode()
    )

    give_back(small, points("ana", 2, 0), tmp_path / "back", sheet)

    assert "2 de 5 pontos" in (tmp_path / "back" / "n.csv").read_text()
