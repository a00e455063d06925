"""The page's parts: numbers in the course's language, pictures with words, tables that are safe."""

import csv
from pathlib import Path

import pytest

from autograder.errors import CourseError
from autograder.gradebook.students import Enrolled
from autograder.report.charts import distribution, histogram
from autograder.report.earlier import compare
from autograder.report.items import Item
from autograder.report.misconceptions import anonymous
from autograder.report.tables import _shown, _write
from autograder.report.view import code, number, percent
from lesson.i18n import use


def test_numbers_are_written_in_the_course_s_language() -> None:
    assert [number(0.5), number(10.0), number(-0.25), number(-0.001), number(None)] == [
        *("0.5", "10", "−0.25", "0", "–")
    ]
    use("pt_BR")
    assert (number(1.25), percent(0.126)) == ("1,25", "13%")


def test_the_largest_and_extra_points_are_in_the_last_bar() -> None:
    bins = distribution([0, 9.9, 10, 55, 100, 104], 100)

    assert [one.count for one in bins] == [2, 1, 0, 0, 0, 1, 0, 0, 0, 2]


@pytest.mark.parametrize(("points", "most"), [([], 0.0), ([], 10.0), ([0.0], 0.0), ([3.0], 3.0)])
def test_a_picture_says_in_words_what_it_shows(points: list[float], most: float) -> None:
    drawn = histogram(distribution(points, most))

    assert 'role="img"' in drawn
    assert "Students by points" in drawn
    assert "nan" not in drawn


def test_a_table_can_hold_what_cannot_be_encoded() -> None:
    assert str(_shown("a\ud800b\0")).encode() == b"a\\ud800b\\x00"


def test_a_snippet_has_no_name_no_comment_and_an_end() -> None:
    author = Enrolled("s01", "Ana Maria", "São João", "ana@uni.example")
    source = (
        '# Ana\ndef ana_f(x):\n    """by Ana"""\n    return "S01", "João"  # me\n' + "x = 1\n" * 90
    )

    found = anonymous(source, author)

    assert found.startswith('def …_f(x):\n    return "…", "…"\nx = 1')
    assert found.count("\n") == 25


def test_code_is_cut_and_nothing_in_it_is_unseen() -> None:
    shown = code("t", "a\u202eb\n" + "x" * 999)

    assert [len(line) for line, _marked in shown.lines] == [8, 100]


def items(*shares: float | None) -> list[Item]:
    return [Item("N", f"t{n}", 1, 9, share, None, None) for n, share in enumerate(shares)]


def test_an_earlier_report_is_compared_by_cell(tmp_path: Path) -> None:
    text = "notebook,grade_id,difficulty\nN,t0,0.5\nN,t1,0.9\nN,gone,1\nN,t2,\n"
    (tmp_path / "tasks.csv").write_text(text)

    found = compare(tmp_path, items(0.6, 0.2, 0.3, 0.4))

    assert [(one.cell, one.then, one.now) for one in found.changes] == [
        ("t1", 0.9, 0.2),
        ("t0", 0.5, 0.6),
    ]
    assert found.new == ["t3"]


def test_a_cell_whose_name_looks_like_a_formula_is_found_in_an_earlier_report(
    tmp_path: Path,
) -> None:
    header = "notebook,grade_id,difficulty"
    before = [Item("=N", "-t", 1, 9, 0.5, None, None)]
    _write(tmp_path / "tasks.csv", header, ((i.notebook, i.cell, i.difficulty) for i in before))

    found = compare(tmp_path, [Item("=N", "-t", 1, 9, 0.6, None, None)])

    assert [(one.cell, one.then, one.now) for one in found.changes] == [("-t", 0.5, 0.6)]


@pytest.mark.parametrize("content", [None, b"a;b\n1;2", b"\xff\xfe\0", b"notebook,grade_id\nN,t"])
def test_an_earlier_report_that_is_none_is_named(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "tasks.csv").write_bytes(content)

    with pytest.raises(CourseError, match=r"tasks\.csv cannot be read"):
        compare(tmp_path, items(0.5))


def test_a_table_is_read_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerow([_shown('a,"b"'), _shown("ç\n=")])

    assert next(csv.reader([path.read_text()])) == ['a,"b"', "ç\\n="]
