"""Lists of people and worksheets, in all the forms in which systems export them."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from autograder.errors import ArchiveError
from autograder.lms.moments import read_moment
from autograder.lms.moodle import Worksheet
from autograder.lms.roster import read_roster, read_worksheet
from autograder.lms.table import Table
from tests.support.lms import ENGLISH, PORTUGUESE, csv, moodle_row, written, zipped


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Nome,Sobrenome,Número de identificação,Endereço de email,Grupos\nAna,Lima,9,Ana@X.br,\n",
         ("Ana", "Lima", "ana@x.br", "9")),
        ("First name,Last name,Email address\nAna,Lima,ana@x.br\n",
         ("Ana", "Lima", "ana@x.br", "")),
        ('"First name / Surname";"Email"\n"Ana Lima";ana@x.br\n', ("Ana", "Lima", "ana@x.br", "")),
        ("Matrícula;Aluno;E-mail\n9;Lima, Ana;ana@x.br\n", ("Ana", "Lima", "ana@x.br", "9")),
        ("Nome\tContato\nAna Lima\tana@x.br\n", ("Ana", "Lima", "ana@x.br", "")),
        ("LastName,FirstName,ID,SIS Login ID,Section,Exam (1)\n    Points Possible,,,,,10\n"
         "Lima,Ana,9,ana@x.br,A,\n", ("Ana", "Lima", "ana@x.br", "9")),
        ("Student,ID,SIS Login ID,Section,Exam (1)\n,,,,Postagem\n    Points Possible,,,,10\n"
         '"Lima, Ana",9,ana@x.br,A,\n', ("Ana", "Lima", "ana@x.br", "9")),
        ("name,canvas_user_id,user_id,login_id,sections,group_name\nAna Lima,9,s1,ana@x.br,A,G1\n",
         ("Ana", "Lima", "ana@x.br", "9")),
        ("Nome,Sobrenome,E-mail\n , ,\nAna,Lima,ana@x.br\n", ("Ana", "Lima", "ana@x.br", "")),
    ],
)  # fmt: skip
def test_a_list_of_people_is_read(
    text: str, person: tuple[str, str, str, str], tmp_path: Path
) -> None:
    (found,) = read_roster(written(tmp_path / "turma.csv", text.encode("utf-8-sig")))

    assert (found.first, found.last, found.email, found.lms_id) == person


@pytest.mark.parametrize("spoilt", ["no maximum", "a scale", "the word before the numbers"])
def test_a_worksheet_that_takes_no_grades_still_says_who_handed_in_when(
    spoilt: str, tmp_path: Path
) -> None:
    header, row = list(HEAD), list(ROW)
    if spoilt == "no maximum":
        del header[5], row[5]
    elif spoilt == "a scale":
        header[5], row[5] = "Escala", "Ruim\nBom"
    else:
        row[0] = "7"

    (found,) = read_roster(written(tmp_path / "notas.csv", csv([header, row]).encode()))

    assert (found.number, found.name, found.time) == ("7", "Ana", ROW[7])


def test_a_table_without_people_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"turma\.csv: no names were found in it"):
        read_roster(written(tmp_path / "turma.csv", b"a,b\n1,2\n"))


HEAD, ROW = list(PORTUGUESE), moodle_row(7, "Ana", "ana@x.br", changeable="Não")


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (HEAD, ROW),
        (list(ENGLISH), ROW),
        ([*HEAD[:2], "Usuário", "RA", *HEAD[2:]], [*ROW[:2], "2021", "2021", *ROW[2:]]),
        ([*HEAD[:4], "Grupo", "Avaliador", *HEAD[4:]], [*ROW[:4], "G1", "Eva", *ROW[4:]]),
        ([*HEAD[:6], "Fluxo", *HEAD[6:]], [*ROW[:6], "Não avaliado", *ROW[6:]]),
        ([*HEAD[:8], "Texto online", *HEAD[8:]], [*ROW[:8], "<p>em 2026, 10:30", *ROW[8:]]),
        ([*HEAD[:7], *HEAD[8:]], [*ROW[:7], *ROW[8:]]),
        ([HEAD[0], *HEAD[3:]], [ROW[0], *ROW[3:]]),
    ],
    ids=["pt", "en", "more of the person", "groups", "workflow", "text", "no files", "blind"],
)
def test_a_worksheet_s_columns_are_told_by_what_is_in_them(
    header: list[str], row: list[str]
) -> None:
    sheet = Worksheet.of(Table(csv([header, row]).encode()))

    assert sheet is not None
    assert header[sheet.grade] in ("Nota", "Grade")
    assert sheet.comment == len(header) - 1
    assert [person.number for person in sheet.people] == ["7"]
    assert not sheet.can_change(sheet.table.rows[0])


def test_a_worksheet_without_comments_has_no_column_for_them() -> None:
    sheet = Worksheet.of(Table(csv([HEAD[:9], ROW[:9]]).encode()))

    assert sheet is not None
    assert sheet.comment is None


def test_a_scale_is_no_number_of_points() -> None:
    header, row = [*HEAD[:5], "Escala", *HEAD[6:]], [*ROW[:5], "Ruim\nBom", *ROW[6:]]

    assert Worksheet.of(Table(csv([header, row]).encode())) is None


@pytest.mark.parametrize("most", ["0,00", "Ruim\nBom", "-"])
def test_a_worksheet_without_points_says_what_to_change(tmp_path: Path, most: str) -> None:
    sheet = tmp_path / "notas.csv"
    sheet.write_text(csv([HEAD, [*ROW[:5], most, *ROW[6:]]]), encoding="utf-8")

    with pytest.raises(ArchiveError, match="Type: Point"):
        read_worksheet(sheet)


@pytest.mark.parametrize(
    ("name", "kind"), [("xl/workbook.xml", "ZIP archive"), ("[Content_Types].xml", "spreadsheet")]
)
def test_what_is_no_table_is_called_by_its_name(tmp_path: Path, name: str, kind: str) -> None:
    path = tmp_path / "notas.csv"
    path.write_bytes(zipped({name: b""}))

    with pytest.raises(ArchiveError, match=kind):
        read_worksheet(path)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Monday, 14 September 2026, 9:51 PM", (2026, 9, 14, 21, 51)),
        ("segunda-feira, 14 set. 2026, 21:51", (2026, 9, 14, 21, 51)),
        ("lunes, 14 de septiembre de 2026, 21:51", (2026, 9, 14, 21, 51)),
        ("Montag, 14. September 2026, 21:51", (2026, 9, 14, 21, 51)),
        ("mardi 2 juin 2026, 08:00", (2026, 6, 2, 8, 0)),
        ("jeudi 2 juillet 2026, 08:00", (2026, 7, 2, 8, 0)),
        ("terça-feira, 3 mar. 2026, 00:05", (2026, 3, 3, 0, 5)),
        ("Friday, 1 May 2026, 12:00 AM", (2026, 5, 1, 0, 0)),
        ("Friday, 1 May 2026, 12:30 PM", (2026, 5, 1, 12, 30)),
        ("2026年 09月 14日(月曜日) 21:51", (2026, 9, 14, 21, 51)),
        ("2026年09月14日 星期一 21:51", (2026, 9, 14, 21, 51)),
        ("2026年9月14日 星期一 下午 9:51", (2026, 9, 14, 21, 51)),
        ("2026년 9월 14일 월요일 오후 9:51", (2026, 9, 14, 21, 51)),
        ("2026년 9월 14일 월요일 오전 12:05", (2026, 9, 14, 0, 5)),
        ("2026年 02月 31日(火曜日) 10:00", None),
        ("martes, 31 de febrero de 2026, 10:00", None),
        ("03/02/2026 10:00", None),
        ("ontem", None),
    ],
)
def test_moodle_s_dates_are_read_in_several_languages(
    text: str, moment: tuple[int, ...] | None
) -> None:
    zone = ZoneInfo("America/Sao_Paulo")

    assert read_moment(text, zone) == (moment and datetime(*moment, tzinfo=zone))  # type: ignore[misc, arg-type]
