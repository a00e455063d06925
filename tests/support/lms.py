"""Archives and lists as learning management systems make them, for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbformat.notebooknode import NotebookNode

from autograder.course import Course, Submission
from autograder.files import contents
from autograder.gradebook.attempts import Counted
from autograder.gradebook.outcome import Row
from autograder.gradebook.points import GRADED, MANUAL, NOT_GRADED
from autograder.lms.collect import Collected, Line, collect
from autograder.lms.give_back import Returned
from autograder.lms.give_back import give_back as give_counted
from autograder.notebook import load_notebook
from tests.support.grading import EXAM, right_exam

PORTUGUESE = (
    *("Identificador", "Nome completo", "Endereço de e-mail", "Status", "Nota", "Nota máxima"),
    *("Nota pode ser alterada", "Última modificação (envio)", "Última modificação (nota)"),
    "Comentários de feedback",
)
ENGLISH = (
    *("Identifier", "Full name", "Email address", "Status", "Grade", "Maximum Grade"),
    *("Grade can be changed", "Last modified (submission)", "Last modified (grade)"),
    "Feedback comments",
)


def zipped(files: Mapping[str, bytes] | Iterable[tuple[str, bytes]]) -> bytes:
    """Return a ZIP file with these files."""
    pairs = files.items() if isinstance(files, Mapping) else files
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in pairs:
            archive.writestr(name, content)
    return made.getvalue()


def right(course: Course) -> bytes:
    """Return a right exam, as a file."""
    return as_bytes(right_exam(course))


def as_released(course: Course) -> bytes:
    """Return the exam as students get it, as a file."""
    return as_bytes(load_notebook(course.root / "release" / EXAM))


def half_right(course: Course) -> bytes:
    """Return an exam with one task right and the other wrong, as a file."""
    notebook = right_exam(course)
    cell = next(cell for cell in notebook.cells if cell.id == "greet")
    cell.source = "def greet(name):\n    return name"
    return as_bytes(notebook)


def as_bytes(notebook: NotebookNode) -> bytes:
    """Return a notebook as the bytes of a file."""
    text: str = nbformat.writes(notebook)
    return text.encode()


def written(path: Path, content: bytes) -> Path:
    """Write a file and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def csv(rows: Sequence[Sequence[str]], separator: str = ",", end: str = "\n") -> str:
    """Return a table as PHP writes it: in quotes what has blanks, quotes or separators in it."""
    return "".join(separator.join(_quoted(cell, separator) for cell in row) + end for row in rows)


def _quoted(cell: str, separator: str) -> str:
    if any(char in cell for char in f'{separator}" \n\t\\'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def moodle_row(
    number: int,
    name: str,
    email: str = "",
    grade: str = "",
    when: str = "segunda-feira, 14 set. 2026, 21:51",
    marked: str = "-",
    changeable: str = "Sim",
    word: str = "Participante",
    most: str = "100,00",
) -> list[str]:
    """Return a row of Moodle's grading worksheet."""
    status = "Enviado para avaliação - "
    return [f"{word}{number}", name, email, status, grade, most, changeable, when, marked, ""]


MOODLE_CLASS = (
    (4101, "Ana Lima", "ana.lima@example.edu"),
    (4102, "João Antônio Conceição", "joao@example.edu"),
    (4103, "José D'Ávila", "jose.davila@example.edu"),
    (4104, "Maria Souza", "maria.souza@example.edu"),
    (4105, "Maria Souza", "msouza2@example.edu"),
    (4106, "Rui Reis", "rui@example.edu"),
)
"""The class of docs/lms.md: number, name, e-mail address."""


def moodle_download(course: Course) -> bytes:
    """Return what the class of docs/lms.md handed in, as Moodle hands it out."""
    folder = "{}_assignsubmission_file/{}"
    half = half_right(course)
    whole = zipped({"exam/Exam.ipynb": right(course), "exam/dados.csv": b"1,2\n"})
    return zipped(
        {
            folder.format("Ana Lima_4101", "Exam.ipynb"): right(course),
            folder.format("João Antônio Conceição_4102", "prova final (1).ipynb"): half,
            folder.format("José DÁvila_4103", "exam.zip"): whole,
            folder.format("Maria Souza_4104", "Exam.ipynb"): as_released(course),
            folder.format("Maria Souza_4104", "Exam-pronto.ipynb"): right(course),
            folder.format("Maria Souza_4105", "Exam.ipynb"): right(course)[:900],
        }
    )


def moodle_worksheet() -> bytes:
    """Return the grading worksheet of that class, as a teacher downloads it."""
    rows = [moodle_row(*one, when="-" if one[1] == "Rui Reis" else MOMENT) for one in MOODLE_CLASS]
    return csv([PORTUGUESE, *rows]).encode()


MOMENT = "segunda-feira, 14 set. 2026, 21:51"


CANVAS_CLASS = (
    ("Lima, Ana", "1201", "ana.lima@example.edu"),
    ("Conceição, João Antônio", "1202", "joao@example.edu"),
    ("Reis, Rui", "1203", "rui@example.edu"),
)


def canvas_download(course: Course) -> bytes:
    """Return what a class handed in, as Canvas hands it out."""
    return zipped(
        {
            "limaana_1201_56001_Exam.ipynb": right(course),
            "conceiçãojoãoantônio_LATE_1202_56002_Exam-1.ipynb": half_right(course),
        }
    )


def canvas_gradebook() -> bytes:
    """Return the gradebook of that class, as Canvas exports it."""
    person = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    header = [*person, "Exam (8801)", "Final Score"]
    rows = [[name, number, "", login, "T1", "", ""] for name, number, login in CANVAS_CLASS]
    possible = ["    Points Possible", "", "", "", "", "10.00", "(read only)"]
    return csv([header, possible, *rows]).encode("utf-8-sig")


def give_back(course: Course, table: Sequence[Row], *where: Any, **more: Any) -> Returned:
    """Give back what rows say, which are all of last attempts."""
    ours: dict[Submission, list[Row]] = {}
    for row in table:
        ours.setdefault(Submission(row.student, row.assignment), []).append(row)
    return give_counted(course, {s: Counted(course, r) for s, r in ours.items()}, *where, **more)


def points(student: str, first: float | None, second: float | None, **more: float) -> list[Row]:
    """Return the rows of a submission to an exam of 2 and 3 points; None: a person has to read."""
    total = (first or 0) + (second or 0) - more.get("penalty", 0)
    key = (student, "exam", "Exam")
    return [
        Row(*key, "test-double", first, 2, MANUAL if first is None else GRADED, "",
            more.get("penalty"), total),
        Row(*key, "test-greet", second, 3, MANUAL if second is None else GRADED),
    ]  # fmt: skip


def failed(student: str) -> list[Row]:
    """Return the row of a submission that could not be graded."""
    return [Row(student, "exam", "Exam", "test-double", None, 5, NOT_GRADED, "it is damaged")]


def moodle(files: Mapping[tuple[int, str], Mapping[str, bytes]]) -> bytes:
    """Return Moodle's download: a folder each, from whose name Moodle takes some signs."""
    made: dict[str, bytes] = {}
    for (number, name), own in files.items():
        plain = "".join(char for char in name.replace("_", " ") if char not in "&<>\"`|':\\/")
        made |= {f"{plain}_{number}_assignsubmission_file/{path}": own[path] for path in own}
    return zipped(made)


def roster(*rows: list[str], secret: bool = False) -> bytes:
    """Return Moodle's list of people, as a file; while names are secret, it has none."""
    header = PORTUGUESE[:1] + PORTUGUESE[3:] if secret else PORTUGUESE
    return csv([header, *rows]).encode()


def collected(course: Course, data: bytes, people: bytes | None = None) -> Collected:
    """Collect an archive, and a list of people if there is one."""
    archive = written(course.root / "downloads" / "a.zip", data)
    listed = None if people is None else written(course.root / "downloads" / "r.csv", people)
    return collect(course, [archive], "exam", listed)


def line(found: Collected, name: str) -> Line:
    """Return what became of one author's files."""
    (one,) = (each for each in found.lines if each.name == name)
    return one


def submitted(course: Course, student: str) -> dict[str, bytes]:
    """Return a student's files as they were collected."""
    return contents(course.root / "submitted" / student / "exam")
