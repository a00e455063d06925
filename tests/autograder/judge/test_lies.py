"""Attacks on remote objects: each earns nothing here, and all points beside the region."""

import pytest

from autograder.judge import notebook, plain
from autograder.judge.deadline import deadline
from autograder.judge.hidden import examine
from autograder.judge.region import Source, released_by
from tests.support.fork import forked
from tests.support.lies import LIES, TIRING


@pytest.mark.parametrize("name", LIES)
def test_a_lie_earns_nothing(name: str) -> None:
    lie = LIES[name]
    imports = released_by([Source("import numpy as np\nfrom math import isclose", given=True)])
    with forked() as student:
        assert student.run(lie.notebook) == ""
        report = examine(lie.region, student, 2, "test", imports)

    assert report.score == 0


@pytest.mark.parametrize("name", LIES)
def test_the_same_lie_earns_all_points_in_one_process(name: str) -> None:
    lie = LIES[name]
    with forked() as student:
        assert student.run(f"{lie.notebook}\n{lie.region}") == ""


@pytest.mark.parametrize("name", TIRING)
def test_an_answer_without_end_or_measure_costs_its_author_the_points(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notebook, "QUESTIONS", 500)
    text, region = TIRING[name]
    with forked() as student:
        assert student.run(text) == ""
        report = examine(region, student, 2, "test")

    assert report.score == 0
    assert report.findings[0].observed


def test_a_number_that_is_the_length_of_a_loop_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "deadline", lambda: deadline(0.2))
    region = "total = 0\nfor i in range(f()):\n    total += 1\nassert total == f()"
    with forked() as student:
        student.run("def f():\n    return 10**15")
        report = examine(region, student, 2, "test")

    assert report.score == 0
    assert "too long" in report.findings[0].observed
