"""When a submission was handed in, as timestamp.txt says it: read as it is meant, or refused.

dateutil, with which nbgrader reads the file, takes 02/03/2025 for the third of February, 2025 for
today, -0300 for 300 seconds and a zone that it does not know for UTC. Each can make a submission
late that was not. So only what has a single meaning is read here.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from nbgrader.utils import parse_utc

from autograder.errors import SubmissionError
from autograder.i18n import _
from autograder.text import quoted

NAME = "timestamp.txt"  # nbgrader's
FORM = "%Y-%m-%d %H:%M:%S.%f %Z"  # nbgrader's own
CLEAR = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)\s*(.*)", re.ASCII | re.DOTALL
)
OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d\d?):?([0-5]\d)?", re.ASCII)
WORLD = ("", "Z", "UTC", "GMT")  # nbgrader writes times without a zone, too; it means UTC
BRAZIL = {"FNT": -2, "BRST": -2, "BRT": -3, "AMST": -3, "AMT": -4, "ACT": -5}
"""Hours from UTC, by abbreviations that Brazilian systems write and the zones' database lacks."""


def read_timestamp(text: str, course_zone: str) -> datetime:
    """Return when a submission was handed in, in UTC.

    Args:
        text: of timestamp.txt.
        course_zone: name of the zone in which nbgrader's exchange writes the course's times.

    Raises:
        SubmissionError: it does not say so, or in a way that has more than one meaning.
    """
    found = CLEAR.fullmatch(text)
    if found is None:
        raise _unclear(text)
    try:
        local = datetime.fromisoformat(f"{found[1]} {found[2]}")
        zone = _zone(found[3], local, course_zone)
        if zone is not None:
            return local.replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):  # the 45th of a month, or before the first year
        raise _unclear(text) from None
    reason = _("'{name}' names a time zone that is not known: {zone}. {form}")
    raise SubmissionError(reason.format(name=NAME, zone=quoted([found[3][:40]]), form=_form()))


def _unclear(text: str) -> SubmissionError:
    reason = _("'{name}' is not a valid date and time, or can be read in two ways: {text}. {form}")
    return SubmissionError(reason.format(name=NAME, text=quoted([text[:40]]), form=_form()))


def readable_by_nbgrader(text: str, time: datetime) -> str:
    """Return a timestamp's text, in nbgrader's form if nbgrader would read it as another time."""
    try:
        same = parse_utc(text) == time.replace(tzinfo=None)
    except (ValueError, OverflowError, TypeError, AttributeError):
        same = False
    return text if same else time.strftime(FORM)


def _zone(name: str, local: datetime, course_zone: str) -> tzinfo | None:
    """Return the zone of a name; None: it is not known."""
    if name.upper() in WORLD:
        return UTC
    if found := OFFSET.fullmatch(name.upper()):
        sign = -1 if found[1] == "-" else 1
        return timezone(sign * timedelta(hours=int(found[2]), minutes=int(found[3] or 0)))
    if name.upper() in BRAZIL:
        return timezone(timedelta(hours=BRAZIL[name.upper()]))
    for fold in (0, 1):  # an abbreviation of the course's own zone, in summer or in winter
        there = local.replace(tzinfo=ZoneInfo(course_zone), fold=fold)
        if there.tzname() == name and (offset := there.utcoffset()) is not None:
            return timezone(offset)
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # no such zone; or no name of one
        return None


def _form() -> str:
    return _(
        "Write it as YEAR-MONTH-DAY HOUR:MINUTE:SECOND ZONE, such as 2025-03-02 23:50:00 -0300, "
        "or remove the file, and hand in again"
    )
