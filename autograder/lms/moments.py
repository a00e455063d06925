"""Dates and times as Moodle writes them for people, in the language of whoever reads it."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from nbgrader.exchange.abc import Exchange

from autograder.course import Course
from autograder.lms.names import loose

TIME = re.compile(
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?::\d\d)?\s*(?P<half>[ap]\.?\s?m\.?)?", re.I
)
YEAR = re.compile(r"(?:19|20)\d\d")
DAY = re.compile(r"(?<!\d)(?P<day>\d{1,2})(?!\d)")
MONTHS = (
    ("jan", "ene", "gen"),
    ("feb", "fev"),
    ("mar", "mrt", "maa"),
    ("apr", "abr", "avr"),
    ("may", "mai", "mag", "mei"),
    ("jun", "juin", "giu"),
    ("jul", "juil", "lug"),
    ("aug", "ago", "aou"),
    ("sep", "set"),
    ("oct", "out", "okt", "ott"),
    ("nov",),
    ("dec", "dez", "dic"),
)
"""How the names of months begin, without accents, in languages of Western Europe."""


def read_moment(text: str, zone: ZoneInfo | None) -> datetime | None:
    """Return a date and time such as "segunda-feira, 14 set. 2026, 21:51".

    Args:
        text: with the month as a word, so that there is one way to read it.
        zone: in which it is; None: this computer's.

    Returns:
        The time, or None if it cannot be read.
    """
    time, year = TIME.search(text), YEAR.search(text)
    if time is None or year is None:
        return None
    rest = text.replace(time[0], " ", 1).replace(year[0], " ", 1)
    day, month = DAY.search(rest), _month(rest)
    if day is None or month is None:
        return None
    hour = int(time["hour"])
    if half := time["half"]:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    try:
        local = datetime(int(year[0]), month, int(day["day"]), hour, int(time["minute"]))
    except ValueError:  # the 31st of April
        return None
    return local.replace(tzinfo=zone).astimezone(zone)


def _month(text: str) -> int | None:
    """Return the month that a text names; days of the week can begin like one."""
    for word in reversed(re.findall(r"[^\W\d_]+", text)):
        plain = loose(word)
        for number, begins in enumerate(MONTHS, start=1):
            if any(plain.startswith(begin) for begin in begins):
                return number
    return None


def course_zone(course: Course) -> ZoneInfo | None:
    """Return the time zone that the course's configuration names; None: it names none."""
    if "timezone" not in course.config.get("Exchange", {}):
        return None
    return ZoneInfo(Exchange(config=course.config).timezone)
