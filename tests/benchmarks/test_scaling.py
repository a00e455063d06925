"""docs/scaling.md: its numbers are those of benchmarks/RESULTS.md, in each language."""

import pytest

from benchmarks.results import rows
from benchmarks.scaling import pages, written

TABLE = """Ten submissions.

| assignment | t, s | overhead, s | command, s | more |
|---|---|---|---|---|
| exam | 3.00 | 0.60 | 0.025 | - |
| quiz-before | 0.10 | 0.26 | 0.020 | - |
"""
PAGE = """| task | code | rest | hours | command | workers |
|---|---|---|---|---|---|
| exam | | | | | |
| quiz-before | 1 | 2 | 3 | 4 | 5 |
| **both** | | | | | |
"""
MEASURED = {row["assignment"]: row for row in rows(TABLE)}


def test_a_row_follows_from_its_measurement() -> None:
    lines = written(PAGE, MEASURED, ".").splitlines()

    assert lines[2] == "| exam | 3.0 | 0.6 | 10 | 0.025 | 143 |"  # 10,000 × 3.6 s; 3.575 / 0.025
    assert lines[3] == "| quiz-before | 0.1 | 0.3 | 1 | 0.020 | 17 |"
    assert lines[4] == "| **both** | | | 11 | | |"


def test_a_language_has_its_own_decimal_sign() -> None:
    assert "| exam | 3,0 | 0,6 | 10 | 0,025 | 143 |" in written(PAGE, MEASURED, ",")


def test_what_was_written_is_written_again() -> None:
    once = written(PAGE, MEASURED, ",")

    assert written(once, MEASURED, ",") == once


def test_other_assignments_are_refused() -> None:
    with pytest.raises(ValueError, match="quiz-after"):
        written(PAGE.replace("quiz-before", "quiz-after"), MEASURED, ".")


def test_the_pages_say_what_was_measured_last() -> None:
    for path, text in pages().items():
        assert path.read_text(encoding="utf-8") == text, "run python -m benchmarks.scaling"
