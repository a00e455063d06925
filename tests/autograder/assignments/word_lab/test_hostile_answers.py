"""Whatever a lab answers, each hidden test has a verdict: right answers, with others put in.

The right answers are the reference solution's own, recorded once and replayed.
"""

import functools
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.judge import wire
from autograder.judge.hidden import examine
from autograder.judge.student import Student
from autograder.notebook import load_notebook, solution, split
from tests.autograder.assignments.oracle import forged
from tests.autograder.assignments.test_hostile_answers import (
    ANSWERS,
    LONGEST,
    STRANGE,
    Change,
    answered_at_length,
    anywhere,
    in_one,
    light,
)
from tests.conftest import ROOT
from tests.support.fork import forked

# The reference solution answers once, in half a minute.
pytestmark = [pytest.mark.xdist_group("recorded lab"), pytest.mark.slow]

SOURCE = load_notebook(ROOT / "source" / "word-lab" / "WordLevelLab.ipynb")
REGIONS = {
    cell.metadata.nbgrader.grade_id: (split(cell.source)[1], float(cell.metadata.nbgrader.points))
    for cell in SOURCE.cells
    if cell.cell_type == "code" and split(cell.source)[1]
}


class Recorder(Student):
    """Asks another student and keeps what came back."""

    def __init__(self, other: Student, seed: bytes) -> None:
        super().__init__(seed)
        self._other = other
        self.replies: list[str] = []

    def _exchange(self, source: str, name: str, payload: str) -> str:
        self.replies.append(self._other._exchange(source, name, payload))
        return self.replies[-1]


class Replay(Student):
    """Answers as was recorded, but for one change."""

    def __init__(self, replies: list[str], change: Change) -> None:
        super().__init__(b"secret")
        self._replies = enumerate(replies)
        self._change = change

    def _exchange(self, source: str, name: str, payload: str) -> str:
        number, reply = next(self._replies, (-1, forged({"returned": None})))
        opened = wire.loads(reply)
        if "returned" not in opened:
            return reply
        return forged({"returned": self._change(number, opened["returned"])})


@functools.cache
def recorded() -> dict[str, list[str]]:
    """Return the replies of the reference solution to each hidden test, by grade id."""
    with forked(b"secret") as student:
        for cell in SOURCE.cells:
            nbgrader = cell.metadata.get("nbgrader", {})
            if cell.cell_type == "code" and nbgrader and not nbgrader.get("grade"):
                assert student.run(solution(cell.source)) == ""
        found = {}
        for name, (region, points) in REGIONS.items():
            recorder = Recorder(student, b"secret")
            assert examine(region, recorder, points, name).score == points
            found[name] = recorder.replies
        return found


def judged(name: str, change: Change) -> float:
    """Judge changed answers; return the points, and see that the report can be shown."""
    region, points = REGIONS[name]
    report = examine(region, Replay(recorded()[name], change), points, name)
    for finding in report.findings:
        for text in (finding.title, finding.expected, finding.observed, finding.hint):
            assert len(text.encode("utf-8")) <= LONGEST
        assert all(math.isfinite(value) for value in finding.evidence.values())
    return report.score


def answers(name: str) -> list[Any]:
    """Return the right answers to a hidden test, None where an error is right."""
    return [wire.loads(reply).get("returned") for reply in recorded()[name]]


@pytest.mark.parametrize("name", REGIONS)
def test_what_was_recorded_is_right(name: str) -> None:
    assert judged(name, lambda _number, answer: answer) == REGIONS[name][1]


@pytest.mark.parametrize("name", REGIONS)
def test_the_same_strange_answer_to_everything_earns_nothing(name: str) -> None:
    assert [value for value in STRANGE if judged(name, lambda _n, _a, v=value: v) > 0] == []  # type: ignore[misc]


def judge_anything(name: str, data: st.DataObject) -> None:
    """Put anything into one place of one answer; a verdict is all that may come of it."""
    right = answers(name)
    number = data.draw(st.integers(0, len(right) - 1))
    path, value = anywhere(data, right[number])
    judged(name, in_one(number, path, value))


@pytest.mark.parametrize("name", REGIONS)
@light
@given(data=st.data())
def test_whatever_is_answered_there_is_a_verdict(name: str, data: st.DataObject) -> None:
    judge_anything(name, data)


@pytest.mark.parametrize("name", REGIONS)
def test_whatever_is_answered_there_is_a_verdict_at_length(name: str) -> None:
    assert answered_at_length(answers(name), functools.partial(judged, name)) >= ANSWERS
