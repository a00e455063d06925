"""Who is who: authors of an archive, people of a list and students of the gradebook are joined.

What is sure decides first: an id, an e-mail address, Moodle's number together with the name. A name
alone decides where only one person has it. Two of one name are asked about, never merged.
"""

from __future__ import annotations

import glob
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from autograder.errors import UnknownPerson
from autograder.gradebook.students import Enrolled
from autograder.i18n import _
from autograder.intake.files import bad_name
from autograder.lms.authors import Author
from autograder.lms.names import exact, joined, loose, slug
from autograder.lms.person import Person
from autograder.text import printable

NOBODY: Mapping[str, str] = MappingProxyType({})
PARTICIPANTS = frozenset({"participant", "participante", "teilnehmer/in", "partecipante"})
"""What Moodle calls a person whose name it keeps secret, in the languages of its worksheets."""


class People:
    """The people of a class, to be found by whatever is known of one.

    Args:
        people: of the list.
    """

    def __init__(self, people: Sequence[Person]) -> None:
        self.people = people

    def find(self, author: Author) -> Person | None:
        """Return who an author is; None: nobody of the list.

        Raises:
            UnknownPerson: there is more than one who it could be.
        """
        sure = self._sure(author)
        if sure is not None:
            return sure
        name = author.name
        for form in (exact, loose, joined):
            key = form(name)
            found = [p for p in self.people if key and key in {form(one) for one in _names(p)}]
            if len(found) > 1:
                raise UnknownPerson(_several(name, found))
            if found and not _are_others(author, found[0]):
                return found[0]
        return None

    def _sure(self, author: Author) -> Person | None:
        """Return the one whom more than a name tells."""
        tests: list[Callable[[Person], bool]] = []
        if author.student:
            tests.append(lambda p: p.student == author.student)
            tests.append(lambda p: author.student in (p.login, p.lms_id, p.email))
        if author.lms_id:
            tests.append(lambda p: p.lms_id == author.lms_id)
        if author.number:
            tests.append(lambda p: p.number == author.number and _agree(author.name, p))
        if name := author.name.strip().lower():
            tests.append(lambda p: name in (p.email, p.student, p.login.lower(), p.lms_id))
        for test in tests:
            found = [person for person in self.people if test(person)]
            if len(found) == 1:
                return found[0]
        return None


def _names(person: Person) -> tuple[str, ...]:
    return person.name, f"{person.first} {person.last}", f"{person.last} {person.first}"


def _agree(name: str, person: Person) -> bool:
    """Return whether a name can be a person's.

    Some LMSs keep names secret while one grades. Where groups hand in, Moodle writes the group's
    name and a `-` in front of the person's.
    """
    if not person.name or name.casefold() in PARTICIPANTS:
        return True
    words = name.split("-")
    forms = {joined("-".join(words[first:])) for first in range(len(words))}
    return not forms.isdisjoint(joined(one) for one in _names(person))


def _are_others(author: Author, person: Person) -> bool:
    """Return whether two with one name are told apart by the number of one assignment or an id."""
    return any(
        mine and theirs and mine != theirs
        for mine, theirs in ((author.lms_id, person.lms_id), (author.number, person.number))
    )


def _several(name: str, found: Iterable[Person]) -> str:
    text = _("there are several whose name is {name}: {people}")
    shown = "; ".join(printable(person.shown, 80) for person in found)
    return text.format(name=printable(name, 80), people=shown)


def with_students(
    people: Sequence[Person], known: Sequence[Enrolled], numbers: Mapping[str, str] = NOBODY
) -> list[Person]:
    """Return the people of a list with their ids in the gradebook, and new ids for new ones.

    An id is the e-mail address up to its `@`, as far as nobody else has that; then the whole
    address. Whoever has no address has the login, or a name. Who cannot be told from another
    person gets none.

    Args:
        people: of the list.
        known: who is in the gradebook; nobody of them gets another id.
        numbers: who had which of Moodle's numbers in this assignment; it alone tells who somebody
            is whose name is kept secret.
    """
    people = list(dict.fromkeys(people))
    ids = [
        _known(person, known, people) if person.name else numbers.get(person.number, "")
        for person in people
    ]
    taken = {one.id.casefold() for one in known}
    new = [person for person, student in zip(people, ids, strict=True) if not student]
    short, long = (Counter(map(form, new)) for form in (_short, _long))
    made = []
    for person, student in zip(people, ids, strict=True):
        free = [
            name
            for name, count in ((_short(person), short), (_long(person), long))
            if name and count[name] == 1 and name.casefold() not in taken
        ]
        made.append(student or next(iter(free), ""))
    counts = Counter(made)
    return [
        replace(person, student=student if counts[student] == 1 else "")
        for person, student in zip(people, made, strict=True)
    ]


def from_gradebook(known: Iterable[Enrolled]) -> list[Person]:
    """Return the students of a gradebook as people."""
    return [
        Person(
            f"{one.first_name} {one.last_name}".strip() or one.id,
            one.first_name,
            one.last_name,
            one.email.lower(),
            one.lms_user_id,
            student=one.id,
        )
        for one in known
    ]


def new_student(author: Author) -> str:
    """Return an id for somebody of whom nothing is known but what the archive says."""
    if author.student:
        fits = glob.escape(author.student) == author.student.lstrip(".")
        return author.student if fits else _fit(author.student)
    name = _by_name(author.name)
    return f"{name}-{author.lms_id}" if author.lms_id else name


def _known(person: Person, known: Iterable[Enrolled], people: Iterable[Person]) -> str:
    """Return the id that a person has in the gradebook already, if they are there."""
    tests: tuple[Callable[[Enrolled], bool], ...] = (
        lambda one: bool(person.lms_id) and one.lms_user_id == person.lms_id,
        lambda one: bool(person.email) and one.email.lower() == person.email,
        lambda one: bool(person.login) and one.id == person.login,
    )
    for test in tests:
        found = [one for one in known if test(one)]
        if len(found) == 1:
            return found[0].id
    if sum(exact(other.name) == exact(person.name) for other in people) != 1:
        return ""
    named = [one for one in known if _is_named(one, person)]
    return named[0].id if len(named) == 1 else ""


def _is_named(one: Enrolled, person: Person) -> bool:
    """Return whether a student has a person's name, and nothing that tells them apart."""
    pairs = ((one.email.lower(), person.email), (one.lms_user_id, person.lms_id))
    if any(mine and theirs and mine != theirs for mine, theirs in pairs):
        return False
    name = f"{one.first_name} {one.last_name}".strip() or one.id
    return bool(person.name) and joined(name) in {joined(form) for form in _names(person)}


def _short(person: Person) -> str:
    """Return the id that a person would have if nobody else had it."""
    if person.email:
        return _fit(person.email.partition("@")[0])
    if person.login:
        return _fit(person.login.lower())
    if person.name:
        return _by_name(person.name)
    return f"participant-{person.number}" if person.number else ""


def _long(person: Person) -> str:
    """Return an id that nobody else can have, as far as there is one."""
    if person.email:
        return _fit(person.email)
    return f"{_by_name(person.name)}-{person.lms_id}" if person.lms_id else ""


def _by_name(name: str) -> str:
    """Return an id made of a name; of one in another script, the name itself."""
    return slug(name) or _fit(name)


def _fit(name: str) -> str:
    """Return a name with only such characters as nbgrader's folders can have."""
    made = "".join(char if char.isalnum() or char in "._-@" else "-" for char in name).strip(".-")
    return "" if bad_name(made) else made


def no_id(person: Person) -> str:
    """Return why somebody of a list has no id, and what to do."""
    text = _(
        "{name}: another student has this name, and the list says nothing that tells them apart. "
        "Give a list with e-mail addresses"
    )
    return text.format(name=printable(person.shown, 80))
