"""Dates and times as Moodle writes them for people, in the language of whoever reads it.

A spreadsheet program may have made others of them, or the number of days since 1899.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from nbgrader.exchange.abc import Exchange

from autograder.course import Course
from autograder.lms.names import loose

TIME = re.compile(
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?::\d\d)?\s*(?P<half>[ap]\.?\s?m\.?)?", re.I
)
YEAR = re.compile(r"(?:19|20)\d\d")
DAY = re.compile(r"(?<!\d)(?P<day>\d{1,2})(?!\d)")
FIGURES = re.compile(
    r"(?:(?P<iso>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"
    r"|(?P<first>\d{1,2})[-/.](?P<second>\d{1,2})[-/.](?P<year>\d{4}))[T,\s]+"
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)?\s*(?P<half>[ap]\.?\s?m\.?)?",
    re.IGNORECASE,
)
SERIAL = re.compile(r"(?P<days>[3-6]\d{4})(?:[.,](?P<part>\d+))?")
EXACT = 4  # decimals of a day, with which a minute is told
EPOCH = datetime(1899, 12, 30)
EASTERN = re.compile(
    r"(?P<year>\d{4})\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]\D*?"
    r"(?P<half>(?:[上下]午|午[前後]|오[전후]|[AaPp][Mm])?)\s*(?P<hour>\d{1,2}):(?P<minute>\d\d)\D*"
)
"""Chinese, Japanese and Korean: the year is first, and the figures have their words."""
AFTERNOON = re.compile(r"[下後후Pp]")
MOMENT = re.compile(r".*(?<!\d)(?:19|20)\d\d(?!\d).*(?<!\d)\d{1,2}[:.]\d\d(?!\d).*", re.DOTALL)
DATE = re.compile(r"\d{1,4}[-/.\s]\w{1,10}[-/.\s]\d{2,4}\b.*")
HIDDEN = re.compile(r"#{3,}")
"""What a spreadsheet program shows for a time in a column that is too narrow."""

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


def looks_like_time(text: str) -> bool:
    """Return whether a text is where times are, even if it cannot be read."""
    return any(form.fullmatch(text) for form in (MOMENT, DATE, SERIAL, HIDDEN))


def read_moment(text: str, zone: ZoneInfo | None) -> datetime | None:
    """Return a date and time such as "segunda-feira, 14 set. 2026, 21:51".

    Args:
        text: with one way to read it: the month is a word, or the day is more than 12, or the year
            is first. A spreadsheet program's number of days has to tell the minute.
        zone: in which it is; None: this computer's.

    Returns:
        The time, or None if it cannot be read.
    """
    text = text.strip()
    if SERIAL.fullmatch(text):
        local = _of_days(text)
    else:
        local = _of_eastern(text) or _of_figures(text) or _of_words(text)
    return local.replace(tzinfo=zone).astimezone(zone) if local else None


def _of_days(text: str) -> datetime | None:
    """Return the minute that a spreadsheet program's number of days tells."""
    found = SERIAL.fullmatch(text)
    if found is None or len(found["part"] or "") < EXACT:
        return None
    minutes = round(float(f"{found['days']}.{found['part']}") * 24 * 60)
    return EPOCH + timedelta(minutes=minutes)


def _of_figures(text: str) -> datetime | None:
    """Return a time whose date has nothing but figures, if there is one way to read it."""
    found = FIGURES.fullmatch(text)
    if found is None:
        return None
    if found["iso"]:
        year, month, day = int(found["iso"]), int(found["month"]), int(found["day"])
    else:
        year, first, second = (int(found[name]) for name in ("year", "first", "second"))
        if min(first, second) != max(first, second) and max(first, second) <= len(MONTHS):
            return None  # 3 February or 2 March
        day, month = max(first, second), min(first, second)
    return _local(year, month, day, _hour(found), int(found["minute"]))


def _of_eastern(text: str) -> datetime | None:
    """Return a time such as "2026年 09月 14日(月曜日) 21:51"."""
    found = EASTERN.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(found[name]) for name in ("year", "month", "day"))
    return _local(year, month, day, _hour(found), int(found["minute"]))


def _of_words(text: str) -> datetime | None:
    """Return a time in whose date the month is a word."""
    time, year = TIME.search(text), YEAR.search(text)
    if time is None or year is None:
        return None
    rest = text.replace(time[0], " ", 1).replace(year[0], " ", 1)
    day, month = DAY.search(rest), _month(rest)
    if day is None or month is None:
        return None
    return _local(int(year[0]), month, int(day["day"]), _hour(time), int(time["minute"]))


def _hour(time: re.Match[str]) -> int:
    """Return the hour of a time, of 24."""
    hour = int(time["hour"])
    if half := time["half"]:
        hour = hour % 12 + (12 if AFTERNOON.search(half) else 0)
    return hour


def _local(year: int, month: int, day: int, hour: int, minute: int) -> datetime | None:
    """Return a time in a zone that is not said; None: there is none such."""
    try:
        return datetime(year, month, day, hour, minute)
    except ValueError:  # the 31st of April
        return None


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
