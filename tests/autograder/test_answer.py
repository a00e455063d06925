"""The far end of the door: one probe, run beside the student's code."""

from typing import Any

import numpy as np
import pytest
from hypothesis import settings

from autograder import wire
from autograder.wire import answer, dumps, loads

# The same examples in every run, and no clock: a test is right or wrong, never lucky.
steady = settings(derandomize=True, deadline=None, database=None, max_examples=200)
hostile = settings(steady, max_examples=500)


PROBE = """
def value(student, **inputs):
    return inputs

def call(student):
    return student["answers"]()

def nested(student):
    data = []
    for _ in range(100):
        data = [data]
    return data
"""


def reply(name: str, payload: str = "", **namespace: object) -> Any:
    return loads(answer(PROBE, name, payload or dumps({}), namespace))


def test_an_answer_holds_what_the_probe_returned() -> None:
    inputs = {"a": 1, "b": [np.arange(2)]}

    returned = reply("value", dumps(inputs))["returned"]

    assert returned["a"] == 1
    assert returned["b"][0].tolist() == [0, 1]


def test_an_answer_tells_what_was_raised_and_in_which_line_of_the_student() -> None:
    def answers() -> None:
        raise KeyError("h")

    told = reply("call", answers=answers)

    assert (told["raised"], told["message"]) == ("KeyError", "'h'")
    line = answers.__code__.co_firstlineno + 1
    assert told["where"] == [f'answers, line {line}: raise KeyError("h")']


def test_where_leaves_out_the_probe_and_the_wire() -> None:
    told = reply("call", answers=None)

    assert told["raised"] == "TypeError"
    assert told["where"] == []


def test_where_keeps_the_innermost_lines() -> None:
    def answers(depth: int = 9) -> None:
        if depth == 0:
            raise ValueError
        answers(depth - 1)

    where = reply("call", answers=answers)["where"]

    assert len(where) == 3
    assert where[-1].endswith("raise ValueError")


class Silent(Exception):
    def __str__(self) -> str:
        raise RuntimeError("no text")


@pytest.mark.parametrize(
    ("error", "name", "message"),
    [
        (Silent(), "Silent", ""),
        (ValueError("x" * 9999), "ValueError", "x" * 500),
        (SystemExit(3), "SystemExit", "3"),
        (KeyboardInterrupt(), "KeyboardInterrupt", ""),
        (RecursionError("deep"), "RecursionError", "deep"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_whatever_is_raised_is_an_answer(error: BaseException, name: str, message: str) -> None:
    def answers() -> None:
        raise error

    told = reply("call", answers=answers)

    assert (name, message) == (told["raised"], told["message"])


def test_an_answer_that_is_too_deep_is_an_error_that_says_so() -> None:
    told = reply("nested")

    assert told["raised"] == "WireError"
    assert "deep" in told["message"]
    assert told["where"] == []


@pytest.mark.parametrize(
    ("source", "payload", "raised"),
    [
        ("def value(:", "{}", "SyntaxError"),
        ("x = 1", '{"$": "dict", "items": {}}', "KeyError"),
        (PROBE, "not JSON", "WireError"),
    ],
)
def test_a_question_that_cannot_be_put_is_an_error(source: str, payload: str, raised: str) -> None:
    assert raised == loads(answer(source, "value", payload, {}))["raised"]


def test_the_answer_travels_whole_under_a_mime_type_of_its_own() -> None:
    bundle = wire.Sealed("x" * 10_000)._repr_mimebundle_(include=None, exclude=None)

    assert bundle == {wire.Sealed.mime: "x" * 10_000, "text/plain": ""}
