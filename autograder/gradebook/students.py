"""Who is in the gradebook: nbgrader's students, with what an LMS knows of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from nbgrader.api import Student

from autograder.gradebook.access import open_gradebook


@dataclass(frozen=True)
class Enrolled:
    """A student, in the fields that nbgrader has for one.

    Attributes:
        id: the name of the student's folder in submitted/.
        lms_user_id: under which the LMS knows them.
    """

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_user_id: str = ""


FIELDS = ("first_name", "last_name", "email", "lms_user_id")


def enrolled(db_url: str) -> list[Enrolled]:
    """Return everyone whom the gradebook knows, sorted by id."""
    with open_gradebook(db_url) as gradebook:
        people = sorted(gradebook.students, key=lambda student: str(student.id))
        return [Enrolled(one.id, **names_of(one)) for one in people]


def name_by_id(db_url: str) -> None:
    """Give students without a name their id for one: Formgrader would show "None, None"."""
    with open_gradebook(db_url) as gradebook:
        for student in gradebook.students:
            if not student.first_name and not student.last_name:
                student.first_name, student.last_name = "", student.id
        gradebook.db.commit()


def names_of(student: Student) -> dict[str, str]:
    """Return what is known of a student beside the id, by field."""
    fields = {field: getattr(student, field) or "" for field in FIELDS}
    if fields["last_name"] == student.id and not fields["first_name"]:
        fields["last_name"] = ""  # `name_by_id` wrote it
    return fields


def enroll(db_url: str, people: Iterable[Enrolled]) -> None:
    """Put people into the gradebook; what is not known of them now stays as it was."""
    with open_gradebook(db_url) as gradebook:
        for one in people:
            student = gradebook.db.get(Student, one.id)
            if student is None:
                student = Student(id=one.id)
                gradebook.db.add(student)
            for field, value in asdict(one).items():
                if value:
                    setattr(student, field, value)
        gradebook.db.commit()
