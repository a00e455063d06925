"""What the columns of lists of people and of worksheets are called, in the languages of LMSs."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.lms.names import loose

HEADINGS = {
    "first": ("first name", "given name", "nome", "primeiro nome", "nombre", "prénom", "vorname"),
    "last": (
        *("last name", "surname", "family name", "sobrenome", "apelido", "último nome"),
        *("apellidos", "apellido(s)", "nom", "nom de famille", "nachname"),
    ),
    "name": (
        *("full name", "name", "student", "student name", "nome completo", "aluno", "estudante"),
        *("nombre completo", "nom complet", "vollständiger name", "first name / last name"),
        *("first name / surname", "nome / sobrenome", "nombre / apellido(s)"),
    ),
    "login": (
        "username",
        "login",
        "login_id",
        "nome de usuário",
        "identificação de usuário",
        "usuario",
    ),
    "lms_id": (
        *("id number", "número de identificação", "matrícula", "student id", "número de id"),
        "canvas_user_id",
        *("ra", "número de matrícula", "numéro d'identification", "id-nummer"),
    ),
}
"""What the columns of a list of participants are called, by field, in languages of LMSs.

Those of e-mail addresses are known by what is in them."""


WORKSHEET = {
    "status": ("status", "situação", "estado", "statut", "stato", "состояние"),
    "grade": (
        *("grade", "nota", "avaliação", "calificación", "note", "bewertung", "valutazione"),
        *("qualificació", "cijfer", "beoordeling", "оценка"),
    ),
    "maximum": (
        *("maximum grade", "nota máxima", "avaliação máxima", "calificación máxima"),
        *("puntuación máxima", "note maximale", "bestwertung", "valutazione massima"),
        *("punteggio massimo", "qualificació màxima", "maximumcijfer", "maximale beoordeling"),
        "максимальная оценка",
    ),
    "scale": ("scale", "escala", "échelle", "barème", "skala", "scala", "schaal", "шкала"),
    "allowed": (
        *("grade can be changed", "nota pode ser alterada", "a nota pode ser alterada"),
        *("avaliação pode ser alterada", "calificación puede ser cambiada"),
        *("la calificación puede ser cambiada", "la calificación se puede cambiar"),
        *("la note peut être modifiée", "bewertung kann geändert werden"),
        *("la valutazione può essere modificata", "оценка может быть изменена"),
    ),
    "submitted": (
        *("last modified (submission)", "última modificação (envio)"),
        *("última modificação (trabalho)", "última modificación (entrega)"),
        *("última modificación (envío)", "dernière modification (travail remis)"),
        *("dernière modification (travail)", "zuletzt geändert (abgabe)"),
        *("ultima modifica (consegna)", "последнее изменение (ответ)"),
    ),
    "marked": (
        *("last modified (grade)", "última modificação (nota)", "última modificação (avaliação)"),
        *("última modificación (calificación)", "dernière modification (note)"),
        *("zuletzt geändert (bewertung)", "ultima modifica (valutazione)"),
        "последнее изменение (оценка)",
    ),
    "comment": (
        *("feedback comments", "comentários de feedback", "comentarios de retroalimentación"),
        *("comentarios de la retroalimentación", "feedback par commentaires"),
        *("feedback als kommentar", "commenti di feedback", "отзыв в виде комментария"),
    ),
}
"""What the columns of Moodle's grading worksheet are called, in languages of Moodle."""

POINT = frozenset({"maximum grade"})
COMMA = frozenset(
    {
        *("nota máxima", "avaliação máxima", "note maximale", "bestwertung", "valutazione massima"),
        *("punteggio massimo", "qualificació màxima", "максимальная оценка"),
    }
)
"""How the maximum is called where decimals have a point, or a comma. Spanish has both."""


def decimal_sign(heading: str) -> str:
    """Return the decimal sign of the language of Moodle's maximum; empty: that is not known."""
    for sign, known in ((".", POINT), (",", COMMA)):
        if loose(heading) in {loose(word) for word in known}:
            return sign
    return ""


def named_columns(header: Sequence[str]) -> dict[str, list[int]]:
    """Return the numbers of the columns that are called as in Moodle's worksheet, by field."""
    plain = [loose(heading) for heading in header]
    found = {}
    for field, words in WORKSHEET.items():
        known = {loose(word) for word in words}
        found[field] = [number for number, heading in enumerate(plain) if heading in known]
    return found


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """Return the numbers of the columns whose headings are known, by field."""
    known = {loose(word): field for field, words in HEADINGS.items() for word in words}
    where: dict[str, int] = {}
    for number, heading in enumerate(header):
        if field := known.get(loose(heading)):
            where.setdefault(field, number)
    return where
