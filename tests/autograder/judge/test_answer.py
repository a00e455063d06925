"""The far end of the channel: one probe, run beside the student's code; and what is told of it."""

from typing import Any

import numpy as np
import pytest
from hypothesis import settings

from autograder.errors import StudentError, StudentRaised
from autograder.judge import wire
from autograder.judge.student import Student
from autograder.judge.wire import answer, dumps, loads

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


class TooShort(ValueError):
    pass


def test_an_error_tells_the_classes_that_it_derives_from() -> None:
    def answers() -> None:
        raise TooShort

    told = reply("call", answers=answers)

    assert told["kinds"] == ["TooShort", "ValueError", "Exception", "BaseException"]


@pytest.mark.parametrize(
    ("source", "stub"),
    [
        ("def answers():\n    raise NotImplementedError()", True),
        ("def answers():\n    raise NotImplementedError", True),
        ("def answers():\n    raise NotImplementedError('only for batches')", False),
        ("def answers():\n    raise ValueError", False),
        ("from tests.autograder.judge.test_answer import answers", False),
    ],
)
def test_only_a_line_of_the_notebook_is_a_stub(source: str, stub: bool) -> None:
    names: dict[str, Any] = {}
    exec(source, names)  # noqa: S102 - a student's cell of our own

    told = loads(answer(PROBE, "call", dumps({}), names))

    assert told["stub"] is stub


def answers() -> None:
    """Raise what a library raises, in a file of its own."""
    raise NotImplementedError


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


class Forger(Student):
    """Sends a text of its own, whatever is asked."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def _exchange(self, source: str, name: str, payload: str) -> str:
        return self._text


@pytest.mark.parametrize("returned", [None, 0, [], {}, {"raised": "ValueError"}, {"returned": 1}])
def test_what_was_returned_may_be_any_plain_data(returned: object) -> None:
    assert returned == Forger(dumps({"returned": returned})).call("f")


RAISED = {
    "raised": "ValueError",
    "kinds": ["ValueError", "Exception"],
    "message": "no",
    "where": ["f, line 1"],
    "stub": False,
}


def test_what_was_raised_is_told() -> None:
    with pytest.raises(StudentRaised, match=r"ValueError: no \(f, line 1\)"):
        Forger(dumps(RAISED)).call("f")


@pytest.mark.parametrize(
    "reply",
    [
        None,
        "returned",
        ["returned"],
        {},
        {"returned": 1, "raised": "ValueError"},
        {"returned": 1, **RAISED},
        {"returned": 1, "": 2},
        {"Returned": 1},
        {**RAISED, "more": 1},
        {**RAISED, "raised": None},
        {**RAISED, "raised": ["ValueError"]},
        {**RAISED, "message": 7},
        {**RAISED, "message": np.zeros(3)},
        {**RAISED, "where": "f, line 1"},
        {**RAISED, "where": {"0": "f, line 1"}},
        {**RAISED, "where": np.zeros(3)},
        {**RAISED, "where": ["f", 7]},
        {**RAISED, "where": [np.zeros(3)]},
        {**RAISED, "where": [[["f"]]]},
        {**RAISED, "where": [...]},
        {**RAISED, "kinds": "ValueError"},
        {**RAISED, "kinds": ["ValueError", 7]},
        {"raised": "ValueError", "message": "no", "where": []},
        {"raised": "ValueError"},
    ],
    ids=str,
)
def test_a_reply_that_is_only_nearly_an_answer_is_a_student_error(reply: object) -> None:
    with pytest.raises(StudentError, match="not in the agreed form") as caught:
        Forger(dumps(reply)).call("f")

    assert type(caught.value) is StudentError


@pytest.mark.parametrize(
    "text",
    ["", "[" * 10**6, '"' * 10**6, "1" * 10**6, "é", "\ud800", '{"returned": 1}', "\0", "{" * 27],
    ids=lambda text: text[:8].encode("unicode_escape").decode(),
)
def test_a_text_that_is_no_message_is_a_student_error(text: str) -> None:
    with pytest.raises(StudentError, match="not plain data") as caught:
        Forger(text).call("f")

    assert type(caught.value) is StudentError


def test_what_is_told_is_cut_and_can_be_written() -> None:
    long = "\ud800" + "a" * 10_000

    with pytest.raises(StudentRaised) as caught:
        Forger(
            dumps(
                {
                    "raised": long,
                    "kinds": [long] * 100,
                    "message": long,
                    "where": [long] * 100,
                    "stub": 1,
                }
            )
        ).call("f")

    cut = "?" + "a" * 499
    assert (cut, cut) == (caught.value.type_name, caught.value.text)
    assert (cut,) * 3 == caught.value.where
    assert (cut,) * wire.MAX_KINDS == caught.value.kinds
    assert caught.value.stub is False


def test_an_answer_that_is_too_large_is_an_error_that_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(wire, "MAX_CHARACTERS", 1000)

    told = reply("value", dumps({"a": "b" * 960}))

    assert told["raised"] == "WireError"
    assert "1000 characters" in told["message"]
