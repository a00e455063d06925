"""What the columns of lists of people are called, in the languages of LMSs."""

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


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """Return the numbers of the columns whose headings are known, by field."""
    known = {loose(word): field for field, words in HEADINGS.items() for word in words}
    where: dict[str, int] = {}
    for number, heading in enumerate(header):
        if field := known.get(loose(heading)):
            where.setdefault(field, number)
    return where
