"""Ordinary hidden regions, unchanged: what they give for right and for wrong notebooks."""

import pytest

from autograder.judge.hidden import examine
from autograder.judge.region import Released
from autograder.judge.report import Report
from autograder.judge.student import NotebookStudent
from tests.support.idioms import IDIOMS


def judged(notebook: str, region: str, released: Released | None = None) -> Report:
    """Run a notebook and judge a region about it; the cell is worth 2 points."""
    names = {"__name__": "__main__"}
    exec(compile(notebook, "<cell>", "exec"), names)  # noqa: S102 - a notebook of the bank
    return examine(region, NotebookStudent(names), 2, "test", released)


@pytest.mark.parametrize("name", IDIOMS)
def test_a_right_notebook_gets_all_points(name: str) -> None:
    one = IDIOMS[name]
    report = judged(one.right, one.region)

    assert report.score == 2, report.findings


@pytest.mark.parametrize("name", IDIOMS)
def test_a_wrong_notebook_gets_none_and_is_told_what_was_observed(name: str) -> None:
    one = IDIOMS[name]
    report = judged(one.wrong, one.region)

    assert report.score == 0
    (finding,) = report.findings
    assert one.observed in f"{finding.observed} {finding.hint}"
