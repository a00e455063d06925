"""Groups in Canvas: what one member of a group handed in is the work of them all.

Canvas provides it once, under the ID of one of them. Who is in which group is in another file, the
set of groups as Canvas exports it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.errors import ArchiveError
from autograder.i18n import _
from autograder.lms.authors import ANONYMOUS, Handin
from autograder.lms.match import anonymous, has_name
from autograder.lms.person import Person
from autograder.lms.table import Table
from autograder.text import printable

USER = ("canvas_user_id", "login_id")
GROUP = ("canvas_group_id", "group_id", "group_name")
"""The columns of Canvas's file that tell a person, and a group; each may be empty."""

Claim = tuple[Person, Handin]
Groups = Mapping[tuple[str, str], str]
"""Who is in which group: the group by a column that tells a person and what is in it."""


def read_groups(path: Path) -> Groups:
    """Read who is in which group.

    Raises:
        ArchiveError: it is not such a file.
    """
    table = Table.read(path)
    if not _is_of_groups(table):
        text = _(
            "{path}: it is not a file of groups. In Canvas: People > the set of groups > "
            "Import > Download Course Roster CSV"
        )
        raise ArchiveError(text.format(path=path))
    where = {name: number for number, name in enumerate(table.header)}
    found: dict[tuple[str, str], str] = {}
    for row in table.rows:
        value = {name: table.value(row, where.get(name)) for name in (*USER, *GROUP)}
        group = next((f"{name}={value[name]}" for name in GROUP if value[name]), "")
        if group:
            found |= {(name, value[name].casefold()): group for name in USER if value[name]}
    return found


def _is_of_groups(table: Table) -> bool:
    return any(name in table.header for name in USER) and any(n in table.header for n in GROUP)


def shared(claims: Sequence[Claim], people: Iterable[Person], groups: Groups) -> list[Claim]:
    """Return what was handed in with everybody whose work it is.

    Args:
        claims: what was handed in, with the person under whom Canvas provides it.
        people: of the class.
        groups: who is in which group (see `read_groups`).
    """
    own = {person.student for person, _handin in claims}
    senders: dict[str, list[Claim]] = {}
    for person, handin in claims:
        if group := _group(person, groups):
            senders.setdefault(group, []).append((person, handin))
    found = list(claims)
    for person in people:
        sent = senders.get(_group(person, groups), [])
        if person.student and person.student not in own and len(sent) == 1:
            sender, handin = sent[0]
            found.append((person, replace(handin, sender=sender.name or sender.student)))
    return found


def _group(person: Person, groups: Groups) -> str:
    user, login = USER
    keys = ((user, person.lms_id), (login, person.login), (login, person.email))
    found = (groups.get((name, value.casefold()), "") for name, value in keys)
    return next(filter(None, found), "")


def advice(claims: Sequence[Claim], absent: int) -> list[str]:
    """Return what a teacher should know of an archive of Canvas's without a file of groups.

    Args:
        claims: what was handed in, by whom.
        absent: how many handed in nothing.
    """
    secret = any(handin.author.student.startswith(ANONYMOUS) for _person, handin in claims)
    found = [anonymous()] if secret else []
    ours = [(person, handin.author) for person, handin in claims if handin.author.lms_id]
    other = next(((one, author) for one, author in ours if not has_name(one, author)), None)
    file = _(
        "Canvas provides a group's work only once, under the ID of one of its members. So that "
        "everybody in a group gets it, give the file of groups with --groups (in Canvas: "
        "People > the set of groups > Import > Download Course Roster CSV)"
    )
    if other:
        text = _("'{name}' has the ID of {person}: is it a group's name? {file}")
        name, person = printable(other[1].name, 80), other[0].shown
        found.append(text.format(name=name, person=person, file=file))
    elif ours and absent >= len(ours):
        found.append(_("If groups hand in this assignment: {file}").format(file=file))
    return found
