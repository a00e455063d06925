"""timestamp.txt: times with one meaning are read, others refused, and none is guessed."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from nbgrader.exchange.abc import Exchange
from nbgrader.utils import parse_utc

from autograder.errors import SubmissionError
from autograder.intake.timestamp import read_timestamp, readable_by_nbgrader


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2025-03-02 00:10 UTC", "2025-03-02 00:10"),
        ("2025-03-02 00:10", "2025-03-02 00:10"),
        ("2025-03-02T00:10:00Z", "2025-03-02 00:10"),
        ("2025-03-02 00:10 BRT", "2025-03-02 03:10"),
        ("2019-01-02 00:10 BRST", "2019-01-02 02:10"),
        ("2025-03-02 00:10:59 AMT", "2025-03-02 04:10:59"),
        ("2025-03-02 00:10 ACT", "2025-03-02 05:10"),
        ("2025-03-02 00:10 FNT", "2025-03-02 02:10"),
        ("2025-03-02 00:10 America/Sao_Paulo", "2025-03-02 03:10"),
        ("2019-01-02 00:10 America/Sao_Paulo", "2019-01-02 02:10"),
        ("2025-03-02 00:10 America/Rio_Branco", "2025-03-02 05:10"),
        ("2025-03-02 00:10 -03", "2025-03-02 03:10"),
        ("2025-03-02 00:10 -0300", "2025-03-02 03:10"),
        ("2025-03-02 00:10-03:00", "2025-03-02 03:10"),
        ("2025-03-02 00:10 GMT-3", "2025-03-02 03:10"),
        ("2025-03-02 00:10 +0530", "2025-03-01 18:40"),
    ],
)
def test_a_time_is_read_as_it_is_meant_and_so_that_nbgrader_reads_the_same(
    text: str, utc: str
) -> None:
    expected = datetime.fromisoformat(utc).replace(tzinfo=UTC)

    time = read_timestamp(text, "UTC")

    assert time == expected
    assert parse_utc(readable_by_nbgrader(text, time)) == expected.replace(tzinfo=None)


@pytest.mark.parametrize("zone", ["UTC", "America/Sao_Paulo", "Europe/Berlin", "America/New_York"])
@pytest.mark.parametrize("month", ["01", "07"])
def test_nbgraders_own_form_is_read_in_whatever_zone_the_course_has(zone: str, month: str) -> None:
    time = datetime.fromisoformat(f"2025-{month}-15 12:30:00.123456").replace(tzinfo=ZoneInfo(zone))
    text = time.strftime(Exchange().timestamp_format)

    assert read_timestamp(text, zone) == time


def test_what_nbgrader_reads_rightly_stays_as_it_is() -> None:
    """The exchange finds a student's feedback by this very text."""
    text = "2025-03-02 23:10:00.000001 UTC"

    assert readable_by_nbgrader(text, read_timestamp(text, "UTC")) == text


@pytest.mark.parametrize(
    "text",
    [
        "02/03/2025",
        "02/03/2025 10:00",
        "2025",
        "2025-03-02",
        "10:00",
        "03-02-25 10:00",
        "2 mar 2025",
    ],
)
def test_what_has_more_than_one_meaning_is_refused_with_the_form_to_write(text: str) -> None:
    with pytest.raises(SubmissionError, match="can be read in two ways") as caught:
        read_timestamp(text, "UTC")

    assert f"'{text}'" in str(caught.value)
    assert "YEAR-MONTH-DAY HOUR:MINUTE:SECOND ZONE" in str(caught.value)


@pytest.mark.parametrize("zone", ["XYZT", "horário de Brasília", "../../etc/passwd", "CEST"])
def test_an_unknown_zone_is_refused_by_its_name(zone: str) -> None:
    with pytest.raises(SubmissionError, match="time zone that is not known") as caught:
        read_timestamp(f"2025-03-02 10:00 {zone}", "UTC")

    assert zone in str(caught.value)
