"""Who is who: authors of an archive, people of a list and students of the gradebook are joined.

What is sure decides first: an id, Moodle's number together with the name. A name alone decides
where only one person has it. Two of one name are asked about, never merged. A login is not a name:
one person's can be another's name, so it decides only where no name does.
"""

from __future__ import annotations

import glob
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from autograder.errors import UnknownPerson
from autograder.gradebook.students import Enrolled
from autograder.i18n import N_, _
from autograder.intake.files import bad_name
from autograder.lms.authors import ANONYMOUS, Author
from autograder.lms.names import damaged, exact, joined, loose, slug
from autograder.lms.person import Person
from autograder.text import printable

NOBODY: Mapping[str, str] = MappingProxyType({})
PARTICIPANTS = frozenset({"participant", "participante", "teilnehmer/in", "partecipante"})
"""What Moodle calls a person whose name it keeps secret, in the languages of its worksheets."""
UNLISTED = N_(
    "nobody with this name is in the list: download a newer one, or see --groups if it is a group"
)
NO_NAME = re.compile(r"[\d@._]")
"""What a login, an id or an address has, and hardly a name."""


class People:
    """The people of a class, to be found by whatever is known of one.

    Args:
        people: of the list.
    """

    def __init__(self, people: Sequence[Person]) -> None:
        self.people = people

    def find(self, author: Author) -> Person | None:
        """Return who an author is; None: nobody on the list.

        Raises:
            UnknownPerson: it could be more than one person.
        """
        sure = self._sure(author)
        if sure is not None:
            return sure
        named = self._named(author)
        may_be_login = author.login or (named is None and NO_NAME.search(author.name))
        signed = self._signed(author) if may_be_login else None
        if named is not None and signed is not None and named != signed:
            text = _(
                "'{name}' is one person's name and another's login, id or address: {people}. "
                "Give the folder or ZIP file an e-mail address as its name"
            )
            raise UnknownPerson(_about(text, author.name, (named, signed)))
        return named or signed

    def with_id(self, student: str) -> Person | None:
        """Return who has an id, in whatever case: on some disks it is one folder."""
        wanted = student.casefold()
        return next((one for one in self.people if one.student.casefold() == wanted), None)

    def why_not(self, author: Author) -> str:
        """Return why an author is nobody on the list, and what to do."""
        if author.student.startswith(ANONYMOUS):
            return anonymous()
        if author.name.casefold() in PARTICIPANTS and author.number:
            text = _(
                "nobody in the list has the number {number}: is it the worksheet of another "
                "assignment? {advice}"
            )
            return text.format(number=author.number, advice=advice())
        if damaged(author.name):
            return lost_letters()
        for person in self.people:
            theirs = person.number or person.lms_id
            if person.name and theirs and _agree(author.name, person):
                text = _(
                    "the name is in the list, but with the number {theirs} and not {ours}: the "
                    "list is another assignment's or another system's. {advice}"
                )
                ours = (author.number if person.number else author.lms_id) or "-"
                return text.format(theirs=theirs, ours=ours, advice=advice())
        return _(UNLISTED)

    def _sure(self, author: Author) -> Person | None:
        """Return the one whom more than a name tells."""
        tests: list[Callable[[Person], bool]] = []
        if author.student:
            tests.append(lambda p: p.student == author.student)
        if author.lms_id:
            tests.append(lambda p: p.lms_id == author.lms_id)
        if author.number:
            tests.append(lambda p: p.number == author.number and _agree(author.name, p))
        for test in tests:
            found = [person for person in self.people if test(person)]
            if len(found) == 1:
                return found[0]
        return None

    def _named(self, author: Author) -> Person | None:
        """Return the only one who has an author's name."""
        for form in (exact, loose, joined):
            key = form(author.name)
            found = [p for p in self.people if key and key in {form(one) for one in _names(p)}]
            if len(found) > 1:
                text = _("there are several whose name is {name}: {people}. {advice}")
                raise UnknownPerson(_about(text, author.name, found))
            if found and not _are_others(author, found[0]):
                return found[0]
        return None

    def _signed(self, author: Author) -> Person | None:
        """Return the only one whose login, id or address is what an archive calls an author."""
        text = (author.student or author.name).strip().casefold()
        found = [
            person for person in self.people if text and text in map(str.casefold, _logins(person))
        ]
        if len(found) > 1:
            said = _("there are several whose login, id or address is {name}: {people}. {advice}")
            raise UnknownPerson(_about(said, text, found))
        return found[0] if found else None


def _logins(person: Person) -> tuple[str, ...]:
    return person.email, person.student, person.login, person.lms_id


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


def has_name(person: Person, author: Author) -> bool:
    """Return whether what an archive calls an author is a person's name."""
    return not person.name or joined(author.name) in {joined(one) for one in _names(person)}


def _are_others(author: Author, person: Person) -> bool:
    """Return whether two with one name are told apart by the number of one assignment or an id."""
    return any(
        mine and theirs and mine != theirs
        for mine, theirs in ((author.lms_id, person.lms_id), (author.number, person.number))
    )


def _about(text: str, name: str, found: Iterable[Person]) -> str:
    shown = "; ".join(person.shown for person in found)
    return text.format(name=printable(name, 80), people=shown, advice=advice())


def advice() -> str:
    """Return what tells people apart."""
    return _(
        "Tell them apart with --roster: Moodle's grading worksheet of this very assignment has a "
        "number for each, Canvas's gradebook an ID"
    )


def lost_letters() -> str:
    """Return why a name of an archive says nothing, and what to do."""
    return _(
        "the archive has lost letters of this name: download it once more, and use it as it is"
    )


def anonymous() -> str:
    """Return why nobody can tell whose Canvas's anonymous files are, and what to do."""
    return _(
        "Canvas has hidden the names in this archive, so nobody can tell whose the work is: in "
        "Canvas, turn off anonymous grading or post the grades, and download the submissions once "
        "more"
    )


def with_students(
    people: Sequence[Person], known: Sequence[Enrolled], numbers: Mapping[str, str] = NOBODY
) -> list[Person]:
    """Return the people of a list with their ids in the gradebook, and new ids for new ones.

    An id is the e-mail address up to its `@`, as far as nobody else has that; then the whole
    address. A person without an address gets the login, or a name. One who cannot be told from
    another person gets none.

    Args:
        people: of the list.
        known: who is in the gradebook; nobody of them gets another id.
        numbers: who had which of Moodle's numbers in this assignment; it alone tells who somebody
            is whose name is, or was, kept secret, or whose address has changed.
    """
    people = list(dict.fromkeys(people))
    ids = [_known(person, known, people) or _numbered(person, known, numbers) for person in people]
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
            called(one),
            one.first_name,
            one.last_name,
            one.email.lower(),
            one.lms_user_id,
            student=one.id,
        )
        for one in known
    ]


def called(one: Enrolled) -> str:
    """Return a student's name in full, or the id of one who has none."""
    return f"{one.first_name} {one.last_name}".strip() or one.id


def legible(
    people: Iterable[Person], known: Iterable[Enrolled]
) -> tuple[list[Person], list[Person], list[Person]]:
    """Return people whose names can be read; a program may have lost letters of some.

    Args:
        people: of a list, with their ids.
        known: who is in the gradebook.

    Returns:
        Those who can be told: with the names of the list, or those that the gradebook has. Who of
        them has the gradebook's name. Who cannot be told.
    """
    names = {one.id: one for one in known if not damaged(called(one))}
    told, kept, lost = [], [], []
    for person in people:
        one = names.get(person.student)
        lone = "?" in person.name and one is not None and "?" not in called(one)
        if not damaged(person.name) and not lone:
            told.append(person)
        elif one is not None:
            first, last = one.first_name, one.last_name
            kept.append(replace(person, name=called(one), first=first, last=last))
            told.append(kept[-1])
        else:
            lost.append(person)
    return told, kept, lost


def new_student(author: Author) -> str:
    """Return an id for somebody of whom nothing is known but what the archive says."""
    if author.student:
        fits = glob.escape(author.student) == author.student.lstrip(".")
        return author.student if fits else _fit(author.student)
    name = _by_name(author.name)
    return f"{name}-{author.lms_id}" if author.lms_id else name


def _known(person: Person, known: Sequence[Enrolled], people: Sequence[Person]) -> str:
    """Return the id that a person has in the gradebook already, if they are there."""
    if not person.name:
        return ""
    tests: tuple[Callable[[Enrolled], bool], ...] = (
        lambda one: bool(person.lms_id) and one.lms_user_id == person.lms_id,
        lambda one: bool(person.email) and one.email.lower() == person.email,
        lambda one: bool(person.login) and one.id == person.login and _can_be(one, person, people),
    )
    for test in tests:
        found = [one for one in known if test(one)]
        if len(found) == 1:
            return found[0].id
    if sum(exact(other.name) == exact(person.name) for other in people) != 1:
        return ""
    named = [one for one in known if _is_named(one, person)]
    return named[0].id if len(named) == 1 else ""


def _numbered(person: Person, known: Sequence[Enrolled], numbers: Mapping[str, str]) -> str:
    """Return the id of who had a person's number, unless they have another name."""
    student = numbers.get(person.number, "")
    names = {exact(f"{one.first_name} {one.last_name}") for one in known if one.id == student}
    return student if not person.name or names & {"", exact(person.name)} else ""


def _can_be(one: Enrolled, person: Person, people: Iterable[Person]) -> bool:
    """Return whether nothing tells a student from the person whose login is the student's id."""
    others = (other for other in people if other != person)
    return not _differ(one, person) and not any(_is_named(one, other) for other in others)


def _differ(one: Enrolled, person: Person) -> bool:
    """Return whether an address or an id tells a student from a person."""
    pairs = ((one.email.lower(), person.email), (one.lms_user_id, person.lms_id))
    return any(mine and theirs and mine != theirs for mine, theirs in pairs)


def _is_named(one: Enrolled, person: Person) -> bool:
    """Return whether a student has a person's name, and nothing that tells them apart."""
    if _differ(one, person) or damaged(person.name):
        return False
    name = called(one)
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
        "{name}: another student has this name or address, and nothing in the list tells them "
        "apart (Moodle's numbers hold for one assignment only). Give a list in which each has an "
        "e-mail address of their own"
    )
    return text.format(name=person.shown)
